"""What stands in an answer and is not text: pictures, tables, notes, addresses of links, numbers of numbered lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from eqia.wordml.names import PARAGRAPH, RELATIONSHIPS, TABLE, Element, parse, w
from eqia.wordml.prose import text_of

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SEEN: Final = {
    w("drawing"): "a picture",
    w("pict"): "a picture",
    w("object"): "an embedded object",
    w("footnoteReference"): "a footnote",
    w("endnoteReference"): "an endnote",
    TABLE: "a table (its words are read, one cell a line)",
}
_NUMBERING: Final = "word/numbering.xml"
_RELATIONS: Final = "word/_rels/document.xml.rels"
_BULLETS: Final = ("bullet", "none")


@dataclass(frozen=True)
class Oddities:
    """Finds what is not text, in one file: it knows the file's lists and the addresses of its links."""

    formats: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)

    def within(self, blocks: Iterable[Element]) -> list[str]:
        """What stands in an answer's cell or paragraphs beside text, in words, once each."""
        return list(dict.fromkeys(found for block in blocks for found in self._in(block)))

    def _in(self, block: Element) -> Iterator[str]:
        for node in block.iter(*_SEEN, w("hyperlink"), w("numPr")):
            if node.tag == w("hyperlink"):
                address = self.addresses.get(node.get(f"{{{_OFFICE}}}id", ""), "")
                if address and address.rstrip("/") not in text_of(node):
                    yield f'the address of a link on "{text_of(node)[:60]}"'
            elif node.tag == w("numPr"):
                number, level = (_value(node, name) for name in ("numId", "ilvl"))
                if self.formats.get(number, {}).get(level or "0", "bullet") not in _BULLETS:
                    yield "the numbers of a numbered list (its items are read as bullets)"
            elif node is not block:
                yield _SEEN[node.tag]


def oddities_of(parts: Mapping[str, bytes]) -> Oddities:
    """What finds the oddities of a file."""
    return Oddities(_formats(parts.get(_NUMBERING)), _addresses(parts.get(_RELATIONS)))


def _formats(part: bytes | None) -> dict[str, Mapping[str, str]]:
    """How each level of each list is numbered: "bullet", "decimal"."""
    if not part:
        return {}
    root = parse(part)
    levels = {
        abstract.get(w("abstractNumId"), ""): {
            level.get(w("ilvl"), "0"): _value(level, "numFmt") for level in abstract.iter(w("lvl"))
        }
        for abstract in root.iter(w("abstractNum"))
    }
    return {
        number.get(w("numId"), ""): levels.get(_value(number, "abstractNumId"), {}) for number in root.iter(w("num"))
    }


def _addresses(part: bytes | None) -> dict[str, str]:
    if not part:
        return {}
    relations = parse(part).iter(f"{{{RELATIONSHIPS}}}Relationship")
    return {each.get("Id", ""): each.get("Target", "") for each in relations if each.get("TargetMode") == "External"}


def _value(node: Element, name: str) -> str:
    child = node.find(w(name))
    return child.get(w("val"), "") if child is not None else ""


def duplicate_bookmarks(root: Element) -> dict[str, int]:
    """The names of bookmarks that begin in more than one paragraph, with the number of paragraphs."""
    found: dict[str, set[Element]] = {}
    for mark in root.iter(w("bookmarkStart")):
        holder = next(mark.iterancestors(PARAGRAPH), None)
        if holder is not None:
            found.setdefault(mark.get(w("name"), ""), set()).add(holder)
    return {name: len(holders) for name, holders in found.items() if len(holders) > 1}
