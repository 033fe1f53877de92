"""An answer that came back in the letters in which it was issued, where both show the same.

Programs put no-break spaces, soft hyphens and the like into a text or take them out, and some lose the styles that say
where a blank line is. None of that is a change by itself, and none of it is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from eqia.wordml.text.spaces import as_seen

_PIECE: Final = re.compile(r"\S+|\s+")
_FURTHEST: Final = 200
"""Words or lines after the last one that was found again among which the next one is looked for."""


def as_issued(text: str, issued: str, *, spaced: bool) -> str:
    """A text with each line and each word as it was ``issued``, where it shows the same.

    ``spaced`` says whether the file still tells where blank lines are; if not, those before lines that stayed are back.
    """
    if text == issued or not issued:
        return text
    before, after = issued.split("\n"), text.split("\n")
    places = list(_places(before, after))
    found: list[str] = []
    for line, place, near in zip(after, places, _neighbours(places), strict=True):
        if place is None:
            found.append(_in_words(line, before[near]) if near < len(before) else line)
            continue
        if not spaced and place and not before[place - 1].strip() and found and found[-1].strip():
            found.append("")
        found.append(before[place])
    return "\n".join(found)


def _in_words(line: str, issued: str) -> str:
    """A line with its words as they were issued, and the spaces beside these."""
    before, after = _PIECE.findall(issued), _PIECE.findall(line)
    words = _places([*_not_blank(before)], [*_not_blank(after)])
    known = [number for number, piece in enumerate(before) if not piece.isspace()]
    places = [None if piece.isspace() or (place := next(words)) is None else known[place] for piece in after]
    return "".join(_piece(before, after, places, number) for number in range(len(after)))


def _piece(before: Sequence[str], after: Sequence[str], places: Sequence[int | None], number: int) -> str:
    """A word as it was issued; a space as it was issued beside the word before it, else beside the one behind it."""
    own = places[number]
    if own is not None:
        return before[own]
    for beside, step in ((number - 1, 1), (number + 1, -1)):
        place = places[beside] if 0 <= beside < len(places) else None
        if place is not None and 0 <= place + step < len(before):
            piece = before[place + step]
            if piece.isspace() and as_seen(piece) == as_seen(after[number]):
                return piece
    return after[number]


def _not_blank(pieces: Sequence[str]) -> Iterator[str]:
    return (piece for piece in pieces if not piece.isspace())


def _places(before: Sequence[str], after: Sequence[str]) -> Iterator[int | None]:
    """For each piece of a text its place among those of an earlier one; None for what is not there, in that order."""
    known: defaultdict[str, list[int]] = defaultdict(list)
    for place, piece in enumerate(before):
        known[as_seen(piece)].append(place)
    last = -1
    for piece in after:
        found = known.get(as_seen(piece), [])
        number = bisect_left(found, last + 1)
        if number < len(found) and found[number] - last <= _FURTHEST:
            last = found[number]
            yield last
        else:
            yield None


def _neighbours(places: Sequence[int | None]) -> Iterator[int]:
    """For each line the place behind that of the last one that was found again: where a changed one stood."""
    last = -1
    for place in places:
        last = last + 1 if place is None else place
        yield last
