"""Which row of one list is which row of another: actions, people, decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from eqia.textdiff import similarity

ALIKE: Final = 0.5
"""From this likeness on, two rows are the same row, changed."""

A_LITTLE_ALIKE: Final = 0.2
SHORT: Final = 150
"""Characters of rows, such as people and decisions, that are one row if they stand in one place and share words."""

MOST_COMPARED: Final = 10_000
"""Pairs of rows that are compared at most; beyond, changed rows go by their place."""


Row = Mapping[str, Any]
"""A row as a file has it: what is said in it, by column."""


@dataclass(frozen=True)
class Match:
    """The pairs of rows of two lists, by number; every row of either list stands in one pair, alone or with another.

    ``moved`` holds the numbers, in the new list, of the rows that stand in another order than before.
    """

    pairs: tuple[tuple[int | None, int | None], ...]
    moved: frozenset[int]

    def new_of(self, old: int) -> int | None:
        """The new number of an old row; None if it is gone."""
        return next(after for before, after in self.pairs if before == old)


def match_rows(old: Sequence[Row], new: Sequence[Row]) -> Match:
    """Pairs the rows of two lists: equal rows first, then those most alike, then blank rows with what fills them."""
    found = _equal(old, new)
    rest_old = [number for number in range(len(old)) if number not in found]
    taken = set(found.values())
    rest_new = [number for number in range(len(new)) if number not in taken]
    found |= _alike(old, new, rest_old, rest_new)
    found |= _in_place(old, new, found)
    return Match(tuple(_in_order(found, len(old), len(new))), _moved(found))


def _equal(old: Sequence[Row], new: Sequence[Row]) -> dict[int, int]:
    places: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for number, row in reversed(list(enumerate(new))):
        places[_key(row)].append(number)
    return {number: places[_key(row)].pop() for number, row in enumerate(old) if places.get(_key(row))}


def _key(row: Row) -> tuple[Any, ...]:
    return tuple(sorted(row.items()))


def _alike(old: Sequence[Row], new: Sequence[Row], rest_old: list[int], rest_new: list[int]) -> dict[int, int]:
    if len(rest_old) * len(rest_new) > MOST_COMPARED:
        return dict(zip(rest_old, rest_new, strict=False))
    scored = ((_likeness(old[a], new[b]), -abs(a - b), a, b) for a in rest_old for b in rest_new)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for score, _, a, b in sorted(scored, reverse=True):
        if score >= ALIKE and a not in found and b not in taken:
            found[a] = b
            taken.add(b)
    return found


def _likeness(old: Row, new: Row) -> float:
    """How alike two rows are; a field that is the same in both, and long, says more than how many words they share."""
    same = any(text and text == new.get(column) and len(str(text).split()) > 2 for column, text in old.items())
    return max(ALIKE if same else 0.0, similarity(_text(old.values()), _text(new.values())))


def _text(values: Iterable[object]) -> str:
    return " ".join(str(value) for value in values if value)


def _in_place(old: Sequence[Row], new: Sequence[Row], found: dict[int, int]) -> dict[int, int]:
    """Rows between the same neighbours, one gone and one new, that may be one: filled in, emptied, or a few words."""
    taken = set(found.values())
    before, pairs = -1, {}
    for number, row in enumerate(old):
        if number in found:
            before = found[number]
        elif before + 1 < len(new) and before + 1 not in taken and _took_the_place(row, new[before + 1]):
            before += 1
            pairs[number] = before
            taken.add(before)
    return pairs


def _took_the_place(old: Row, new: Row) -> bool:
    before, after = (_text(row.values()) for row in (old, new))
    if not before or not after:
        return bool(before or after)
    return max(len(before), len(after)) <= SHORT and similarity(before, after) >= A_LITTLE_ALIKE


def _in_order(found: dict[int, int], old: int, new: int) -> list[tuple[int | None, int | None]]:
    """The pairs in the new list's order, each row that is gone after the row it followed."""
    back = {after: before for before, after in found.items()}
    gone: dict[int, list[int]] = defaultdict(list)
    before = -1
    for number in range(old):
        if number in found:
            before = found[number]
        else:
            gone[before].append(number)
    pairs: list[tuple[int | None, int | None]] = [(number, None) for number in gone[-1]]
    for number in range(new):
        pairs.append((back.get(number), number))
        pairs += [(number, None) for number in gone[number]]
    return pairs


def _moved(found: dict[int, int]) -> frozenset[int]:
    """The new numbers of rows outside the longest run of rows that kept their order."""
    order = [found[number] for number in sorted(found)]
    runs: list[list[int]] = []
    for number in order:
        runs.append([*_longest(run for run in runs if run[-1] < number), number])
    kept = set(_longest(runs))
    return frozenset(number for number in order if number not in kept)


def _longest(runs: Iterable[list[int]]) -> list[int]:
    return max(runs, key=lambda run: len(run), default=list[int]())
