"""The two tables of groups: which rows and ticks follow from the compact answers, and the other way round.

The duty table is asked by aim: the groups picked for an aim are in the slot ``duty@advance_equality``, and a text
counts while its group is picked. The impact table is asked by who gains and who loses out; the groups of which nothing
is known are in ``impacts@unknown``; one reason for all groups of which nothing else is said is in ``impacts@none``. An
explanation has a slot for each meaning it can have (``@none``: why there is no impact; ``@unticked``: it stood in a
file without a tick), so that text written for one meaning never turns up under another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from eqia.form.definition import Question
from eqia.form.kinds.register import kind_of
from eqia.interview.draft import is_blank

POSITIVE: Final = "positive"
NEGATIVE: Final = "negative"
NONE: Final = "none"
EXPLANATION: Final = "explanation"
_TICKS: Final = (POSITIVE, NEGATIVE, NONE)
_UNREADABLE: Final = "unreadable"


def is_impact(question: Question) -> bool:
    """Whether a table of groups is the one with ticks."""
    return any(kind_of(column).boxed for column in question.columns)


def live_rows(question: Question, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a table that count, by path."""
    if not is_impact(question):
        return dict(_duty_texts(question, answers))
    impacts = Impacts(question, answers)
    return {
        f"{question.id}.{row}.{name}": value
        for row in question.rows
        for name, value in impacts.fields(row).items()
        if not is_blank(value)
    }


def slots_of_rows(question: Question, rows: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    """The slots that give these rows. ``kept`` are the slots that the file keeps beside the assessment."""
    fields = {row: rows.get(row) or {} for row in question.rows}
    if is_impact(question):
        common = kept.get(f"{question.id}@{NONE}")
        return dict(pair for row, held in fields.items() for pair in _impact_slots(question, row, held, common))
    return _duty_slots(question, fields, kept)


def picked(question: Question, column: str, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """The groups picked for a column of the duty table, in the form's order."""
    chosen = answers.get(f"{question.id}@{column}") or ()
    return tuple(row for row in question.rows if row in chosen)


def _duty_texts(question: Question, answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    groups = {column.id: picked(question, column.id, answers) for column in question.columns}
    for row in question.rows:
        for column, rows in groups.items():
            path = f"{question.id}.{row}.{column}"
            if row in rows and not is_blank(answers.get(path)):
                yield path, answers[path]


def _duty_slots(question: Question, rows: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    slots: dict[str, Any] = {}
    for column in question.columns:
        texts = {row: held.get(column.id) for row, held in rows.items() if not is_blank(held.get(column.id))}
        slots |= {f"{question.id}.{row}.{column.id}": text for row, text in texts.items()}
        name = f"{question.id}@{column.id}"
        slots[name] = [row for row in question.rows if row in texts or row in (kept.get(name) or ())]
    return slots


def _impact_slots(question: Question, row: str, held: Mapping[str, Any], common: object) -> Iterator[tuple[str, Any]]:
    path = f"{question.id}.{row}"
    ticks = {name: held.get(name) for name in _TICKS}
    text = held.get(EXPLANATION) or ""
    affected = True in (ticks[POSITIVE], ticks[NEGATIVE])
    if ticks[NONE] is True and not affected and text == common:
        return
    yield from ((f"{path}.{name}", value) for name, value in ticks.items() if value and name != NONE)
    if ticks[NONE]:
        yield f"{path}.{NONE}@beside" if affected and ticks[NONE] is True else f"{path}.{NONE}", ticks[NONE]
    if not is_blank(text):
        yield f"{path}.{EXPLANATION}" + _meaning(affected or _UNREADABLE in ticks.values(), ticks[NONE] is True), text


def _meaning(affected: bool, none: bool) -> str:
    return "" if affected else "@none" if none else "@unticked"


@dataclass(frozen=True)
class Impacts:
    """The impact table as the answers have it."""

    question: Question
    answers: Mapping[str, Any]

    def _slot(self, row: str, name: str) -> Any:
        return self.answers.get(f"{self.question.id}.{row}.{name}")

    def affected(self, row: str) -> bool:
        """Whether the group gains or loses out."""
        return True in (self._slot(row, POSITIVE), self._slot(row, NEGATIVE))

    def unclear(self, row: str) -> bool:
        """Whether a box of the row could not be read."""
        return any(self._slot(row, name) == _UNREADABLE for name in _TICKS)

    def none_alone(self, row: str) -> bool:
        """Whether No impact was ticked for this very group, and nothing else."""
        return self._slot(row, NONE) is True and not self.affected(row)

    def unknown(self, row: str) -> bool:
        """Whether it was said that the effect on the group is not known yet."""
        return row in (self.answers.get(f"{self.question.id}@unknown") or ()) and not self._ticked(row)

    def unticked(self, row: str) -> bool:
        """Whether the row has an explanation and no tick, as in some files that come from elsewhere."""
        text = self._slot(row, f"{EXPLANATION}@unticked")
        return not is_blank(text) and not self._ticked(row) and not self.unknown(row)

    def _ticked(self, row: str) -> bool:
        return self.affected(row) or self.unclear(row) or self.none_alone(row)

    @cached_property
    def remaining(self) -> tuple[str, ...]:
        """The groups of which nothing is said by themselves."""
        said = (self._ticked, self.unknown, self.unticked)
        return tuple(row for row in self.question.rows if not any(test(row) for test in said))

    def meaning(self, row: str) -> str:
        """The meaning that an explanation of the row has now: the ending of its slot."""
        return _meaning(self.affected(row) or self.unclear(row), self.none_alone(row))

    def explanation(self, row: str) -> str:
        """The explanation in its present meaning. One that stood without a tick serves until another is written."""
        own = self._slot(row, EXPLANATION + self.meaning(row))
        return str(own or self._slot(row, f"{EXPLANATION}@unticked") or "")

    def fields(self, row: str) -> dict[str, Any]:
        """The fields of a row that count."""
        common = self.answers.get(f"{self.question.id}@{NONE}")
        if row in self.remaining:
            return {} if is_blank(common) else {NONE: True, EXPLANATION: common}
        ticks = {name: self._slot(row, name) for name in (POSITIVE, NEGATIVE)}
        beside = self._slot(row, f"{NONE}@beside") if self.affected(row) else None
        alone = None if self.affected(row) and self._slot(row, NONE) is True else self._slot(row, NONE)
        return {**ticks, NONE: beside or alone, EXPLANATION: self.explanation(row)}
