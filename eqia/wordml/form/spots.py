"""Where each answer stands in a Word file: the cell or the paragraphs of every field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from eqia.textdiff import similarity
from eqia.wordml.form.anchors import FoundBy, Located, Shape, Slot, normalised
from eqia.wordml.form.columns import cells_of_columns, moved_cells
from eqia.wordml.names import CELL, PARAGRAPH, ROW, TABLE, Element, enclosing, w
from eqia.wordml.text.prose import text_of
from eqia.wordml.text.styles import Styles

STOPS: Final = ("heading", "title", "small print")
"""Beginnings of the names of styles whose paragraphs end an answer."""

ALIKE: Final = 0.7
"""From this likeness on, a paragraph is a fixed sentence in which somebody changed some words."""

PIECES: Final = (w("altChunk"), w("subDoc"))
"""What stands for a piece of another file."""

_HEAD: Final = f"{w('trPr')}/{w('tblHeader')}"


class Spot(NamedTuple):
    """A field in a file: its path, its slot, the paragraph of its label, how that was found, and what holds the answer.

    ``blocks`` is the cell of the answer, or the paragraphs under a heading.
    """

    path: str
    slot: Slot
    label: Element
    found_by: FoundBy
    blocks: tuple[Element, ...]

    @property
    def paragraphs(self) -> Iterator[Element]:
        """The paragraphs of the answer."""
        return (paragraph for block in self.blocks for paragraph in block.iter(PARAGRAPH))


def find_spots(places: Sequence[Located], styles: Styles) -> list[Spot]:
    """The spots of all fields at these places. The rows of lists are numbered as they stand."""
    labels = {place.paragraph for place in places}
    label_cells = frozenset(cell for label in labels if (cell := enclosing(label, CELL)) is not None)
    spots: list[Spot] = []
    for place in places:
        if place.anchor.shape is Shape.TEXT:
            blocks = tuple(_under(place, labels, styles))
            spots.append(Spot(place.anchor.path, place.anchor.slots[0], place.paragraph, place.found_by, blocks))
        elif place.anchor.shape is Shape.ROW:
            row = enclosing(place.paragraph, ROW)
            spots += _in_row(list(row.iterchildren(CELL)), place, label_cells) if row is not None else ()
    for place, number, cells in rows_of_lists(places):
        spots += _in_row(cells, place, label_cells, number)
    return spots


def rows_of_lists(places: Sequence[Located]) -> Iterator[tuple[Located, int, list[Element]]]:
    """The rows of all lists at these places: their list, their number in it, and their cells."""
    lists = {place.paragraph: place for place in places if place.anchor.shape is Shape.ROWS}
    for table in dict.fromkeys(enclosing(paragraph, TABLE) for paragraph in lists):
        yield from _in_lists(table, lists) if table is not None else ()


def _in_row(cells: Sequence[Element], place: Located, label_cells: frozenset[Element], number: int = 0) -> list[Spot]:
    """The spots of a row; ``number`` is its place in a list."""
    anchor, label, found_by = place.anchor, place.paragraph, place.found_by
    own = enclosing(label, CELL)
    if len(cells) == anchor.cells:
        moved = moved_cells(cells, own, anchor)
        found = {slot: cells[slot.cell] for slot in anchor.slots} if moved is None else dict(moved)
    else:
        first = own if own in cells else cells[0] if cells else None
        found = dict(cells_of_columns(cells, first, anchor, label_cells)) if first is not None else {}
    return [Spot(slot.path.replace("#", str(number)), slot, label, found_by, (cell,)) for slot, cell in found.items()]


def _in_lists(table: Element, lists: Mapping[Element, Located]) -> Iterator[tuple[Located, int, list[Element]]]:
    """The rows of the lists in a table: each belongs to the list its label names, else to the one above it."""
    by_label = {normalised(place.anchor.label): place for place in lists.values()}
    counts: dict[str, int] = {}
    current: Located | None = None
    for row in table.iterchildren(ROW):
        cells = list(row.iterchildren(CELL))
        firsts = [next(cell.iter(PARAGRAPH), None) for cell in cells]
        if firsts and firsts[0] is not None:
            marked = next((lists[first] for first in firsts if first is not None and first in lists), None)
            current = by_label.get(normalised(text_of(firsts[0]))) or marked or current
        if current is not None and row.find(_HEAD) is None:
            number = counts[current.anchor.path] = counts.get(current.anchor.path, -1) + 1
            yield current, number, cells


def _under(place: Located, labels: set[Element], styles: Styles) -> Iterable[Element]:
    """What stands between a label and the next heading or table of the form, without the fixed sentences around it.

    A table in which no label of the form stands was put into the answer. Where a program dropped the styles, a heading
    is known by its words.
    """
    found: list[Element] = []
    following = "" if styles.tell_headings else normalised(place.anchor.following)
    for node in place.paragraph.itersiblings(TABLE, PARAGRAPH, *PIECES):
        if node.tag == TABLE and not labels.isdisjoint(node.iter(PARAGRAPH)):
            break
        if node.tag == PARAGRAPH and (node in labels or styles.name_of(node).startswith(STOPS)):
            break
        if following and node.tag == PARAGRAPH and normalised(text_of(node)) == following:
            break
        found.append(node)
    for sentence in place.anchor.before:
        _take_out(sentence, found, first=True)
    for sentence in reversed(place.anchor.after):
        _take_out(sentence, found, first=False)
    return found


def _take_out(sentence: str, found: list[Element], *, first: bool) -> None:
    """Takes out a fixed sentence, whatever was put before it; one in which words were changed if it is the first or the
    last of the paragraphs. An empty one is the first or the last of all.
    """
    if not sentence:
        place = 0 if first else -1
        if found and found[place].tag == PARAGRAPH and not text_of(found[place]):
            del found[place]
        return
    said = [node for node in (found if first else reversed(found)) if node.tag == PARAGRAPH and text_of(node).strip()]
    printed = next((node for node in said if text_of(node) == sentence), None)
    if printed is None and said and _is_printed(said[0], sentence):
        printed = said[0]
    if printed is not None:
        found.remove(printed)


def _is_printed(paragraph: Element, sentence: str) -> bool:
    """Whether a paragraph is a fixed sentence of the form, be it with words that somebody put in or took out."""
    text = text_of(paragraph)
    return text == sentence or (bool(sentence) and (sentence in text or similarity(text, sentence) >= ALIKE))
