"""Any Word file as plain blocks: paragraphs and tables of cells, for reading forms that are not of our making."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eqia.wordml.names import CELL, PARAGRAPH, ROW, TABLE, Element, w
from eqia.wordml.text.cells import Prose
from eqia.wordml.text.marks import Sign, read_mark, signs_in
from eqia.wordml.text.styles import Styles
from eqia.wordml.text.ticks import Tick

_WRAPPERS = tuple(w(name) for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))


@dataclass(frozen=True)
class Box:
    """A cell or a paragraph: its text, its words and marks in order, and the state of the one box in it.

    ``node`` is where it stands in the file, if that is one of Word's.
    """

    text: str
    signs: tuple[Sign, ...] = ()
    mark: Tick | None = None
    heading: bool = False
    node: Element | None = None


@dataclass(frozen=True)
class Grid:
    """A table: its rows of cells."""

    rows: tuple[tuple[Box, ...], ...] = ()


Block = Box | Grid


@dataclass(frozen=True)
class BlockReader:
    """Reads the blocks of one file."""

    prose: Prose
    styles: Styles

    def read(self, root: Element) -> Iterator[Block]:
        """The paragraphs and tables of a file in order. What stands in controls is read as if there were none."""
        body = root.find(w("body"))
        for node in _through(body if body is not None else root, (PARAGRAPH, TABLE)):
            if node.tag == TABLE:
                rows = (_through(row, (CELL,)) for row in _through(node, (ROW,)))
                yield Grid(tuple(tuple(map(self.box, row)) for row in rows))
            else:
                yield self.box(node)

    def box(self, node: Element) -> Box:
        """One cell or paragraph."""
        heading = node.tag == PARAGRAPH and self.styles.name_of(node).startswith("heading")
        return Box(self.prose.read([node]), tuple(signs_in(node)), read_mark(node), heading, node)


def _through(node: Element, tags: tuple[str, ...]) -> Iterator[Element]:
    """The children of these tags, also those in wrappers."""
    for child in node:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _through(child, tags)
