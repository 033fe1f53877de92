"""The table of impacts: who gains, who loses out, who is not known; then why, and why there is none on the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from eqia.form.definition import Column, Form, Question
from eqia.form.kinds.register import kind_of
from eqia.interview import words
from eqia.interview.draft import is_blank
from eqia.interview.page import Option, Value
from eqia.interview.questions.column_steps import ColumnStep, TextStep
from eqia.interview.questions.matrices import EXPLANATION, NEGATIVE, NONE, POSITIVE, Impacts
from eqia.interview.questions.steps import Answers, GroupsStep, LongStep, Step, label_of, people_of


def impact_steps(question: Question, form: Form, answers: Answers) -> Iterator[Step]:
    """The pages of the table that are asked, in order."""
    columns = {column.id: column for column in question.columns}
    why, none = columns.get(EXPLANATION), columns.get(NONE)
    impacts = Impacts(question, answers)
    for name in (POSITIVE, NEGATIVE):
        if name in columns:
            yield TickedStep(f"{question.id}@{name}", question, form, columns[name])
    unknown = UnknownStep(f"{question.id}@unknown", question, form, none or question.columns[0])
    if unknown.options(answers):
        yield unknown
    for row in question.rows:
        if impacts.unclear(row) or impacts.unticked(row):
            yield RowStep(f"{question.id}.{row}", question, form, row)
        if why and (impacts.affected(row) or impacts.unclear(row)):
            yield WhyStep(f"{question.id}.{row}.{why.id}", question, form, why, row, impacts.meaning(row))
    if none:
        yield from _none_steps(question, form, answers, none)
    for row in question.rows:
        if why and impacts.none_alone(row) and not impacts.unclear(row):
            yield WhyStep(f"{question.id}.{row}.{why.id}", question, form, why, row, impacts.meaning(row))


def _none_steps(question: Question, form: Form, answers: Answers, none: Column) -> Iterator[Step]:
    """Why there is no impact on the groups of which nothing is said, and which of them get a reason of their own."""
    remaining = Impacts(question, answers).remaining
    if remaining:
        yield RemainingStep(f"{question.id}@{NONE}", question, form, none, rows=remaining)
    own = OwnReasonStep(f"{question.id}@own", question, form, none)
    if own.is_asked(answers):
        yield own


@dataclass(frozen=True)
class TickedStep(ColumnStep, GroupsStep):
    """Which groups gain, or which lose out."""

    def value(self, answers: Answers) -> Value:
        return tuple(row for row in self.question.rows if answers.get(self._slot(row)) is True)

    def write(self, answers: Answers, value: Value) -> dict[str, Any]:
        new = self._newly(answers, value)
        changes: dict[str, Any] = {self._slot(row): row in (value or ()) for row in self.question.rows}
        return changes | {f"{self.question.id}.{row}.{NONE}@beside": None for row in new}

    def notice(self, answers: Answers, value: Value) -> str:
        impacts = Impacts(self.question, answers)
        gone = [row for row in self._newly(answers, value) if impacts.fields(row).get(NONE) is True]
        column = next(column for column in self.question.columns if column.id == NONE)
        groups = in_a_row([label_of(self.form, row) for row in gone]) if gone else ""
        return words.NO_IMPACT_GONE.format(column=column.label, groups=groups) if gone else ""

    def _newly(self, answers: Answers, value: Value) -> list[str]:
        """The groups that are ticked now and were not before."""
        return [row for row in self.question.rows if row in (value or ()) and answers.get(self._slot(row)) is not True]

    def options(self, answers: Answers) -> tuple[Option, ...]:
        return tuple(Option(row, label_of(self.form, row)) for row in self.question.rows)

    def _slot(self, row: str) -> str:
        return f"{self.question.id}.{row}.{self.column.id}"


@dataclass(frozen=True)
class UnknownStep(ColumnStep, GroupsStep):
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
        rows = [row for row in self.question.rows if row in impacts.remaining or impacts.unknown(row)]
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

    @property
    def hint(self) -> str:
        return words.WHY_NONE_HINT if self.meaning == "@none" else super().hint

    def value(self, answers: Answers) -> Value:
        return Impacts(self.question, answers).explanation(self.row)

    def write(self, answers: Answers, value: Value) -> dict[str, Any]:
        return {self.id + self.meaning: value}


@dataclass(frozen=True)
class RemainingStep(ColumnStep, LongStep):
    """Names the groups of which nothing was said, and asks why there is no impact on them."""

    rows: tuple[str, ...] = ()

    @property
    def ask(self) -> str:
        return words.REMAINING.format(groups=in_a_row([label_of(self.form, row) for row in self.rows]))

    @property
    def hint(self) -> str:
        return words.REMAINING_HINT


@dataclass(frozen=True)
class OwnReasonStep(ColumnStep, GroupsStep):
    """Which of the groups without an impact get a reason of their own."""

    empty_is_fine: ClassVar[bool] = True

    def is_asked(self, answers: Answers) -> bool:
        """Whether a reason was given for all of them, or one for some of them already."""
        return not is_blank(answers.get(f"{self.question.id}@{NONE}")) or not is_blank(self.value(answers))

    @property
    def ask(self) -> str:
        return words.OWN_REASON

    @property
    def short(self) -> str:
        return words.OWN_REASON_SHORT

    @property
    def hint(self) -> str:
        return words.OWN_REASON_HINT

    @property
    def optional(self) -> bool:
        return True

    def options(self, answers: Answers) -> tuple[Option, ...]:
        impacts = Impacts(self.question, answers)
        rows = [row for row in self.question.rows if row in impacts.remaining or impacts.none_alone(row)]
        return tuple(Option(row, label_of(self.form, row)) for row in rows)

    def value(self, answers: Answers) -> Value:
        impacts = Impacts(self.question, answers)
        return tuple(row for row in self.question.rows if impacts.none_alone(row))

    def write(self, answers: Answers, value: Value) -> dict[str, Any]:
        offered = (option.id for option in self.options(answers))
        return {f"{self.question.id}.{row}.{NONE}": row in (value or ()) for row in offered}


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
        boxes = (column for column in self.question.columns if kind_of(column).boxed)
        return tuple(Option(box.id, box.label, alone=box.id == NONE) for box in boxes)

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
