"""Assessments that fill every question of a form with a text of its own, so that each can be found again."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from eqia.assessment.model import Assessment
from eqia.assessment.paths import put
from eqia.concepts.roles import DECIDES
from eqia.form.answers import read_answers
from eqia.form.definition import Form
from eqia.form.kinds.register import kind_of

APPROVAL: Final = "Token of the approval."


@dataclass(frozen=True)
class _Tokens:
    """Texts and ticks, each another than the one before."""

    numbers: Iterator[int]
    ticks: Iterator[bool]

    def line(self) -> str:
        return f"Token {next(self.numbers)} & <more>."

    def tick(self) -> bool:
        return next(self.ticks)


def token_assessment(form: Form, council: str, *, ticked: bool) -> Assessment:
    """An assessment in which every text is a token. The boxes are ticked in turn, beginning with ``ticked``."""
    tokens = _Tokens(itertools.count(1), itertools.cycle([ticked, not ticked]))
    data: dict[str, Any] = {"council": council, "reference": "TOKEN-REFERENCE", "notice": "Token of the notice."}
    for section in form.sections:
        for question in section.questions:
            put(data, question.id, kind_of(question).token(question, form, tokens))
    return _parsed(data, form)


def whole_form(form: Form) -> Form:
    """A form of which everything is shown, whatever was answered."""
    always = {"shown_when": None}
    sections = (
        section.model_copy(
            update=always | {"questions": tuple(each.model_copy(update=always) for each in section.questions)}
        )
        for section in form.sections
    )
    return form.model_copy(update={"sections": tuple(sections)})


def empty_assessment(form: Form, council: str, *, needed: bool) -> Assessment:
    """An assessment without answers, in which an analysis is needed or not, where the form asks whether it is."""
    data: dict[str, Any] = {"council": council}
    if decides := form.carrying(DECIDES):
        put(data, decides.id, "yes" if needed else "no")
    return _parsed(data, form)


def _parsed(data: dict[str, Any], form: Form) -> Assessment:
    assessment, problems = read_answers(data, form)
    assert assessment is not None, problems
    return assessment
