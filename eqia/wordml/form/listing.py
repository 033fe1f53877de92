"""The lists of a printed document: while it is filled in, each numbered item names its place; here it gets its list.

A list has a ``w:num`` of its own, so that its numbers begin anew (ECMA-376 17.9.15); labels of one style share the
levels of an ``w:abstractNum``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from eqia.structure.blocks import Item
from eqia.structure.labels import Figures, Style
from eqia.structure.lists import DEEPEST
from eqia.wordml.names import Element, W, parse, serialise, w

_PLACE: Final = re.compile(rb'<w:ilvl w:val="(\d)"/><w:numId w:val="(\w+):(\(?):([.)]):(\d+)"/>')
_LEVEL: Final = b"<w:ilvl "
_INDENT: Final = 360
"""Twentieths of a point by which each level stands in: room for a label such as "(iv)"."""


def properties_of(item: Item, bullets: str) -> str:
    """What says of a paragraph that it is an item, as XML; ``bullets`` is the number of the list of bullets."""
    style = item.style
    number = f"{style.figures}:{style.before}:{style.after}:{item.number}" if style else bullets
    return f'<w:numPr><w:ilvl w:val="{item.level}"/><w:numId w:val="{number}"/></w:numPr>'


def number_lists(document: bytes, numbering: bytes) -> tuple[bytes, bytes]:
    """A filled-in text in which each item belongs to a list, and the ``word/numbering.xml`` with these lists.

    The item after the first of its style on its level goes on in the same list, which is how they are typed.
    """
    if _LEVEL not in document or _PLACE.search(document) is None:
        return document, numbering
    root = parse(numbering)
    lists = _Lists(root)
    document = _PLACE.sub(lists.place, document)
    lists.write()
    return document, serialise(root)


class _Lists:
    """The lists of one document on their way into its numbering."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.next = 1 + max(map(int, _ids(root, "num", "numId")), default=0)
        self.next_style = 1 + max(map(int, _ids(root, "abstractNum", "abstractNumId")), default=0)
        self.styles: dict[Style, int] = {}
        self.open: dict[tuple[int, Style], int] = {}
        self.begun: list[tuple[int, int, Style]] = []

    def place(self, found: re.Match[bytes]) -> bytes:
        """The list of an item, begun where its number is the first."""
        figures, before, after, number = (found[place].decode() for place in range(2, 6))
        level, style = int(found[1]), Style(Figures(figures), before, after)
        if number == "1" or (level, style) not in self.open:
            self.styles.setdefault(style, self.next_style + len(self.styles))
            self.open[level, style] = self.next + len(self.begun)
            self.begun.append((self.open[level, style], level, style))
        return f'<w:ilvl w:val="{level}"/><w:numId w:val="{self.open[level, style]}"/>'.encode()

    def write(self) -> None:
        """Writes the lists into the numbering: all styles of labels stand before all lists."""
        first = self.root.find(w("num"))
        at = self.root.index(first) if first is not None else len(self.root)
        self.root[at:at] = [_abstract(id, style) for style, id in self.styles.items()]
        last = max((self.root.index(each) for each in self.root.iterchildren(w("num"))), default=len(self.root) - 1)
        self.root[last + 1 : last + 1] = [
            _xml(
                f'<w:num xmlns:w="{W}" w:numId="{id}"><w:abstractNumId w:val="{self.styles[style]}"/>'
                f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
            for id, level, style in self.begun
        ]


def _abstract(id: int, style: Style) -> Element:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{style.figures}"/>'
        f'<w:lvlText w:val="{style.before}%{level + 1}{style.after}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{_INDENT * (level + 1)}" w:hanging="{_INDENT}"/></w:pPr></w:lvl>'
        for level in range(DEEPEST + 1)
    )
    kind = f'<w:nsid w:val="{0x45514900 + id:08X}"/><w:multiLevelType w:val="multilevel"/>'
    return _xml(f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="{id}">{kind}{levels}</w:abstractNum>')


def _ids(root: Element, name: str, attribute: str) -> Iterator[str]:
    ids = (each.get(w(attribute), "") for each in root.iterchildren(w(name)))
    return (id for id in ids if id.isascii() and id.isdecimal())


def _xml(text: str) -> Element:
    return etree.fromstring(text)
