"""The compact pages of the two tables of groups: tick the groups first, then say how or why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from eqia.form.definition import Column, Form, Kind, Question
from eqia.interview import words
from eqia.interview.draft import is_blank
from eqia.interview.matrices import EXPLANATION, NEGATIVE, NONE, POSITIVE, Impacts, is_impact, picked
from eqia.interview.page import Option, Value
from eqia.interview.steps import Answers, GroupsStep, LongStep, Step, YesNoStep, help_of, label_of, people_of


def grid_steps(question: Question, form: Form, answers: Answers) -> Iterator[Step]:
    """The pages of a table that are asked, in order."""
    yield from _impact_steps(question, form, answers) if is_impact(question) else _duty_steps(question, form, answers)


def step_of_cell(question: Question, form: Form, answers: Answers, path: str) -> Step:
    """The page on which a field of the table is changed."""
    row, _, name = path.removeprefix(f"{question.id}.").partition(".")
    if is_impact(question):
        why = next((step for step in _impact_steps(question, form, answers) if step.id == path), None)
        return why if why and name == EXPLANATION else RowStep(f"{question.id}.{row}", question, form, row)
    column = next((column for column in question.columns if column.id == name), question.columns[0])
    if row in picked(question, column.id, answers):
        return TextStep(f"{question.id}.{row}.{column.id}", question, form, column, row)
    return PickStep(f"{question.id}@{column.id}", question, form, column)


def row_steps(question: Question, form: Form) -> Iterator[Step]:
    """One page for each group, on which its boxes can be changed by themselves; for the impact table."""
    if is_impact(question):
        yield from (RowStep(f"{question.id}.{row}", question, form, row) for row in question.rows)


def _duty_steps(question: Question, form: Form, answers: Answers) -> Iterator[Step]:
    for column in question.columns:
        rows = picked(question, column.id, answers)
        yield PickStep(f"{question.id}@{column.id}", question, form, column)
        texts = [TextStep(f"{question.id}.{row}.{column.id}", question, form, column, row) for row in rows]
        yield from texts[:1]
        same = SameStep(f"{question.id}@{column.id}@same", question, form, column)
        if same.is_asked(answers):
            yield same
        yield from texts[1:]


def _impact_steps(question: Question, form: Form, answers: Answers) -> Iterator[Step]:
    columns = {column.id: column for column in question.columns}
    why = columns[EXPLANATION]
    impacts = Impacts(question, answers)
    for name in (POSITIVE, NEGATIVE):
        yield TickedStep(f"{question.id}@{name}", question, form, columns[name])
    unknown = UnknownStep(f"{question.id}@unknown", question, form, columns[NONE])
    if unknown.options(answers):
        yield unknown
    for row in question.rows:
        if impacts.unclear(row) or impacts.unticked(row):
            yield RowStep(f"{question.id}.{row}", question, form, row)
        if impacts.affected(row) or impacts.unclear(row) or impacts.none_alone(row):
            yield WhyStep(f"{question.id}.{row}.{why.id}", question, form, why, row, impacts.meaning(row))
    if impacts.remaining():
        yield RemainingStep(f"{question.id}@{NONE}", question, form, columns[NONE], rows=impacts.remaining())


@dataclass(frozen=True)
class _ColumnStep(Step):
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
        return help_of(self.column.help or self.question.help, self.column.label)


@dataclass(frozen=True)
class PickStep(_ColumnStep, GroupsStep):
    """For which groups an aim matters."""

    def options(self, answers: Answers) -> tuple[Option, ...]:
        return tuple(Option(row, label_of(self.form, row), self._note(row)) for row in self.question.rows)

    def _note(self, row: str) -> str:
        group = self.form.group(row)
        return words.NOT_THIS_AIM if group and self.column.id not in group.aims else ""


@dataclass(frozen=True)
class TextStep(_ColumnStep, LongStep):
    """How an aim matters for a group."""

    row: str

    @property
    def ask(self) -> str:
        return self.column.prompt.replace("{people}", people_of(self.form, self.row))

    @property
    def short(self) -> str:
        return f"{label_of(self.form, self.row)}: {self.column.short or self.column.label}"


@dataclass(frozen=True)
class SameStep(_ColumnStep, YesNoStep):
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


@dataclass(frozen=True)
class TickedStep(_ColumnStep, GroupsStep):
    """Which groups gain, or which lose out."""

    def value(self, answers: Answers) -> Value:
        return tuple(row for row in self.question.rows if answers.get(self._slot(row)) is True)

    def write(self, answers: Answers, value: Value) -> dict[str, Any]:
        return {self._slot(row): row in (value or ()) for row in self.question.rows}

    def options(self, answers: Answers) -> tuple[Option, ...]:
        return tuple(Option(row, label_of(self.form, row)) for row in self.question.rows)

    def _slot(self, row: str) -> str:
        return f"{self.question.id}.{row}.{self.column.id}"


@dataclass(frozen=True)
class UnknownStep(_ColumnStep, GroupsStep):
    """Of which groups nothing is known yet, among those that neither gain nor lose out."""

    empty_is_fine: ClassVar[bool] = True

    @property
    def ask(self) -> str:
        return words.UNKNOWN_GROUPS

    @property
    def short(self) -> str:
        return words.UNKNOWN_SHORT

    @property
    def hint(self) -> str:
        return words.UNKNOWN_HINT

    @property
    def optional(self) -> bool:
        return True

    def options(self, answers: Answers) -> tuple[Option, ...]:
        impacts = Impacts(self.question, answers)
        rows = [row for row in self.question.rows if row in impacts.remaining() or impacts.unknown(row)]
        return tuple(Option(row, label_of(self.form, row)) for row in rows)

    def value(self, answers: Answers) -> Value:
        impacts = Impacts(self.question, answers)
        return tuple(row for row in self.question.rows if impacts.unknown(row))

    def write(self, answers: Answers, value: Value) -> dict[str, Any]:
        offered = {option.id for option in self.options(answers)}
        dormant = [row for row in answers.get(self.id) or () if row not in offered]
        return {self.id: [row for row in self.question.rows if row in (value or ()) or row in dormant]}


@dataclass(frozen=True)
class WhyStep(TextStep):
    """What happens to a group, or why nothing does: the meaning is the ending of the slot."""

    meaning: str

    @property
    def ask(self) -> str:
        if self.meaning == "@none":
            return words.WHY_NONE.format(people=people_of(self.form, self.row))
        return super().ask

    def value(self, answers: Answers) -> Value:
        return Impacts(self.question, answers).explanation(self.row)

    def write(self, answers: Answers, value: Value) -> dict[str, Any]:
        return {self.id + self.meaning: value}


@dataclass(frozen=True)
class RemainingStep(_ColumnStep, LongStep):
    """Names the groups of which nothing was said, and asks why there is no impact on them."""

    rows: tuple[str, ...] = ()

    @property
    def ask(self) -> str:
        return words.REMAINING.format(groups=in_a_row([label_of(self.form, row) for row in self.rows]))

    @property
    def hint(self) -> str:
        return words.REMAINING_HINT


@dataclass(frozen=True)
class RowStep(GroupsStep):
    """The boxes of one group of the impact table, to be changed by themselves."""

    row: str = ""
    empty_is_fine: ClassVar[bool] = True

    @property
    def ask(self) -> str:
        return words.ROW.format(group=label_of(self.form, self.row), people=people_of(self.form, self.row))

    @property
    def short(self) -> str:
        return label_of(self.form, self.row)

    @property
    def hint(self) -> str:
        return words.ROW_HINT

    def options(self, answers: Answers) -> tuple[Option, ...]:
        return tuple(Option(column.id, column.label) for column in self.question.columns if column.kind is Kind.TICK)

    def value(self, answers: Answers) -> Value:
        fields = Impacts(self.question, answers).fields(self.row)
        return tuple(name for name in (POSITIVE, NEGATIVE, NONE) if fields.get(name) is True)

    def write(self, answers: Answers, value: Value) -> dict[str, Any]:
        if value and value == self.value(answers) and self.is_done(answers):
            return {}
        ticked = set(value or ())
        affected = bool(ticked & {POSITIVE, NEGATIVE})
        unknown = [row for row in answers.get(f"{self.question.id}@unknown") or () if row != self.row]
        return {
            f"{self.id}.{POSITIVE}": POSITIVE in ticked,
            f"{self.id}.{NEGATIVE}": NEGATIVE in ticked,
            f"{self.id}.{NONE}": NONE in ticked and not affected,
            f"{self.id}.{NONE}@beside": NONE in ticked and affected,
            f"{self.question.id}@unknown": unknown if ticked else [*unknown, self.row],
        }

    def is_done(self, answers: Answers) -> bool:
        impacts = Impacts(self.question, answers)
        return not impacts.unclear(self.row) and not impacts.unticked(self.row)


def in_a_row(names: list[str]) -> str:
    """Names as a sentence has them: "Age, Race and Sex"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
