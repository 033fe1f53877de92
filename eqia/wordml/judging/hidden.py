"""What a Word file may hold that its pages do not show: comments, tracked changes, names, hidden text, foreign data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from eqia.wordml.archive.package import DOCUMENT
from eqia.wordml.archive.places import UNRELATED
from eqia.wordml.archive.relations import EMBEDDED, read_relations
from eqia.wordml.archive.store import STORE
from eqia.wordml.names import Element, parse, w
from eqia.wordml.text.revisions import has_tracked_changes

_TEXTS: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_PARTS: Final = {
    re.compile(r"word/comments\w*\.xml"): "comments",
    re.compile(r"word/people\.xml"): "the names of people who commented or tracked changes",
    re.compile(r"docProps/custom\.xml"): "properties that somebody added",
    re.compile(r"docProps/thumbnail\..*"): "a picture of an earlier state",
    re.compile(r"word/(embeddings|activeX|glossary)/.*"): "embedded files",
    re.compile(r"word/vba.*"): "macros",
    re.compile(rf"{UNRELATED}.*"): "parts that nothing in it leads to",
    re.compile(r"customUI/.*"): "additions to Word's ribbon",
}
_CORE: Final = "docProps/core.xml"
_APP: Final = "docProps/app.xml"
_SETTINGS: Final = "word/settings.xml"
_PEOPLE: Final = {
    "lastModifiedBy": "the name of who saved it last",
    "keywords": "keywords",
    "description": "remarks in its properties",
    "category": "a category",
}


def find_hidden(parts: Mapping[str, bytes]) -> list[str]:
    """What is hidden in the parts of a file, in words, once each; nothing for a file as we render it."""
    found = [name for part in sorted(parts) for pattern, name in _PARTS.items() if pattern.fullmatch(part)]
    for part in sorted(parts):
        if _TEXTS.fullmatch(part):
            found += _in_text(parse(parts[part]), part)
    if any(relation.kind in EMBEDDED for relation in read_relations(parts)):
        found.append("embedded files")
    found += _in_data(parts)
    found += _in_properties(parts)
    return list(dict.fromkeys(found))


def _in_text(root: Element, part: str) -> Iterator[str]:
    if has_tracked_changes(root):
        yield "tracked changes"
    if next(root.iter(w("commentReference"), w("commentRangeStart")), None) is not None:
        yield "marks of comments"
    if next(root.iter(w("vanish"), w("webHidden")), None) is not None:
        yield "hidden text"
    if any("}rsid" in str(name) for node in root.iter() for name in node.attrib):
        yield "numbers of the sessions in which it was edited"
    if part == DOCUMENT and next(root.iter(w("object"), w("altChunk")), None) is not None:
        yield "embedded objects"


def _in_data(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Data beside the text that is not the one source we put there."""
    items = [name for name in sorted(parts) if re.fullmatch(r"customXml/item\d+\.xml", name)]
    ours = [name for name in items if STORE.encode() in parts[name]]
    if len(items) > len(ours) or len(ours) > 1:
        yield "data of other programs"


def _in_properties(parts: Mapping[str, bytes]) -> Iterator[str]:
    if _CORE in parts:
        for node in parse(parts[_CORE]):
            name = str(node.tag).rpartition("}")[2]
            if name in _PEOPLE and (node.text or "").strip():
                yield _PEOPLE[name]
    if _APP in parts:
        names = {str(node.tag).rpartition("}")[2] for node in parse(parts[_APP]) if (node.text or "").strip()}
        if names & {"Manager", "Company", "HyperlinkBase", "TotalTime"}:
            yield "how long and under whom it was edited"
    if _SETTINGS in parts:
        settings = parse(parts[_SETTINGS])
        if next(settings.iter(w("docVars"), w("rsids"), w("attachedTemplate"), w("mailMerge")), None) is not None:
            yield "settings that tell of where it was edited"
