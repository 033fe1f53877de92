"""Which parts of its table a cell is in, such as the first row or a band, for which the table's style has looks.

Office Open XML, part 1, 17.7.6 (conditional formats of tables) and 17.4.55 (which of them a table asks for).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eqia.wordml.names import CELL, ROW, Element, w

Parts = tuple[str, ...]
"""The parts that a cell is in, the weakest first; the last one that says something of a property wins."""

_WRAPPERS: Final = frozenset(w(name) for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_FLAGS: Final = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400,
}  # fmt: skip
_TRUE: Final = ("1", "true", "on")


def rows_of(table: Element) -> list[Element]:
    """The rows of a table, also those in controls."""
    return list(_within(table, ROW))


def cells_of(row: Element) -> list[Element]:
    """The cells of a row, also those in controls."""
    return list(_within(row, CELL))


def parts_of(table: Element, band: int, column_band: int) -> Iterator[tuple[Element, Parts]]:
    """Each cell of a table with the parts that it is in; bands are so many rows or columns wide."""
    asked = _asked(table)
    rows = rows_of(table)
    first = "firstRow" in asked
    for number, row in enumerate(rows):
        cells = cells_of(row)
        for place, cell in enumerate(cells):
            found = []
            if "noVBand" not in asked:
                found.append(_band(place - ("firstColumn" in asked), column_band, "Vert"))
            if "noHBand" not in asked:
                found.append(_band(number - first, band, "Horz"))
            across = [("firstColumn", "firstCol", place == 0), ("lastColumn", "lastCol", place == len(cells) - 1)]
            down = [("firstRow", "firstRow", number == 0), ("lastRow", "lastRow", number == len(rows) - 1)]
            own = [part for flag, part, here in (*across, *down) if here and flag in asked]
            yield cell, (*(each for each in found if each), *own, *_corner(own))


def _band(number: int, width: int, kind: str) -> str:
    return f"band{number // max(width, 1) % 2 + 1}{kind}" if number >= 0 else ""


def _corner(parts: list[str]) -> Iterator[str]:
    for row, up in (("firstRow", "n"), ("lastRow", "s")):
        for column, side in (("firstCol", "w"), ("lastCol", "e")):
            if row in parts and column in parts:
                yield f"{up}{side}Cell"


def _asked(table: Element) -> frozenset[str]:
    """What a table asks for, in attributes of their own or as the bits of a number."""
    look = table.find(f"{w('tblPr')}/{w('tblLook')}")
    if look is None:
        return frozenset()
    try:
        bits = int(look.get(w("val"), "0"), 16)
    except ValueError:
        bits = 0
    return frozenset(
        name for name, bit in _FLAGS.items() if (look.get(w(name), "") in _TRUE if look.get(w(name)) else bits & bit)
    )


def _within(node: Element, tag: str) -> Iterator[Element]:
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, tag)
