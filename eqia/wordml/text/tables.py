"""Tables in answers: their rows as the lines that people type for a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from eqia.structure.forms import table_lines
from eqia.wordml.names import CELL, PARAGRAPH, ROW, TABLE, Element, W, enclosing, w

_GAP: Final = "100"
"""The height of a line that is nothing but the space below a table, in twentieths of a point."""

_SPACING: Final = w("spacing")
_HEAD: Final = f"{w('trPr')}/{w('tblHeader')}"
_MERGED: Final = (f"{w('tcPr')}/{w('gridSpan')}", f"{w('tcPr')}/{w('vMerge')}", f"{w('tcPr')}/{w('hMerge')}")


def own_rows(table: Element) -> list[Element]:
    """The rows of a table, without those of the tables in its cells."""
    return [row for row in table.iter(ROW) if enclosing(row, TABLE) is table]


def gap_properties() -> Element:
    """The properties of a paragraph that is nothing but the space below a table."""
    properties = etree.Element(w("pPr"), nsmap={"w": W})
    spacing = {"before": "0", "after": "0", "line": _GAP, "lineRule": "exact"}
    etree.SubElement(properties, _SPACING, {w(name): value for name, value in spacing.items()})
    return properties


def gaps_in(root: Element) -> Iterator[Element]:
    """The paragraphs of a text that are nothing but the space below a table, which may be gone by now."""
    for spacing in root.iter(_SPACING):
        if spacing.get(w("line")) == _GAP and spacing.get(w("lineRule")) == "exact":
            paragraph = enclosing(spacing, PARAGRAPH)
            if paragraph is not None and next(paragraph.iter(w("t")), None) is None:
                yield paragraph


def as_typed(table: Element, texts: list[list[str]]) -> list[str] | None:
    """The lines of a table, given the texts of its cells; None if no table that is typed would say the same.

    Empty rows say nothing. Cells that are merged, or hold several paragraphs, are none that can be typed.
    """
    rows = own_rows(table)
    merged = any(cell.find(path) is not None for row in rows for cell in row.iter(CELL) for path in _MERGED)
    if merged or not all(map(_is_simple, table.iter(CELL))):
        return None
    filled = [[text.strip() for text in row] for row in texts if any(map(str.strip, row))]
    if not filled or len({len(row) for row in filled}) > 1 or any("\n" in text for row in filled for text in row):
        return None
    return table_lines(filled, headed=rows[0].find(_HEAD) is not None)


def _is_simple(cell: Element) -> bool:
    """Whether a cell holds one paragraph of words at most."""
    if next(cell.iter(TABLE), None) is not None:
        return False
    return sum(next(paragraph.iter(w("t"), w("drawing")), None) is not None for paragraph in cell.iter(PARAGRAPH)) <= 1
