"""The forms of an English word: plurals, verb forms, British and American spelling. Nothing here guesses a meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from eqia.rules.language.data import table

_VOWELS: Final = "aeiou"
_DOUBLES: Final = re.compile(r"^(?:[^aeiou]*[aeiou][^aeiouwxy]|.*[^aeiou][aeiou]l)$")
_ISE: Final = re.compile(r"(?<=\w{3})([iy])s(?=(?:e[sdr]?|ed|ing|ations?|ers?)$)")
_DOUBLE_L: Final = re.compile(r"^(\w*[aeiou]\w*[aeiou])ll(?=(?:ed|ing|ers?|ors?)$)")


@lru_cache(maxsize=8192)
def noun_forms(word: str) -> frozenset[str]:
    """A noun's singular and plural, in both spellings; "75s" for "75"."""
    if not word.isalpha():
        return frozenset({word, word + "s"})
    plurals = table("inflection")["plurals"].get(word) or [_plural(word)]
    return frozenset(spellings({word, *plurals}))


@lru_cache(maxsize=8192)
def verb_forms(word: str) -> frozenset[str]:
    """A verb's forms: reduce, reduces, reduced, reducing; in both spellings."""
    own = table("inflection")["verbs"].get(word)
    forms = {word, *(own or [_past(word)])}
    if not own or not any(form.endswith("s") for form in own):
        forms.add(_plural(word))
    if not own or not any(form.endswith("ing") for form in own):
        forms.add(_doubled(word, "ing"))
    return frozenset(forms if word.endswith("ll") else spellings(forms))


@lru_cache(maxsize=8192)
def any_forms(word: str) -> frozenset[str]:
    """All the forms a word may have, as a noun or as a verb."""
    return noun_forms(word) | verb_forms(word) if word.isalpha() else frozenset({word})


def spellings(forms: set[str]) -> Iterator[str]:
    """The forms as given, and each in American spelling where that differs."""
    for form in forms:
        yield form
        yield _american(form)


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _past(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    return _doubled(word, "ed")


def _doubled(word: str, ending: str) -> str:
    """A verb with an ending that begins with a vowel: cut, cutting; travel, travelling; use, using."""
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        return word[:-1] + ending
    doubles = _DOUBLES.match(word) or word in table("inflection")["doubled"]
    return word + (word[-1] if doubles else "") + ending


def _american(word: str) -> str:
    for british, american in table("inflection")["spelling"].items():
        if british in word:
            return word if british in american and american in word else word.replace(british, american)
    with_z = word if _kept_in_s().search(word) else _ISE.sub(r"\1z", word)
    return _DOUBLE_L.sub(r"\1l", with_z)


@lru_cache(maxsize=1)
def _kept_in_s() -> re.Pattern[str]:
    return re.compile("|".join(table("inflection")["kept_in_s"]))
