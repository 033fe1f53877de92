"""Tables that were typed or pasted: neighbouring lines of as many cells each, parted by tabs or by bars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

FEWEST, MOST = 2, 10
"""Columns that a table has."""

_BLANKS: Final = " \t\xa0"
_RULE: Final = re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?")
_FIGURE: Final = re.compile(r"\d")
_LETTER: Final = re.compile(r"[^\W\d_]")
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?:[/–-]\d{2,4})?")
_FEW_ROWS: Final = 3
"""Rows from which two columns of words are a table."""


@dataclass(frozen=True)
class Row:
    """A line that may be a row: how its cells are parted, and what they say. A rule has dashes in its cells."""

    parted: str
    cells: tuple[str, ...]
    rule: bool = False
    framed: bool = False


@dataclass(frozen=True)
class Found:
    """A table among lines: the lines it takes, its rows, and whether the first is its head."""

    lines: int
    rows: tuple[tuple[str, ...], ...]
    headed: bool


def row_of(line: str) -> Row | None:
    """A line as a row of a table; None for one that can be none."""
    line = line.rstrip("\r")
    if "|" in line and (barred := _barred(line)) is not None:
        return barred
    return Row("\t", _cells(line.split("\t"))) if "\t" in line else None


def table_of(rows: Sequence[Row]) -> Found | None:
    """The table that neighbouring rows are, parted alike and with as many cells each; None if they are none."""
    if rows[0].parted == "\t":
        return _typed_with_tabs(rows)
    ruled = len(rows) > 2 and rows[1].rule
    cells = [row.cells for row in rows if not row.rule]
    if sum(row.rule for row in rows) != ruled or rows[0].rule or not _has_columns(cells):
        return None
    framed = ruled or all(row.framed for row in rows)
    if len(cells) < FEWEST or not (framed or _is_clear(cells)):
        return None
    return Found(len(rows), tuple(cells), ruled or _is_head(cells))


def _typed_with_tabs(rows: Sequence[Row]) -> Found | None:
    cells = [row.cells for row in rows]
    while cells[0] and not any(row[-1] for row in cells):
        cells = [row[:-1] for row in cells]
    if len(cells) < FEWEST or not _has_columns(cells) or not _is_clear(cells):
        return None
    return Found(len(rows), tuple(cells), _is_head(cells))


def _has_columns(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether rows have as many columns as a table has, with a word in the first one and in each row."""
    return FEWEST <= len(rows[0]) <= MOST and any(row[0] for row in rows) and all(map(any, rows))


def _is_clear(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether rows of two cells are more than two words with a space between, such as a name beside its post."""
    return len(rows[0]) > FEWEST or len(rows) >= _FEW_ROWS or any(_FIGURE.search(row[-1]) for row in rows)


def _is_head(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether the first row names the columns: it is filled with words, none of them before a colon. Figures may be
    among them, such as years, where a column below has nothing but figures.
    """
    first = rows[0]
    if not all(first) or any(cell.endswith(":") for cell in first):
        return False
    if not any(map(_FIGURE.search, first)):
        return True
    counted = any(all(map(_is_figure, filter(None, column))) for column in zip(*rows[1:], strict=True) if any(column))
    return counted and all(_YEAR.fullmatch(cell) or not _is_figure(cell) for cell in first)


def _is_figure(cell: str) -> bool:
    return _FIGURE.search(cell) is not None and _LETTER.search(cell) is None


def _barred(line: str) -> Row | None:
    whole = line.strip(_BLANKS)
    if _RULE.fullmatch(whole):
        return Row("|", _cells(whole.strip("|").split("|")), rule=True, framed=True)
    if whole.count("|") > FEWEST and whole.startswith("|") and whole.endswith("|"):
        return Row("|", _cells(whole[1:-1].split("|")), framed=True)
    pieces = whole.split("|")
    clear = all(before.endswith(" ") and after.startswith(" ") for before, after in pairwise(pieces))
    return Row("|", _cells(pieces)) if clear and "\t" not in line else None


def _cells(pieces: Sequence[str]) -> tuple[str, ...]:
    return tuple(piece.strip(_BLANKS) for piece in pieces)
