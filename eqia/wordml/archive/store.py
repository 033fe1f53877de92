"""The source of a document, kept inside the file: the data as JSON with its checksum, and the file's own facts."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import escape

from lxml import etree

from eqia.wordml.names import CONTENT_TYPES, RELATIONSHIPS, Element, parse, serialise

STORE: Final = "urn:eqia:source:1"
"""The namespace of the custom XML part that holds the source."""

NO_SEAL: Final = b' seal=""'
"""Where the seal of the whole file comes once all else is known."""

CORE_PROPERTIES: Final = "docProps/core.xml"

_TYPES: Final = "[Content_Types].xml"
_RELATIONS: Final = "word/_rels/document.xml.rels"
WRITTEN: Final = "written"
"""The attribute of the source that holds the digests of what else was written into the document."""

_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_ITEM: Final = re.compile(r"customXml/item(\d+)\.xml")
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
_CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_KINDS: Final = f"{_OFFICE}/relationships"
_NO_RELATIONS: Final = f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode()
_ITEM_FACTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ITEM_FACTS: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    f'<ds:datastoreItem ds:itemID="{{6F2D8C4B-9A31-4E57-8D0C-7B5E1F3A9C26}}" xmlns:ds="{_OFFICE}/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{STORE}"/></ds:schemaRefs></ds:datastoreItem>'
)


@dataclass(frozen=True)
class Source:
    """The data a document was made from, as JSON text, and whether its checksum holds.

    ``written`` are the digests of what else was written into the document; None if it does not record that.
    """

    json: str
    whole: bool
    written: frozenset[str] | None = None


def reserve(parts: dict[str, bytes]) -> str:
    """Makes room for the source in a template's parts. Returns the name of the part that will hold it.

    A template that was once a printed document has the room already; what stands in it goes.
    """
    held = _held(parts)
    if held:
        del parts[held]
        return held
    number = max((int(found[1]) for name in parts if (found := _ITEM.fullmatch(name))), default=0) + 1
    item, facts = f"item{number}.xml", f"itemProps{number}.xml"
    parts[f"customXml/{facts}"] = _ITEM_FACTS.encode()
    parts[f"customXml/_rels/{item}.rels"] = _related(_NO_RELATIONS, f"{_KINDS}/customXmlProps", facts)
    parts[_RELATIONS] = _related(parts.get(_RELATIONS, _NO_RELATIONS), f"{_KINDS}/customXml", f"../customXml/{item}")
    types = parse(parts[_TYPES])
    kind = {"PartName": f"/customXml/{facts}", "ContentType": _ITEM_FACTS_TYPE}
    types.append(etree.Element(f"{{{CONTENT_TYPES}}}Override", kind))
    parts[_TYPES] = serialise(types)
    return f"customXml/{item}"


def write_source(json: str) -> bytes:
    """The part that holds the source: JSON in plain ASCII, so that no program that saves the file can alter it."""
    text = _NOT_ASCII.sub(lambda found: _escaped(found[0]), json)
    checksum = hashlib.sha256(text.encode()).hexdigest()
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    facts = f'xmlns="{STORE}" sha256="{checksum}"{NO_SEAL.decode()}'
    return f"{head}<source {facts}>{escape(text)}</source>".encode("ascii")


def read_source(parts: Mapping[str, bytes]) -> Source | None:
    """The source that a file was made from; None if it carries none."""
    name = _held(parts)
    return _source(parse(parts[name])) if name else None


def _held(parts: Mapping[str, bytes]) -> str:
    """The name of the part that holds a source; "" if none does."""
    items = (name for name in sorted(parts) if _ITEM.fullmatch(name) and STORE.encode() in parts[name])
    return next((name for name in items if parse(parts[name]).tag == f"{{{STORE}}}source"), "")


def record_written(parts: dict[str, bytes], digests: Iterable[str]) -> None:
    """Records beside the source, in a file that has one, the digests of what else was written into the document."""
    for name in sorted(parts):
        if _ITEM.fullmatch(name) and STORE.encode() in parts[name]:
            root = parse(parts[name])
            root.set(WRITTEN, " ".join(sorted(digests)))
            parts[name] = serialise(root)


def write_core_properties(
    title: str, language: str, creator: str, created: str, identifier: str, version: str
) -> bytes:
    """The file's own facts. ``created`` is a moment ("2018-11-14T00:00:00Z", W3CDTF), which comes from the data.

    ``identifier`` and ``version`` say what the file was made of, and with what.
    """
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(creator)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{escape(created)}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{escape(created)}</dcterms:modified>'
        f"<dc:language>{escape(language)}</dc:language><dc:identifier>{escape(identifier)}</dc:identifier>"
        f"<cp:version>{escape(version)}</cp:version></cp:coreProperties>"
    ).encode()


def made_with(parts: Mapping[str, bytes]) -> str:
    """What a file says it was made with, among its facts: "eqia 1.0, template bedford 1.0.0"; "" if it does not say."""
    return _fact(parts, f"{{{_CORE}}}version")


def identifier_in(parts: Mapping[str, bytes]) -> str:
    """The digest of the answers that a file names among its facts; "" if it names none."""
    named = _fact(parts, f"{{{_DUBLIN_CORE}}}identifier")
    return named if _DIGEST.fullmatch(named) else ""


def _fact(parts: Mapping[str, bytes], tag: str) -> str:
    facts = parts.get(CORE_PROPERTIES)
    return (parse(facts).findtext(tag) or "") if facts else ""


def _source(root: Element) -> Source:
    text = root.text or ""
    written = root.get(WRITTEN)
    whole = hashlib.sha256(text.encode()).hexdigest() == root.get("sha256")
    return Source(text, whole, None if written is None else frozenset(written.split()))


@lru_cache(maxsize=1024)
def _escaped(character: str) -> str:
    pair = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{pair[place : place + 4]}" for place in range(0, len(pair), 4))


def _related(part: bytes, kind: str, target: str) -> bytes:
    """A part of relationships with one more."""
    root = parse(part)
    taken = {relation.get("Id") for relation in root}
    id = next(id for number in itertools.count(1) if (id := f"rIdEqia{number}") not in taken)
    root.append(etree.Element(f"{{{RELATIONSHIPS}}}Relationship", {"Id": id, "Type": kind, "Target": target}))
    return serialise(root)
