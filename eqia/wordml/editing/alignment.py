"""Which piece of one text stands for which piece of another, when both are in order: paragraphs, rows, tables."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, TypeVar

MOST_WEIGHED: Final = 2_500
"""Pairs that are weighed at most in one place; beyond, pieces are paired as they stand."""

_Piece = TypeVar("_Piece")


def align(
    old: Sequence[_Piece],
    new: Sequence[_Piece],
    key: Callable[[_Piece], Hashable],
    likeness: Callable[[_Piece, _Piece], float],
) -> list[tuple[_Piece | None, _Piece | None]]:
    """Pairs the pieces of two sequences without crossing: pieces of one ``key`` first, then those most alike.

    ``likeness`` is 0 for pieces that must not be paired. A piece without a partner is paired with None.
    """
    old_keys: list[Hashable] = [key(piece) for piece in old]
    new_keys: list[Hashable] = [key(piece) for piece in new]
    matcher = SequenceMatcher(None, old_keys, new_keys, autojunk=False)
    pairs: list[tuple[_Piece | None, _Piece | None]] = []
    for tag, i, j, k, n in matcher.get_opcodes():
        if tag == "equal":
            pairs += zip(old[i:j], new[k:n], strict=True)
        else:
            for pair in _paired(old[i:j], new[k:n], likeness):
                pairs.append(pair)
    return pairs


def _paired(
    old: Sequence[_Piece], new: Sequence[_Piece], likeness: Callable[[_Piece, _Piece], float]
) -> Iterator[tuple[_Piece | None, _Piece | None]]:
    done_old = done_new = 0
    for a, b in _best(old, new, likeness):
        yield from ((piece, None) for piece in old[done_old:a])
        yield from ((None, piece) for piece in new[done_new:b])
        yield old[a], new[b]
        done_old, done_new = a + 1, b + 1
    yield from ((piece, None) for piece in old[done_old:])
    yield from ((None, piece) for piece in new[done_new:])


def _best(
    old: Sequence[_Piece], new: Sequence[_Piece], likeness: Callable[[_Piece, _Piece], float]
) -> list[tuple[int, int]]:
    """The pairs, in order and without crossing, whose likenesses add up to most."""
    if len(old) * len(new) > MOST_WEIGHED:
        numbers = range(min(len(old), len(new)))
        return [(number, number) for number in numbers if likeness(old[number], new[number])]
    best: list[list[tuple[float, tuple[tuple[int, int], ...]]]] = [[(0.0, ())] * (len(new) + 1)]
    for a, piece in enumerate(old):
        row: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())]
        for b, other in enumerate(new):
            found = max(best[a][b + 1], row[b], key=lambda each: each[0])
            alike = likeness(piece, other)
            if alike and best[a][b][0] + alike > found[0]:
                found = (best[a][b][0] + alike, (*best[a][b][1], (a, b)))
            row.append(found)
        best.append(row)
    return list(best[-1][-1][1])
