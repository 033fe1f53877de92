"""Word lists compiled for search: they find their terms in all forms, as whole words, except where these mislead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from eqia.rules.language.data import word_lists
from eqia.rules.language.inflection import any_forms, noun_forms, spellings, verb_forms
from eqia.rules.language.places import Spans
from eqia.rules.language.words import Text

NEAR_BEFORE: Final = 3
"""Words before a term in which a word of ``unless_before`` takes its meaning away."""

NEAR_AFTER: Final = 4
"""Words after a term in which a word of ``unless_after`` takes its meaning away."""

_PARTS: Final = re.compile(r"[\s\-]+")


@dataclass(frozen=True)
class Match:
    """A term found in a text: its key in the list, and the places of its first and last word."""

    text: Text
    key: str
    first: int
    last: int

    @property
    def written(self) -> str:
        """The term as it is written."""
        return self.text.raw[self.text.spans[self.first][0] : self.text.spans[self.last][1]]

    @property
    def passage(self) -> str:
        """The sentence it stands in, exactly as written, cut to a sensible length around it."""
        return self.text.passage(self.first, self.last)


@dataclass(frozen=True)
class _Phrase:
    """A term word by word: the forms each may have, None for any word. ``exact``: capitals count.

    ``anchor`` is the number of its longest word, the one least likely to stand anywhere else.
    """

    key: str
    parts: tuple[frozenset[str] | None, ...]
    anchor: int
    exact: bool = False

    def stands_at(self, text: Text, place: int) -> bool:
        """Whether it stands in a text from a place on, given that its anchor does."""
        if place < 0 or place + len(self.parts) > len(text.words):
            return False
        if self.exact:
            tokens = text.tokens[place : place + len(self.parts)]
            return all(part is None or _bare(token) in part for token, part in zip(tokens, self.parts, strict=True))
        if len(self.parts) == 1:
            return True
        words = text.words[place : place + len(self.parts)]
        return all(part is None or word in part for word, part in zip(words, self.parts, strict=True))


class Terms:
    """A word list. Its ``name`` is that of the list in the data file."""

    def __init__(self, name: str, lists: Mapping[str, Mapping[str, Any]]) -> None:
        """Compile lists by key; the key "" stands for a list whose terms are their own keys."""
        self.name = name
        self._phrases = _by_anchor(phrase for key, entry in lists.items() for phrase in _phrases(key, entry))
        self._unless = _by_anchor(
            _phrase("", _forms(phrase.lower(), any_forms))
            for entry in lists.values()
            for phrase in entry.get("unless", ())
        )
        self._before = _all_forms(word for entry in lists.values() for word in entry.get("unless_before", ()))
        self._after = _all_forms(word for entry in lists.values() for word in entry.get("unless_after", ()))

    def find(self, text: Text) -> tuple[Match, ...]:
        """All the terms in a text, in order, also those in a sentence that denies them."""
        return text.once(self._find)

    def _find(self, text: Text) -> tuple[Match, ...]:
        found = list(_search(self._phrases, text))
        if not found:
            return ()
        misleading = Spans(_search(self._unless, text) if self._unless else ())
        longer = Spans(match for match in found if match.last > match.first)
        return tuple(
            match
            for match in sorted(found, key=lambda match: (match.first, -match.last, match.key))
            if not misleading.overlap_longer(match)
            and not longer.cover_longer(match)
            and not self._has_bad_neighbour(match)
        )

    def _has_bad_neighbour(self, match: Match) -> bool:
        if not self._before and not self._after:
            return False
        sentence = match.text.sentence_of(match.first)
        words = match.text.words
        before = words[max(sentence.first, match.first - NEAR_BEFORE) : match.first]
        after = words[match.last + 1 : min(sentence.end, match.last + 1 + NEAR_AFTER)]
        return not self._before.isdisjoint(before) or not self._after.isdisjoint(after)


@lru_cache(maxsize=128)
def terms(name: str) -> Terms:
    """The word list of that name."""
    return Terms(name, {"": word_lists()[name]})


def _search(phrases: Mapping[str, list[_Phrase]], text: Text) -> Iterator[Match]:
    for word in phrases.keys() & text.index.keys():
        for place in text.index[word]:
            for phrase in phrases[word]:
                first = place - phrase.anchor
                if phrase.stands_at(text, first):
                    yield Match(text, phrase.key, first, first + len(phrase.parts) - 1)


def _by_anchor(phrases: Iterable[_Phrase]) -> dict[str, list[_Phrase]]:
    result: dict[str, list[_Phrase]] = {}
    for phrase in phrases:
        for form in {form.lower() for form in phrase.parts[phrase.anchor] or ()}:
            result.setdefault(form, []).append(phrase)
    return result


def _phrase(key: str, parts: tuple[frozenset[str] | None, ...], *, exact: bool = False) -> _Phrase:
    lengths = [min(map(len, part)) if part else 0 for part in parts]
    return _Phrase(key, parts, lengths.index(max(lengths)), exact)


def _phrases(key: str, entry: Mapping[str, Any]) -> Iterator[_Phrase]:
    for term in entry.get("nouns", ()):
        yield from _spelt(key, term, lambda word: noun_forms(word))
    for term in entry.get("words", ()):
        yield from _spelt(key, term, _as_it_stands)
    for term in entry.get("verbs", ()):
        first, *rest = _forms(term, verb_forms)
        yield _phrase(key or term, (first, *_forms(term, noun_forms)[1:]) if rest else (first,))
    for term in entry.get("exact", ()):
        yield _phrase(key or term, tuple(frozenset({word, word + "s"}) for word in _PARTS.split(term)), exact=True)


def _spelt(key: str, term: str, forms_of: Callable[[str], frozenset[str]]) -> Iterator[_Phrase]:
    """The term, and with its hyphens closed up: under-represented, underrepresented."""
    yield _phrase(key or term, _forms(term, forms_of))
    if "-" in term:
        yield _phrase(key or term, _forms(term.replace("-", ""), forms_of))


def _forms(term: str, forms_of: Callable[[str], frozenset[str]]) -> tuple[frozenset[str] | None, ...]:
    """The forms of each word of a term; ``*`` is any word, ``/`` stands between words that may stand there."""
    return tuple(
        None if word == "*" else frozenset().union(*(forms_of(one) for one in word.split("/")))
        for word in _PARTS.split(term)
    )


def _as_it_stands(word: str) -> frozenset[str]:
    return frozenset(spellings({word}))


def _all_forms(words: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(any_forms(form) for word in words for form in word.split("/")))


def _bare(token: str) -> str:
    return token[:-2] if token.endswith(("'s", "’s")) else token
