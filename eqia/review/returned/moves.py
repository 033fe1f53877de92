"""Whether values that are printed together in one cell may have changed places, or run over into one another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from eqia.textdiff import similarity

ALIKE: Final = 0.6
"""From this likeness on, a value may be another one of its cell, changed."""


def has_moved(before: Sequence[str], now: Sequence[str]) -> bool:
    """Whether values may have moved between the fields of a cell: another number of them, or one in another's place.

    A single value in a cell that was empty has not moved from anywhere.
    """
    before, now = _said(before), _said(now)
    if len(before) != len(now):
        return bool(before) or len(now) > 1
    return any(
        _belongs(value, before[other], before[place])
        for place, value in enumerate(now)
        if value != before[place]
        for other in range(len(before))
        if other != place
    )


def _belongs(value: str, other: str, own: str) -> bool:
    """Whether a value is rather (a part of) another one than its own."""
    if value in own or own in value:
        return False
    return value in other or other in value or similarity(value, other) > max(ALIKE, similarity(value, own))


def _said(values: Sequence[str]) -> list[str]:
    return [value.strip() for value in values if value.strip()]
