"""Which answers count: the way from a draft to its assessment, from the first question on, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from eqia.assessment.model import Assessment
from eqia.assessment.store import INTERVIEW
from eqia.form.answers import read_answers
from eqia.form.conditions import holds
from eqia.form.definition import Form, Question, Section
from eqia.interview.draft import Draft, is_blank
from eqia.interview.questions.matrices import live_rows, slots_of_rows


def live_answers(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that count, by field path: those of questions that are asked, given the answers before them.

    A condition sees only earlier questions that are asked themselves: an answer in a closed branch opens nothing.
    """
    live: dict[str, Any] = {}
    for section in form.sections:
        for question in open_questions(section, live):
            live |= _live_fields(question, answers)
    return live


def is_needed(section: Section, live: Mapping[str, Any]) -> bool:
    """Whether a section is asked at all, given the answers that count."""
    return all(
        holds(condition, lambda path: look_up(live, path)) for condition in (section.needed_when, section.shown_when)
    )


def open_questions(section: Section, live: Mapping[str, Any]) -> Iterator[Question]:
    """The questions of a section that are asked, given the answers that count."""
    if is_needed(section, live):
        for question in section.questions:
            if holds(question.shown_when, lambda path: look_up(live, path)):
                yield question


def look_up(live: Mapping[str, Any], path: str) -> object:
    """What a condition sees at a field path: an answer, or all answers below it."""
    if path in live:
        return live[path]
    return {name: value for name, value in live.items() if name.startswith(f"{path}.")}


def build_assessment(form: Form, draft: Draft) -> Assessment:
    """The assessment that a draft stands for. Closed branches, half-typed text and marks are no part of it."""
    assessment, problems = read_answers(with_answers(draft, live_answers(form, draft.answers)), form)
    if assessment is None:
        paths = ", ".join(problem.path for problem in problems)
        raise AssertionError(f"an answer was taken that no assessment holds: {paths}")
    return assessment


def with_answers(draft: Draft, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The data of an assessment that holds these answers, by field path, besides what the form does not ask for."""
    data = deepcopy(dict(draft.rest))
    for path, value in answers.items():
        _put(data, path, value)
    return data


def split_assessment(form: Form, data: Mapping[str, Any], kept: Mapping[str, Any]) -> Draft:
    """The draft of an assessment's data. ``kept`` are the slots that the file keeps beside the assessment."""
    rest = deepcopy({name: value for name, value in data.items() if name != INTERVIEW})
    answers = {slot: value for slot, value in kept.items() if not is_blank(value)}
    for section in form.sections:
        for question in section.questions:
            value = _take(rest, question)
            if question.is_table:
                answers |= slots_of_rows(question, value or {}, kept)
            elif value not in (None, "", False, []):
                answers[question.id] = value
    return Draft(rest=rest).answered(answers)


def aside(form: Form, draft: Draft, assessment: Assessment) -> dict[str, Any]:
    """The slots that the draft's assessment does not give back: closed branches, and what the compact pages need."""
    given_back = split_assessment(form, assessment.model_dump(mode="json"), {}).answers
    return {slot: value for slot, value in draft.answers.items() if given_back.get(slot) != value}


def _live_fields(question: Question, answers: Mapping[str, Any]) -> dict[str, Any]:
    if question.is_table:
        return live_rows(question, answers)
    return {question.id: answers[question.id]} if question.id in answers else {}


def _take(data: dict[str, Any], question: Question) -> Any:
    """Take a question's value out of an assessment's data; rows of a table that the form does not have are left."""
    *parents, name = question.id.split(".")
    for parent in parents:
        data = data.get(parent) or {}
    if not question.is_table:
        return data.pop(name, None)
    rows = data.get(name) or {}
    return {row: rows.pop(row) for row in question.rows if row in rows}


def _put(data: dict[str, Any], path: str, value: Any) -> None:
    *parents, name = path.split(".")
    for parent in parents:
        inner = data.setdefault(parent, {})
        if not isinstance(inner, dict):  # a path that no model has; the field it stands for is then named as a fault
            return
        data = inner
    data[name] = value
