"""The links of a text: the address that each leads to, with the place there, and the tip that it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from eqia.wordml.names import Element, w
from eqia.wordml.text.leads import OFFICE

_CODE: Final = re.compile(r'\s*HYPERLINK\s+(?:"([^"]+)"|([^\s"\\]\S*))', re.IGNORECASE)
_SWITCH: Final = r'\\{}\s+"([^"]+)"'
_PIECE, _MARK = w("instrText"), w("fldChar")


@dataclass(frozen=True)
class Link:
    """An address with the place there behind "#" ("" if it leads to none outside), and the link's tip ("" for none)."""

    address: str
    tip: str


def link_of(node: Element, addresses: Mapping[str, str]) -> Link:
    """What a hyperlink leads to; ``addresses`` are those of the relationships of its part."""
    address = addresses.get(node.get(f"{{{OFFICE}}}id", ""), "")
    return Link(_whole(address, node.get(w("anchor"), "")), node.get(w("tooltip"), ""))


def link_in(code: str) -> Link | None:
    """The same of a field's code; None if the field is another or leads to no place outside."""
    found = _CODE.match(code)
    return Link(_whole(found[1] or found[2], _switch(code, "l")), _switch(code, "o")) if found else None


def code_at(node: Element) -> str:
    """The whole code of the field that an element begins to tell; "" at its further pieces."""
    if node.tag != _PIECE:
        return node.get(w("instr"), "")
    before = next(_around(node, preceding=True), None)
    if before is not None and before.tag == _PIECE:
        return ""
    pieces = [node.text or ""]
    for each in _around(node, preceding=False):
        if each.tag != _PIECE:
            break
        pieces.append(each.text or "")
    return "".join(pieces)


def _around(node: Element, *, preceding: bool) -> Iterator[Element]:
    """The pieces of code and the marks of fields before or behind one, in its run and the runs beside that."""
    yield from node.itersiblings(_PIECE, _MARK, preceding=preceding)
    run = node.getparent()
    for beside in () if run is None else run.itersiblings(preceding=preceding):
        found = list(beside.iter(_PIECE, _MARK))
        yield from reversed(found) if preceding else found


def _switch(code: str, letter: str) -> str:
    found = re.search(_SWITCH.format(letter), code, re.IGNORECASE)
    return found[1] if found else ""


def _whole(address: str, place: str) -> str:
    return f"{address}#{place}" if address and place else address
