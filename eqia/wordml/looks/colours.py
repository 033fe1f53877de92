"""Colours as six hexadecimal digits: how far apart two of them are, what people call one, what names stand for."""

from __future__ import annotations

import colorsys
import re
from functools import lru_cache
from typing import Final

BLACK, WHITE = "000000", "FFFFFF"
HIGHLIGHTS: Final = dict(
    [
        *(("yellow", "FFFF00"), ("green", "00FF00"), ("cyan", "00FFFF"), ("magenta", "FF00FF"), ("blue", "0000FF")),
        *(("red", "FF0000"), ("darkBlue", "000080"), ("darkCyan", "008080"), ("darkGreen", "008000")),
        *(("darkMagenta", "800080"), ("darkRed", "800000"), ("darkYellow", "808000"), ("darkGray", "808080")),
        *(("lightGray", "C0C0C0"), ("black", BLACK), ("white", WHITE)),
    ]
)
"""The colours that text can be marked with in Word (17.18.40)."""

_HEX: Final = re.compile("[0-9A-Fa-f]{6}")
_HUES: Final = (
    *((0.04, "red"), (0.11, "orange"), (0.19, "yellow"), (0.45, "green"), (0.54, "turquoise"), (0.71, "blue")),
    *((0.83, "purple"), (0.94, "pink"), (1.01, "red")),
)
"""Up to which place on the circle of colours each is called what."""

_GREYEST: Final = 0.12
"""Up to this saturation a colour is a grey."""

_DARKEST, _LIGHTEST = 0x40, 0xF8
"""Up to and from these values of red, green and blue a colour is taken for black and for the white of paper."""


def is_colour(text: str) -> bool:
    """Whether a text is a colour in six digits."""
    return _HEX.fullmatch(text) is not None


def is_as_black(colour: str) -> bool:
    """Whether a person takes a colour for black."""
    return all(each <= _DARKEST for each in _channels(colour))


def is_as_paper(colour: str) -> bool:
    """Whether a person takes a colour for the white of paper."""
    return all(each >= _LIGHTEST for each in _channels(colour))


def called(colour: str) -> str:
    """What a person calls a colour: "red"."""
    if not is_colour(colour) or is_as_black(colour) or is_as_paper(colour):
        return "black" if is_colour(colour) and is_as_black(colour) else "white" if is_colour(colour) else "a colour"
    hue, _, saturation = colorsys.rgb_to_hls(*(each / 255 for each in _channels(colour)))
    return "grey" if saturation <= _GREYEST else next(name for end, name in _HUES if hue < end)


@lru_cache(maxsize=256)
def ratio_of(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21: WCAG 2.2, definition of contrast ratio."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (each / 255 for each in _channels(colour))
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _channels(colour: str) -> tuple[int, int, int]:
    """The red, green and blue of a colour; one between black and white for what is no colour."""
    red, green, blue = bytes.fromhex(colour) if is_colour(colour) else (0x80, 0x80, 0x80)
    return red, green, blue
