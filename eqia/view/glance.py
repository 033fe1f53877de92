"""The report at a glance: what is to be decided, and how each group is affected, in words and in shapes."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from eqia.assessment.model import Assessment
from eqia.assessment.paths import get
from eqia.form.definition import Form, Layout
from eqia.form.kinds.register import kind_of
from eqia.view.brief import first_of
from eqia.view.document import GlanceGroup, GlanceView

_UNREADABLE: Final = ("?", "Could not be read")
_NOT_TICKED: Final = ("?", "Not ticked")
_SIGNS: Final = {
    ("positive", "negative"): "+ \N{MINUS SIGN}",
    ("positive",): "+",
    ("negative",): "\N{MINUS SIGN}",
    ("none",): "0",
}
_MEANS: Final = {
    "positive": frozenset({"positive", "beneficial", "favourable"}),
    "negative": frozenset({"negative", "adverse", "detrimental", "unfavourable"}),
    "none": frozenset({"no", "none", "neutral", "no impact", "not affected", "no differential"}),
}
"""What the labels of the three boxes say, without "impact" or "effect", where a form leaves them their meaning."""

_OF_IMPACT: Final = re.compile(r"\s*(differential )?(impacts?|effects?)\s*[?:]?$", re.IGNORECASE)
_SEPARATED: Final = "; "
_ROOM: Final = 300
"""Characters of decision makers that the box has room for: three lines."""


def look(assessment: Assessment, form: Form, unneeded: Collection[str] = (), *, shown: bool = True) -> GlanceView:
    """What a reader wants to know first, in so few words that they stay on the first page.

    ``unneeded`` are the sections that the relevance test makes superfluous. ``groups`` is empty where nothing is said
    of any group's impact.
    """
    data = assessment.model_dump(mode="json")
    table = form.carrying("impacts")
    impacts = {row: get(data, f"{table.id}.{row}") or {} for row in table.rows} if table else {}
    labels = {column.id: column.label for column in table.columns if kind_of(column).boxed} if table else {}
    groups = [_group(form, labels, id, impact) for id, impact in impacts.items()]
    assessed = any(any(impact.values()) for impact in impacts.values())
    not_needed = any(section.layout is Layout.OPTIONS and section.id in unneeded for section in form.sections)
    return GlanceView(
        shown=shown,
        decision=_decision(data, form),
        recommendation=form.not_needed if not_needed else _SEPARATED.join(_recommended(data, form)),
        groups=groups if assessed else [],
        unsaid=form.not_answered if impacts and not assessed and not not_needed else "",
    )


def _decision(data: Mapping[str, Any], form: Form) -> str:
    """Who decides and when, each in one line."""
    question = form.carrying("activity.decisions")
    if question is None:
        return ""
    told = (kind_of(question).text(question, [row]) for row in get(data, question.id) or ())
    return first_of([" ".join(each.split("\n")) for each in told if each], _ROOM, question.label)


def _group(form: Form, labels: Mapping[str, str], id: str, impact: Mapping[str, Any]) -> GlanceGroup:
    sign, says = _said(labels, impact)
    return GlanceGroup(label=form.name_of(id), sign=sign, says=says)


def _said(labels: Mapping[str, str], impact: Mapping[str, Any]) -> tuple[str, str]:
    """The sign and the words for the boxes of a group. What the form calls otherwise is said in its words alone."""
    states = {field: impact.get(field, False) for field in _MEANS if field in labels}
    if "unreadable" in states.values():
        return _UNREADABLE
    ticked = tuple(field for field, tick in states.items() if tick is True)
    if not ticked:
        return _NOT_TICKED
    names = [labels[field].strip() for field in ticked]
    if any(_short(name).casefold() not in _MEANS[field] for field, name in zip(ticked, names, strict=True)):
        return "", " and ".join(names)
    if "none" in ticked and len(ticked) > 1:
        return "?", f"{names[-1]}, and an impact"
    return _SIGNS[ticked], names[0] if ticked == ("none",) else _and(list(map(_short, names)))


def _short(label: str) -> str:
    """A label without its "impact": "Positive impact" is "Positive"."""
    return _OF_IMPACT.sub("", label) or label


def _and(names: Sequence[str]) -> str:
    first, *others = names
    return " and ".join([first, *(name[:1].lower() + name[1:] for name in others)])


def _recommended(data: Mapping[str, Any], form: Form) -> list[str]:
    return [
        question.label
        for section in form.sections
        if section.layout is Layout.OPTIONS
        for question in section.questions
        if get(data, question.id) is True
    ]
