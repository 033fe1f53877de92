"""What a sentence denies: "no barriers were found", "without any adverse effect", "not expected to reduce"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from eqia.rules.language.data import plain_words
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
    return any(
        start <= found.first and found.last < match.first and not is_denied(found)
        for found in terms("turning").find(text)
    )


def affirmed(matches: Iterable[Match]) -> list[Match]:
    """Those that their sentence does not deny."""
    return [match for match in matches if not is_denied(match)]


def said(list: Terms, text: Text) -> list[Match]:
    """The terms of a list that a text affirms."""
    return affirmed(list.find(text))


def clause_start(text: Text, place: int) -> int:
    """The first word of the clause a word stands in: what goes before but, although or a semicolon is another one."""
    sentence = text.sentence_of(place)
    limit = plain_words("clause_starts")
    for before in range(place - 1, sentence.first - 1, -1):
        if _BREAK.search(text.between(before)) or text.words[before] in limit:
            return before + 1
        if "," in text.between(before) and text.words[before + 1] in plain_words("after_comma"):
            return before + 1
    return sentence.first


def clause_end(text: Text, place: int) -> int:
    """The word after the last one of the clause a word stands in."""
    sentence = text.sentence_of(place)
    limit = plain_words("clause_starts")
    for after in range(place, sentence.end - 1):
        if _BREAK.search(text.between(after)) or text.words[after + 1] in limit:
            return after + 1
        if "," in text.between(after) and text.words[after + 1] in plain_words("after_comma"):
            return after + 1
    return sentence.end


def _is_negated_before(match: Match) -> bool:
    text, low = match.text, match.first - REACH
    near = [found for found in terms("negators").find(text) if low <= found.first and found.last < match.first]
    if not near:
        return False
    start = clause_start(text, match.first)
    return any(start <= negator.first and not _is_closed(negator, match) for negator in near)


def _is_closed(negator: Match, match: Match) -> bool:
    """Whether a comma ends what a "without" denies: "Without it, a saving must be found"."""
    if negator.text.words[negator.first] != "without":
        return False
    return any("," in match.text.between(place) for place in range(negator.last, match.first))


def _is_negated_after(match: Match) -> bool:
    text, high = match.text, match.last + REACH_AFTER
    near = [found for found in terms("denied_after").find(text) if match.last < found.first and found.last < high]
    return bool(near) and near[0].last < clause_end(text, match.last)
