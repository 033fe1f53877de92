"""The blocks of a text: a line, an item of a list, a table. Each keeps what was typed."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final

from eqia.structure.labels import Style

STEP: Final = "  "
"""What an item of a list stands in for each level, in the plain form."""

BULLET: Final = "-"
"""The sign of an item that has no number, in the plain form."""

BETWEEN_CELLS: Final = "\t"


@dataclass(frozen=True)
class Line:
    """A line that is no more than that; an empty one too."""

    source: str

    @property
    def key(self) -> Hashable:
        """What is the same in two blocks that say the same."""
        return self.source


@dataclass(frozen=True)
class Item:
    """An item of a list: its level from 0, its words, and how it is numbered (None and 0 for a bullet)."""

    source: str
    level: int
    text: str
    style: Style | None = None
    number: int = 0

    @property
    def label(self) -> str:
        """The label as typed, such as "(a)"; "" for a bullet."""
        return self.style.label(self.number) if self.style else ""

    @property
    def key(self) -> Hashable:
        """What is the same in two blocks that say the same."""
        return (self.level, self.label, self.text)


@dataclass(frozen=True)
class Table:
    """A table: its rows of cells, all of one length, and whether the first row is its head.

    The blank lines around it belong to its source.
    """

    source: str
    rows: tuple[tuple[str, ...], ...]
    headed: bool

    @property
    def key(self) -> Hashable:
        """What is the same in two blocks that say the same."""
        return (self.rows, self.headed)


Block = Line | Item | Table


def join(blocks: Sequence[Block]) -> str:
    """The text that blocks were made of, letter for letter."""
    return "\n".join(block.source for block in blocks)


def keys_of(blocks: Sequence[Block]) -> list[Hashable]:
    """What the blocks of a text say, whatever signs and blanks it was typed with."""
    return [block.key for block in blocks]


def item_line(level: int, label: str, text: str) -> str:
    """An item of a list as a line in the plain form; without a label it has a bullet."""
    return f"{STEP * level}{label or BULLET} {text}"
