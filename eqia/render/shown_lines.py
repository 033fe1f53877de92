"""The lines that a page shows of a text: what is read of its paragraphs, lists and tables is compared with these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eqia.characters.drawing import as_shown
from eqia.structure.blocks import BETWEEN_CELLS, Item, Table, item_line
from eqia.structure.grammar import is_plain, parse


def shown_lines(text: str) -> list[str]:
    """A line for each paragraph, item and row of a text. Blank lines are left out: they are space on a page."""
    return flat_lines(text) if is_plain(text) else [line for line in _lines(text) if line.strip()]


def flat_lines(text: str) -> list[str]:
    """The same for a page that shows lists and tables as the lines they were typed in."""
    return [line for line in as_shown(text).split("\n") if line.strip()]


def list_line(level: int, label: str, text: str) -> str:
    """An item of a list as a line: a tab for each level, which stands in no text that is shown."""
    return BETWEEN_CELLS * level + item_line(0, label, text)


def row_line(cells: Iterable[str]) -> str:
    """A row of a table as a line."""
    return BETWEEN_CELLS.join(cells)


def _lines(text: str) -> Iterator[str]:
    for block in parse(text):
        if isinstance(block, Table):
            yield from (row_line(map(as_shown, row)) for row in block.rows)
        elif isinstance(block, Item):
            yield list_line(block.level, block.label, as_shown(block.text))
        else:
            yield as_shown(block.source)
