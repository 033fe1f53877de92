"""The table of the equality duty, by aim: tick the groups it matters for, then say how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from eqia.form.definition import Form, Question
from eqia.interview import words
from eqia.interview.draft import is_blank
from eqia.interview.page import Option, Value
from eqia.interview.questions.column_steps import ColumnStep, TextStep
from eqia.interview.questions.matrices import picked
from eqia.interview.questions.steps import Answers, GroupsStep, Step, YesNoStep, label_of


def duty_steps(question: Question, form: Form, answers: Answers) -> Iterator[Step]:
    """The pages of the table that are asked, in order."""
    for column in question.columns:
        rows = picked(question, column.id, answers)
        yield PickStep(f"{question.id}@{column.id}", question, form, column)
        texts = [TextStep(f"{question.id}.{row}.{column.id}", question, form, column, row) for row in rows]
        yield from texts[:1]
        same = SameStep(f"{question.id}@{column.id}@same", question, form, column)
        if same.is_asked(answers):
            yield same
        yield from texts[1:]


@dataclass(frozen=True)
class PickStep(ColumnStep, GroupsStep):
    """For which groups an aim matters."""

    def options(self, answers: Answers) -> tuple[Option, ...]:
        return tuple(Option(row, label_of(self.form, row), self._note(row)) for row in self.question.rows)

    def _note(self, row: str) -> str:
        group = self.form.group(row)
        return words.NOT_THIS_AIM if group and self.column.id not in group.aims else ""


@dataclass(frozen=True)
class SameStep(ColumnStep, YesNoStep):
    """Whether the words written for the first group hold for the others too. It is asked once."""

    def _texts(self, answers: Answers) -> dict[str, str]:
        rows = picked(self.question, self.column.id, answers)
        return {row: str(answers.get(f"{self.question.id}.{row}.{self.column.id}") or "") for row in rows}

    def is_asked(self, answers: Answers) -> bool:
        """Whether there is a first text, and another group without one."""
        texts = list(self._texts(answers).values())
        return bool(texts) and not is_blank(texts[0]) and any(is_blank(text) for text in texts[1:])

    @property
    def ask(self) -> str:
        return words.SAME_WORDS.format(column=self.column.short or self.column.label)

    @property
    def hint(self) -> str:
        return words.SAME_WORDS_HINT

    @property
    def optional(self) -> bool:
        return True

    def value(self, answers: Answers) -> Value:
        return str(answers.get(self.id) or "")

    def write(self, answers: Answers, value: Value) -> dict[str, Any]:
        texts = self._texts(answers)
        if value != "yes":
            return {self.id: "no"}
        first = next(iter(texts.values()))
        return {f"{self.question.id}.{row}.{self.column.id}": first for row, text in texts.items() if is_blank(text)}
