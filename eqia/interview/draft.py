"""What the interview knows: every answer ever given, in whichever branch, and where the officer is. A plain value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

Place = tuple[str, ...]
"""Where the officer is: the kind of page, and what it needs to know. Plain words, so that a file can hold it."""


class Mark(StrEnum):
    """What was said of a question instead of an answer: looked at and left blank, not known yet, none of them."""

    SEEN = "seen"
    UNKNOWN = "unknown"
    NONE = "none"


@dataclass(frozen=True)
class Draft:
    """An assessment while it is being written.

    ``answers`` maps slots to answers as JSON has them; a slot is a field path, or a path with ``@`` and a word for an
    answer that the form's compact pages need and the assessment does not hold. ``marks`` and ``typing`` go by the id of
    the page. ``where`` is the way to the page the officer is on. ``rest`` is what the form does not ask for.
    """

    answers: Mapping[str, Any] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    typing: Mapping[str, Any] = field(default_factory=dict)
    where: tuple[Place, ...] = ()
    rest: Mapping[str, Any] = field(default_factory=dict)

    def answered(self, changes: Mapping[str, Any]) -> Draft:
        """With these slots changed; a blank one is taken out."""
        return replace(self, answers=_merged(self.answers, changes))

    def marked(self, step: str, mark: Mark | None) -> Draft:
        """With a mark on a question, or without one."""
        return replace(self, marks=_merged(self.marks, {step: mark and mark.value}))

    def typed(self, page: str, value: object) -> Draft:
        """With what is half typed on a page, or with nothing."""
        kept = {name: held for name, held in self.typing.items() if name != page}
        return replace(self, typing=kept if value is None else {**kept, page: value})

    def with_rest(self, name: str, value: object) -> Draft:
        """With a field changed that the form does not ask for."""
        return replace(self, rest={**self.rest, name: value})


def is_blank(value: object) -> bool:
    """Whether a value says nothing: no text but white space, no tick, no row."""
    if isinstance(value, str):
        return not value.strip()
    return value in (None, False, (), [], {})


def _merged(held: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**held, **changes}
    return {slot: value for slot, value in merged.items() if value not in (None, False, "", (), [])}
