"""What the parts of a Word file are, and what they are to each other: its content types and relationships, parsed.

Office Open XML, part 2 (Open Packaging Conventions): 9.2 and 10.1.2. Names of parts do not tell case from case.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from eqia.wordml.names import Element, parse

EMBEDDED: Final = frozenset({"oleObject", "package", "control", "aFChunk", "subDocument"})
"""What is another program's file, or a part of another document; it is never opened here."""

TYPES: Final = "[Content_Types].xml"
_RELATIONS: Final = ".rels"
_FAMILIES: Final = re.compile(
    r"http://schemas\.openxmlformats\.org/(officeDocument|package)/2006/relationships(/metadata)?"
    r"|http://purl\.oclc\.org/ooxml/officeDocument/relationships"
    r"|http://schemas\.microsoft\.com/office/\d{4}(/\d\d)?/relationships"
)


@dataclass(frozen=True)
class Relation:
    """A relationship of a part. ``kind`` is the last word of its type: "image", "hyperlink", "settings".

    ``target`` is the name of the part it leads to; if it is ``external``, an address outside the file. ``known`` says
    whether the whole of its type is one of those that programs agree on.
    """

    owner: str
    id: str
    kind: str
    target: str
    external: bool
    known: bool


@dataclass(frozen=True)
class ContentTypes:
    """What kind of content each part has."""

    of_names: Mapping[str, str]
    of_endings: Mapping[str, str]

    def of(self, name: str) -> str:
        """The content type of a part, in lower case; "" if the file does not say."""
        ending = name.rpartition(".")[2].casefold()
        return self.of_names.get(name.casefold(), self.of_endings.get(ending, ""))


def read_types(parts: Mapping[str, bytes]) -> ContentTypes:
    """The content types that a file declares. Raises InputError if they are damaged."""
    names, endings = {}, {}
    for name, data in parts.items():
        if name.casefold() == TYPES.casefold():
            for node in _elements(data):
                kind = (node.get("ContentType") or "").casefold()
                if node.get("PartName") is not None:
                    names[node.get("PartName", "").lstrip("/").casefold()] = kind
                elif node.get("Extension") is not None:
                    endings[node.get("Extension", "").casefold()] = kind
    return ContentTypes(names, endings)


def read_relations(parts: Mapping[str, bytes]) -> list[Relation]:
    """All the relationships of a file. Raises InputError if they are damaged."""
    found = []
    for name in parts:
        if is_relations(name):
            owner = owner_of(name)
            found += [_relation(owner, node) for node in _elements(parts[name]) if node.get("Target") is not None]
    return found


def is_relations(name: str) -> bool:
    """Whether a part holds relationships."""
    return name.casefold().endswith(_RELATIONS)


def owner_of(name: str) -> str:
    """The part whose relationships a part holds: "word/document.xml" for "word/_rels/document.xml.rels"."""
    folder, file = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), file[: -len(_RELATIONS)])


def _relation(owner: str, node: Element) -> Relation:
    target = node.get("Target", "")
    external = node.get("TargetMode", "").strip().casefold() == "external"
    if not external:
        target = part_named(target, owner)
    family, _, kind = node.get("Type", "").rpartition("/")
    known = _FAMILIES.fullmatch(family) is not None
    return Relation(owner, node.get("Id", ""), kind, target, external, known)


def part_named(target: str, owner: str) -> str:
    """The name of the part that a target inside the file stands for, as seen from the part that names it."""
    plain = unquote(target.partition("#")[0]).replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(owner), plain)).lstrip("/")


def list_of(owner: str) -> str:
    """The name of the part that holds the relationships of a part."""
    return posixpath.join(posixpath.dirname(owner), "_rels", f"{posixpath.basename(owner)}{_RELATIONS}")


def _elements(data: bytes) -> list[Element]:
    return [node for node in parse(data).iter() if isinstance(node.tag, str)]
