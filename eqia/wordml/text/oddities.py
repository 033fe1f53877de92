"""What stands in an answer and is not text: pictures, tables, notes, formulas, links, numbered lists, struck words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from eqia.inline.addresses import find_addresses
from eqia.wordml.archive.package import DOCUMENT
from eqia.wordml.archive.relations import read_relations
from eqia.wordml.looks.resolving import Stylesheet
from eqia.wordml.names import FORMULA, PARAGRAPH, TABLE, Element, enclosing, w
from eqia.wordml.text.drawings import PICTURE, TEXT_BOX, drawn_in
from eqia.wordml.text.hyperlinks import Link, code_at, link_in, link_of
from eqia.wordml.text.leads import OBJECT, PIECE, beside_the_texts, leads_of, led_to
from eqia.wordml.text.numbering import NUMBERING, Lists, read_lists
from eqia.wordml.text.prose import text_of, typed_table
from eqia.wordml.text.showing import stylesheet_of
from eqia.wordml.text.unusual import Usual, unusual_in, unusual_words

_SEEN: Final = {
    w("object"): OBJECT,
    w("altChunk"): PIECE,
    w("subDoc"): PIECE,
    w("dataBinding"): "a control whose words are kept elsewhere in the file (Word may show other ones)",
    w("ruby"): "a reading aid above the line (it is read with the words below it)",
    w("footnoteReference"): "a footnote",
    w("endnoteReference"): "an endnote",
    w("txbxContent"): TEXT_BOX,
    FORMULA: "a formula (its letters and figures are read)",
    TABLE: "a table (it is read one row a line, with bars between its cells)",
}
_DRAWN: Final = (w("drawing"), w("pict"))
_FETCHED: Final = re.compile(r"\s*(?:INCLUDE(?:TEXT|PICTURE)|DDE(?:AUTO)?|LINK|DATABASE|IMPORT)\b", re.IGNORECASE)
_BEHIND: Final = r"[^\w\s/#&=%-]*(?:\s|$)"
"""What stands behind an address at its end: signs of the sentence, and a space."""

_FIELDS: Final = (w("instrText"), w("fldSimple"))
_START: Final = re.compile("https?://|mailto:", re.IGNORECASE)
_THINGS: Final = (
    *(*_DRAWN, FORMULA, *_FIELDS),
    *(w(name) for name in ("object", "altChunk", "subDoc", "dataBinding", "ruby", "hyperlink")),
)
"""What is named wherever it stands."""


@dataclass(frozen=True)
class Oddities:
    """Finds what is not text, in one file: it knows the file's lists, styles and links, and what it leads to.

    ``usual`` is how its answers usually look.
    """

    sheet: Stylesheet
    usual: Usual
    lists: Lists
    addresses: Mapping[str, str]
    leads: Mapping[str, str]
    beside: tuple[str, ...]

    def within(self, blocks: Iterable[Element], said: str | None = None) -> list[str]:
        """What stands in an answer's cell or paragraphs beside plain text, in whole clauses, once each.

        ``said`` is the text of the answer, where these hold more than it.
        """
        blocks = list(blocks)
        things = (f"{thing} stands there and cannot be kept as text." for block in blocks for thing in self._in(block))
        return list(dict.fromkeys([*things, *unusual_in(blocks, self.sheet, self.usual, said)]))

    def elsewhere(self, root: Element, blocks: Iterable[Element]) -> Iterator[tuple[Element | None, str]]:
        """What stands outside these blocks of answers and is not text, with the element that holds it; None for what
        no element of the text leads to. The addresses of links belong to it.
        """
        within = {node for block in blocks for node in block.iter(*_THINGS)}
        led: set[str] = set()
        for node in root.iter():
            led |= set(led_to(node, self.leads))
        for node in root.iter(*_THINGS):
            if node not in within:
                yield from ((node, thing) for thing in dict.fromkeys(self._of(node)))
        for thing in dict.fromkeys((*(each for each in self.leads.values() if each not in led), *self.beside)):
            yield None, thing

    def looks(self, root: Element) -> Iterator[tuple[Element, str, str]]:
        """What looks otherwise anywhere in a text: the paragraph, what it is, and the words that do."""
        return unusual_words(root, self.sheet, self.usual)

    def _in(self, block: Element) -> Iterator[str]:
        for node in block.iter(*_DRAWN, *_SEEN, *_FIELDS, w("hyperlink"), w("numPr")):
            yield from self._of(node)

    def _of(self, node: Element) -> Iterator[str]:
        """What stands in one element, in words."""
        if node.tag == w("hyperlink"):
            yield from _link(link_of(node, self.addresses), text_of(node))
        elif node.tag in _FIELDS:
            yield from _field(node)
        elif node.tag == w("numPr"):
            number, level = (_value(node, name) for name in ("numId", "ilvl"))
            if self.lists.is_strange(number, level):
                yield "a list that is numbered in another way (its items are read as bullets)"
        elif node.tag == TABLE and typed_table(node) is not None:
            return
        else:
            yield from self._thing(node)

    def _thing(self, node: Element) -> Iterator[str]:
        """What an element is, and what it leads to."""
        inside = node.iter() if node.tag in (*_DRAWN, w("object")) else (node,)
        led = [thing for each in inside for thing in led_to(each, self.leads)]
        drawn = list(drawn_in(node)) if node.tag in _DRAWN else []
        yield from led
        yield from (thing for thing in drawn if not (led and thing == PICTURE))
        if not led and not drawn:
            yield _SEEN.get(str(node.tag), PICTURE)


def _link(link: Link, text: str) -> Iterator[str]:
    """A link whose address does not stand in its text, in full or as people write it: without "https://"; its tip."""
    said = {_bare(each) for *_, each in find_addresses(text)}
    address = link.address
    if address and not _stands_in(address.rstrip("/"), text) and _bare(address) not in said:
        yield f'the address of a link on "{text[:60]}", {address},'
    if link.tip and link.tip not in (address, text):
        yield f'the tip of a link on "{text[:60]}", "{link.tip}",'


def _stands_in(address: str, text: str) -> bool:
    """Whether a text has an address whole, and not only as the beginning of a longer one."""
    return re.search(rf"{re.escape(address)}/?{_BEHIND}", text) is not None


def _bare(address: str) -> str:
    return unquote(_START.sub("", address)).rstrip("/")


def _field(node: Element) -> Iterator[str]:
    """What a field's code says: the address of a link, a text that is fetched."""
    code = code_at(node)
    if link := link_in(code):
        holder = enclosing(node, PARAGRAPH)
        yield from _link(link, text_of(holder) if holder is not None else "")
    if _FETCHED.match(code):
        yield "text that Word fetches from elsewhere (it is read as it was fetched last)"


def oddities_of(parts: Mapping[str, bytes], usual: Usual, part: str = DOCUMENT) -> Oddities:
    """What finds the oddities of a part of a file. ``usual`` is how text usually looks there."""
    addresses = {each.id: each.target for each in read_relations(parts) if each.owner == part and each.external}
    sheet, lists = stylesheet_of(parts), read_lists(parts.get(NUMBERING, b""))
    beside = tuple(beside_the_texts(parts)) if part == DOCUMENT else ()
    return Oddities(sheet, usual, lists, addresses, leads_of(parts, part), beside)


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
