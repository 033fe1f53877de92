"""Acronyms that a report uses and never spells out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from eqia.rules.language.data import table
from eqia.rules.language.words import Text

_ACRONYM: Final = re.compile(r"^[A-Z][A-Z&]{1,6}s?$")
_SMALL: Final = frozenset(["a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with", "as", "&"])
_LONGEST_NAME: Final = 12
"""Words of a full name that are looked at for initials."""


def unexplained(texts: Iterable[tuple[str, Text]]) -> dict[str, tuple[str, str]]:
    """The acronyms never spelt out, in order, each with the path and passage of its first use."""
    texts = list(texts)
    used: dict[str, tuple[str, str]] = {}
    for path, text in texts:
        for acronym, place in _acronyms(text):
            if acronym not in used:
                used[acronym] = (path, text.passage(place, place))
    return {acronym: place for acronym, place in used.items() if not any(_spells(text, acronym) for _, text in texts)}


def _acronyms(text: Text) -> Iterator[tuple[str, int]]:
    known = _not_asked_about()
    for place, token in enumerate(text.tokens):
        if token[-1].isupper() or token[-2:-1].isupper():
            bare = token.removesuffix("'s").removesuffix("’s")
            if _ACRONYM.match(bare) and bare.upper() not in known and not _is_part(text, place):
                yield bare.removesuffix("s"), place


def _not_asked_about() -> frozenset[str]:
    lists = table("acronyms")
    return frozenset(lists["known"]) | frozenset(lists["words"])


def _is_part(text: Text, place: int) -> bool:
    """Whether it is a part of a code such as H-CLIC, or of a heading in capitals."""
    start, stop = text.spans[place]
    if "-" in text.raw[max(0, start - 1) : start] + text.raw[stop : stop + 1]:
        return True
    sentence = text.sentence_of(place)
    tokens = [token for token in text.tokens[sentence.first : sentence.end] if token.isalpha() and len(token) > 3]
    return len(tokens) > 1 and all(token.isupper() for token in tokens)


def _spells(text: Text, acronym: str) -> bool:
    """Whether words with these initials stand in a row, small words between them left out or counted."""
    letters = acronym.replace("&", "").lower()
    for place in text.once("initials", lambda: _places_by_initial(text)).get(letters[0], ()):
        words = text.words[place : place + _LONGEST_NAME]
        if _initials_fit(words, letters):
            return True
    return False


def _initials_fit(words: list[str], letters: str) -> bool:
    rest = letters
    for word in words:
        if not rest:
            break
        if word[0] == rest[0] and not (word in _SMALL and rest[0] not in letters):
            rest = rest[1:]
        elif word not in _SMALL:
            return False
    return not rest and len(words) >= 2 and words[0] != letters


def _places_by_initial(text: Text) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, word in enumerate(text.words):
        places.setdefault(word[0], []).append(place)
    return places
