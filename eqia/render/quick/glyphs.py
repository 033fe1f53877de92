"""Writes the glyphs of a line into a page: all numbers of a run are read from memory at once, not glyph by glyph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from struct import Struct
from typing import Any, Final

from weasyprint.draw import text as drawing
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from eqia.render.quick.paragraphs import EMPTY, ShapedLine

_GLYPH: Final = Struct("=Iiii4x")
"""A PangoGlyphInfo: glyph, width, x offset, y offset; attributes, which say nothing about how it is drawn."""

_SEPARATOR: Final = re.compile("[\n\r\u2028\u2029]")
_SMALLEST: Final = 1e-6

_Glyph = tuple[int, int, int, int]
"""The numbers of a PangoGlyphInfo."""

_Run = tuple[Any, list[_Glyph]]
"""A Pango glyph item, and its glyphs."""


class _NotPlainError(Exception):
    """A run has glyphs that do not simply stand side by side."""


def _quicker(original: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    def draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any) -> list[Any]:
        """Write a line of text, and give the pictures in it, of which a plain one has none."""
        if text_overflow == "ellipsis" or block_ellipsis != "none" or textbox.style["font_size"] < _SMALLEST:
            return original(stream, textbox, text_overflow, block_ellipsis, matrix)
        if not textbox.text.strip():
            return []
        layout = textbox.pango_layout
        if _SEPARATOR.search(layout.text):
            pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # which has the line shaped again
        text = layout.paragraph.text if isinstance(layout, ShapedLine) else layout.text
        try:
            operands = [_operand(stream, run, text) for run in _runs(layout)]
        except _NotPlainError:
            return original(stream, textbox, text_overflow, block_ellipsis, matrix)
        stream.set_text_matrix(*matrix.values)
        for font, same in groupby(operands, key=lambda operand: operand[0]):
            stream.set_font_size(*font)
            stream.show_text("".join(string for _, string in same))
        return []

    return draw_first_line


class _Pieces(dict[_Glyph, str]):
    """What is written for each glyph of a font in a size: its code, and how much nearer the next one stands."""

    def __init__(self, widths: dict[int, int], size: float) -> None:
        self.widths, self.size = widths, size

    def __missing__(self, glyph: _Glyph) -> str:
        code, width, *_ = glyph
        kerning = self.widths[code] - width * 1000 * FROM_UNITS / self.size
        self[glyph] = piece = f"{code:04x}>{int(kerning)}<" if kerning else f"{code:04x}"
        return piece


def _runs(layout: Any) -> Iterator[_Run]:
    """The runs of a layout's first line, or of a line of a paragraph with the blank at its end."""
    if isinstance(layout, ShapedLine):
        item = layout.line.runs.data
        glyphs = _glyphs_of(item)
        yield item, [*glyphs[:-1], layout.font.blank] if layout.is_cut else glyphs
        return
    line, _ = layout.get_first_line()
    run = line.runs
    while run != ffi.NULL:
        yield run.data, _glyphs_of(run.data)
        run = run.next


def _glyphs_of(item: Any) -> list[_Glyph]:
    string = item.glyphs
    return list(_GLYPH.iter_unpack(ffi.buffer(string.glyphs, _GLYPH.size * string.num_glyphs)))


def _operand(stream: Any, run: _Run, text: str) -> tuple[tuple[str, float], str]:
    """The font and size of a run, and its glyphs as the operand of TJ (ISO 32000-1, 9.4.3).

    Raises _NotPlainError, before anything is written, if WeasyPrint itself has to write the line.
    """
    item, glyphs = run
    font, size = stream.add_font(item.item.analysis.font)
    pieces = vars(font).setdefault("pieces", {}).get(size)
    if pieces is None:
        if font.bitmap or font.png or font.svg or font.colr or pango.pango_version() < 14802:
            raise _NotPlainError
        pieces = font.pieces[size] = _Pieces(font.widths, size)
    if not pieces.keys() >= set(glyphs):
        _remember(stream, run, font, size, text)
    shown = f"<{''.join(map(pieces.__getitem__, glyphs))}"
    return (font.hash, size), (shown[:-1] if shown[-1] == "<" else f"{shown}>")


def _remember(stream: Any, run: _Run, font: Any, size: float, text: str) -> None:
    """Note the width and the text of glyphs that are drawn for the first time in a document."""
    item, glyphs = run
    if any(code >= EMPTY or x or y for code, _, x, y in glyphs):
        raise _NotPlainError  # codes from EMPTY on, such as PANGO_GLYPH_UNKNOWN_FLAG, are no glyphs of a font
    for place, (code, *_) in enumerate(glyphs):
        if code not in font.to_unicode:
            font.to_unicode[code] = _text_of(item, place, text.encode())
        if code not in font.widths:
            pango.pango_font_get_glyph_extents(item.item.analysis.font, code, stream.ink_rect, stream.logical_rect)
            font.widths[code] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)


def _text_of(item: Any, place: int, text: bytes) -> str:
    """The text of the cluster that a glyph stands for."""
    clusters, length = item.glyphs.log_clusters, item.item.length
    backwards = item.item.analysis.level % 2
    last = 0 if backwards else item.glyphs.num_glyphs - 1
    end = length if place == last else clusters[place - 1 if backwards else place + 1]
    offset = item.item.offset
    return text[offset + clusters[place] : offset + end].decode()


PARTS: Final = ((drawing, "draw_first_line", _quicker),)
