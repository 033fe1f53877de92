"""A change that came back and waits to be taken over: clean, in doubt, or in conflict with the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from eqia.assessment.model import Assessment
from eqia.review.returned.doubts import Doubt
from eqia.textdiff import Edit


class Choice(StrEnum):
    """What a person decides on a proposal: take what came back, or keep what the file holds."""

    TAKE = "take"
    KEEP = "keep"


class Status(StrEnum):
    """How a proposal stands: clean ones are taken over by themselves, the others are chosen on."""

    CLEAN = "clean"
    IN_DOUBT = "in doubt"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Three:
    """The three sides of a merge: what was issued, what came back, and what the file holds now."""

    issued: Assessment
    returned: Assessment
    now: Assessment


@dataclass(frozen=True)
class Proposal:
    """One change that came back. ``key`` names it for a choice: the field's path, as the file has it now.

    ``theirs`` says what the reviewer changed, ``ours`` what was changed in the file meanwhile ("" for nothing);
    ``words`` and ``our_words`` show long texts word by word. ``merged`` says that both are kept: they changed different
    sentences of one answer.
    """

    key: str
    status: Status
    theirs: str
    ours: str = ""
    doubts: tuple[Doubt, ...] = ()
    words: tuple[Edit, ...] = ()
    our_words: tuple[Edit, ...] = ()
    merged: bool = False

    def taken(self, choices: Mapping[str, Choice]) -> bool:
        """Whether the change is taken over, by these choices."""
        return choices.get(self.key, Choice.TAKE if self.status is Status.CLEAN else Choice.KEEP) is Choice.TAKE


def judged(doubts: Sequence[Doubt], *, conflict: bool) -> Status:
    """How a change stands, given the doubts about it and whether the file was changed in the same place."""
    if conflict:
        return Status.CONFLICT
    return Status.IN_DOUBT if doubts else Status.CLEAN
