"""Acronyms that a report uses and never spells out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Final

from eqia.rules.language.data import table
from eqia.rules.language.words import Sentence, Text

_ACRONYM: Final = re.compile(r"(?<![\w-])[A-Z][A-Z&]{1,6}(?=s?\b)(?!-?\w{2})")
_SMALL: Final = frozenset(["a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with", "as"])


def unexplained(texts: Iterable[tuple[str, Text]]) -> dict[str, tuple[str, str]]:
    """The acronyms never spelt out, in order, each with the path and passage of its first use."""
    texts = list(texts)
    used: dict[str, tuple[str, Text, int]] = {}
    for path, text in texts:
        for acronym, place in text.once(_acronyms):
            used.setdefault(acronym, (path, text, place))
    explained = _spelt_out(used.keys(), [text for _, text in texts]) if used else frozenset()
    return {
        acronym: (path, text.passage(place, place))
        for acronym, (path, text, place) in used.items()
        if acronym not in explained
    }


def _acronyms(text: Text) -> list[tuple[str, int]]:
    """The words in capitals that are not known to everybody, with their places."""
    found = [match for match in _ACRONYM.finditer(text.raw) if match.group() not in _not_asked_about()]
    places = {start: place for place, (start, _) in enumerate(text.spans)} if found else {}
    held = [(match.group(), places[match.start()]) for match in found if match.start() in places]
    shouted = {sentence: _is_shouted(text, sentence) for sentence in {text.sentence_of(place) for _, place in held}}
    return [(acronym, place) for acronym, place in held if not shouted[text.sentence_of(place)]]


@lru_cache(maxsize=1)
def _not_asked_about() -> frozenset[str]:
    lists = table("acronyms")
    return frozenset(lists["known"]) | frozenset(lists["words"])


def _is_shouted(text: Text, sentence: Sentence) -> bool:
    """Whether the words of a sentence are in capitals, as in a heading."""
    tokens = [token for token in text.tokens[sentence.first : sentence.end] if token.isalpha() and len(token) > 3]
    return len(tokens) > 1 and all(token.isupper() for token in tokens)


def _spelt_out(acronyms: Collection[str], texts: Iterable[Text]) -> frozenset[str]:
    """The acronyms whose letters begin words in a row anywhere; small words may be left out of an acronym.

    Two letters are met by chance in any text, so that for them both words must begin with a capital. All acronyms are
    looked for in one reading, by the heads that have been met up to each word.
    """
    wanted = {_letters(acronym) for acronym in acronyms}
    heads = {letters[:length] for letters in wanted for length in range(1, len(letters) + 1)}
    found: set[str] = set()
    for text in texts:
        met: set[str] = set()
        for letters, is_small in text.once(_initials):
            now = {head + letter for head in ("", *met) for letter in letters} & heads
            found |= now & wanted
            met = met | now if is_small else now
    return frozenset(acronym for acronym in acronyms if _letters(acronym) in found)


def _letters(acronym: str) -> str:
    """The letters that words have to begin with: capitals where the words must have them."""
    letters = acronym.replace("&", "")
    return letters if len(letters) == 2 else letters.lower()


def _initials(text: Text) -> list[tuple[str, bool]]:
    """The first letter of each word, also as a capital if it may stand for one, and whether it is a small word."""
    return [
        (word[0] + word[0].upper() if small or _has_capital(token) else word[0], small)
        for word, token in zip(text.words, text.tokens, strict=True)
        for small in (word in _SMALL,)
    ]


def _has_capital(token: str) -> bool:
    return token[0].isupper() and not token.isupper()
