"""What programs mean by characters that they paste: old quotation marks, other line ends, Word's own bullets."""

from __future__ import annotations

from typing import Final

COPIED_BULLETS: Final = {0xF02D: "−", 0xF076: "❖", 0xF0A7: "▪", 0xF0B7: "•", 0xF0D8: "➢", 0xF0FC: "✓"}
"""Bullets of Word's symbol fonts, which it copies as private-use characters, and what they show."""

_WINDOWS: Final = {
    code: character for code in range(0x80, 0xA0) if (character := bytes([code]).decode("cp1252", "ignore"))
}
"""What Windows-1252 has where Unicode has control characters: text that was read in the wrong encoding."""

_LINE_ENDS: Final = {0x0B: "\n", 0x0C: "\n", 0x2028: "\n", 0x2029: "\n"}
"""Vertical tab (a new line within a paragraph, as Word copies it), form feed, line and paragraph separators."""

REPLACEMENT: Final = 0xFFFD
"""What stands where a character was that means nothing (The Unicode Standard, 3.9)."""

CONTROL_PICTURES: Final = {**{code: 0x2400 + code for code in range(0x20)}, 0x7F: 0x2421}
"""The signs that show control characters, such as ␀ and ␛, by what they show."""

_NOTHING: Final = (
    *range(0x80, 0xA0),
    *range(0xFDD0, 0xFDF0),
    *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)),
)
_UNSEEN: Final = {**CONTROL_PICTURES, **dict.fromkeys(_NOTHING, REPLACEMENT)}
"""Characters that no file can hold and nobody would see, which programs leave behind, by the signs that show them."""

_KEPT: Final = {0x09: "\t", 0x0A: "\n"}
_MEANT: Final[dict[int, str | int]] = {**_UNSEEN, **_WINDOWS, **COPIED_BULLETS, **_LINE_ENDS, **_KEPT}


def as_meant(text: str) -> str:
    """A text with what its characters stand for. Line ends become the single newline, and what no file can hold the
    sign that shows it; no other letter is changed.
    """
    if (text.isascii() and not text.isprintable()) or not text.isascii():
        return text.replace("\r\n", "\n").replace("\r", "\n").translate(_MEANT)
    return text


def as_meant_in_line(text: str) -> str:
    """The same for a text of one line, in which separators within are spaces."""
    return as_meant(text.translate(dict.fromkeys(_LINE_ENDS, " ")))
