"""The kinds that a column can have, by name: those of one answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from eqia.assessment.model import Part
from eqia.concepts.classes import class_of
from eqia.form.definition import Column, Form, Kind, Question
from eqia.form.kinds.base import AnswerKind, Asked, Shown, Tokens
from eqia.form.kinds.line import Line
from eqia.form.kinds.prose import Prose
from eqia.form.kinds.tick import Tick
from eqia.form.kinds.when import When

FLAT: Final[Mapping[Kind, AnswerKind]] = {each.kind: each for each in (Line(), Prose(), When(), Tick())}


def kind_of_column(column: Column) -> AnswerKind:
    """How a column is answered."""
    return FLAT[column.kind]


def columns_of(asked: Asked) -> tuple[Column, ...]:
    """The columns of a question; a column has none."""
    return asked.columns if isinstance(asked, Question) else ()


def rows_of(asked: Asked) -> tuple[str, ...]:
    """The rows that the form gives to a question."""
    return asked.rows if isinstance(asked, Question) else ()


def row_type(asked: Asked, form: Form) -> type[Part]:
    """The model of a row of a question: a field for each column."""
    kinds = {column.id: (kind_of_column(column), column) for column in columns_of(asked)}
    fields: dict[str, Any] = {id: (kind.type_of(column, form), kind.default) for id, (kind, column) in kinds.items()}
    return class_of(asked.id, fields)


def cells_of_row(asked: Asked, path: str, row: Mapping[str, Any]) -> dict[str, Shown]:
    """What shows a row that stands at ``path``, by field path."""
    return {
        cell: shown
        for column in columns_of(asked)
        for cell, shown in kind_of_column(column).cells(column, f"{path}.{column.id}", row.get(column.id)).items()
    }


def row_of_cells(asked: Asked, path: str, cells: Mapping[str, Any]) -> dict[str, Any]:
    """The row that cells show."""
    return {
        column.id: kind_of_column(column).value(column, f"{path}.{column.id}", cells) for column in columns_of(asked)
    }


def row_of_tokens(asked: Asked, form: Form, tokens: Tokens) -> dict[str, Any]:
    """A row for the check of a pack."""
    return {column.id: kind_of_column(column).token(column, form, tokens) for column in columns_of(asked)}


def is_blank_row(asked: Asked, row: Mapping[str, Any]) -> bool:
    """Whether nothing is said in a row."""
    return not any(kind_of_column(column).says(row.get(column.id)) for column in columns_of(asked))
