"""Where answers stand in a Word file: anchors on printed labels, and how each one is found again.

An anchor is a bookmark on the label, which nobody edits; the answer stands beside it or under it. If the bookmark is
gone, the tag or title of a tick box finds the row, and else the printed label.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property, lru_cache
from typing import Final

from eqia.wordml.names import CELL, PARAGRAPH, ROW, TABLE, Element, enclosing, w
from eqia.wordml.text.prose import text_of
from eqia.wordml.text.spaces import as_seen
from eqia.wordml.text.ticks import LABEL, LONGEST_TITLE

NAME_START: Final = "eqia_"
LONGEST_NAME: Final = 40
"""Characters that Word allows in the name of a bookmark."""


class Shape(Enum):
    """How an answer stands to its label: in the cells of its row, in the rows of a table, or under it as text."""

    ROW = "row"
    ROWS = "rows"
    TEXT = "text"


class FoundBy(Enum):
    """Which level found an anchor, surest first."""

    BOOKMARK = "bookmark"
    TAG = "tag"
    TITLE = "title"
    LABEL = "label"


@dataclass(frozen=True)
class Slot:
    """One field at an anchor: its path, its cell, the heading of its column, and the title of its tick box."""

    path: str
    cell: int = 0
    column: str = ""
    title: str = ""
    tick: bool = False


@dataclass(frozen=True)
class Anchor:
    """A printed label that answers stand by. ``cells`` is the number of cells of its row, ``cell`` its own.

    ``before`` and ``after`` are fixed sentences that surround an answer of shape TEXT, ``following`` is the heading
    that ends it. An anchor whose path ends in ``#`` stands for the rows of a table that the data names; ``for_row``
    makes the anchor of one.
    """

    path: str
    label: str
    shape: Shape
    slots: tuple[Slot, ...]
    cell: int = 0
    cells: int = 1
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    following: str = ""

    @cached_property
    def name(self) -> str:
        """The name of its bookmark."""
        return bookmark_name(self.path)

    def for_row(self, id: str, label: str) -> Anchor:
        """The anchor of one row of a table, given the row's id and printed label."""
        slots = tuple(
            replace(slot, path=slot.path.replace("#", id), title=slot.title.replace(LABEL, label))
            for slot in self.slots
        )
        return replace(self, path=self.path.replace("#", id), label=label, slots=slots)


@dataclass(frozen=True)
class Located:
    """An anchor with the paragraph that carries its label in a file, and how it was found."""

    anchor: Anchor
    paragraph: Element
    found_by: FoundBy


def bookmark_name(path: str) -> str:
    """The bookmark of a field path: letters, digits and underscores, and a checksum at the end if it is too long."""
    name = NAME_START + re.sub(r"\W", "_", path, flags=re.ASCII)
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[: LONGEST_NAME - 9]}_{zlib.crc32(path.encode()):08x}"


def locate(root: Element, anchors: Sequence[Anchor]) -> Iterator[Located]:
    """Each anchor that the file still shows. A bookmark that occurs twice counts where it comes first."""
    marks = _bookmarks(root)
    lost = []
    taken = set()
    for anchor in anchors:
        paragraph = marks.get(anchor.name)
        if paragraph is None:
            lost.append(anchor)
        else:
            taken.add(paragraph)
            yield Located(anchor, paragraph, FoundBy.BOOKMARK)
    if lost:
        yield from _locate_lost(root, lost, taken)


def _bookmarks(root: Element) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for mark in root.iter(w("bookmarkStart")):
        name = mark.get(w("name"), "")
        paragraph = enclosing(mark, PARAGRAPH)
        if name.startswith(NAME_START) and paragraph is not None:
            found.setdefault(name, paragraph)
    return found


def _locate_lost(root: Element, anchors: Iterable[Anchor], taken: set[Element]) -> Iterator[Located]:
    tags, titles = _controls(root, "tag"), _controls(root, "alias")
    labels = _labels(root)
    for anchor in anchors:
        for paragraph, found_by in _candidates(anchor, tags, titles, labels):
            if paragraph not in taken and fits(anchor, paragraph):
                taken.add(paragraph)
                yield Located(anchor, paragraph, found_by)
                break


def _candidates(
    anchor: Anchor, tags: Mapping[str, Element], titles: Mapping[str, Element], labels: Mapping[str, list[Element]]
) -> Iterator[tuple[Element, FoundBy]]:
    for slot in anchor.slots:
        for names, name, found_by in (
            (tags, slot.path, FoundBy.TAG),
            (titles, slot.title[:LONGEST_TITLE], FoundBy.TITLE),
        ):
            label = _label_in_row(names.get(name), anchor) if slot.tick and name else None
            if label is not None:
                yield label, found_by
    for paragraph in labels.get(normalised(anchor.label), []):
        yield paragraph, FoundBy.LABEL


def _controls(root: Element, name: str) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for node in root.iter(w(name)):
        found.setdefault(node.get(w("val"), ""), node)
    return found


def _label_in_row(control: Element | None, anchor: Anchor) -> Element | None:
    row = enclosing(control, ROW) if control is not None else None
    cells = row.findall(CELL) if row is not None else []
    return next(cells[anchor.cell].iter(PARAGRAPH), None) if len(cells) == anchor.cells else None


def _labels(root: Element) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {}
    for paragraph in root.iter(PARAGRAPH):
        found.setdefault(normalised(text_of(paragraph)), []).append(paragraph)
    return found


def fits(anchor: Anchor, paragraph: Element) -> bool:
    """Whether a paragraph stands where the anchor's label would: in a row with the same columns, or in no table."""
    cell = enclosing(paragraph, CELL)
    if anchor.shape is Shape.TEXT or cell is None:
        return anchor.shape is Shape.TEXT and cell is None
    row = enclosing(cell, ROW)
    cells = row.findall(CELL) if row is not None else []
    if len(cells) != anchor.cells or cell not in cells or cells.index(cell) != anchor.cell:
        return False
    head = column_heads(cell)
    return all(
        normalised(slot.column) == head[slot.cell] for slot in anchor.slots if slot.column and slot.cell < len(head)
    )


def column_heads(node: Element) -> list[str]:
    """The headings of the columns of the table a node stands in, normalised."""
    table = enclosing(node, TABLE)
    first = table.find(ROW) if table is not None else None
    return [normalised(text_of(cell)) for cell in first.findall(CELL)] if first is not None else []


@lru_cache(maxsize=4096)
def normalised(text: str) -> str:
    """A label for comparison: small letters, single spaces, typographic marks made plain, no colon at the end."""
    plain = as_seen(text).replace("\u2019", "'").replace("\u2018", "'").replace("\u2013", "-")
    return " ".join(plain.casefold().split()).rstrip(": ")
