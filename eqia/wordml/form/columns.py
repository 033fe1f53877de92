"""Which cell of a row holds which column, where the row has gained, lost or merged cells. What is not sure is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from eqia.wordml.form.anchors import Anchor, Slot, normalised
from eqia.wordml.names import CELL, ROW, TABLE, Element, enclosing, w, w14
from eqia.wordml.text.prose import text_of

MOST_CELLS: Final = 12
"""Cells of a row up to which it is found out what became of its columns."""

_TAG: Final = w("tag")
_CHECKBOX: Final = w14("checkbox")
_SPAN: Final = f"{w('tcPr')}/{w('gridSpan')}"
_WIDTH: Final = f"{w('tcPr')}/{w('tcW')}"


def cells_of_columns(
    cells: Sequence[Element], label: Element, anchor: Anchor, labels: frozenset[Element]
) -> Mapping[Slot, Element]:
    """The cell of each slot of an anchor, in a row that has not as many cells as the form.

    ``label`` is the cell of the anchor's label, ``labels`` are the cells of all labels.
    """
    head = _head_of(cells)
    if sum(map(_span, head)) == sum(map(_span, cells)):
        named = _under_names(cells, head, anchor)
        if named is not None:
            return named
    return _by_evidence(cells, label, anchor, labels, head)


def moved_cells(cells: Sequence[Element], label: Element | None, anchor: Anchor) -> Mapping[Slot, Element] | None:
    """The cell of each slot of an anchor, below the heading of its column, in a row that has as many cells as the form
    but in another order; none where headings do not tell. None if the order is the form's own.

    ``label`` is the cell of the anchor's label.
    """
    head = _head_of(cells)
    names = [normalised(text_of(cell)) for cell in head] if len(head) == len(cells) else []
    wanted = {slot.cell: normalised(slot.column) for slot in anchor.slots}
    if any(name in names and names[cell] != name for cell, name in wanted.items()):
        return _under_names(cells, head, anchor) or {}
    return {} if label in cells and label is not cells[anchor.cell] else None


def _head_of(cells: Sequence[Element]) -> list[Element]:
    table = enclosing(cells[0], TABLE) if cells else None
    first = table.find(ROW) if table is not None else None
    return first.findall(CELL) if first is not None else []


def _under_names(cells: Sequence[Element], head: Sequence[Element], anchor: Anchor) -> Mapping[Slot, Element] | None:
    """The cells that begin below the heading of their column; None if headings do not tell the columns apart."""
    names = [normalised(text_of(cell)) for cell in head]
    wanted = [normalised(slot.column) for slot in anchor.slots]
    if "" in wanted or any(names.count(name) > 1 for name in wanted) or len(set(wanted)) < len(wanted):
        return None
    begins = dict(zip(_begins(cells), cells, strict=True))
    columns = dict(zip(names, _begins(head), strict=True))
    found = {slot: begins.get(columns.get(name, -1)) for slot, name in zip(anchor.slots, wanted, strict=True)}
    return {slot: cell for slot, cell in found.items() if cell is not None}


def _by_evidence(
    cells: Sequence[Element], label: Element, anchor: Anchor, labels: frozenset[Element], head: Sequence[Element]
) -> Mapping[Slot, Element]:
    """The cells on which all likely ways agree in which columns can have gone or come."""
    if len(cells) > MOST_CELLS or anchor.cells > MOST_CELLS or label not in cells:
        return {}
    widths = [_width(cell) for cell in head] if len(head) == anchor.cells else []
    at = list(cells).index(label)
    best: list[dict[int, int]] = []
    most = float("-inf")
    for columns in _ways(len(cells), anchor.cells, at, anchor.cell):
        score = 0.0
        for slot in anchor.slots:
            if slot.cell in columns:
                cell = cells[columns[slot.cell]]
                score += _likeness(slot, cell) - 5 * (cell in labels)
        score += sum(_width(cells[each]) == widths[column] != "" for column, each in columns.items() if widths) / 2
        if score > most:
            best, most = [], score
        if score == most:
            best.append(columns)
    agreed = {slot: {columns.get(slot.cell, -1) for columns in best} for slot in anchor.slots}
    found = {
        slot: cells[next(iter(places))] for slot, places in agreed.items() if len(places) == 1 and -1 not in places
    }
    return {slot: cell for slot, cell in found.items() if cell not in labels}


def _ways(cells: int, columns: int, cell: int, column: int) -> Iterator[dict[int, int]]:
    """The ways in which columns can stand in cells in their order, the label's own in its own."""
    if cells <= columns:
        for kept in combinations(range(columns), cells):
            if kept[cell] == column:
                yield {name: number for number, name in enumerate(kept)}
    else:
        for kept in combinations(range(cells), columns):
            if kept[column] == cell:
                yield dict(enumerate(kept))


def _likeness(slot: Slot, cell: Element) -> float:
    """How much speaks for a cell being that of a slot."""
    has_box = next(cell.iter(_CHECKBOX), None) is not None
    if not slot.tick:
        return -2 if has_box else 0
    tags = {tag.get(w("val"), "") for tag in cell.iter(_TAG)}
    return 3 if slot.path in tags else (0.5 if has_box else -2)


def _begins(cells: Sequence[Element]) -> Iterator[int]:
    """The number of the column of the grid that each cell begins in."""
    place = 0
    for cell in cells:
        yield place
        place += _span(cell)


def _span(cell: Element) -> int:
    span = cell.find(_SPAN)
    value = span.get(w("val"), "1") if span is not None else "1"
    return max(int(value), 1) if value.isascii() and value.isdecimal() and len(value) < 4 else 1


def _width(cell: Element) -> str:
    width = cell.find(_WIDTH)
    return width.get(w("w"), "") if width is not None else ""
