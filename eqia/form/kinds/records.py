"""Rows that come and go: people, decisions, actions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Final

from pydantic import Field

from eqia.assessment import model
from eqia.form.definition import Form, Kind, Question
from eqia.form.kinds.base import AnswerKind, Asked, Shown, Tokens, Unit
from eqia.form.kinds.changes import Change, What, entry, quoted, row_name, text_change
from eqia.form.kinds.flat import (
    cells_of_row,
    is_blank_row,
    kind_of_column,
    row_of_cells,
    row_of_tokens,
    row_type,
)
from eqia.form.kinds.row_matching import match_rows

ROWS_OF_TOKENS: Final = 2
"""Rows that the check of a pack gives to a list."""


class Records(AnswerKind):
    """A list of rows with the same columns. Rows in which nothing is said are none."""

    kind = Kind.RECORDS
    of_columns = True
    blank: ClassVar[object] = []
    default = ()
    brief = True
    by_rows = True

    def type_of(self, asked: Asked, form: Form) -> Any:
        return Annotated[tuple[row_type(asked, form), ...], Field(max_length=model.MOST_ROWS)]  # type: ignore[misc]

    def text(self, asked: Asked, value: Any) -> str:
        """One a line: "Director of Children's Services", "Executive, 14 November 2018"."""
        rows = (cells_of_row(asked, "", row).values() for row in value or ())
        return "\n".join(", ".join(filter(None, map(str, cells))) for cells in rows)

    def cells(self, asked: Asked, path: str, value: Any) -> dict[str, Shown]:
        rows = enumerate(value or ())
        return {
            cell: shown for number, row in rows for cell, shown in cells_of_row(asked, f"{path}.{number}", row).items()
        }

    def value(self, asked: Asked, path: str, cells: Mapping[str, Any]) -> list[dict[str, Any]]:
        own = (cell.removeprefix(f"{path}.") for cell in cells if cell.startswith(f"{path}."))
        numbers = sorted({int(cell.partition(".")[0]) for cell in own})
        rows = (row_of_cells(asked, f"{path}.{number}", cells) for number in numbers)
        return [row for row in rows if not is_blank_row(asked, row)]

    def changes(self, question: Question, old: Any, new: Any, form: Form) -> Iterator[Change]:
        before, after = old or [], new or []
        match = match_rows(before, after)
        for a, b in match.pairs:
            if b is None and a is not None:
                yield _of_row(question, a, What.REMOVED, before[a])
            elif a is None and b is not None:
                yield _of_row(question, b, What.ADDED, after[b])
            elif a is not None and b is not None:
                if b in match.moved:
                    said = f"{row_name(question, b)}: moved, was {row_name(question, a)}"
                    yield Change(f"{question.id}.{b}", What.MOVED, said, str(a + 1), str(b + 1))
                yield from _of_cells(question, b, before[a], after[b])

    def units(self, asked: Asked, path: str) -> Iterator[Unit]:
        return iter(())

    def token(self, asked: Asked, form: Form, tokens: Tokens) -> list[dict[str, Any]]:
        return [row_of_tokens(asked, form, tokens) for _ in range(ROWS_OF_TOKENS)]

    def fault(self) -> str:
        return "a list in [ ] of rows in { } belongs here"


def _of_row(question: Question, number: int, what: What, row: Mapping[str, Any]) -> Change:
    said = entry(row)
    texts = ("", said) if what is What.ADDED else (said, "")
    sentence = f"{row_name(question, number)}: {what}{f', {quoted(said)}' if said else ''}"
    return Change(f"{question.id}.{number}", what, sentence, *texts)


def _of_cells(question: Question, number: int, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for column in question.columns:
        path, part = f"{question.id}.{number}.{column.id}", column.id.replace("_", " ")
        before, after = (kind_of_column(column).text(column, row.get(column.id)) for row in (old, new))
        yield from text_change(path, row_name(question, number), before, after, part)
