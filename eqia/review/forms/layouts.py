"""Tables as hands lay them out: turned by a quarter, or drawn around a part of the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eqia.review.forms.labels import Labels
from eqia.wordml.text.blocks import Box, Grid


def upright(grid: Grid, labels: Labels) -> Grid:
    """A table with its headings in the first row, also where they stand one below the other in the first column."""
    rows = grid.rows
    if not rows or not rows[0] or any(len(row) != len(rows[0]) for row in rows):
        return grid
    heads = [row[0].text for row in rows]
    known = labels.columns(heads)
    if known is None or labels.columns([cell.text for cell in rows[0]]):
        return grid
    is_most = 2 * len(known[1]) > sum(1 for head in heads if head.strip())
    return Grid(tuple(zip(*rows, strict=True))) if is_most else grid


def is_frame(cell: Box, labels: Labels) -> bool:
    """Whether a cell has tables in it that are parts of the form, and none that somebody pasted into an answer."""
    named: set[str] = set()
    for row in _rows_in(cell, labels):
        if labels.columns([each.text for each in row]):
            return True
        matches = [match for each in row if (match := labels.question(each.text))]
        named |= {match.question.id for match in matches}
        if len(named) > 1 or any(match.sure == 1 for match in matches):
            return True
    return False


def _rows_in(cell: Box, labels: Labels) -> Iterator[Sequence[Box]]:
    """The rows of the tables in a cell, and of those within them."""
    for block in cell.inner:
        for row in upright(block, labels).rows if isinstance(block, Grid) else ():
            yield row
            for each in row:
                yield from _rows_in(each, labels)
