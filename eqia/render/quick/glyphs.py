"""Writes the glyphs of a line into a page: all numbers of a run are read from memory at once, not glyph by glyph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from struct import Struct
from typing import Any, Final

from weasyprint.draw import text as drawing
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

_GLYPH: Final = Struct("=IiiiI")
"""A PangoGlyphInfo: glyph, width, x offset, y offset, attributes."""

_SPECIAL: Final = 0x0FFF_FFFF
"""PANGO_GLYPH_EMPTY. This and all above, such as PANGO_GLYPH_UNKNOWN_FLAG, are no glyphs of a font."""

_SEPARATOR: Final = re.compile("[\n\r\u2028\u2029]")
_SMALLEST: Final = 1e-6

_Run = tuple[Any, list[tuple[int, ...]]]
"""A Pango glyph item, and the numbers of its glyphs."""


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
        first_line, _ = layout.get_first_line()
        runs = list(_runs(first_line))
        fonts = [stream.add_font(item.item.analysis.font) for item, _ in runs]
        if not all(map(_is_plain, runs, fonts)):
            return original(stream, textbox, text_overflow, block_ellipsis, matrix)
        stream.set_text_matrix(*matrix.values)
        _write_runs(stream, layout.text, runs, fonts)
        return []

    return draw_first_line


def _runs(line: Any) -> Iterator[_Run]:
    run = line.runs[0]
    while run != ffi.NULL:
        item = run.data
        string = item.glyphs
        yield item, list(_GLYPH.iter_unpack(ffi.buffer(string.glyphs, _GLYPH.size * string.num_glyphs)))
        run = run.next


def _is_plain(run: _Run, font_and_size: tuple[Any, float]) -> bool:
    """Whether a run is of glyphs of an outline font that stand side by side."""
    font, _ = font_and_size
    special = font.bitmap or font.png or font.svg or font.colr or pango.pango_version() < 14802
    return not special and not any(glyph >= _SPECIAL or x or y for glyph, _, x, y, _ in run[1])


def _write_runs(stream: Any, text: str, runs: list[_Run], fonts: list[tuple[Any, float]]) -> None:
    string = ""
    previous = None
    for run, (font, size) in zip(runs, fonts, strict=True):
        used = run[0].item.analysis.font
        if used != previous:
            previous = used
            if string:
                stream.show_text(string)
            string = ""
            stream.set_font_size(font.hash, size)
        _remember(stream, run, font, size, text)
        string += _shown(run[1], font.widths, size)
    stream.show_text(string)


def _shown(glyphs: list[tuple[int, ...]], widths: dict[int, int], size: float) -> str:
    """Glyphs as the operand of TJ (ISO 32000-1, 9.4.3): their codes, and how much nearer they stand than is usual."""
    scale = 1000 * FROM_UNITS
    parts = ["<"]
    for glyph, width, *_ in glyphs:
        kerning = widths[glyph] - width * scale / size
        parts.append(f"{glyph:04x}>{int(kerning)}<" if kerning else f"{glyph:04x}")
    shown = "".join(parts)
    return shown[:-1] if shown[-1] == "<" else f"{shown}>"


def _remember(stream: Any, run: _Run, font: Any, size: float, text: str) -> None:
    """Note the width and the text of glyphs that are drawn for the first time in a document."""
    item, glyphs = run
    for place, (glyph, *_) in enumerate(glyphs):
        if glyph not in font.to_unicode:
            font.to_unicode[glyph] = _text_of(item, place, text.encode())
        if glyph not in font.widths:
            pango.pango_font_get_glyph_extents(item.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect)
            font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)


def _text_of(item: Any, place: int, text: bytes) -> str:
    """The text of the cluster that a glyph stands for."""
    clusters, length = item.glyphs.log_clusters, item.item.length
    backwards = item.item.analysis.level % 2
    last = 0 if backwards else item.glyphs.num_glyphs - 1
    end = length if place == last else clusters[place - 1 if backwards else place + 1]
    offset = item.item.offset
    return text[offset + clusters[place] : offset + end].decode()


PARTS: Final = ((drawing, "draw_first_line", _quicker),)
