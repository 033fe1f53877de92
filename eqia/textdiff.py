"""What changed between two texts, word by word, and two changes of one text put together; in bounded time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from typing import Final, TypeVar

MOST_PAIRS: Final = 30_000
"""Pairs of equal words, one of each text, that are weighed at most; beyond, a piece counts as replaced whole."""

LEAST_ALIKE: Final = 0.5
"""Lines less alike than this have nothing to do with each other: they count as replaced whole."""

_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_SENTENCE: Final = re.compile(r"[^.!?;]*[.!?;]+\s*|[^.!?;]+")
_WORD: Final = re.compile(r"[^\S\n]*(?:\w+|[^\w\s])|\n|[^\S\n]+")
_Piece = TypeVar("_Piece", bound=Hashable)
_LEVELS: Final = (_LINE, _SENTENCE, _WORD)


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Edit:
    """A piece of text and what became of it. All that is not NEW is the old text, all that is not GONE the new one."""

    kind: Kind
    text: str


def diff_words(old: str, new: str) -> tuple[Edit, ...]:
    """The pieces of two texts in order: what stayed, is gone, is new. By lines first, then by sentences, by words."""
    return tuple(_joined(list(_compare(old, new, _LEVELS))))


def merge(base: str, one: str, other: str) -> str | None:
    """A text with the changes that two texts make to ``base``; None where they touch in one sentence.

    A line is a piece by itself, and so is a sentence in it. Where either adds something, the other must have left both
    neighbours as they were, or nobody could say which comes first.
    """
    pieces = _pieces(base)
    changes = sorted([*_changes(pieces, _pieces(one)), *_changes(pieces, _pieces(other))])
    for (start, end, text), (following, after, other_text) in pairwise(changes):
        if (start, end, text) != (following, after, other_text) and (
            following < end or (following == end and (start == end or following == after))
        ):
            return None
    for start, end, text in reversed(list(dict.fromkeys(changes))):
        pieces[start:end] = [text]
    return "".join(pieces)


def similarity(old: str, new: str) -> float:
    """How alike two texts are, from 0 to 1: twice the words they share over all words they have."""
    before, after = (_counts(text) for text in (old, new))
    together = before.total() + after.total()
    if not together:
        return 1.0 if old == new else 0.0
    return 2 * (before & after).total() / together


def _pieces(text: str) -> list[str]:
    return [piece for line in _LINE.findall(text) for piece in _SENTENCE.findall(line)]


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """What is replaced in a sequence of pieces: from which to which, by which text."""
    place = 0
    for same, gone, came in matched(old, new):
        if not same and (gone or came):
            yield place, place + len(gone), "".join(came)
        place += len(gone)


def _counts(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def _compare(old: str, new: str, levels: Sequence[re.Pattern[str]]) -> Iterator[Edit]:
    unlike = levels != _LEVELS and similarity(old, new) < LEAST_ALIKE
    if not levels or not old or not new or unlike:
        yield from (Edit(Kind.GONE, old), Edit(Kind.NEW, new))
        return
    for same, gone, came in matched(levels[0].findall(old), levels[0].findall(new)):
        if same:
            yield Edit(Kind.SAME, "".join(gone))
        else:
            yield from _compare("".join(gone), "".join(came), levels[1:])


def matched(old: Sequence[_Piece], new: Sequence[_Piece]) -> Iterator[tuple[bool, Sequence[_Piece], Sequence[_Piece]]]:
    """Runs of two sequences, each with whether it is the same in both. What both begin and end with comes off first."""
    start = next((place for place, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    rest = zip(reversed(old[start:]), reversed(new[start:]), strict=False)
    end = next((place for place, (a, b) in enumerate(rest) if a != b), min(len(old), len(new)) - start)
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    if start:
        yield True, old[:start], new[:start]
    if _pairs(before, after) > MOST_PAIRS:
        yield False, before, after
    else:
        for tag, i, j, k, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            yield tag == "equal", before[i:j], after[k:n]
    if end:
        yield True, old[len(old) - end :], new[len(new) - end :]


def _pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    counts = Counter(old)
    return sum(counts[piece] for piece in new)


def _joined(pieces: Sequence[Edit]) -> Iterator[Edit]:
    """Neighbours of one kind as one piece; what is gone stands before what is new; empty pieces are left out."""
    held: list[Edit] = []
    for piece in pieces:
        if not piece.text:
            continue
        if piece.kind is Kind.SAME and held and held[-1].kind is Kind.SAME:
            held[-1] = Edit(Kind.SAME, held[-1].text + piece.text)
        else:
            held.append(piece)
    gone = new = ""
    for piece, following in pairwise([*held, Edit(Kind.SAME, "")]):
        gone += piece.text if piece.kind is Kind.GONE else ""
        new += piece.text if piece.kind is Kind.NEW else ""
        if piece.kind is Kind.SAME:
            yield piece
        elif following.kind is Kind.SAME:
            yield from (edit for edit in (Edit(Kind.GONE, gone), Edit(Kind.NEW, new)) if edit.text)
            gone = new = ""
