"""Acronyms that a report uses and never spells out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from eqia.rules.language.data import table
from eqia.rules.language.words import Text

_ACRONYM: Final = re.compile(r"(?<![\w-])[A-Z][A-Z&]{1,6}(?=s?\b)(?!-?\w{2})")
_SMALL: Final = frozenset(["a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with", "as"])


def unexplained(texts: Iterable[tuple[str, Text]]) -> dict[str, tuple[str, str]]:
    """The acronyms never spelt out, in order, each with the path and passage of its first use."""
    texts = list(texts)
    used: dict[str, tuple[str, Text, int]] = {}
    for path, text in texts:
        for acronym, place in text.once(_acronyms):
            used.setdefault(acronym, (path, text, place))
    initials = "|".join(text.once(_initials) for _, text in texts) if used else ""
    return {
        acronym: (path, text.passage(place, place))
        for acronym, (path, text, place) in used.items()
        if not _row(acronym).search(initials)
    }


def _acronyms(text: Text) -> list[tuple[str, int]]:
    """The words in capitals that are not known to everybody, with their places."""
    found = [match for match in _ACRONYM.finditer(text.raw) if match.group() not in _not_asked_about()]
    places = {start: place for place, (start, _) in enumerate(text.spans)} if found else {}
    held = [(match.group(), places[match.start()]) for match in found if match.start() in places]
    return [(acronym, place) for acronym, place in held if not _is_shouted(text, place)]


@lru_cache(maxsize=1)
def _not_asked_about() -> frozenset[str]:
    lists = table("acronyms")
    return frozenset(lists["known"]) | frozenset(lists["words"])


def _is_shouted(text: Text, place: int) -> bool:
    """Whether the words around are in capitals as well, as in a heading."""
    sentence = text.sentence_of(place)
    tokens = [token for token in text.tokens[sentence.first : sentence.end] if token.isalpha() and len(token) > 3]
    return len(tokens) > 1 and all(token.isupper() for token in tokens)


def _initials(text: Text) -> str:
    """The first letters of all words: small letters, capitals for small words, and a capital's word after a "^"."""
    return "".join(
        word[0].upper() if word in _SMALL else f"^{word[0]}" if token[0].isupper() and not token.isupper() else word[0]
        for word, token in zip(text.words, text.tokens, strict=True)
    )


@lru_cache(maxsize=1024)
def _row(acronym: str) -> re.Pattern[str]:
    """What the initials of the words that an acronym stands for look like; small words may be left out of it.

    Two letters are met by chance in any text, so that for them both words must begin with a capital.
    """
    letters = acronym.replace("&", "").lower()
    mark = r"\^" if len(letters) == 2 else r"\^?"
    return re.compile("[A-Z]*".join(f"(?:{mark}{letter}|{letter.upper()})" for letter in letters))
