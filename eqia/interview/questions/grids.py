"""The compact pages of the tables of groups: all in order, single rows, and the page for a field."""

from __future__ import annotations

from collections.abc import Iterator

from eqia.form.definition import Form, Question
from eqia.interview.questions.column_steps import TextStep
from eqia.interview.questions.duty_steps import PickStep, duty_steps
from eqia.interview.questions.impact_steps import RowStep, impact_steps
from eqia.interview.questions.matrices import EXPLANATION, is_impact, picked
from eqia.interview.questions.steps import Answers, Step


def grid_steps(question: Question, form: Form, answers: Answers) -> Iterator[Step]:
    """The pages of a table that are asked, in order."""
    yield from impact_steps(question, form, answers) if is_impact(question) else duty_steps(question, form, answers)


def step_of_cell(question: Question, form: Form, answers: Answers, path: str) -> Step:
    """The page on which a field of the table is changed."""
    row, _, name = path.removeprefix(f"{question.id}.").partition(".")
    if is_impact(question):
        why = next((step for step in impact_steps(question, form, answers) if step.id == path), None)
        return why if why and name == EXPLANATION else RowStep(f"{question.id}.{row}", question, form, row)
    column = next((column for column in question.columns if column.id == name), question.columns[0])
    if row in picked(question, column.id, answers):
        return TextStep(f"{question.id}.{row}.{column.id}", question, form, column, row)
    return PickStep(f"{question.id}@{column.id}", question, form, column)


def row_steps(question: Question, form: Form) -> Iterator[Step]:
    """One page for each group, on which its boxes can be changed by themselves; for the impact table."""
    if is_impact(question):
        yield from (RowStep(f"{question.id}.{row}", question, form, row) for row in question.rows)
