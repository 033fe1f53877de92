"""What a sentence denies: "no barriers were found", "without any adverse effect", "not expected to reduce"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final

from eqia.rules.language.data import plain_words
from eqia.rules.language.places import within
from eqia.rules.language.terms import Match, Terms, terms
from eqia.rules.language.words import Text

REACH: Final = 12
"""Words that a negation reaches forward."""

REACH_AFTER: Final = 9
"""Words after a term within which "was not found" still speaks of it."""

_BREAK: Final = re.compile(r"[;:!?()]|\s[-–—]\s|\n")


def is_denied(match: Match) -> bool:
    """Whether its clause says that it is not so: a negation before it, or "was not found" after it."""
    return _is_negated_before(match) or _is_negated_after(match)


def is_turned(match: Match) -> bool:
    """Whether its clause is about taking it away: "removes barriers", "to avoid isolation", "lower the cost"."""
    text = match.text
    start = max(clause_start(text, match.first), match.first - 6)
    turning = within(terms("turning").find(text), start, match.first)
    return any(found.last < match.first and not is_denied(found) for found in turning)


def affirmed(matches: Iterable[Match]) -> list[Match]:
    """Those that their sentence does not deny."""
    return [match for match in matches if not is_denied(match)]


def said(list: Terms, text: Text) -> tuple[Match, ...]:
    """The terms of a list that a text affirms, in order."""
    return text.once(_affirmed_in(list))


def clause_start(text: Text, place: int) -> int:
    """The first word of the clause a word stands in: what goes before but, although or a semicolon is another one."""
    starts = text.once(_clause_starts)
    before = bisect_right(starts, place)
    return max(text.sentence_of(place).first, starts[before - 1] if before else 0)


def clause_end(text: Text, place: int) -> int:
    """The word after the last one of the clause a word stands in."""
    ends = text.once(_clause_ends)
    after = bisect_right(ends, place)
    return min(text.sentence_of(place).end, ends[after] if after < len(ends) else len(text.words))


@lru_cache(maxsize=128)
def _affirmed_in(list: Terms) -> Callable[[Text], tuple[Match, ...]]:
    return lambda text: tuple(affirmed(list.find(text)))


def _clause_starts(text: Text) -> list[int]:
    """The words that a clause begins with, in order: those after a mark, or after a word such as but."""
    limits = (place + 1 for word in plain_words("clause_starts") for place in text.index.get(word, ()))
    return sorted({*text.once(_after_marks), *limits})


def _clause_ends(text: Text) -> list[int]:
    """The words before which a clause has ended, in order: those after a mark, and words such as but."""
    limits = (place for word in plain_words("clause_starts") for place in text.index.get(word, ()))
    return sorted({*text.once(_after_marks), *limits})


def _after_marks(text: Text) -> list[int]:
    """The words before which a mark divides clauses, and those such as "and" that do so after a comma."""
    starts = [start for start, _ in text.spans]
    marks = [bisect_left(starts, found.start()) for found in _BREAK.finditer(text.raw)]
    return marks + list(_after_commas(text))


def _after_commas(text: Text) -> Iterator[int]:
    for word in plain_words("after_comma"):
        for place in text.index.get(word, ()):
            if place and "," in text.between(place - 1):
                yield place


def _is_negated_before(match: Match) -> bool:
    text = match.text
    near = within(terms("negators").find(text), match.first - REACH, match.first)
    before = [found for found in near if found.last < match.first]
    if not before:
        return False
    start = clause_start(text, match.first)
    return any(start <= negator.first and not _is_closed(negator, match) for negator in before)


def _is_closed(negator: Match, match: Match) -> bool:
    """Whether a comma ends what a "without" denies: "Without it, a saving must be found"."""
    if negator.text.words[negator.first] != "without":
        return False
    return any("," in match.text.between(place) for place in range(negator.last, match.first))


def _is_negated_after(match: Match) -> bool:
    text, high = match.text, match.last + REACH_AFTER
    after = within(terms("denied_after").find(text), match.last + 1, high)
    near = next((found for found in after if found.last < high), None)
    return near is not None and near.last < clause_end(text, match.last)
