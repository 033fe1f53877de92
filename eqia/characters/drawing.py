"""Which characters a report can hold and show: those that files can store and that a bundled font can draw."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from eqia.characters.fonts import BOLD, SYMBOLS, TEXT, glyphs_of
from eqia.characters.pasted import CONTROL_PICTURES, COPIED_BULLETS, REPLACEMENT

_IGNORABLE: Final = (
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
)

IGNORABLE: Final = re.compile(f"[{_IGNORABLE}]")
"""Characters that steer a text and are never seen: soft hyphens, joiners, marks of direction, variation selectors."""

RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefe]")
"""Hebrew and Arabic letters, and the marks that turn the direction of others."""

_ALSO_ALLOWED: Final = "\t\n" + "".join(map(chr, COPIED_BULLETS))
_SHOWN: Final = {ord("\t"): "    ", **COPIED_BULLETS}
_SIGNS: Final = {REPLACEMENT, *CONTROL_PICTURES.values()}
_LINE_SEPARATORS: Final = {0x2028, 0x2029}


class Reason(StrEnum):
    """Why a character cannot be in a report."""

    UNSTORABLE = "cannot be kept in a document"
    UNDRAWABLE = "is in none of the report's fonts"
    LEFT_BEHIND = "stands for something unseen that a program left there"


@dataclass(frozen=True)
class BadCharacter:
    """Characters in a row that cannot be in a report: the field's path, the first of them, its place in the text
    (from 1), why, and the whole run of words.
    """

    path: str
    character: str
    position: int
    reason: Reason
    run: str

    def __str__(self) -> str:
        """In words: "the character U+1F600 GRINNING FACE (position 12) is in none of the report's fonts"."""
        name, place = name_character(self.character), f"(position {self.position})"
        if len(self.run) == 1:
            return f"the character {name} {place} {self.reason}"
        many = self.reason.replace("is ", "are ", 1).replace("stands ", "stand ", 1)
        return f"{len(self.run)} characters from {name} on {place} {many}"


def undrawable(fields: Mapping[str, str]) -> list[BadCharacter]:
    """What no report can show, in texts by field path: one entry for each run of characters, at its first."""
    return [bad for path, text in fields.items() for bad in _find(path, text)]


def name_character(character: str) -> str:
    """A character by its code point and its name: "U+1F600 GRINNING FACE"."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '') or _kind(character)}"


def as_shown(text: str) -> str:
    """A text as the glyphs of a page give it: tabs as spaces, and the bullets of Word's symbol fonts as what they show.

    Such bullets are private-use characters, which no other font has and PDF/A wants explained (ISO 19005-3,
    6.2.11.7.3).
    """
    return text.translate(_SHOWN)


def _kind(character: str) -> str:
    match unicodedata.category(character):
        case "Cc":
            return "CONTROL CHARACTER"
        case "Cs":
            return "HALF OF A CHARACTER"
        case "Co":
            return "PRIVATE-USE CHARACTER"
        case _:
            return "NOT A CHARACTER"


def _find(path: str, text: str) -> Iterator[BadCharacter]:
    seen = set()
    for found in _bad().finditer(text):
        run, character = found[0], found[0][0]
        if run not in seen:
            seen.add(run)
            yield BadCharacter(path, character, found.start() + 1, _reason(run), run)


def _reason(run: str) -> Reason:
    if any(_unstorable(ord(each)) for each in run if each not in _ALSO_ALLOWED):
        return Reason.UNSTORABLE
    return Reason.LEFT_BEHIND if any(ord(each) in _SIGNS for each in run) else Reason.UNDRAWABLE


def _unstorable(code: int) -> bool:
    return unicodedata.category(chr(code)) in ("Cc", "Cs") or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


@cache
def _bad() -> re.Pattern[str]:
    drawn = glyphs_of(TEXT).keys() & glyphs_of(BOLD).keys() | glyphs_of(SYMBOLS).keys()
    drawable = {code for code in drawn - _LINE_SEPARATORS if not _unstorable(code)}
    bad = f"[^{_ranges(drawable)}{_ALSO_ALLOWED}{_IGNORABLE}]"
    return re.compile(f"{bad}(?:[ {_IGNORABLE}]*{bad})*")


def _ranges(codes: Iterable[int]) -> str:
    """Code points as the inside of a regular expression's class."""
    runs: list[list[int]] = []
    for code in sorted(codes):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in runs)
