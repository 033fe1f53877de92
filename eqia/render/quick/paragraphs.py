"""Paragraphs of plain text: broken into lines at once, and drawn as they were shaped for that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

_SPECIAL: Final = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\xad\u2028\u2029]")
"""What makes a line end, stop at a tab or break in a word."""

_LATIN: Final = re.compile(b"[A-Za-z]")

_PIECE: Final = 3_000
"""Characters that are broken into lines at once. Pango's time grows with their square."""

EMPTY: Final = 0x0FFF_FFFF
"""PANGO_GLYPH_EMPTY: what Pango puts in the place of the blank at which it ended a line."""

_Split = tuple[Any, int | None, bool]
"""A box of a line's text, where the next line begins, and whether the line was ended in the text."""


@dataclass(frozen=True)
class _Font:
    """What all lines of Latin letters of a style have in common."""

    pango: Any
    script: int
    blank: tuple[int, int, int, int]
    height: float
    baseline: float


class ShapedLine(line_break.Layout):  # type: ignore[misc]  # WeasyPrint is not typed
    """A line of a paragraph, of one font and in Latin letters, which looks the same as if it stood alone.

    A layout of its own, in whose place it stands, is made only if one is asked for.
    """

    def __init__(self, style: Any, text: str, room: float, paragraph: Any, line: Any, font: _Font) -> None:
        self.style, self.text, self.max_width = style, text, room
        self.justification_spacing, self.first_line_direction = 0, 0
        self.paragraph, self.line, self.font = paragraph, line, font
        glyphs = line.runs.data.glyphs
        self.is_cut = text[-1] == " " and glyphs.glyphs[glyphs.num_glyphs - 1].glyph == EMPTY
        width, _ = line_break.line_size(line, style)
        self.width = width + font.blank[1] * FROM_UNITS if self.is_cut else width

    def __getattr__(self, name: str) -> Any:
        if name not in ("layout", "language"):
            raise AttributeError(name)
        self.setup(self.style)
        self.set_text(self.text)
        return vars(self)[name]

    def deactivate(self) -> None:
        """Keep what there is: the paragraph has other lines."""

    def reactivate(self, style: Any) -> None:
        """Do nothing, as nothing was given up."""


def split_text(linebox: Any, text: Any, width: float, skip: int) -> _Split | None:
    """The part of a plain text that fits in a line, in a box, and where the next part begins; None if it is not plain.

    ``skip`` and the place of the next part are in bytes of UTF-8.
    """
    style = text.style
    if not _breaks_simply(style) or _SPECIAL.search(text.text):
        return None
    encoded = text.text.encode()
    known = vars(linebox).setdefault("lines", {})
    if (width, skip) not in known:
        known.update({(width, start): line for start, *line in _lines_of(encoded, skip, style, width)})
    end, paragraph, line = known.get((width, skip), (0, None, None))
    if not end:
        return None
    box = _boxed(text, encoded[skip:end], paragraph, line, width)
    return box and (box, (None if end == len(encoded) else end), False)


def _breaks_simply(style: Any) -> bool:
    """Whether text of a style keeps its blanks and breaks between words, which Pango can do alone."""
    try:
        return bool(style.breaks_simply)
    except AttributeError:
        style.breaks_simply = (
            style["white_space"] == "pre-wrap"
            and style["font_size"] > 0
            and style["letter_spacing"] == "normal"
            and not style["word_spacing"]
            and style["hyphens"] != "auto"
            and style["word_break"] != "break-all"
        )
        return bool(style.breaks_simply)


def _lines_of(encoded: bytes, skip: int, style: Any, width: float) -> Iterator[tuple[int, int, Any, Any]]:
    """The lines of a text from a place on: where each begins and ends, in bytes; the layout they are in, and the line.

    The last of a piece is left to the next.
    """
    rest = encoded[skip:].decode()
    layout = line_break.create_layout(rest[:_PIECE], style, None, width, 0)
    index = 0
    line = pango.pango_layout_get_line_readonly(layout.layout, index)
    while line != ffi.NULL:
        index += 1
        following = pango.pango_layout_get_line_readonly(layout.layout, index)
        start = skip + line.start_index
        if following != ffi.NULL or len(rest) <= _PIECE:
            yield start, start + line.length, layout, line
        line = following


def _boxed(text: Any, said: bytes, paragraph: Any, line: Any, room: float) -> Any:
    """A box of a line's text, its half-leading above and below (CSS 2.1, 10.8.1); None if the line is too wide."""
    style = text.style
    layout: Any = _shaped(style, said, paragraph, line, room)
    if layout:
        width, height, baseline = layout.width, layout.font.height, layout.font.baseline
    else:
        layout = line_break.Layout(style, 0, room)
        layout.set_text(said.decode())
        first_line, _ = layout.get_first_line()
        width, height = line_break.line_size(first_line, style)
        baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
    if width > room:
        return None
    box = text.copy_with_text(layout.text)
    line_height, _ = line_break.strut(style)
    half = (line_height - height) / 2
    vars(box).update(
        width=width, height=height, pango_layout=layout, margin_top=half, margin_bottom=half, baseline=baseline + half
    )
    return box


def _shaped(style: Any, said: bytes, paragraph: Any, line: Any, room: float) -> ShapedLine | None:
    """A line as it stands in its paragraph; None if it might look otherwise if it stood alone."""
    run = line.runs
    font = _font_of(style)
    if not (font and run != ffi.NULL and run.next == ffi.NULL and _LATIN.search(said)):
        return None
    item = run.data.item
    if (item.analysis.font, item.analysis.script) != (font.pango, font.script):
        return None
    return ShapedLine(style, said.decode(), room, paragraph, line, font)


def _font_of(style: Any) -> _Font | None:
    """The font of a style, from a letter and a blank in it; None if they are of two."""
    try:
        known: _Font | None = style.plain_font
    except AttributeError:
        layout = line_break.Layout(style)
        layout.set_text("a ")
        line, _ = layout.get_first_line()
        known = style.plain_font = _measure(style, layout, line)
    return known


def _measure(style: Any, layout: Any, line: Any) -> _Font | None:
    run = line.runs.data
    if line.runs.next != ffi.NULL or run.glyphs.num_glyphs != 2:
        return None
    blank = run.glyphs.glyphs[1]
    _, height = line_break.line_size(line, style)
    baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
    analysis = run.item.analysis
    return _Font(analysis.font, analysis.script, (blank.glyph, blank.geometry.width, 0, 0), height, baseline)
