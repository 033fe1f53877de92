"""Reads the answers of a Word file, given the anchors of the template it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from eqia.wordml.anchors import CELL, PARAGRAPH, ROW, TABLE, Anchor, Located, Shape, Slot, column_heads, enclosing, locate, normalised
from eqia.wordml.names import Element, w
from eqia.wordml.prose import Revision, read_prose, text_of
from eqia.wordml.styles import Styles
from eqia.wordml.ticks import Tick, read_tick

Answer = str | Tick
"""What a field shows: its text, or the state of its box."""

_STYLE: Final = f"{w('pPr')}/{w('pStyle')}"
_STOPS: Final = ("heading", "title", "small print")


@dataclass(frozen=True)
class Words:
    """The fixed words among answers: for a question nobody answered, and for a box nobody could read."""

    not_answered: str
    unreadable: str


@dataclass(frozen=True)
class Reader:
    """Reads the answers of one file: which styles it has, which fixed words, which text of tracked changes is asked for."""

    styles: Styles
    words: Words
    revision: Revision = Revision.FINAL

    def read(self, root: Element, anchors: Sequence[Anchor]) -> dict[str, Answer]:
        """Every answer that can be found, by field path."""
        return self.read_located(list(locate(root, anchors)))

    def read_located(self, places: Sequence[Located]) -> dict[str, Answer]:
        """The answers at these places, by field path."""
        labels = {place.paragraph for place in places}
        kinds = {place.paragraph: place.anchor for place in places if place.anchor.shape is Shape.ROWS}
        answers: dict[str, Answer] = {}
        for place in places:
            if place.anchor.shape is Shape.ROW:
                answers |= self._row(place)
            elif place.anchor.shape is Shape.TEXT:
                answers[place.anchor.slots[0].path] = self._text(place, labels)
        return answers | self._tables(kinds)

    def _row(self, place: Located) -> Iterator[tuple[str, Answer]]:
        row = enclosing(place.paragraph, ROW)
        return self._cells(row, place.anchor) if row is not None else iter(())

    def _cells(self, row: Element, anchor: Anchor) -> Iterator[tuple[str, Answer]]:
        cells = row.findall(CELL)
        for slot in anchor.slots:
            cell = _cell_of(slot, cells, anchor)
            if cell is not None:
                yield slot.path, self._answer(cell, slot)

    def _answer(self, cell: Element, slot: Slot) -> Answer:
        if slot.tick:
            return read_tick(cell, self.words.unreadable)
        return read_prose(cell.iter(PARAGRAPH), self.styles, self.revision, self.words.not_answered)

    def _text(self, place: Located, labels: set[Element]) -> str:
        """The paragraphs between a label and the next heading or table, without the fixed sentences around them."""
        paragraphs = list(self._under(place.paragraph, labels))
        before, after = list(place.anchor.before), list(place.anchor.after)
        while before and paragraphs and text_of(paragraphs[0]) == before.pop(0):
            del paragraphs[0]
        while after and paragraphs and text_of(paragraphs[-1]) == after.pop():
            del paragraphs[-1]
        return read_prose(paragraphs, self.styles, self.revision, self.words.not_answered)

    def _under(self, label: Element, labels: set[Element]) -> Iterator[Element]:
        for node in label.itersiblings():
            if node.tag == TABLE or node in labels or (node.tag == PARAGRAPH and self._stops(node)):
                return
            if node.tag == PARAGRAPH:
                yield node

    def _stops(self, paragraph: Element) -> bool:
        style = paragraph.find(_STYLE)
        return style is not None and self.styles.name(style.get(w("val"))).startswith(_STOPS)

    def _tables(self, kinds: dict[Element, Anchor]) -> dict[str, Answer]:
        """The rows of lists: each row belongs to the kind its label names, else to the kind above it."""
        answers: dict[str, Answer] = {}
        for table in dict.fromkeys(enclosing(paragraph, TABLE) for paragraph in kinds):
            if table is not None:
                answers |= self._lists(table, kinds)
        return answers

    def _lists(self, table: Element, kinds: dict[Element, Anchor]) -> Iterator[tuple[str, Answer]]:
        by_label = {normalised(anchor.label): anchor for anchor in kinds.values()}
        counts: dict[str, int] = {}
        kind: Anchor | None = None
        for row in table.findall(ROW):
            kind = _kind_of(row, kinds, by_label) or kind
            if kind is None:
                continue
            number = counts[kind.path] = counts.get(kind.path, -1) + 1
            yield from ((path.replace("#", str(number)), answer) for path, answer in self._cells(row, kind))


def _kind_of(row: Element, kinds: dict[Element, Anchor], by_label: dict[str, Anchor]) -> Anchor | None:
    """The list a row belongs to, by its printed label, else by the bookmark on it."""
    paragraphs: Iterable[Element] = row.iter(PARAGRAPH)
    first = next(iter(paragraphs), None)
    if first is None:
        return None
    return by_label.get(normalised(text_of(first))) or kinds.get(first)


def _cell_of(slot: Slot, cells: Sequence[Element], anchor: Anchor) -> Element | None:
    """The cell of a field: by its place, or by the heading of its column where the row has gained or lost cells."""
    if len(cells) == anchor.cells:
        return cells[slot.cell]
    heads = column_heads(cells[0]) if cells else []
    place = heads.index(normalised(slot.column)) if slot.column and normalised(slot.column) in heads else len(cells)
    return cells[place] if place < len(cells) else None
