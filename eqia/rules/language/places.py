"""Where terms stand in a text: asked for in time that grows only with the answer, however many there are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    """What has a place in a text."""

    @property
    def first(self) -> int:
        """The place of its first word."""


class Stretch(Placed, Protocol):
    """What takes words of a text from a first to a last one."""

    @property
    def last(self) -> int:
        """The place of its last word."""


P = TypeVar("P", bound=Placed)


def within(found: Sequence[P], first: int, end: int) -> Iterator[P]:
    """Those that begin from ``first`` up to, not with, ``end``, of a sequence in the order of the text."""
    for number in range(bisect_left(found, first, key=_first), len(found)):
        if found[number].first >= end:
            return
        yield found[number]


def any_within(found: Sequence[P], first: int, end: int) -> bool:
    """Whether one of a sequence in the order of the text begins from ``first`` up to, not with, ``end``."""
    return next(within(found, first, end), None) is not None


class Spans:
    """Stretches of a text, to be asked which others they lie over."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        """Keep of those that begin at one word the longest, which lies over whatever the others do."""
        self._last: dict[int, int] = {}
        for one in stretches:
            self._last[one.first] = max(one.last, self._last.get(one.first, one.last))
        self._longest = max((last - first for first, last in self._last.items()), default=-1)

    def cover(self, other: Stretch) -> bool:
        """Whether one of them takes in all the words of the other."""
        return any(last >= other.last for _, last in self._near(other.first - self._longest, other.first))

    def cover_longer(self, other: Stretch) -> bool:
        """Whether one of them takes in all the words of the other, and more."""
        near = self._near(other.first - self._longest, other.first)
        return any(last >= other.last and last - first > other.last - other.first for first, last in near)

    def overlap_longer(self, other: Stretch) -> bool:
        """Whether one of them has a word in common with the other, and more words."""
        near = self._near(other.first - self._longest, other.last)
        return any(last >= other.first and last - first > other.last - other.first for first, last in near)

    def _near(self, low: int, high: int) -> Iterator[tuple[int, int]]:
        return ((first, self._last[first]) for first in range(low, high + 1) if first in self._last)


def _first(placed: Placed) -> int:
    return placed.first
