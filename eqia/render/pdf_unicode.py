"""Makes a PDF say which character each of its glyphs stands for, so that its text can be copied, searched and heard."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, Final

from eqia.characters.fonts import BOLD, SYMBOLS, TEXT, glyphs_of
from eqia.render.pdf_tree import EngineChanged

_ENTRY: Final = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_SHAPES: Final = {*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFF)}
_FAMILIES: Final = ((b"+Report-Symbols", SYMBOLS), (b"+Report-Sans-Bold", BOLD), (b"+Report-Sans", TEXT))


def name_characters(pdf: Any) -> None:
    """Correct the ToUnicode map of each font (ISO 32000-1, 9.10.3) from the font itself.

    WeasyPrint gives a glyph the text it was first drawn for, which is wrong where several glyphs make one character: an
    accent over a letter, or right-to-left text. Glyphs that the font has for no single character keep what they have.
    """
    for thing in pdf.objects:
        if isinstance(thing, dict) and thing.get("Type") == "/Font" and "ToUnicode" in thing:
            entries = pdf.objects[int(thing["ToUnicode"].split()[0])].stream
            characters = _characters_of(_file_of(thing["BaseFont"]))
            entries[:] = [_corrected(line, characters) for line in entries]


def _corrected(line: bytes, characters: dict[int, bytes]) -> bytes:
    entry = _ENTRY.fullmatch(line)
    if entry is None:
        return line
    return b"<%b> <%b>" % (entry[1], characters.get(int(entry[1], 16), entry[2]))


@cache
def _characters_of(name: str) -> dict[int, bytes]:
    return {glyph: _letters(code).encode("utf-16-be").hex().encode() for code, glyph in glyphs_of(name).items()}


def _letters(code: int) -> str:
    """A character; for one of the shapes that an Arabic letter takes in a word, the letter."""
    return unicodedata.normalize("NFKC", chr(code)) if code in _SHAPES else chr(code)


def _file_of(font: bytes) -> str:
    for family, name in _FAMILIES:
        if family in font:
            return name
    raise EngineChanged(f"it holds the font {font.decode()}, which is not one of the report's")
