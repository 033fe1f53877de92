"""The report at a glance: what is to be decided, and how each group is affected, in words and in shapes."""

from __future__ import annotations

from typing import Final

from eqia.assessment.model import Assessment, Impact
from eqia.assessment.paths import get
from eqia.form.definition import Form, Kind, Layout
from eqia.view.document import GlanceGroup, GlanceView
from eqia.view.wording import one_a_line

_UNREADABLE: Final = ("?", "Could not be read")
_SIGNS: Final = {
    (True, True, False): ("+ \N{MINUS SIGN}", "Positive and negative"),
    (True, False, False): ("+", "Positive"),
    (False, True, False): ("\N{MINUS SIGN}", "Negative"),
    (False, False, True): ("0", "No impact"),
    (False, False, False): ("?", "Not ticked"),
}
_SEPARATED: Final = "; "
_AT_ODDS: Final = ("?", "No impact, and an impact")


def look(assessment: Assessment, form: Form) -> GlanceView:
    """What a reader wants to know first. ``groups`` is empty where nothing is said of any group's impact."""
    impacts = {id: assessment.impact_of(id) for id in _rows(form)}
    groups = [_group(form, id, impact) for id, impact in impacts.items()]
    assessed = any(impact != Impact() for impact in impacts.values())
    return GlanceView(
        decision=_SEPARATED.join(one_a_line(assessment.activity.decisions).split("\n")),
        recommendation=_SEPARATED.join(_recommended(assessment, form)),
        groups=groups if assessed else [],
    )


def _rows(form: Form) -> tuple[str, ...]:
    return next(
        (question.rows for section in form.sections for question in section.questions if question.id == "impacts"), ()
    )


def _group(form: Form, id: str, impact: Impact) -> GlanceGroup:
    ticks = (impact.positive, impact.negative, impact.none)
    sign, says = _UNREADABLE if "unreadable" in ticks else _SIGNS.get(ticks, _AT_ODDS)  # type: ignore[arg-type]
    known = form.group(id)
    return GlanceGroup(label=known.label if known else id, sign=sign, says=says)


def _recommended(assessment: Assessment, form: Form) -> list[str]:
    return [
        question.label
        for section in form.sections
        if section.layout is Layout.OPTIONS
        for question in section.questions
        if question.kind is Kind.TICK and get(assessment, question.id) is True
    ]
