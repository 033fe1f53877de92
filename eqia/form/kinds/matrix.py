"""A table whose rows the form gives, such as those of the groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from eqia.assessment.model import GroupId
from eqia.form.definition import Form, Kind, Question
from eqia.form.kinds.base import AnswerKind, Asked, Shown, Tokens, Unit
from eqia.form.kinds.changes import NOTHING, Change, What, text_change, ticked
from eqia.form.kinds.flat import (
    cells_of_row,
    columns_of,
    is_blank_row,
    kind_of_column,
    row_of_cells,
    row_of_tokens,
    row_type,
    rows_of,
)


class Matrix(AnswerKind):
    """An answer for each row and column. Rows in which nothing is said may be missing."""

    kind = Kind.MATRIX
    of_columns = True
    blank: ClassVar[object] = {}
    default: ClassVar[object] = {}

    def type_of(self, asked: Asked, form: Form) -> Any:
        return dict[GroupId, row_type(asked, form)]  # type: ignore[misc]

    def text(self, asked: Asked, value: Any) -> str:
        return ""

    def cells(self, asked: Asked, path: str, value: Any) -> dict[str, Shown]:
        held = value or {}
        return {
            cell: shown
            for row in rows_of(asked)
            for cell, shown in cells_of_row(asked, f"{path}.{row}", held.get(row) or {}).items()
        }

    def value(self, asked: Asked, path: str, cells: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        rows = {row: row_of_cells(asked, f"{path}.{row}", cells) for row in rows_of(asked)}
        return {id: row for id, row in rows.items() if not is_blank_row(asked, row)}

    def changes(self, question: Question, old: Any, new: Any, form: Form) -> Iterator[Change]:
        before, after = old or {}, new or {}
        for row in dict.fromkeys((*question.rows, *before, *after)):
            path, name = f"{question.id}.{row}", form.name_of(row) or NOTHING
            yield from _of_row(question, path, name, before.get(row) or {}, after.get(row) or {})

    def units(self, asked: Asked, path: str) -> Iterator[Unit]:
        boxes = [column.id for column in columns_of(asked) if kind_of_column(column).boxed]
        for row in rows_of(asked):
            if boxes:
                yield Unit(f"{path}.{row}", tuple(f"{path}.{row}.{id}" for id in boxes), blank=False)
            for column in columns_of(asked):
                if not kind_of_column(column).boxed:
                    yield from kind_of_column(column).units(column, f"{path}.{row}.{column.id}")

    def token(self, asked: Asked, form: Form, tokens: Tokens) -> dict[str, Any]:
        return {row: row_of_tokens(asked, form, tokens) for row in rows_of(asked)}

    def fault(self) -> str:
        return "a group of fields in { } belongs here"


def _of_row(
    question: Question, path: str, name: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Change]:
    """The boxes of a row, which say one thing, then its texts."""
    boxes = [column.id for column in question.columns if kind_of_column(column).boxed]
    before, after = ({id: row.get(id, False) for id in boxes} for row in (old, new))
    if before != after:
        said = f"{name}: impact changed from {ticked(before)} to {ticked(after)}"
        yield Change(path, What.CHANGED, said, ticked(before), ticked(after))
    for column in question.columns:
        if not kind_of_column(column).boxed:
            texts = (kind_of_column(column).text(column, row.get(column.id)) for row in (old, new))
            yield from text_change(f"{path}.{column.id}", f"{name}, {column.short or column.label}", *texts)
