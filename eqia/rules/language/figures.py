"""Numbers in a text: figures that measure something, years, and times. Key stage 2 and section 149 measure nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from eqia.assessment.dates import Precision, read
from eqia.rules.language.data import plain_words
from eqia.rules.language.terms import Match, terms
from eqia.rules.language.words import Sentence, Text

_FIGURE: Final = re.compile(r"^\d+(?:[,.]\d+)*(?:%|m|k|bn)?$")
_YEAR: Final = re.compile(r"^(?:19|20)\d\d$")
_SPAN: Final = re.compile(r"\b((?:19|20)\d\d)\s*[/–-]\s*(\d\d)(?!\d)")
_SHORT_DATE: Final = re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.](\d\d)\b(?!\d)")
_JOINS: Final = frozenset(" \u00a0\t\n,.-\u2013\u2014/&")
"""What may stand between a day and its month, or the next day."""

_MONTHS: Final = frozenset(
    {
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec",
        "Spring", "Summer", "Autumn", "Winter",
    }
)  # fmt: skip


def has_figure(text: Text) -> bool:
    """Whether a text holds a number or proportion that measures something."""
    return any(True for _ in _figures(text)) or bool(terms("proportions").find(text))


def has_proportion(text: Text) -> bool:
    """Whether a text holds a percentage or a proportion in words."""
    return any(word[-1] == "%" for word in text.words) or bool(terms("proportions").find(text))


def years(text: Text) -> list[int]:
    """The years a text names, each as often as it does; "2016/17" names 2017."""
    plain = [int(word) for word in text.words if _YEAR.match(word)]
    spans = [int(first[:2] + last) for first, last in _SPAN.findall(text.raw)]
    return plain + spans + [2000 + int(year) for year in _SHORT_DATE.findall(text.raw)]


def tells_time(text: Text, sentence: Sentence | None = None) -> bool:
    """Whether a text, or one sentence of it, says when: a date, a year, or a month by its name."""
    start, stop = (sentence.start, sentence.stop) if sentence else (0, len(text.raw))
    tokens = text.tokens[sentence.first : sentence.end] if sentence else text.tokens
    return any(token in _MONTHS or _YEAR.match(token) for token in tokens) or _is_dated(text.raw[start:stop])


def small_counts(text: Text) -> tuple[Match, ...]:
    """Counts below five of people: "two pupils", "3 disabled tenants"; not "one in three people" or "Year 4 pupils"."""
    return text.once(_small_counts)


def _small_counts(text: Text) -> tuple[Match, ...]:
    return tuple(_find_small_counts(text))


def _find_small_counts(text: Text) -> Iterator[Match]:
    numbers = plain_words("small_counts", "numbers") & text.index.keys()
    for place in sorted(place for number in numbers for place in text.index[number]):
        end = _people_after(text, place)
        if end and not _is_label(text, place) and not _is_share(text, place, end):
            yield Match(text, text.words[place], place, end)


def _is_dated(raw: str) -> bool:
    return any(mark.isdigit() for mark in raw) and read(raw).precision is not Precision.NONE


def _figures(text: Text) -> Iterator[int]:
    for place, word in enumerate(text.words):
        if word[0].isdigit() and _FIGURE.match(word) and not _YEAR.match(word) and not _is_label(text, place):
            yield place


def _is_label(text: Text, place: int) -> bool:
    """Whether the number at a place is a name or a part of a date: Key stage 2, Year 6, 14 November, 3/4/2021, 1)."""
    start, stop = text.spans[place]
    left, right = text.raw[max(0, start - 1) : start], text.raw[stop : stop + 1]
    if "/" in left + right or (right == ")" and left != "("):
        return True
    before = _word_before(text, place)
    named = before in plain_words("labels") and text.between(place - 1).strip(" \u00a0\n") in ("", "-", "#", "no.")
    return named or _is_day(text, place)


def _word_before(text: Text, place: int) -> str:
    """The word before another in its sentence; empty for the first one, since the sentence before has ended."""
    return text.words[place - 1] if place > text.sentence_of(place).first else ""


def _is_share(text: Text, place: int, end: int) -> bool:
    """Whether a small number is a part of a proportion or range: one user in seven, two to four people."""
    before = _word_before(text, place)
    after = text.words[end + 1 : end + 2]
    return before in plain_words("small_counts", "not_after") or after in (["in"], ["out"])


def _is_day(text: Text, place: int) -> bool:
    """Whether a month follows a number, or numbers joined to it: 2 to 30 March, 9 and 12 September; not 45 (March)."""
    for after in range(place + 1, min(place + 5, text.sentence_of(place).end)):
        token = text.tokens[after]
        if not _JOINS.issuperset(text.between(after - 1)):
            return False
        if token in _MONTHS:
            return True
        if token not in ("to", "and", "or", "until") and not token.isdecimal():
            return False
    return False


def _people_after(text: Text, place: int) -> int:
    """The place of a word for people within the two words after a number, nothing but words between; 0 if none."""
    end, no_people = text.sentence_of(place).end, plain_words("small_counts", "not_between")
    for after in (place + 1, place + 2):
        if after >= end or text.between(after - 1).strip() or text.words[after] in no_people:
            return 0
        if text.words[after] in plain_words("small_counts", "people"):
            return after
    return 0
