"""How a table that was typed into an answer prints: real cells, with a head that repeats on each page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from eqia.structure.blocks import Table

_LINE: Final = 'w:val="single" w:sz="4" w:space="0" w:color="6B7785"'
_BORDERS: Final = "".join(f"<w:{side} {_LINE}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
_MARGINS: Final = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 40), ("left", 90), ("bottom", 0), ("right", 90))
)
_SHADE: Final = '<w:shd w:val="clear" w:color="auto" w:fill="E8EEF4"/>'
_HEAD_ROW: Final = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_WHOLE: Final = 5000
"""The width of a cell, in fiftieths of a per cent."""

_NARROWEST: Final = 4000
"""Twentieths of a point that every answer has beside it."""

_LETTER: Final = 115
_BESIDE: Final = 260
_LONGEST_WORDS: Final = 40


def write_table(table: Table, cell: tuple[str, str], head: tuple[str, str]) -> str:
    """A table as XML, given what stands before and after the words of a cell, and of one that heads others.

    Its words are escaped already.
    """
    widths = _widths(table.rows)
    width, unit = (sum(widths), "dxa") if sum(widths) < _NARROWEST else (_WHOLE, "pct")
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = f'<w:tblLook w:val="0{"4A0" if table.headed else "480"}" w:firstRow="{int(table.headed)}" w:lastRow="0"'
    properties = (
        f'<w:tblW w:w="{width}" w:type="{unit}"/>'
        f"<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblCellMar>{_MARGINS}</w:tblCellMar>"
        f'{look} w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
    )
    rows = "".join(
        _row(row, widths, *((head, _HEAD_ROW, _SHADE) if table.headed and place == 0 else (cell, "", "")))
        for place, row in enumerate(table.rows)
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _row(row: Sequence[str], widths: Sequence[int], around: tuple[str, str], properties: str, shade: str) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{around[0]}{words}{around[1]}</w:tc>'
        for words, width in zip(row, widths, strict=True)
    )
    return f"<w:tr>{properties}{cells}</w:tr>"


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """The width of each column in twentieths of a point, by its longest words."""
    longest = (min(max(map(len, column)), _LONGEST_WORDS) for column in zip(*rows, strict=True))
    return [letters * _LETTER + _BESIDE for letters in longest]
