"""What links lead to, however a program writes them: by a relationship of its own number, or by a field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from eqia.wordml.names import Element, w
from eqia.wordml.text.leads import OFFICE

_ID: Final = f"{{{OFFICE}}}id"
_ANCHOR: Final = w("anchor")
_FIELD: Final = re.compile(r'HYPERLINK "([^"]*)"(?: \\l "([^"]*)")?', re.IGNORECASE)


def name_links(root: Element, targets: Mapping[str, str]) -> None:
    """Let each link of a part say its address in place of the number of a relationship; ``targets`` are by number."""
    for link in root.iter(w("hyperlink")):
        target = targets.get(link.get(_ID, ""))
        if target is not None:
            link.set(_ID, plain_address(_whole(target, link.get(_ANCHOR, ""))))
            for name in (_ANCHOR, w("history")):
                if name in link.attrib:
                    del link.attrib[name]


def led_to_by_field(instruction: str) -> str:
    """The address that a field leads to and does nothing else; "" of any other field."""
    found = _FIELD.fullmatch(instruction)
    return plain_address(_whole(found[1], found[2] or "")) if found else ""


def plain_address(address: str) -> str:
    """An address without the stroke that programs put behind a bare host."""
    try:
        return address.removesuffix("/") if urlsplit(address).path == "/" else address
    except ValueError:
        return address


def _whole(address: str, place: str) -> str:
    return f"{address}#{place}" if place else address
