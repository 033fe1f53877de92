"""What differs in a PDF file from the one that its data give, by kind and place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from lxml import etree

from eqia.render.pdf_opening import content_of, open_pdf
from eqia.render.pdf_text import UNREADABLE, reading_order
from eqia.verify.pdf_bytes import unaccounted
from eqia.verify.pdf_graph import Path, differing
from eqia.verify.states import Difference, State

_DOES: Final = frozenset({"/OpenAction", "/AA", "/JavaScript", "/JS", "/AcroForm", "/A", "/Renditions"})
_TAGS: Final = "/StructTreeRoot"
_KEYS: Final = {
    "/OpenAction": (State.RUNS, "what is done when it is opened"),
    "/AA": (State.RUNS, "what is done by itself"),
    "/JavaScript": (State.RUNS, "scripts"),
    "/AcroForm": (State.RUNS, "a form to fill in"),
    "/A": (State.RUNS, "what a click does"),
    "/URI": (State.FETCHES, "the place that its links start from"),
    "/EmbeddedFiles": (State.CARRIES, "files attached to it"),
    "/AF": (State.CARRIES, "files that belong to it"),
    "/Collection": (State.CARRIES, "a folder of files"),
    _TAGS: (State.HEARD, "its tags"),
    "/MarkInfo": (State.HEARD, "whether it has tags"),
    "/StructParents": (State.HEARD, "its tags"),
    "/Lang": (State.HEARD, "its language"),
    "/Tabs": (State.HEARD, "the order of what can be reached by key"),
    "/Metadata": (State.FACTS, "what it says of itself (metadata)"),
    "/Info": (State.FACTS, "what it says of itself (properties)"),
    "/PageLabels": (State.FACTS, "how its pages are numbered"),
    "/Outlines": (State.OTHER_WORDS, "its bookmarks"),
    "/Dests": (State.OTHER_WORDS, "where its links and bookmarks lead"),
    "/PageMode": (State.REDRAWN, "how it is shown when it is opened"),
    "/PageLayout": (State.REDRAWN, "how it is shown when it is opened"),
    "/ViewerPreferences": (State.REDRAWN, "how it is shown when it is opened"),
    "/OutputIntents": (State.REDRAWN, "its colours"),
    "/OCProperties": (State.REDRAWN, "layers that can be hidden"),
    "/Contents": (State.REDRAWN, "what is drawn"),
    "/Resources": (State.REDRAWN, "fonts, colours, pictures or how they are drawn"),
    "/MediaBox": (State.REDRAWN, "its size"),
    "/CropBox": (State.REDRAWN, "the part of it that is shown"),
    "/BleedBox": (State.REDRAWN, "its edges"),
    "/TrimBox": (State.REDRAWN, "its edges"),
    "/ArtBox": (State.REDRAWN, "its edges"),
    "/Rotate": (State.REDRAWN, "how it is turned"),
    "/UserUnit": (State.REDRAWN, "how large it is shown"),
    "/Group": (State.REDRAWN, "how it is put together"),
    "/Annots": (State.NOTES, "what lies on it"),
    "number of pages": (State.REDRAWN, "its number of pages"),
}
"""What stands at the keys of a PDF (ISO 32000-1), and what a difference there is. All others are no part of ours."""

_NOTE_RUNS: Final = frozenset(
    {"/Widget", "/Screen", "/Movie", "/Sound", "/RichMedia", "/3D", "/TrapNet", "/PrinterMark"}
)
_NOTE_KINDS: Final = {"/FileAttachment": State.CARRIES, "/Link": State.FETCHES, "/Redact": State.REDRAWN}
_STAMP: Final = ("/Info", "/Creator")
_CREATED: Final = ("/Info", "/CreationDate")
_ZONE: Final = re.compile("(?:Z|[+-]00'?00'?)$")
_SAVED: Final = frozenset({"/ModDate", "/Producer"})
"""The properties that programs write anew when they save a file."""

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XMP: Final = "http://ns.adobe.com/xap/1.0/"
_OF_SAVING: Final = frozenset(
    {
        *(f"{{{_XMP}}}ModifyDate", f"{{{_XMP}}}MetadataDate", "{http://ns.adobe.com/pdf/1.3/}Producer"),
        *(f"{{{_RDF}}}about", "{adobe:ns:meta/}xmptk"),
        *(f"{{http://ns.adobe.com/xap/1.0/mm/}}{name}" for name in ("DocumentID", "InstanceID")),
    }
)
_DESCRIPTION: Final = f"{{{_RDF}}}Description"
_WRAPPER: Final = "{adobe:ns:meta/}xmpmeta"
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def pdf_differences(data: bytes, expected: bytes) -> list[Difference]:
    """What differs in a PDF file from the one expected. Raises what pikepdf raises for a damaged one."""
    with open_pdf(data) as given, open_pdf(expected) as made:
        found = [*_words(data, expected)]
        found += [Difference(State.CARRIES, what) for what in unaccounted(data, given)]
        notes = [*_notes(given, made)]
        listed = {(f"page {number}", "/Annots") for number, _ in notes} if notes else set()
        found += [each for _, each in notes]
        for path in differing(given, made):
            if path not in listed and not _is_of_saving(path, given, made):
                found.append(_difference(path))
    return list(dict.fromkeys(found))


def _words(data: bytes, expected: bytes) -> Iterator[Difference]:
    """The words that were added, and those that are gone, as they are read aloud."""
    try:
        here, there = _lines(data), _lines(expected)
    except UNREADABLE:
        yield Difference(State.HEARD, "its tags, which can no longer be read")
        return
    yield from (Difference(State.OTHER_WORDS, f"added: {line}") for line in (here - there).elements())
    yield from (Difference(State.OTHER_WORDS, f"gone: {line}") for line in (there - here).elements())


def _lines(data: bytes) -> Counter[str]:
    return Counter(": ".join([*piece.headers, piece.text]) for piece in reading_order(data))


def _is_of_saving(path: Path, given: pikepdf.Pdf, made: pikepdf.Pdf) -> bool:
    if path == _CREATED:
        return _moment(given) == _moment(made)
    if path[0] == "/Info":
        return path[-1] in _SAVED
    return path == ("/Metadata",) and _said(given) == _said(made)


def _moment(pdf: pikepdf.Pdf) -> str:
    """When a file says that it was made; there are three ways to write that a moment is of no other time zone."""
    return _ZONE.sub("", str(pdf.docinfo.get("/CreationDate", "")))


def _said(pdf: pikepdf.Pdf) -> object:
    """What the metadata of a file say (XMP), without what changes when a program saves it again."""
    data = content_of(pdf.Root.Metadata) if "/Metadata" in pdf.Root else b""
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return data
    return sorted(_statements(root))


def _statements(root: Any) -> Iterator[tuple[str, ...]]:
    """Each statement, written as an attribute or as an element; and whatever stands between them."""
    for node in root.iter():
        above = node.getparent()
        if node.tag == _DESCRIPTION:
            yield from ((str(name), str(value)) for name, value in node.attrib.items() if name not in _OF_SAVING)
        elif above is not None and above.tag == _DESCRIPTION and len(node) == 0 and not node.attrib:
            if node.tag not in _OF_SAVING:
                yield str(node.tag), (node.text or "").strip()
        elif node.tag not in (f"{{{_RDF}}}RDF", _WRAPPER):
            said = sorted(f"{name}={value}" for name, value in node.attrib.items())
            yield "within", str(node.tag), (node.text or "").strip(), *said
        between = (node.tail or "").strip()
        if between:
            yield "between", between


def _notes(given: pikepdf.Pdf, made: pikepdf.Pdf) -> Iterator[tuple[int, Difference]]:
    """What lies on the pages that eqia did not put there, by the number of the page and its kind."""
    for number, page in enumerate(given.pages, 1):
        notes = page.obj.get("/Annots", ())
        ours = len(made.pages[number - 1].obj.get("/Annots", ())) if number <= len(made.pages) else 0
        for note in list(notes)[ours:]:
            kind = str(note.get("/Subtype", ""))
            state = State.RUNS if kind in _NOTE_RUNS else _NOTE_KINDS.get(kind, State.NOTES)
            yield number, Difference(state, f"page {number}: {kind.lstrip('/') or 'a note'}{_words_of(note)}")


def _words_of(note: Any) -> str:
    said = " ".join(str(note.get("/Contents", "")).split())
    author = " ".join(str(note.get("/T", "")).split())
    return "".join([f" by {author}" if author else "", f": {said}" if said else ""])


def _difference(path: Path) -> Difference:
    where = f"{path[0]}: " if path[0].startswith("page ") else ""
    known = [key for key in path if key in _KEYS]
    does = [key for key in known if key in _DOES and known[0] != _TAGS]
    if path == _STAMP:
        return Difference(State.OTHER_VERSION, "what made it")
    state, what = _KEYS[(does or known)[0]] if known else (State.CARRIES, f'"{path[-1].lstrip("/")}"')
    if state is State.RUNS and "/URI" in path:
        state, what = State.FETCHES, "where a link leads"
    return Difference(state, where + what)
