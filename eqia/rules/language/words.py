"""Text as words and sentences. Every word knows its place, so that what is quoted is exactly what was written."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Final, TypeVar, cast

T = TypeVar("T")

LONGEST_PASSAGE: Final = 160
"""Characters of an answer that a finding shows, with the marks of what is left out."""

LEFT_OUT: Final = "…"
"""Stands before and after a passage where its sentence goes on."""

_WORD: Final = re.compile(r"\d+(?:[,.]\d+)*(?:%|[^\W_]+)?|[^\W_]+(?:['’][^\W_]+)*")
_STOP: Final = re.compile(r"(?<![.!?])[.!?]+[\"'”’)\]]*(?=\s)|\n")
_ABBREVIATIONS: Final = frozenset(
    {
        "eg", "ie", "etc", "approx", "no", "nos", "vs", "cf", "incl", "inc", "para", "p", "pp", "fig", "vol", "st",
        "mr", "mrs", "ms", "dr", "prof", "cllr", "rev", "est", "dept", "ref", "min", "max",
    }
)  # fmt: skip
_MARK: Final = re.compile(r"\s*(?:[-–—•*·▪◦o§]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+")
_WRAPPED: Final = 60
"""Characters from which a line that ends without a mark, before one in small letters, was broken by a page's width."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, a bullet or a line: its place in the text, and its words from ``first`` up to, not with, ``end``."""

    start: int
    stop: int
    first: int
    end: int

    def __len__(self) -> int:
        return self.end - self.first


@dataclass(frozen=True, eq=False)
class Text:
    """An answer and its words. ``words`` are folded: small letters, straight apostrophes, no possessive.

    ``index`` gives the places of each folded word. All is worked out when it is first asked for.
    """

    raw: str
    _memory: dict[object, object] = field(default_factory=dict, repr=False)

    def once(self, compute: Callable[[Text], T]) -> T:
        """What ``compute`` makes of this text, worked out at most once."""
        if compute not in self._memory:
            self._memory[compute] = compute(self)
        return cast(T, self._memory[compute])

    @cached_property
    def tokens(self) -> list[str]:
        """The words as written."""
        return _WORD.findall(self.raw)

    @cached_property
    def words(self) -> list[str]:
        """The words folded, one for each token."""
        lowered = [token.lower() for token in self.tokens]
        if "'" not in self.raw and "’" not in self.raw:
            return lowered
        return [_without_possessive(word) for word in lowered]

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """The places of each folded word."""
        places: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            places.setdefault(word, []).append(place)
        return places

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where each word starts and stops in the text."""
        return [found.span() for found in _WORD.finditer(self.raw)]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences that hold words. Bullets and lines are sentences; nothing but bullet marks is one."""
        starts = [start for start, _ in self.spans]
        found = [
            Sentence(start, stop, first, end)
            for start, stop in _pieces(self.raw)
            if (first := bisect_right(starts, start - 1)) < (end := bisect_right(starts, stop - 1))
        ]
        return found or [Sentence(0, len(self.raw), 0, len(starts))] * bool(starts)

    @cached_property
    def _firsts(self) -> list[int]:
        return [sentence.first for sentence in self.sentences]

    def sentence_of(self, place: int) -> Sentence:
        """The sentence that a word stands in; the one before or after for a bullet's number, which is in none."""
        return self.sentences[self._number(place)]

    def sentence_after(self, place: int) -> Sentence | None:
        """The sentence after the one that a word stands in, if there is one."""
        return next(iter(self.sentences[self._number(place) + 1 : self._number(place) + 2]), None)

    def _number(self, place: int) -> int:
        return max(0, bisect_right(self._firsts, place) - 1)

    def between(self, place: int) -> str:
        """What stands between a word and the next one."""
        return self.raw[self.spans[place][1] : self.spans[place + 1][0]]

    def words_of(self, sentence: Sentence) -> list[str]:
        """The folded words of a sentence."""
        return self.words[sentence.first : sentence.end]

    def passage(self, first: int, last: int, longest: int = LONGEST_PASSAGE) -> str:
        """The sentence around the words from ``first`` to ``last``, exactly as written, cut between words.

        Where words of the sentence are left out, an ellipsis stands for them.
        """
        begin, end = self.sentence_of(first), self.sentence_of(last)
        if end.stop - begin.start <= longest:
            return self.raw[begin.start : end.stop].strip()
        low, high = self._window(first, last, begin.start, end.stop, longest - 2 * len(f" {LEFT_OUT}"))
        is_cut_before, is_cut_after = low > self.spans[begin.first][0], high < self.spans[end.end - 1][1]
        said = self.raw[low if is_cut_before else begin.start : high if is_cut_after else end.stop].strip()
        return " ".join([*[LEFT_OUT] * is_cut_before, said, *[LEFT_OUT] * is_cut_after])

    def _window(self, first: int, last: int, start: int, stop: int, longest: int) -> tuple[int, int]:
        middle = (self.spans[first][0] + self.spans[last][1]) // 2
        low = max(start, min(middle - longest // 2, stop - longest))
        high = low + longest
        begin = bisect_left(self.spans, (low, 0))
        end = bisect_right(self.spans, high, key=itemgetter(1))
        inside = [self.spans[begin], self.spans[end - 1]] if begin < end else []
        ends = [*inside, self.spans[first], self.spans[last]]
        return min(span[0] for span in ends), max(span[1] for span in ends)


@lru_cache(maxsize=512)
def read(raw: str) -> Text:
    """An answer as words. One read lately is not read again: a check follows each change of a single answer."""
    return Text(raw)


def _without_possessive(word: str) -> str:
    word = word.replace("’", "'")
    return word[:-2] if word.endswith("'s") else word


def _pieces(raw: str) -> Iterator[tuple[int, int]]:
    """Where each sentence starts and stops, bullet marks left out."""
    start = 0
    for found in _STOP.finditer(raw):
        if _goes_on(raw, start, found):
            continue
        yield _without_mark(raw, start, found.end()), found.end()
        start = found.end()
    yield _without_mark(raw, start, len(raw)), len(raw)


def _without_mark(raw: str, start: int, stop: int) -> int:
    mark = _MARK.match(raw, start, stop)
    return mark.end() if mark else start


def _goes_on(raw: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the sentence goes on after what looks like its end."""
    after = raw[stop.end() : stop.end() + 40].lstrip(" \t\r\u00a0")
    if stop.group() == "\n":
        line = raw[raw.rfind("\n", 0, stop.start()) + 1 : stop.start()].rstrip()
        return len(line) >= _WRAPPED and line[-1] not in ".!?:;" and after[:1].islower() and not _MARK.match(after)
    if stop.group()[0] != ".":
        return after[:1].islower()
    before = raw[max(start, stop.start() - 12) : stop.start()].rpartition(" ")[2].lstrip("(\"'“‘")
    short = before.replace(".", "").casefold()
    if len(short) == 1 and short.isalpha():
        return True
    return after[:1].islower() or (short in _ABBREVIATIONS and short != "etc" and not after.startswith("\n"))
