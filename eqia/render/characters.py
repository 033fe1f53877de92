"""Which characters a report can hold and show: those that files can store and that a bundled font can draw."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from eqia.render.fonts import BOLD, SYMBOLS, TEXT, glyphs_of

IGNORABLE: Final = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]")
"""Characters that steer the text and are never seen: soft hyphens, joiners, marks of direction, variation selectors."""

RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefe]")
"""Hebrew and Arabic letters, and the marks that turn the direction of others."""

_BLANK: Final = "\t\n"
_BREAKS: Final = "\u2028\u2029"


class Reason(StrEnum):
    """Why a character cannot be in a report."""

    UNSTORABLE = "cannot be kept in a document"
    UNDRAWABLE = "is in none of the report's fonts"


@dataclass(frozen=True)
class BadCharacter:
    """A character that cannot be in a report: the field's path, the character, its place in the text (from 1), and why."""

    path: str
    character: str
    position: int
    reason: Reason

    def __str__(self) -> str:
        """The character in words: "the character U+1F600 GRINNING FACE (position 12) is in none of the report's fonts"."""
        return f"the character {in_words(self.character)} (position {self.position}) {self.reason}"


def undrawable(fields: Mapping[str, str]) -> list[BadCharacter]:
    """The characters of some texts, by field path, that no report can show. Each is named once a field, where it is first."""
    return [bad for path, text in fields.items() for bad in _bad_in(path, text)]


def find_bad(text: str) -> list[tuple[str, int]]:
    """The characters of a text that no report can show, each with the place (from 1) where it is first."""
    return [(bad.character, bad.position) for bad in _bad_in("", text)]


def in_words(character: str) -> str:
    """A character by its code point and name: "U+1F600 GRINNING FACE"."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '') or _kind(character)}"


def _kind(character: str) -> str:
    match unicodedata.category(character):
        case "Cc":
            return "(a control character)"
        case "Cs":
            return "(half of a character)"
        case "Co":
            return "(a private-use character, often a bullet copied from Word)"
        case _:
            return "(not a character)"


def _bad_in(path: str, text: str) -> Iterator[BadCharacter]:
    seen = set()
    for found in _undrawable().finditer(text):
        character = found[0]
        if character not in seen:
            seen.add(character)
            reason = Reason.UNSTORABLE if _unstorable(character) else Reason.UNDRAWABLE
            yield BadCharacter(path, character, found.start() + 1, reason)


def _unstorable(character: str) -> bool:
    code = ord(character)
    return unicodedata.category(character) in ("Cc", "Cs") or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


@cache
def _undrawable() -> re.Pattern[str]:
    drawn = glyphs_of(TEXT).keys() & glyphs_of(BOLD).keys() | glyphs_of(SYMBOLS).keys()
    drawable = (chr(code) for code in drawn if not _unstorable(chr(code)) and chr(code) not in _BREAKS)
    return re.compile(f"[^{_BLANK}{_ranges(drawable)}{IGNORABLE.pattern[1:-1]}]")


def _ranges(characters: Iterable[str]) -> str:
    """Characters as the inside of a regular expression's class."""
    runs: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in runs)
