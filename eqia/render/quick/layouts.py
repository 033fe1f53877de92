"""Pango layouts of text: made from what is worked out once for a style, and kept until they are drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from weasyprint.text import line_break
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description

_FEATURES: Final = (
    *("font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps"),
    *("font_variant_numeric", "font_variant_alternates", "font_variant_east_asian", "font_feature_settings"),
)


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


PARTS: Final = ((line_break.Layout, "setup", _set_up), (line_break.Layout, "reactivate", _reactivate))
