"""Which language words are in, as far as their script and its letters tell. A script is a range of numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

_LETTERS_THAT_TELL: Final = {
    "Arabic": (
        ("ckb", "ڕڵۆێ"),
        ("ps", "ټډړښځږڼې"),
        ("ur", "ٹڈڑںےہھ"),
        ("fa", "پچژگیک"),
    ),
    "Cyrillic": (
        ("tg", "ӣӯҳҷ"),
        ("kk", "қғұ"),
        ("mk", "ѓќѕ"),
        ("sr", "ђћљњџј"),
        ("be", "ў"),
        ("uk", "іїєґ"),
        ("", "ңүөәҗһ"),
        ("ru", "ыэё"),
        ("bg", "ъ"),
    ),
}
"""Letters by which languages of one script are told apart: the first that has one of them. "" is none that is known."""

_ONLY_IN: Final = (("zh-Hans", "gb2312", "big5"), ("zh-Hant", "big5", "gb2312"))
"""Chinese by the character sets of old: what only the one can write."""


@dataclass(frozen=True)
class Script:
    """A script: its letters, as the inside of a regular expression's class, and the language of most of its texts."""

    name: str
    letters: str
    language: str
    right_to_left: bool = False
    least: int = 1
    """How many letters in a row make a word of it: fewer are signs, as in mathematics."""

    def has_word(self, text: str) -> bool:
        """Whether a text holds a word in this script."""
        return re.search(f"[{self.letters}]{{{self.least}}}", text) is not None

    def language_of(self, text: str) -> str:
        """The language of a text in this script ("ur", "zh-Hans"); "" where it is none that is known here."""
        text = text.casefold()
        for language, letters in _LETTERS_THAT_TELL.get(self.name, ()):
            if any(letter in text for letter in letters):
                return language
        tell = _TOLD_OTHERWISE.get(self.name)
        return tell(text) if tell else self.language


def _east_asian(text: str) -> str:
    if re.search("[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]", text):
        return "ja"
    if re.search("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff]", text):
        return "ko"
    for language, own, other in _ONLY_IN:
        if any(_encodes(letter, own) and not _encodes(letter, other) for letter in text):
            return language
    return "zh"


def _encodes(letter: str, encoding: str) -> bool:
    return bool(letter.encode(encoding, "ignore"))


_TOLD_OTHERWISE: Final[dict[str, Callable[[str], str]]] = {"East Asian": _east_asian}

SCRIPTS: Final[Sequence[Script]] = (
    Script("Greek", "\u0370-\u03ff\u1f00-\u1fff", "el", least=3),
    Script("Cyrillic", "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f", "ru"),
    Script("Armenian", "\u0531-\u058f\ufb13-\ufb17", "hy"),
    Script("Hebrew", "\u0590-\u05ff\ufb1d-\ufb4f", "he", right_to_left=True),
    Script("Arabic", "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc", "ar", right_to_left=True),
    Script("Syriac", "\u0700-\u074f", "syr", right_to_left=True),
    Script("Thaana", "\u0780-\u07bf", "dv", right_to_left=True),
    Script("Devanagari", "\u0900-\u0963\u0966-\u097f\ua8e0-\ua8ff", "hi"),
    Script("Bengali", "\u0980-\u09ff", "bn"),
    Script("Gurmukhi", "\u0a00-\u0a7f", "pa"),
    Script("Gujarati", "\u0a80-\u0aff", "gu"),
    Script("Oriya", "\u0b00-\u0b7f", "or"),
    Script("Tamil", "\u0b80-\u0bff", "ta"),
    Script("Telugu", "\u0c00-\u0c7f", "te"),
    Script("Kannada", "\u0c80-\u0cff", "kn"),
    Script("Malayalam", "\u0d00-\u0d7f", "ml"),
    Script("Sinhala", "\u0d80-\u0dff", "si"),
    Script("Thai", "\u0e01-\u0e3a\u0e40-\u0e7f", "th"),
    Script("Lao", "\u0e80-\u0eff", "lo"),
    Script("Tibetan", "\u0f00-\u0fff", "bo"),
    Script("Burmese", "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f", "my"),
    Script("Georgian", "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f", "ka"),
    Script("Ethiopic", "\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f", "am"),
    Script("Khmer", "\u1780-\u17ff\u19e0-\u19ff", "km"),
    Script(
        "East Asian",
        "\u1100-\u11ff\u3005\u3007\u3040-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7ff"
        "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff",
        "zh",
    ),
)

_LATIN: Final = "A-Za-zªºÀ-ÖØ-öø-\u02af\u1d00-\u1dbf\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f\ufb00-\ufb06"
_BELONGING: Final = "\u0300-\u036f\u200c\u200d\ufe00-\ufe0f"
"""Accents, joiners and other marks that belong to the letter before them."""

_ALL: Final = "".join(script.letters for script in SCRIPTS)


WALL: Final = "\ufffc"
"""What words never go on across: it stands for a letter of what is not to be read as words."""


@cache
def stretches() -> re.Pattern[str]:
    """Finds words in a script with all between them that is in no other, such as blanks, figures and marks.

    The script's place in ``SCRIPTS`` is the number of the group that matches, less one.
    """
    between = f"[^{WALL}{_LATIN}{_ALL}]"
    return re.compile("|".join(f"({_stretch(script.letters, between)})" for script in SCRIPTS))


def _stretch(letters: str, between: str) -> str:
    return f"[{letters}]+(?:{between}*[{letters}]+)*[{_BELONGING}]*"


@cache
def letters() -> re.Pattern[str]:
    """Finds the letters of any script, Latin too."""
    return re.compile(f"[{_LATIN}{_ALL}]")


@cache
def right_to_left_letters() -> re.Pattern[str]:
    """Finds the letters that are read from the right."""
    return re.compile(f"[{''.join(script.letters for script in SCRIPTS if script.right_to_left)}]")
