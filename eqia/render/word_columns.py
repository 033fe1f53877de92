"""The columns of the tables of a Word template: their headings, and how they share the width."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from eqia.form.definition import Column, Kind
from eqia.form.kinds.register import kind_of

BOX_SHARE: Final = 8
"""The share of the width, in hundredths, of a column of tick boxes."""

LABEL_SHARE: Final = 15
"""The share of the column that names the rows."""

WEIGHTS: Final[Mapping[Kind, float]] = {Kind.PROSE: 2.3, Kind.LINE: 1.0, Kind.WHEN: 0.9, Kind.TICK: 0}
"""How much of the rest of the width each kind of column takes. Columns of boxes have their share before."""


@dataclass(frozen=True)
class Head:
    """A column of a table: its heading, its share of the width, and whether it holds tick boxes."""

    text: str
    share: float
    tick: bool = False


def column_heads(columns: Sequence[Column]) -> Iterator[Head]:
    """Columns of boxes are narrow; columns of text share the rest by what they hold."""
    ticks = sum(kind_of(column).boxed for column in columns)
    rest = 100 - LABEL_SHARE - BOX_SHARE * ticks
    whole = sum(WEIGHTS[column.kind] for column in columns)
    for column in columns:
        tick = kind_of(column).boxed
        yield Head(column.label, BOX_SHARE if tick else rest * WEIGHTS[column.kind] / whole, tick)
