"""Any Word file as plain blocks: paragraphs and tables of cells, for reading forms that are not of our making."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eqia.wordml.names import CELL, PARAGRAPH, ROW, TABLE, Element, w
from eqia.wordml.text.cells import Prose
from eqia.wordml.text.marks import Sign, read_mark, signs_in
from eqia.wordml.text.styles import Styles
from eqia.wordml.text.ticks import Tick

_DEEPEST = 3
"""Tables within tables that are looked into; further ones are text of the cell they stand in."""

_WRAPPERS = tuple(w(name) for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))


@dataclass(frozen=True)
class Box:
    """A cell or a paragraph: its text, its words and marks in order, and the state of the one box in it.

    ``node`` is where it stands in the file, if that is one of Word's; ``inner`` is what stands in a cell that has
    tables in it.
    """

    text: str
    signs: tuple[Sign, ...] = ()
    mark: Tick | None = None
    heading: bool = False
    node: Element | None = None
    inner: tuple[Grid | Box, ...] = ()


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
        yield from self._within(body if body is not None else root, _DEEPEST)

    def box(self, node: Element, depth: int = 0) -> Box:
        """One cell or paragraph, with the tables in it down to some depth."""
        heading = node.tag == PARAGRAPH and self.styles.name_of(node).startswith("heading")
        framed = depth > 0 and node.tag == CELL and next(_through(node, (TABLE,)), None) is not None
        inner = tuple(self._within(node, depth - 1)) if framed else ()
        return Box(self.prose.read([node]), tuple(signs_in(node)), read_mark(node), heading, node, inner)

    def _within(self, holder: Element, depth: int) -> Iterator[Block]:
        for node in _through(holder, (PARAGRAPH, TABLE)):
            if node.tag == TABLE:
                rows = (_through(row, (CELL,)) for row in _through(node, (ROW,)))
                yield Grid(tuple(tuple(self.box(cell, depth) for cell in row) for row in rows))
            else:
                yield self.box(node)


def _through(node: Element, tags: tuple[str, ...]) -> Iterator[Element]:
    """The children of these tags, also those in wrappers."""
    for child in node:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _through(child, tags)
