"""The fonts that travel with the program, and which glyph each of them has for a character."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path
from typing import Final

from eqia.errors import PackError
from eqia.resources import folder

TEXT: Final = "LiberationSans-Regular.ttf"
BOLD: Final = "LiberationSans-Bold.ttf"
SYMBOLS: Final = "ReportSymbols.ttf"

Glyphs = dict[int, int]
"""Glyph number by code point."""


def font_file(name: str) -> Path:
    """Where a bundled font is."""
    return folder("templates") / "fonts" / name


@cache
def glyphs_of(name: str) -> Glyphs:
    """The glyphs of a bundled font, from its ``cmap`` table (OpenType 1.9, formats 4 and 12).

    Read here because fontTools takes longer to start than a document takes to check.
    """
    data = font_file(name).read_bytes()
    start = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", data, start + 2)
    records = [struct.unpack_from(">HHL", data, start + 4 + 8 * index) for index in range(count)]
    encodings = {(platform, encoding): start + offset for platform, encoding, offset in records}
    if (3, 10) in encodings:
        return _format_12(data, encodings[3, 10])
    return _format_4(data, encodings[3, 1])


def _unknown_format() -> PackError:
    return PackError("A bundled font lists its characters in a way that is not known here. Install the program again.")


def _table(data: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    for index in range(count):
        name, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise PackError(f"A bundled font has no {tag.decode()} table. Install the program again.")


def _format_12(data: bytes, start: int) -> Glyphs:
    form, _, _, _, count = struct.unpack_from(">HHLLL", data, start)
    if form != 12:
        raise _unknown_format()
    glyphs: Glyphs = {}
    for index in range(count):
        first, last, glyph = struct.unpack_from(">LLL", data, start + 16 + 12 * index)
        glyphs.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
    return glyphs


def _format_4(data: bytes, start: int) -> Glyphs:
    form, _, _, doubled = struct.unpack_from(">HHHH", data, start)
    if form != 4:
        raise _unknown_format()
    count = doubled // 2
    column = f">{count}H"
    place = start + 14
    lasts = struct.unpack_from(column, data, place)
    firsts = struct.unpack_from(column, data, place + doubled + 2)
    deltas = struct.unpack_from(column, data, place + 2 * doubled + 2)
    offsets_at = place + 3 * doubled + 2
    offsets = struct.unpack_from(column, data, offsets_at)
    glyphs: Glyphs = {}
    for index, (first, last, delta, offset) in enumerate(zip(firsts, lasts, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", data, offsets_at + 2 * index + offset + 2 * (code - first))
            if glyph := glyph and (glyph + delta) % 0x10000:
                glyphs[code] = glyph
    return glyphs
