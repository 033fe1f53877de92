"""Three ways to one for lists of rows: cells changed here and there, rows added, taken out and moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from eqia.assessment.paths import get
from eqia.form.definition import Question
from eqia.form.kinds.changes import entry, quoted, row_name
from eqia.form.kinds.register import kind_of
from eqia.form.kinds.row_matching import Match, Row, match_rows
from eqia.review.merging.proposals import Choice, Proposal, Three, judged
from eqia.review.returned.doubts import Doubt, within
from eqia.textdiff import diff_words, merge


@dataclass(frozen=True)
class _Row:
    """A row on its way, with its numbers as returned and as the file has it; None on the side where it is not.

    ``stays`` names the proposal on which it depends whether the row is there, and for which choice it is.
    """

    returned: int | None
    now: int | None
    values: Mapping[str, Any]
    cells: Mapping[str, tuple[str, Any]] = field(default_factory=dict)
    stays: tuple[str, Choice] | None = None


@dataclass(frozen=True)
class MergedRows:
    """The proposals on one list, and the list that comes of choosing on them."""

    proposals: tuple[Proposal, ...] = ()
    held: tuple[_Row, ...] = ()
    order_key: str = ""

    def rows(self, known: Mapping[str, bool]) -> list[dict[str, Any]] | None:
        """The rows, given which proposals are taken over; None if the list stays as the file has it."""
        if not self.proposals:
            return None
        there = [row for row in self.held if row.stays is None or known[row.stays[0]] is (row.stays[1] is Choice.TAKE)]
        by_returned = known.get(self.order_key, False)
        return [
            {**row.values, **{column: value for column, (key, value) in row.cells.items() if known[key]}}
            for row in _in_order(there, by_returned=by_returned)
        ]


def merge_rows(question: Question, three: Three, doubts: Sequence[Doubt]) -> MergedRows:
    """What came back of a list, beside what the file has of it now."""
    data = (each.model_dump(mode="json") for each in (three.issued, three.returned, three.now))
    issued, returned, now = (get(each, question.id) or [] for each in data)
    if returned in (issued, now):
        return MergedRows()
    work = _Merge(question, issued, returned, now, doubts)
    work.go()
    if work.there.moved:
        work.put_in_order()
    return MergedRows(tuple(work.proposals), tuple(work.held), work.order_key)


@dataclass
class _Merge:
    """The work on one list."""

    question: Question
    issued: Sequence[Row]
    returned: Sequence[Row]
    now: Sequence[Row]
    doubts: Sequence[Doubt]
    proposals: list[Proposal] = field(default_factory=list)
    held: list[_Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.there: Match = match_rows(self.issued, self.returned)
        self.here: Match = match_rows(self.issued, self.now)
        self.order_key = f"{self.question.id}.order"

    def go(self) -> None:
        for number, row in enumerate(self.issued):
            self.issued_row(row, self.there.new_of(number), self.here.new_of(number), number)
        own = [b for a, b in self.here.pairs if a is None and b is not None]
        self.held += [_Row(None, number, self.now[number]) for number in own]
        came = [b for a, b in self.there.pairs if a is None and b is not None]
        for place, number in enumerate(came, 1):
            self.new_row(number, place, own)

    def issued_row(self, row: Row, there: int | None, here: int | None, number: int) -> None:
        """What became of a row that was issued, in the document and in the file."""
        if there is not None and here is not None:
            self.both(row, there, here)
        elif here is not None:
            key = f"{self.question.id}.{here}"
            changed = self.now[here] != row
            ours = f"{self.name(here)}: changed to {quoted(entry(self.now[here]))}" if changed else ""
            self.propose(
                key, f"{self.name(here)}: taken out, {quoted(entry(row))}", ours, self.about(), conflict=changed
            )
            self.held.append(_Row(None, here, self.now[here], stays=(key, Choice.KEEP)))
        elif there is not None and self.returned[there] != row:
            key = f"{self.question.id}.gone{number + 1}"
            theirs = f"{self.name(there)}: changed to {quoted(entry(self.returned[there]))}"
            self.propose(key, theirs, "the row was taken out", self.about(there), conflict=True)
            self.held.append(_Row(there, None, self.returned[there], stays=(key, Choice.TAKE)))

    def both(self, row: Row, there: int, here: int) -> None:
        cells: dict[str, tuple[str, Any]] = {}
        for column in self.question.columns:
            kind = kind_of(column)
            was, came, holds = (
                kind.text(column, each.get(column.id)) for each in (row, self.returned[there], self.now[here])
            )
            if came in (was, holds):
                continue
            key = f"{self.question.id}.{here}.{column.id}"
            name = f"{self.name(here)}: {column.id.replace('_', ' ')}"
            ours = f"{name}, from {quoted(was)} to {quoted(holds)}" if holds != was else ""
            theirs = f"{name}, from {quoted(was)} to {quoted(came)}"
            both = merge(was, came, holds) if kind.prose and holds != was else None
            self.propose(key, theirs, ours, self.about(there, column.id), conflict=holds != was and both is None)
            self.proposals[-1] = replace(self.proposals[-1], words=diff_words(was, came), merged=both is not None)
            cells[column.id] = (key, came if both is None else both)
        self.held.append(_Row(there, here, self.now[here], cells))

    def new_row(self, number: int, place: int, own: Sequence[int]) -> None:
        """A row that was added in the document; nothing is proposed if the file has got the same one."""
        row = self.returned[number]
        if any(self.now[other] == row for other in own):
            return
        key = f"{self.question.id}.new{place}"
        self.propose(key, f"{self.name(number)}: added, {quoted(entry(row))}", "", self.about(number), conflict=False)
        self.held.append(_Row(number, None, row, stays=(key, Choice.TAKE)))

    def put_in_order(self) -> None:
        """Proposes the order of the rows as they came back."""
        changed = self.now != self.issued
        ours = "rows were changed too" if changed else ""
        said = f"{self.question.short}: rows were put in another order"
        self.propose(self.order_key, said, ours, (), conflict=changed)

    def propose(self, key: str, theirs: str, ours: str, doubts: tuple[Doubt, ...], *, conflict: bool) -> None:
        self.proposals.append(Proposal(key, judged(doubts, conflict=conflict), theirs, ours, doubts))

    def about(self, number: int | None = None, column: str = "") -> tuple[Doubt, ...]:
        """The doubts about the list as a whole, and about a row or a cell as it stands in the document."""
        path = self.question.id if number is None else f"{self.question.id}.{number}" + (f".{column}" if column else "")
        about = (doubt for doubt in self.doubts if doubt.path)
        if number is None:
            return tuple(doubt for doubt in about if doubt.path == path)
        return tuple(doubt for doubt in about if within(path, doubt.path) or within(doubt.path, path))

    def name(self, number: int) -> str:
        return row_name(self.question, number)


def _in_order(rows: Sequence[_Row], *, by_returned: bool) -> list[_Row]:
    """The rows in the order of one side; those that are only on the other follow the row that they follow there."""

    def first(row: _Row) -> int | None:
        return row.returned if by_returned else row.now

    def second(row: _Row) -> int | None:
        return row.now if by_returned else row.returned

    placed = sorted((row for row in rows if first(row) is not None), key=lambda row: first(row) or 0)
    for row in sorted((row for row in rows if first(row) is None), key=lambda row: second(row) or 0):
        before = [at for at, other in enumerate(placed) if _is_before(second(other), second(row))]
        placed.insert(max(before, key=lambda at: second(placed[at]) or 0, default=-1) + 1, row)
    return placed


def _is_before(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one < other
