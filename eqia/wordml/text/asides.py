"""The texts of a Word file beside its main one: comments, footnotes and endnotes, the heads and feet of pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from eqia.wordml.names import PARAGRAPH, Element, enclosing, w
from eqia.wordml.text.showing import read_part

COMMENTS: Final = "word/comments.xml"
FOOTNOTES: Final = "word/footnotes.xml"
ENDNOTES: Final = "word/endnotes.xml"
_MARGIN: Final = re.compile(r"word/(header|footer)\d*\.xml")
_CALLED: Final = {
    COMMENTS: "in a comment",
    FOOTNOTES: "in a footnote",
    ENDNOTES: "in an endnote",
    "header": "at the head of a page",
    "footer": "at the foot of a page",
}
_UNITS: Final = {COMMENTS: w("comment"), FOOTNOTES: w("footnote"), ENDNOTES: w("endnote")}
_REFERENCES: Final = {
    w("commentReference"): COMMENTS,
    w("commentRangeStart"): COMMENTS,
    w("footnoteReference"): FOOTNOTES,
    w("endnoteReference"): ENDNOTES,
}


@dataclass(frozen=True)
class Aside:
    """A text beside the main one: the part it is in, where that stands ("in a footnote"), and its parsed text."""

    part: str
    called: str
    root: Element

    @property
    def in_margin(self) -> bool:
        """Whether it stands at the head or foot of pages, and so on each of them."""
        return self.part not in _UNITS

    def id_at(self, node: Element) -> str:
        """The id of the comment or note that a piece of it belongs to; "" at the head or foot of a page."""
        unit = enclosing(node, _UNITS[self.part]) if self.part in _UNITS else None
        return unit.get(w("id"), "") if unit is not None else ""


def read_asides(parts: Mapping[str, bytes]) -> Iterator[Aside]:
    """The texts of a file beside its main one, as Word shows them."""
    for name in (*_UNITS, *margins_of(parts)):
        root = read_part(parts, name)
        if root is not None:
            margin = _MARGIN.fullmatch(name)
            yield Aside(name, _CALLED[margin[1] if margin else name], root)


def margins_of(parts: Mapping[str, bytes]) -> list[str]:
    """The parts that hold the heads and feet of a file's pages."""
    return [name for name in sorted(parts) if _MARGIN.fullmatch(name)]


def is_aside(part: str) -> bool:
    """Whether a part of this name holds a text beside the main one."""
    return part in _UNITS or _MARGIN.fullmatch(part) is not None


def where_asides_are(root: Element) -> dict[tuple[str, str], Element]:
    """The paragraphs of the main text that comments and notes are on, by their part and id."""
    found: dict[tuple[str, str], Element] = {}
    for node in root.iter(*_REFERENCES):
        paragraph = enclosing(node, PARAGRAPH)
        if paragraph is not None:
            found.setdefault((_REFERENCES[str(node.tag)], node.get(w("id"), "")), paragraph)
    return found
