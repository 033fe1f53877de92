"""Questions that ask for one column of a table of groups: for all groups at once, or a text for one of them."""

from __future__ import annotations

from dataclasses import dataclass

from eqia.form.definition import Column
from eqia.interview.questions.steps import LongStep, Step, help_of, label_of, people_of


@dataclass(frozen=True)
class ColumnStep(Step):
    """A question about a column of a table."""

    column: Column

    @property
    def ask(self) -> str:
        return self.column.pick or self.column.prompt

    @property
    def short(self) -> str:
        return self.column.short or self.column.label

    @property
    def hint(self) -> str:
        return self.column.hint

    @property
    def help(self) -> tuple[str, ...]:
        return help_of(self.column.help or self.question.help, self.column.label, self.widget)


@dataclass(frozen=True)
class TextStep(ColumnStep, LongStep):
    """How an aim matters for a group."""

    row: str

    @property
    def ask(self) -> str:
        return self.column.prompt.replace("{people}", people_of(self.form, self.row))

    @property
    def short(self) -> str:
        return f"{label_of(self.form, self.row)}: {self.column.short or self.column.label}"
