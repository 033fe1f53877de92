"""The report at a glance: what is to be decided, and how each group is affected, in words and in shapes."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from eqia.assessment.model import Assessment, Impact
from eqia.assessment.paths import get
from eqia.form.definition import Form, Kind, Layout
from eqia.view.brief import first_of
from eqia.view.document import GlanceGroup, GlanceView
from eqia.view.wording import one_a_line

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
    impacts = {id: assessment.impact_of(id) for id in _rows(form)}
    labels = _labels(form)
    groups = [_group(form, labels, id, impact) for id, impact in impacts.items()]
    assessed = any(impact != Impact() for impact in impacts.values())
    not_needed = any(section.layout is Layout.OPTIONS and section.id in unneeded for section in form.sections)
    return GlanceView(
        shown=shown,
        decision=first_of(_decisions(assessment), _ROOM, _label_of(form, "activity.decisions")),
        recommendation=form.not_needed if not_needed else _SEPARATED.join(_recommended(assessment, form)),
        groups=groups if assessed else [],
        unsaid=form.not_answered if impacts and not assessed and not not_needed else "",
    )


def _decisions(assessment: Assessment) -> list[str]:
    """Who decides and when, each in one line."""
    told = (" ".join(one_a_line((decision,)).split("\n")) for decision in assessment.activity.decisions)
    return [each for each in told if each]


def _label_of(form: Form, id: str) -> str:
    return next(
        (question.label for section in form.sections for question in section.questions if question.id == id), ""
    )


def _rows(form: Form) -> tuple[str, ...]:
    return next(
        (question.rows for section in form.sections for question in section.questions if question.id == "impacts"), ()
    )


def _labels(form: Form) -> dict[str, str]:
    """The labels of the boxes of an impact, by field."""
    found = (question for section in form.sections for question in section.questions if question.id == "impacts")
    return {column.id: column.label for question in found for column in question.columns if column.kind is Kind.TICK}


def _group(form: Form, labels: Mapping[str, str], id: str, impact: Impact) -> GlanceGroup:
    known = form.group(id)
    sign, says = _said(labels, impact)
    return GlanceGroup(label=known.label if known else id, sign=sign, says=says)


def _said(labels: Mapping[str, str], impact: Impact) -> tuple[str, str]:
    """The sign and the words for the boxes of a group. What the form calls otherwise is said in its words alone."""
    states = {field: getattr(impact, field) for field in _MEANS if field in labels}
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


def _recommended(assessment: Assessment, form: Form) -> list[str]:
    return [
        question.label
        for section in form.sections
        if section.layout is Layout.OPTIONS
        for question in section.questions
        if question.kind is Kind.TICK and get(assessment, question.id) is True
    ]
