"""Accounts for every byte of a PDF file and every object in it: nothing before, between, behind or beside the document.

What no program shows today another may show tomorrow: an earlier version of a page, a second file in the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

_HEADER: Final = re.compile(rb"%PDF-\d\.\d[ \t]*[\r\n]+(?:%[^\r\n]{0,16}[\r\n]+)?")
_SPACE: Final = re.compile(rb"[\0\t\n\f\r ]*")
_OBJECT: Final = re.compile(rb"(\d{1,10}) \d{1,5} obj\b")
_STREAM_ENDS: Final = re.compile(rb"endstream\s*endobj\b")
_TABLE: Final = re.compile(rb"xref\s+(?:\d+ \d+\s+(?:\d{10} \d{5} [nf]\s*)*)+")
_END: Final = re.compile(rb"startxref\s+\d+\s+%%EOF")
_TRAILER: Final = frozenset(
    {"/Root", "/Info", "/ID", "/Size", "/Index", "/W", "/Type", "/Filter", "/DecodeParms", "/Length"}
)
_OF_THE_FILE: Final = ("/XRef", "/ObjStm")

EARLIER: Final = "an earlier version of itself"
BYTES: Final = "data before, between or after the parts of the document"
OBJECTS: Final = "objects that no page and no list of the document leads to"
ENCRYPTED: Final = "encryption, with what the one who set it allows"
DAMAGED: Final = "damage, which every program mends in its own way"
TRAILER: Final = "entries at its end that eqia does not write"


def unaccounted(data: bytes, pdf: pikepdf.Pdf) -> list[str]:
    """What a file holds beside one document, in words; nothing if all of it is accounted for."""
    known = frozenset(thing.objgen[0] for thing in pdf.objects if isinstance(thing, pikepdf.Object))
    found = [*_in_bytes(data, known, pdf.is_linearized), *_in_objects(pdf)]
    if pdf.is_encrypted:
        found.append(ENCRYPTED)
    if pdf.trailer.keys() - _TRAILER - ({"/Prev"} if pdf.is_linearized else set()):
        found.append(TRAILER)
    if pdf.get_warnings():
        found.append(DAMAGED)
    return list(dict.fromkeys(found))


def _in_bytes(data: bytes, known: frozenset[int], linearized: bool) -> Iterator[str]:
    """What stands in a file beside the objects ``known`` to its tables, its tables, and its one end."""
    header = _HEADER.match(data)
    place = header.end() if header else 0
    numbers: set[int] = set()
    ends, ended = 0, False
    while place < len(data):
        begins = place = _after(_SPACE, data, place)
        if place == len(data):
            break
        ended = False
        if found := _OBJECT.match(data, place):
            if int(found[1]) in numbers:
                yield EARLIER
            numbers.add(int(found[1]))
            place = _end_of_object(data, found.end())
        elif _END.match(data, place):
            ends, ended = ends + 1, True
            place = _after(_END, data, place)
        elif data.startswith(b"trailer", place):
            place = max(place, data.find(b"startxref", place))
        else:
            place = _after(_TABLE, data, place)
        if place == begins:
            break
    if header is None or not ended or place < len(data) or not numbers <= known:
        yield BYTES
    if ends > 1 + linearized:
        yield EARLIER


def _after(pattern: re.Pattern[bytes], data: bytes, place: int) -> int:
    found = pattern.match(data, place)
    return found.end() if found else place


def _end_of_object(data: bytes, place: int) -> int:
    end = data.find(b"endobj", place)
    if end < 0:
        return len(data)
    if data.find(b"stream", place, end) < 0:
        return end + len(b"endobj")
    found = _STREAM_ENDS.search(data, place)
    return found.end() if found else len(data)


def _in_objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    reached = _reached(pdf.trailer)
    hints = 0
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Object) or not thing.is_indirect or thing.objgen in reached:
            continue
        if isinstance(thing, pikepdf.Stream):
            if str(thing.get("/Type", "")) in _OF_THE_FILE:
                continue
            hints += "/S" in thing and "/Type" not in thing
            if pdf.is_linearized and hints == 1:
                continue
        elif isinstance(thing, pikepdf.Dictionary) and "/Linearized" in thing:
            continue
        yield OBJECTS
        return


def _reached(trailer: Any) -> set[tuple[int, int]]:
    reached: set[tuple[int, int]] = set()
    waiting = [trailer]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
            if thing.is_indirect:
                if thing.objgen in reached:
                    continue
                reached.add(thing.objgen)
            waiting += list(thing) if isinstance(thing, pikepdf.Array) else [thing[name] for name in thing.keys()]  # noqa: SIM118 - a stream is no dictionary
        elif isinstance(thing, pikepdf.Object) and thing.is_indirect:
            reached.add(thing.objgen)
    return reached
