"""What a Word file holds beside its text: parts and where they come from, data, settings, facts, comments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from eqia.errors import InputError
from eqia.wordml.archive.package import DOCUMENT
from eqia.wordml.archive.relations import TYPES, Relation, is_relations, read_relations, read_types
from eqia.wordml.archive.store import STORE, WRITTEN
from eqia.wordml.looks.properties import local
from eqia.wordml.names import Element, parse, w
from eqia.wordml.shown.links import plain_address


class Beside(Enum):
    """What a thing beside the text can do; the value is what a person calls it."""

    RUNS = "something that runs"
    FETCHED = "something from elsewhere"
    CARRIED = "something else in the file"
    SETTING = "a setting"
    FACT = "a property"
    COMMENT = "a comment"


@dataclass(frozen=True)
class Found:
    """A thing beside the text, in words."""

    kind: Beside
    what: str


_OURS: Final = frozenset(
    {
        *("officeDocument", "core-properties", "extended-properties", "custom-properties", "styles", "numbering"),
        *("settings", "fontTable", "theme", "header", "footer", "customXml", "customXmlProps", "webSettings"),
        *("footnotes", "endnotes", "stylesWithEffects", "comments", "commentsExtended", "commentsIds"),
        *("commentsExtensible", "people"),
    }
)
"""Parts that every program makes or keeps (part 1, 11.3, and Word's extensions). Each is looked at by its content."""

_MOST_ATTRIBUTES: Final = 3
_MANY: Final = frozenset({"header", "footer", "customXml", "hyperlink", "image"})
"""Kinds of which a part may have more than one."""

_RUNNING: Final = frozenset(
    {"vbaProject", "wordVbaData", "control", "activeXControlBinary", "keyMapCustomizations", "attachedToolbars"}
) | {"extensibility", "webextension", "webextensiontaskpanes", "taskpanes"}
_FETCHING: Final = frozenset({"attachedTemplate", "subDocument", "mailMergeSource", "frame", "recipientData"})
_NAMES: Final = {
    "oleObject": "an embedded object",
    "package": "an embedded file",
    "aFChunk": "a piece pasted from another file",
    "image": "a picture",
    "attachedTemplate": "a template",
    "subDocument": "a part of another document",
    "hyperlink": "a link",
    "control": "an ActiveX control",
    "vbaProject": "macros",
    "font": "a font of its own",
    "glossaryDocument": "building blocks",
}
_SETTINGS: Final = frozenset(
    {
        *("zoom", "defaultTabStop", "autoHyphenation", "characterSpacingControl", "compat", "themeFontLang"),
        *("decimalSymbol", "listSeparator", "rsids", "proofState", "view", "footnotePr", "endnotePr"),
        *("clrSchemeMapping", "shapeDefaults", "hdrShapeDefaults", "embedSystemFonts", "stylePaneFormatFilter"),
        *("hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle", "drawingGridHorizontalSpacing"),
        *("drawingGridVerticalSpacing", "displayHorizontalDrawingGridEvery", "displayVerticalDrawingGridEvery"),
        *("doNotHyphenateCaps", "hyphenationZone", "consecutiveHyphenLimit", "savePreviewPicture", "doNotTrackMoves"),
        *("uiCompat97To2003", "noLineBreaksAfter", "noLineBreaksBefore", "doNotExpandShiftReturn"),
    }
)
"""Settings that programs write when they save, and that change no more than how lines break."""

_TOLERATED: Final = ("schemas.microsoft.com/office/word/", "schemas.openxmlformats.org/officeDocument/2006/math")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_FACTS: Final = frozenset(
    {"title", "creator", "identifier", "version", "language", "subject", "description", "keywords", "category"}
) | {"contentStatus", "contentType", "created"}


def beside(parts: Mapping[str, bytes]) -> list[Found]:
    """All that a file holds beside what its pages show. Raises InputError if a list of it is damaged."""
    relations = read_relations(parts)
    found = [*_parts(parts, relations), *_data(parts, relations)]
    for relation in relations:
        part = parts.get(relation.target, b"")
        match relation.kind:
            case "settings":
                found += _settings(_root(part))
            case "core-properties":
                found += _facts(_root(part))
            case "custom-properties":
                found += [Found(Beside.FACT, f"the property {each.get('name', '')}") for each in _children(part)]
            case "extended-properties":
                found += [Found(Beside.FETCHED, "where its links start") for each in _children(part) if _is_base(each)]
            case "comments":
                found += [_comment(each) for each in _children(part)]
            case "fontTable":
                found += _fonts(_root(part))
    return found


def part_of(parts: Mapping[str, bytes], kind: str) -> Element | None:
    """The root of the part that the document has of a kind ("styles"); None if it has none."""
    for relation in read_relations(parts):
        if relation.kind == kind and relation.owner == DOCUMENT and relation.target in parts:
            return parse(parts[relation.target])
    return None


def _parts(parts: Mapping[str, bytes], relations: list[Relation]) -> Iterator[Found]:
    types = read_types(parts)
    reached = {relation.target.casefold() for relation in relations if not relation.external}
    for name in parts:
        if name.casefold() not in reached and not is_relations(name) and name.casefold() != TYPES.casefold():
            yield Found(Beside.CARRIED, f"a part that nothing leads to ({name})")
        if any(word in types.of(name) for word in ("macroenabled", "vbaproject", "activex")):
            yield Found(Beside.RUNS, f"macros ({name})")
    single = Counter((each.owner, each.kind) for each in relations if each.kind not in _MANY)
    for (_, kind), number in single.items():
        if number > 1:
            yield Found(Beside.CARRIED, f"more than one part for one purpose ({kind})")
    for relation in relations:
        what = _NAMES.get(relation.kind, relation.kind)
        if relation.kind in _RUNNING:
            yield Found(Beside.RUNS, f"{what}: {relation.target}")
        elif relation.external or relation.kind in _FETCHING:
            yield Found(Beside.FETCHED, f"{what}: {plain_address(relation.target)}")
        elif relation.kind not in _OURS or not relation.known:
            yield Found(Beside.CARRIED, f"{what}: {relation.target}")
        elif not _is_xml(parts.get(relation.target)):
            yield Found(Beside.CARRIED, f"a part that is not what it is said to be ({relation.target})")


def _is_xml(part: bytes | None) -> bool:
    if part is None:
        return False
    try:
        parse(part)
    except InputError:
        return False
    return True


def _bears_digests_only(source: Element) -> bool:
    """Whether the source has the digests that eqia gives it, and nothing else could be hidden in their place."""
    if len(source.attrib) > _MOST_ATTRIBUTES:
        return False
    digests = [digest for digests in source.attrib.values() for digest in str(digests).split()]
    return set(source.attrib) <= {"sha256", "seal", WRITTEN} and all(map(_DIGEST.fullmatch, digests))


def _data(parts: Mapping[str, bytes], relations: list[Relation]) -> Iterator[Found]:
    """Data beside the text that is not the one source that eqia puts there."""
    ours = 0
    for name in dict.fromkeys(relation.target for relation in relations if relation.kind == "customXml"):
        root = _root(parts.get(name, b""))
        if root is not None and root.tag == f"{{{STORE}}}source" and len(root) == 0 and _bears_digests_only(root):
            ours += 1
        else:
            yield Found(Beside.CARRIED, f"data of another program ({name})")
    if ours > 1:
        yield Found(Beside.CARRIED, "data of more than one assessment")


def _settings(root: Element | None) -> Iterator[Found]:
    for node in () if root is None else root:
        name = local(node)
        if name and name not in _SETTINGS and not any(known in name for known in _TOLERATED):
            kind = Beside.FETCHED if name in ("attachedTemplate", "mailMerge") else Beside.SETTING
            yield Found(kind, f"the setting {name}")


def _facts(root: Element | None) -> Iterator[Found]:
    for node in () if root is None else root:
        name = local(node).rpartition("}")[2]
        text = (node.text or "").strip()
        if name in _FACTS and text:
            yield Found(Beside.FACT, f"{name}: {text}")


def _fonts(root: Element | None) -> Iterator[Found]:
    for node in () if root is None else root.iter(w("altName")):
        font = node.getparent()
        name = "" if font is None else font.get(w("name"), "")
        yield Found(Beside.SETTING, f"the font {node.get(w('val'), '')} in the place of {name}")


def _comment(node: Element) -> Found:
    words = " ".join(" ".join(each.text or "" for each in node.iter(w("t"))).split())
    return Found(Beside.COMMENT, f"{node.get(w('author'), '')}: {words}")


def _is_base(node: Element) -> bool:
    return local(node).endswith("HyperlinkBase") and bool((node.text or "").strip())


def _root(part: bytes) -> Element | None:
    try:
        return parse(part) if part else None
    except InputError:
        return None


def _children(part: bytes) -> list[Element]:
    root = _root(part)
    return [] if root is None else [node for node in root if isinstance(node.tag, str)]
