"""Lines of text: a paragraph is broken into lines at once, each line is shaped once, and drawn as it was shaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout import inline
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text import line_break
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description

_FEATURES: Final = (
    *("font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps"),
    *("font_variant_numeric", "font_variant_alternates", "font_variant_east_asian", "font_feature_settings"),
)
_SPECIAL: Final = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\xad\u2028\u2029]")
"""What makes a line end, stop at a tab or break in a word."""

_PIECE: Final = 3_000
"""Characters that are broken into lines at once. Pango's time grows with their square."""

_TOLERANCE: Final = 1 + 1e-9
"""How much wider than its place a line may be, for what sums of fractions lose."""


def _set_up(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    def setup(self: Any, style: Any) -> None:
        """Make a Pango layout for a style, in the style's own Pango context."""
        try:
            made = style.pango
        except AttributeError:
            made = style.pango = _pango_of(style)
        if made is None:
            original(self, style)
            return
        context, description, self.language = made
        self.style = style
        self.first_line_direction = 0
        self.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(self.layout, False)
        pango.pango_layout_set_font_description(self.layout, description)
        self.ascent = self.underline_position = self.strikethrough_position = None

    return setup


def _pango_of(style: Any) -> tuple[Any, Any, Any] | None:
    """The Pango context, font description and language of a style; None where it asks for more than a font."""
    if style["text_decoration_line"] != "none" or font_features(*(style[name] for name in _FEATURES)):
        return None
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    override = style["font_language_override"]
    name = style["lang"] if override == "normal" else LST_TO_ISO.get(override.lower(), override)
    if name:
        pointer, _kept = unicode_to_char_p(name)
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(context, language)
    else:
        language = pango.pango_language_get_default()
    return context, get_font_description(style), language


def _reactivate(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    def reactivate(self: Any, style: Any) -> None:
        """Make the Pango layout of a line again, if it has not been kept since the line was laid out."""
        if "layout" not in vars(self):
            original(self, style)

    return reactivate


def _strut(original: Callable[[Any], tuple[float, float]]) -> Callable[[Any], tuple[float, float]]:
    def strut(style: Any) -> tuple[float, float]:
        """The line height of a style and its baseline, from the top of the line."""
        try:
            known: tuple[float, float] = style.strut
        except AttributeError:
            known = style.strut = original(style)
        return known

    return strut


def _next_line(original: Callable[..., tuple[Any, Any]]) -> Callable[..., tuple[Any, Any]]:
    def get_next_linebox(
        context: Any,
        linebox: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        absolute_boxes: Any,
        fixed_boxes: Any,
        first_letter_style: Any,
        first_line_style: Any,
    ) -> tuple[Any, Any]:
        """The next line of a block, and where the line after it begins."""
        plain = not (context.excluded_shapes or first_letter_style or first_line_style)
        if plain and _holds_only_text(linebox, containing_block):
            resumed = inline.skip_first_whitespace(linebox, skip_stack)
            line = None if resumed == "continue" else _fill(context, linebox, position_y, resumed, containing_block)
            if line:
                return line
        return original(
            *(context, linebox, position_y, bottom_space, skip_stack, containing_block),
            *(absolute_boxes, fixed_boxes, first_letter_style, first_line_style),
        )

    return get_next_linebox


def _holds_only_text(linebox: Any, containing_block: Any) -> bool:
    """Whether a line box is of one text, read from left to right."""
    children = linebox.children
    return (
        len(children) == 1
        and type(children[0]) is TextBox
        and containing_block.style["direction"] == "ltr"
        and linebox.style["direction"] == "ltr"
        and linebox.style["position"] == "static"
        and children[0].style["vertical_align"] == "baseline"
    )


def _fill(context: Any, linebox: Any, top: float, skip_stack: Any, around: Any) -> tuple[Any, Any] | None:
    """A line with as much text as fits, put in its place, and where the next one begins; None if there is no text."""
    (text,) = linebox.children
    skip = next(iter(skip_stack[0] or (0,))) if skip_stack else 0
    left = around.content_box_x()
    right = left + around.width
    linebox.position_x, linebox.position_y = left, top
    resolve_percentages(text, around)
    start = left + linebox.text_indent
    text.position_x, text.position_y = start, top
    width = right * _TOLERANCE - start
    split = _split(linebox, text, width, skip or 0)
    shown, resume, broken = split or inline.split_text_box(context, text, width, skip or 0, is_line_start=True)
    if shown is None:
        return None
    line = linebox.copy_with_children([shown])
    line.width = shown.position_x + shown.margin_width() - line.content_box_x()
    inline._adjust_line_height(line)
    inline.remove_last_whitespace(context, line)
    linebox.width, linebox.height = line.width, line.height
    offset = inline.text_align(context, line, right - left, last=resume is None or bool(broken))
    _place(line, shown, top, offset)
    return line, (None if resume is None else {0: {resume: None}})


def _split(linebox: Any, text: Any, width: float, skip: int) -> tuple[Any, int | None, bool] | None:
    """The part of a plain text that fits in a line, in a box, and where the next part begins; None if it is not plain.

    ``skip`` and the place of the next part are in bytes of UTF-8.
    """
    style = text.style
    if not _breaks_simply(style) or _SPECIAL.search(text.text):
        return None
    encoded = text.text.encode()
    known = vars(linebox).setdefault("lines", {})
    if (width, skip) not in known:
        known.update({(width, start): end for start, end in _lines_of(encoded, skip, style, width)})
    end = known.get((width, skip))
    if end is None:
        return None
    layout = line_break.Layout(style, 0, width)
    layout.set_text(encoded[skip:end].decode())
    first_line, _ = layout.get_first_line()
    shown_width, height = line_break.line_size(first_line, style)
    if shown_width > width:
        return None
    baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
    return _boxed(text, layout, shown_width, height, baseline), (None if end == len(encoded) else end), False


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


def _lines_of(encoded: bytes, skip: int, style: Any, width: float) -> Iterator[tuple[int, int]]:
    """Where the lines of a text begin and end, in bytes, from a place on. The last of a piece is left to the next."""
    rest = encoded[skip:].decode()
    layout = line_break.create_layout(rest[:_PIECE], style, None, width, 0)
    index = 0
    line = pango.pango_layout_get_line_readonly(layout.layout, index)
    while line != ffi.NULL:
        index += 1
        following = pango.pango_layout_get_line_readonly(layout.layout, index)
        start = skip + line.start_index
        if following != ffi.NULL or len(rest) <= _PIECE:
            yield start, start + line.length
        line = following


def _boxed(text: Any, layout: Any, width: float, height: float, baseline: float) -> Any:
    """A box of a line's text, its half-leading above and below (CSS 2.1, 10.8.1)."""
    box = text.copy_with_text(layout.text)
    line_height, _ = line_break.strut(text.style)
    half = (line_height - height) / 2
    vars(box).update(
        width=width, height=height, pango_layout=layout, margin_top=half, margin_bottom=half, baseline=baseline + half
    )
    return box


def _place(line: Any, shown: Any, top: float, offset: float) -> None:
    """Put a line and its text where they belong: both on one baseline (CSS 2.1, 10.8)."""
    highest = min(-shown.baseline, -line.baseline)
    lowest = max(-shown.baseline + shown.margin_height(), -line.baseline + line.margin_height())
    line.baseline = -highest
    line.height = lowest - highest
    line.margin_top = line.margin_bottom = 0
    line.position_x += offset
    line.position_y = top
    shown.position_x += offset
    shown.position_y = -shown.baseline + (top - highest)


PARTS: Final = (
    (line_break.Layout, "setup", _set_up),
    (line_break.Layout, "reactivate", _reactivate),
    (line_break, "strut", _strut),
    (inline, "get_next_linebox", _next_line),
)
