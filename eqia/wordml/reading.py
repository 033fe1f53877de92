"""Reads the answers of a Word file, given the anchors of the template it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from eqia.wordml.anchors import Anchor, Located, Shape, Slot, column_heads, locate, normalised
from eqia.wordml.cells import Prose
from eqia.wordml.names import CELL, PARAGRAPH, ROW, TABLE, Element, enclosing, w
from eqia.wordml.prose import Revision, text_of
from eqia.wordml.styles import Styles
from eqia.wordml.ticks import Tick, read_tick

Answer = str | Tick
"""What a field shows: its text, or the state of its box."""

_STYLE: Final = f"{w('pPr')}/{w('pStyle')}"
_STOPS: Final = ("heading", "title", "small print")


def read_answers(
    root: Element, anchors: Sequence[Anchor], styles: Styles, blank: str, revision: Revision = Revision.FINAL
) -> dict[str, Answer]:
    """Every answer that can be found in a file's text, by field path.

    ``blank`` are the words printed for a question that nobody answered; ``revision`` says which text of tracked changes
    to read.
    """
    reader = _Reader(Prose.of(root, styles, revision, blank), styles)
    return reader.read(list(locate(root, anchors)))


@dataclass(frozen=True)
class _Reader:
    """The reading of one file."""

    texts: Prose
    styles: Styles

    def read(self, places: Sequence[Located]) -> dict[str, Answer]:
        labels = {place.paragraph for place in places}
        lists = {place.paragraph: place.anchor for place in places if place.anchor.shape is Shape.ROWS}
        answers: dict[str, Answer] = {}
        for place in places:
            if place.anchor.shape is Shape.ROW:
                answers.update(self.cells(_cells(enclosing(place.paragraph, ROW)), place.anchor))
            elif place.anchor.shape is Shape.TEXT:
                answers[place.anchor.slots[0].path] = self.text(place, labels)
        for table in dict.fromkeys(enclosing(paragraph, TABLE) for paragraph in lists):
            answers.update(self.lists(table, lists))
        return answers

    def cells(self, cells: Sequence[Element], anchor: Anchor) -> Iterator[tuple[str, Answer]]:
        for slot in anchor.slots:
            cell = _cell_of(slot, cells, anchor)
            if cell is not None:
                yield slot.path, read_tick(cell) if slot.tick else self.texts.read(cell)

    def text(self, place: Located, labels: set[Element]) -> str:
        """The paragraphs between a label and the next heading or table, without the fixed sentences around them."""
        paragraphs = list(self.under(place.paragraph, labels))
        before, after = list(place.anchor.before), list(place.anchor.after)
        while before and paragraphs and text_of(paragraphs[0]) == before.pop(0):
            del paragraphs[0]
        while after and paragraphs and text_of(paragraphs[-1]) == after.pop():
            del paragraphs[-1]
        return self.texts.read_all(paragraphs)

    def under(self, label: Element, labels: set[Element]) -> Iterator[Element]:
        for node in label.itersiblings(TABLE, PARAGRAPH):
            if node.tag == TABLE or node in labels or self.stops(node):
                return
            yield node

    def stops(self, paragraph: Element) -> bool:
        style = paragraph.find(_STYLE)
        return style is not None and self.styles.name(style.get(w("val"), "")).startswith(_STOPS)

    def lists(self, table: Element | None, lists: Mapping[Element, Anchor]) -> Iterator[tuple[str, Answer]]:
        """The rows of the lists in a table: each row belongs to the list its label names, else to the one above it."""
        by_label = {normalised(anchor.label): anchor for anchor in lists.values()}
        counts: dict[str, int] = {}
        current: Anchor | None = None
        for row in table.iterchildren(ROW) if table is not None else ():
            cells = _cells(row)
            current = _list_of(cells, lists, by_label) or current
            if current is None:
                continue
            number = counts[current.path] = counts.get(current.path, -1) + 1
            yield from ((path.replace("#", str(number)), answer) for path, answer in self.cells(cells, current))


def _cells(row: Element | None) -> list[Element]:
    return list(row.iterchildren(CELL)) if row is not None else []


def _list_of(
    cells: Sequence[Element], lists: Mapping[Element, Anchor], by_label: Mapping[str, Anchor]
) -> Anchor | None:
    """The list that a row belongs to, by its printed label, else by the bookmark on it."""
    first = next(cells[0].iter(PARAGRAPH), None) if cells else None
    if first is None:
        return None
    return by_label.get(normalised(text_of(first))) or lists.get(first)


def _cell_of(slot: Slot, cells: Sequence[Element], anchor: Anchor) -> Element | None:
    """The cell of a field: by its place, or by the heading of its column where the row has gained or lost cells."""
    if len(cells) == anchor.cells:
        return cells[slot.cell]
    heads = column_heads(cells[0]) if cells else []
    place = heads.index(normalised(slot.column)) if slot.column and normalised(slot.column) in heads else len(cells)
    return cells[place] if place < len(cells) else None
