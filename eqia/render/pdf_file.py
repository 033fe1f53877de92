"""Writes the objects of a PDF as a file: each of them once, each stream compressed once."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from hashlib import md5
from struct import pack
from typing import Any, BinaryIO, Final

from pydyf import Array, Dictionary, Stream, String, _to_bytes

from eqia.render.pdf_tree import EngineChanged

_LEVEL: Final = 6
"""Deflate level: 9 takes a third longer and saves under two parts in a hundred."""

_FREE: Final = (0, 0, 0xFFFF)

_ESCAPED: Final = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})

_MOST_PACKED: Final = 0x10000
"""Objects that are packed into one: their places in it are written in two bytes."""

_HEADER: Final = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"


def write_file(pdf: Any, output: BinaryIO, version: object, identifier: object, compress: object) -> None:
    """Write a pydyf PDF. Takes the place of ``pydyf.PDF.write``, which serialises every object twice over.

    ``identifier`` is the first half of the file's ID, of what the file is about; the second is of its content
    (ISO 32000-1, 14.4). Version and compression are always those of the report.
    """
    if (version, compress) != ("1.7", True) or not isinstance(identifier, bytes):
        raise EngineChanged("WeasyPrint writes its files in another way")
    pdf.add_object(pdf.info)
    file = _File(output)
    packed = []
    for thing in pdf.objects[1:]:
        if thing is None:
            continue
        if isinstance(thing, Stream):
            file.add_stream(thing.number, thing.extra, _content(thing), compress=thing.compress)
        else:
            packed.append((thing.number, _written(thing)))
    number = len(pdf.objects)
    for start in range(0, len(packed), _MOST_PACKED):
        file.add_packed(number, packed[start : start + _MOST_PACKED])
        number += 1
    ends = {"Root": pdf.catalog.reference, "Info": pdf.info.reference}
    file.close(number, identifier, ends)


class _File:
    """A PDF file that is being written: where each object is, and a digest of all of them."""

    def __init__(self, output: BinaryIO) -> None:
        self.output = output
        self.places: dict[int, tuple[int, int, int]] = {}
        self.digest = md5(usedforsecurity=False)
        self.position = 0
        self._write(_HEADER)

    def add_stream(self, number: int, extra: dict[str, Any], data: bytes, *, compress: bool = True) -> None:
        """Add a stream. The line end before ``endstream`` is two bytes, so no byte of the data looks part of it."""
        self.places[number] = (1, self.position, 0)
        entries = Dictionary(extra)
        if compress:
            data = zlib.compress(data, _LEVEL)
            entries["Filter"] = "/FlateDecode"
        entries["Length"] = len(data)
        self._write(b"%d 0 obj\n%b\nstream\n%b\r\nendstream\nendobj\n" % (number, entries.data, data))

    def add_packed(self, number: int, things: list[tuple[int, bytes]]) -> None:
        """Add objects that are no streams, together in one (ISO 32000-1, 7.5.7)."""
        index, data = [], []
        position = 0
        for place, (own, content) in enumerate(things):
            self.places[own] = (2, number, place)
            index.append(b"%d %d" % (own, position))
            data.append(content)
            position += len(content) + 1
        head = b" ".join(index) + b"\n"
        extra = {"Type": "/ObjStm", "N": len(things), "First": len(head)}
        self.add_stream(number, extra, head + b"\n".join(data))

    def close(self, number: int, identifier: bytes, ends: dict[str, Any]) -> None:
        """Add the cross-reference stream (ISO 32000-1, 7.5.8) and the end of the file."""
        start = self.position
        self.places[number] = (1, start, 0)
        entries = b"".join(pack(">BLH", *self.places.get(each, _FREE)) for each in range(number + 1))
        halves = Array((String(identifier).data, String(self.digest.hexdigest().encode()).data))
        extra = {"Type": "/XRef", "Size": number + 1, "W": Array((1, 4, 2)), "ID": halves, **ends}
        self.add_stream(number, extra, entries)
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _write(self, data: bytes) -> None:
        self.output.write(data)
        self.digest.update(data)
        self.position += len(data)


def _content(stream: Any) -> bytes:
    return b"\n".join(_each_written(stream.stream))


def _each_written(things: Iterable[Any]) -> list[bytes]:
    return [thing if type(thing) is bytes else _written(thing) for thing in things]


def _written(thing: Any) -> bytes:
    """What pydyf writes for a thing that is not bytes. What there are thousands of in a file is written here."""
    kind = type(thing)
    if kind is str:
        return str.encode(thing, "ascii")
    if kind is int:
        return b"%d" % thing
    if issubclass(kind, dict):
        return b"<<%b>>" % b"".join(
            [
                b"/%b %b" % (name.encode("ascii"), value if type(value) is bytes else _written(value))
                for name, value in thing.items()
            ]
        )
    if issubclass(kind, list):
        return b"[%b]" % b" ".join(_each_written(thing))
    if kind is String and isinstance(thing.string, str) and thing.string.isascii():
        return b"(%b)" % thing.string.translate(_ESCAPED).encode("ascii")
    written: bytes = _to_bytes(thing)
    return written
