"""What stands in an answer and is not text: pictures, tables, notes, formulas, links, numbered lists, struck words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from eqia.wordml.names import FORMULA, PARAGRAPH, RELATIONSHIPS, TABLE, Element, enclosing, parse, w
from eqia.wordml.text.prose import text_of

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SEEN: Final = {
    w("drawing"): "a picture",
    w("pict"): "a picture",
    w("object"): "an embedded object",
    w("footnoteReference"): "a footnote",
    w("endnoteReference"): "an endnote",
    w("txbxContent"): "a text box (its words are read at the end)",
    FORMULA: "a formula (its letters and figures are read)",
    TABLE: "a table (its words are read, one cell a line)",
}
_STRUCK: Final = (w("strike"), w("dstrike"))
_FIELDS: Final = (w("instrText"), w("fldSimple"))
_LINK: Final = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
_NUMBERING: Final = "word/numbering.xml"
_RELATIONS: Final = "word/_rels/document.xml.rels"
_BULLETS: Final = ("bullet", "none")
_OFF: Final = ("0", "false", "off", "none")


@dataclass(frozen=True)
class Oddities:
    """Finds what is not text, in one file: it knows the file's lists and the addresses of its links."""

    formats: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)

    def within(self, blocks: Iterable[Element]) -> list[str]:
        """What stands in an answer's cell or paragraphs beside text, in words, once each."""
        return list(dict.fromkeys(found for block in blocks for found in self._in(block)))

    def _in(self, block: Element) -> Iterator[str]:
        for node in block.iter(*_SEEN, *_STRUCK, *_FIELDS, w("hyperlink"), w("numPr")):
            if node.tag == w("hyperlink"):
                address = self.addresses.get(node.get(f"{{{_OFFICE}}}id", ""), "")
                yield from _link(address, text_of(node))
            elif node.tag in _FIELDS:
                link = _LINK.match(node.get(w("instr"), node.text or ""))
                holder = enclosing(node, PARAGRAPH)
                yield from _link(link[1] if link else "", text_of(holder) if holder is not None else "")
            elif node.tag in _STRUCK:
                yield from _struck(node)
            elif node.tag == w("numPr"):
                number, level = (_value(node, name) for name in ("numId", "ilvl"))
                if self.formats.get(number, {}).get(level or "0", "bullet") not in _BULLETS:
                    yield "a numbered list (its items are read as bullets)"
            elif node is not block:
                yield _SEEN[node.tag]


def _link(address: str, text: str) -> Iterator[str]:
    """A link whose address does not stand in its text."""
    if address and address.rstrip("/") not in text:
        yield f'the address of a link on "{text[:60]}", {address},'


def _struck(node: Element) -> Iterator[str]:
    """Words that somebody crossed out by hand, without tracked changes: they are still there."""
    properties = node.getparent()
    run = properties.getparent() if properties is not None else None
    text = text_of(run).strip() if run is not None and run.tag == w("r") else ""
    if text and node.get(w("val"), "1") not in _OFF:
        yield f'crossed out text, "{text[:60]}" (it is read as if it were not crossed out),'


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


def duplicate_bookmarks(root: Element) -> dict[str, list[Element]]:
    """The names of bookmarks that begin in more than one paragraph, with these paragraphs."""
    found: dict[str, dict[Element, None]] = {}
    for mark in root.iter(w("bookmarkStart")):
        holder = next(mark.iterancestors(PARAGRAPH), None)
        if holder is not None:
            found.setdefault(mark.get(w("name"), ""), {})[holder] = None
    return {name: list(holders) for name, holders in found.items() if len(holders) > 1}
