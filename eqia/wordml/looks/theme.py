"""The theme of a Word file: the colours and fonts that text can name instead of giving its own.

Office Open XML, part 1: 17.3.2.6 (colours of a theme, their tints and shades), 17.15.1.20 (which names stand for which
colours), 20.1.6.2 (the colours of a theme). What a theme says wins over what stands beside it.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from eqia.wordml.looks.colours import is_colour
from eqia.wordml.looks.properties import Look
from eqia.wordml.names import Element, w

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFFICE: Final = dict(
    [
        *(("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "44546A"), ("lt2", "E7E6E6"), ("accent1", "4472C4")),
        *(("accent2", "ED7D31"), ("accent3", "A5A5A5"), ("accent4", "FFC000"), ("accent5", "5B9BD5")),
        *(("accent6", "70AD47"), ("hlink", "0563C1"), ("folHlink", "954F72")),
    ]
)
"""The colours that Word takes where a file has no theme."""

_FONTS: Final = {"major": "Calibri Light", "minor": "Calibri"}
_SLOTS: Final = {
    "dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
_MAPPED: Final = {"text1": "t1", "background1": "bg1", "text2": "t2", "background2": "bg2"}
_USUALLY: Final = {"t1": "dark1", "bg1": "light1", "t2": "dark2", "bg2": "light2"}
_ENDINGS: Final = {".themeColor": (".color", ".themeTint", ".themeShade")} | {
    ".themeFill": (".fill", ".themeFillTint", ".themeFillShade")
}
"""The entries of a look that name a colour: what they stand for, and how it is made lighter and darker."""

_FONT: Final = "rFonts."
_THEME_FONTS: Final = {"asciiTheme": "ascii", "hAnsiTheme": "hAnsi", "eastAsiaTheme": "eastAsia", "cstheme": "cs"}


@dataclass(frozen=True)
class Theme:
    """The colours of a theme by their slots, its fonts ("minor": "Calibri"), and what names of colours stand for."""

    colours: Mapping[str, str] = field(default_factory=lambda: _OFFICE)
    fonts: Mapping[str, str] = field(default_factory=lambda: _FONTS)
    mapping: Mapping[str, str] = field(default_factory=lambda: _USUALLY)

    @classmethod
    def of(cls, theme: Element | None, settings: Element | None) -> Theme:
        """The theme of a file, given the roots of both parts, None if it has none."""
        mapping = None if settings is None else settings.find(w("clrSchemeMapping"))
        named = {key: mapping.get(w(key), usual) if mapping is not None else usual for key, usual in _USUALLY.items()}
        if theme is None:
            return cls(mapping=named)
        return cls(_OFFICE | dict(_colours(theme)), _FONTS | dict(_fonts(theme)), named)

    def resolve(self, look: Look) -> Look:
        """A look of one element or level with the colours and fonts themselves in the place of the theme's names."""
        if not any("heme" in key for key in look):
            return look
        found = {key: value for key, value in look.items() if "heme" not in key}
        for key, value in look.items():
            start, _, name = key.rpartition(".")
            ending = f".{name}"
            if ending in _ENDINGS and (colour := self._colour(value)):
                into, tint, shade = _ENDINGS[ending]
                toned = _toned(colour, look.get(start + tint, ""), look.get(start + shade, ""))
                found[start if start == "color" else start + into] = toned
            elif key.startswith(_FONT) and name in _THEME_FONTS:
                found[_FONT + _THEME_FONTS[name]] = self.fonts["major" if value.startswith("major") else "minor"]
        return found

    def _colour(self, name: str) -> str:
        name = self.mapping[_MAPPED[name]] if name in _MAPPED else name
        return self.colours.get(_SLOTS.get(name, name), "")


def _toned(colour: str, tint: str, shade: str) -> str:
    """A colour made lighter and darker by parts of 255, given in two hexadecimal digits."""
    hue, light, saturation = colorsys.rgb_to_hls(*(each / 255 for each in bytes.fromhex(colour)))
    light *= _part(shade)
    light = light * _part(tint) + 1 - _part(tint)
    return "".join(f"{round(each * 255):02X}" for each in colorsys.hls_to_rgb(hue, light, saturation))


def _part(digits: str) -> float:
    try:
        return min(max(int(digits, 16), 0), 255) / 255 if digits else 1.0
    except ValueError:
        return 1.0


def _colours(theme: Element) -> Iterator[tuple[str, str]]:
    for scheme in theme.iter(f"{_DRAWING}clrScheme"):
        for slot in scheme:
            for node in slot if isinstance(slot.tag, str) else ():
                colour = node.get("lastClr", node.get("val", ""))
                if is_colour(colour):
                    yield str(slot.tag).removeprefix(_DRAWING), colour.upper()


def _fonts(theme: Element) -> Iterator[tuple[str, str]]:
    for name in _FONTS:
        for node in theme.iter(f"{_DRAWING}{name}Font"):
            latin = node.find(f"{_DRAWING}latin")
            if latin is not None and latin.get("typeface"):
                yield name, latin.get("typeface", "")
