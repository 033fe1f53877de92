"""Assessments that fill every question of a form with a text of its own, so that each can be found again."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any, Final

from eqia.assessment.model import Assessment
from eqia.assessment.store import parse
from eqia.form.definition import Column, Form, Kind, Question

ROWS: Final = 2
"""Rows that each list gets."""

APPROVAL: Final = "Token of the approval."


def token_assessment(form: Form, council: str, *, ticked: bool) -> Assessment:
    """An assessment in which every text is a token. The boxes are ticked in turn, beginning with ``ticked``."""
    numbers = itertools.count(1)
    ticks = itertools.cycle([ticked, not ticked])
    data: dict[str, Any] = {"council": council, "reference": "TOKEN-REFERENCE", "notice": "Token of the notice."}
    for section in form.sections:
        for question in section.questions:
            _put(data, question.id, _answer(question, form, numbers, ticks))
    return _parsed(data)


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


def empty_assessment(council: str, *, needed: bool) -> Assessment:
    """An assessment without answers, in which an analysis is needed or not."""
    return _parsed({"council": council, "relevance": {"analysis_required": "yes" if needed else "no"}})


def _answer(question: Question, form: Form, numbers: Iterator[int], ticks: Iterator[bool]) -> object:
    match question.kind:
        case Kind.YES_NO:
            return "yes" if next(ticks) else "no"
        case Kind.TICK:
            return next(ticks)
        case Kind.GROUPS:
            return [group.id for group in form.groups]
        case Kind.LINES:
            return [_line(numbers)]
        case Kind.RECORDS:
            return [_row(question.columns, numbers, ticks) for _ in range(ROWS)]
        case Kind.MATRIX:
            return {row: _row(question.columns, numbers, ticks) for row in question.rows}
        case kind:
            return _text(kind, numbers)


def _row(columns: tuple[Column, ...], numbers: Iterator[int], ticks: Iterator[bool]) -> dict[str, object]:
    return {column.id: next(ticks) if column.kind is Kind.TICK else _text(column.kind, numbers) for column in columns}


def _text(kind: Kind, numbers: Iterator[int]) -> str:
    line = _line(numbers)
    return f"{line}\n\nAfter a blank line.\n- A bullet & <more>." if kind is Kind.PROSE else line


def _line(numbers: Iterator[int]) -> str:
    return f"Token {next(numbers)} & <more>."


def _put(data: dict[str, Any], path: str, value: object) -> None:
    *parents, name = path.split(".")
    for parent in parents:
        data = data.setdefault(parent, {})
    data[name] = value


def _parsed(data: dict[str, Any]) -> Assessment:
    assessment, problems = parse(data)
    assert assessment is not None, problems
    return assessment
