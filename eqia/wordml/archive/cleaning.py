"""Takes out of a Word file what tells how it came about: sessions, editing times, names, pictures of earlier states."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from eqia.wordml.names import CONTENT_TYPES, RELATIONSHIPS, W, parse, serialise, w

_SESSION: Final = re.compile(rf"\{{{re.escape(W)}\}}rsid\w*")
_DROPPED: Final = re.compile(r"docProps/(custom\.xml|thumbnail\..*)|word/people\.xml|unrelated/.*")
_APP: Final = "docProps/app.xml"
_CORE: Final = "docProps/core.xml"
_SETTINGS: Final = "word/settings.xml"
_TOLD: Final = ("rsids", "docVars", "attachedTemplate", "mailMerge")
_OF_PEOPLE: Final = ("lastModifiedBy", "keywords", "description", "category")
_BARE_APP: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


def without_traces(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a file without traces of how it was made. Its text, its look and its comments are untouched."""
    clean = {name: part for name, part in parts.items() if not _DROPPED.fullmatch(name)}
    for name in set(parts) - set(clean):
        _forget(clean, name)
    for name, part in clean.items():
        if name.startswith("word/") and name.endswith(".xml") and b"rsid" in part:
            clean[name] = _without_sessions(part)
    if _APP in clean:
        clean[_APP] = _BARE_APP
    for name, gone in ((_SETTINGS, tuple(map(w, _TOLD))), (_CORE, _OF_PEOPLE)):
        if name in clean:
            clean[name] = _without(clean[name], gone)
    return clean


def _without_sessions(part: bytes) -> bytes:
    root = parse(part)
    for node in root.iter():
        if any(_SESSION.fullmatch(str(name)) for name in node.attrib):
            kept = {name: value for name, value in node.attrib.items() if not _SESSION.fullmatch(str(name))}
            node.attrib.clear()
            node.attrib.update(kept)
    return serialise(root)


def _without(part: bytes, names: tuple[str, ...]) -> bytes:
    """A part without the elements of these names, given in full or by their last part."""
    root = parse(part)
    for node in [node for node in root if str(node.tag) in names or str(node.tag).rpartition("}")[2] in names]:
        root.remove(node)
    return serialise(root)


def _forget(parts: dict[str, bytes], name: str) -> None:
    """Takes a part that is gone off the file's lists."""
    types = parse(parts["[Content_Types].xml"])
    for node in types.findall(f"{{{CONTENT_TYPES}}}Override"):
        if node.get("PartName") == f"/{name}":
            types.remove(node)
    parts["[Content_Types].xml"] = serialise(types)
    for list in [part for part in parts if part.endswith(".rels")]:
        relations = parse(parts[list])
        for node in relations.findall(f"{{{RELATIONSHIPS}}}Relationship"):
            if node.get("Target", "").lstrip("/").removeprefix("../").endswith(name.removeprefix("word/")):
                relations.remove(node)
        parts[list] = serialise(relations)
