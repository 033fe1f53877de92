"""Puts the parts of a Word file where eqia looks for them, whatever the program that wrote it calls them.

Relationships say which part is the text, the comments, the styles; a part that has a usual name and no relationship
is none of them, and no program shows it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from typing import Final

from eqia.wordml.archive.relations import TYPES, is_relations, list_of, owner_of, part_named, read_relations
from eqia.wordml.names import CONTENT_TYPES, RELATIONSHIPS, parse, serialise

DOCUMENT: Final = "word/document.xml"
"""The name of the part that holds the text."""

UNRELATED: Final = "unrelated/"
"""Where parts stand that have a usual name, and that nothing in the file leads to."""

_OF_THE_FILE: Final = {
    "core-properties": "docProps/core.xml",
    "extended-properties": "docProps/app.xml",
    "custom-properties": "docProps/custom.xml",
}
_OF_THE_TEXT: Final = {
    kind: f"word/{kind}.xml"
    for kind in (
        *("styles", "numbering", "settings", "webSettings", "fontTable", "footnotes", "endnotes"),
        *("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"),
    )
} | {"theme": "word/theme/theme1.xml"}
_NUMBERED: Final = {"header": "word/header{}.xml", "footer": "word/footer{}.xml", "customXml": "customXml/item{}.xml"}
_RELATION: Final = f"{{{RELATIONSHIPS}}}Relationship"
_OVERRIDE: Final = f"{{{CONTENT_TYPES}}}Override"
_USUAL: Final = re.compile(
    r"word/(?:document|header\d*|footer\d*)\.xml|customXml/item\d+\.xml|"
    + "|".join(map(re.escape, (*_OF_THE_FILE.values(), *_OF_THE_TEXT.values()))),
    re.IGNORECASE,
)


def in_usual_places(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a Word file under the names that Word gives them; as they are if nothing leads to a text."""
    names = {name.casefold(): name for name in parts}
    places: dict[str, str] = {}
    for name, usual in _places(parts, names):
        if name not in places and usual not in places.values():
            places[name] = usual
    if DOCUMENT not in places.values():
        return dict(parts)
    places |= {name: UNRELATED + name for name in parts if name not in places and _USUAL.fullmatch(name)}
    places |= {list_of(old): list_of(new) for old, new in places.items() if list_of(old) in parts}
    moved = {old: new for old, new in places.items() if old != new}
    return _moved(parts, moved, names) if moved else dict(parts)


def _places(parts: Mapping[str, bytes], names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The parts that relationships say something of, each with its usual name."""
    relations = [each for each in read_relations(parts) if not each.external and each.target.casefold() in names]
    related = [(each, names[each.target.casefold()]) for each in relations]
    main = next((name for each, name in related if not each.owner and each.kind == "officeDocument"), "")
    yield main, DOCUMENT if main else ""
    yield from (
        (name, _OF_THE_FILE[each.kind]) for each, name in related if not each.owner and each.kind in _OF_THE_FILE
    )
    of_text = [(each.kind, name) for each, name in related if each.owner.casefold() == main.casefold()]
    yield from ((name, _OF_THE_TEXT[kind]) for kind, name in of_text if kind in _OF_THE_TEXT)
    numbered = [(kind, name) for kind, name in of_text if kind in _NUMBERED]
    yield from ((name, name) for kind, name in numbered if re.fullmatch(_NUMBERED[kind].format(r"\d+"), name))
    free = {kind: map(usual.format, itertools.count(1)) for kind, usual in _NUMBERED.items()}
    for kind, name in numbered:
        yield name, next(usual for usual in free[kind] if usual not in parts)


def _moved(parts: Mapping[str, bytes], moved: Mapping[str, str], names: Mapping[str, str]) -> dict[str, bytes]:
    """The parts under other names, which the lists of relationships and of content types then say too."""

    def led_to(target: str, owner: str) -> str:
        name = part_named(target, owner)
        name = names.get(name.casefold(), name)
        return f"/{moved.get(name, name)}"

    found = dict(parts)
    for name in parts:
        if is_relations(name) or name == TYPES:
            root = parse(parts[name])
            for node in root.iter(_RELATION):
                if node.get("TargetMode", "").casefold() != "external":
                    node.set("Target", led_to(node.get("Target", ""), owner_of(name)))
            for node in root.iter(_OVERRIDE):
                node.set("PartName", led_to(node.get("PartName", ""), ""))
            found[name] = serialise(root)
    return {moved.get(name, name): data for name, data in found.items()}
