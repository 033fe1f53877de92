"""What can be said of a document that was compared with the data it was made from, and in what words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from eqia.workflows import Opened

MOST_LINES: Final = 10
"""Lines that are listed of one kind; of the others only the number is said."""

_LONGEST: Final = 200


class State(StrEnum):
    """What can be said of a document; the gravest last.

    Only the first two are "the same". Each of the others is said of what a document does not have in common with what
    eqia makes of its data, beyond the closed list of what a program changes that saves a file again.
    """

    UNTOUCHED = "untouched"
    SAVED_AGAIN = "saved again"
    OTHER_VERSION = "other version"
    REVIEW_COPY = "review copy"
    FACTS = "other properties"
    HEARD = "other tags"
    NOTES = "notes"
    REDRAWN = "redrawn"
    OTHER_WORDS = "other words"
    CARRIES = "carries more"
    FETCHES = "fetches"
    RUNS = "runs"
    CHANGED = "changed"
    OTHER_ANSWERS = "other answers"


SAYS: Final = {
    State.UNTOUCHED: "Untouched: it is, byte for byte, what eqia makes of these answers.",
    State.SAVED_AGAIN: "Another program saved it again, and changed nothing that it shows, says or does.",
    State.OTHER_VERSION: "ANOTHER VERSION of eqia or of the template made it. Its answers were compared, and what "
    "it carries and does; its look and its other words could not be.",
    State.REVIEW_COPY: "A COPY FOR REVIEW, which eqia issued with comments on its findings.",
    State.FACTS: "What it says of itself (title, author, keywords and the like) is NOT what eqia wrote.",
    State.HEARD: "It is READ ALOUD OTHERWISE than it was made: its tags, its language or its labels were changed.",
    State.NOTES: "COMMENTS or other marks were put on it.",
    State.REDRAWN: "It LOOKS OTHERWISE than eqia makes it here: something is hidden, covered, struck out, moved or in "
    "another look, or it was made on another machine. Look at it beside a copy made anew.",
    State.OTHER_WORDS: "Words beside the answers are CHANGED.",
    State.CARRIES: "It CARRIES MORE than eqia put into it. Do not open what you did not expect.",
    State.FETCHES: "It LEADS ELSEWHERE: it holds something that programs fetch from outside, or links that eqia did "
    "not make.",
    State.RUNS: "It CAN DO SOMETHING by itself: it holds macros, scripts, actions or fields to fill in.",
    State.CHANGED: "CHANGED: it does not show the answers that it was made from.",
    State.OTHER_ANSWERS: "It was made from OTHER ANSWERS than the file holds now. "
    "Name the file as it was then to see whether it is untouched.",
}
GRAVEST: Final = tuple(State)


@dataclass(frozen=True)
class Difference:
    """A difference between a document and what its data give: of what kind, and where or what, in words."""

    state: State
    what: str


@dataclass(frozen=True)
class Verified:
    """What a document is: the gravest that can be said of it, and each difference.

    ``changed`` are the paths of the answers that it shows otherwise than its data say.
    ``draft`` says whether it is most like a draft; None if that cannot be told. ``shows`` is the assessment it was
    made from, and ``digest`` the digest of its answers. ``same_as_file`` says whether that is what the assessment file
    holds now; None if no file was named.
    """

    state: State
    shows: Opened
    digest: str
    changed: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    draft: bool | None = None
    same_as_file: bool | None = None

    @property
    def same(self) -> bool:
        """Whether the document, as far as it shows, is what eqia makes of its data."""
        return self.state in (State.UNTOUCHED, State.SAVED_AGAIN)

    def said(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """A sentence for each kind of difference, the gravest first, and a line for each difference of that kind.

        Lines that stand in a document are as they stand there: not yet fit for a terminal.
        """
        kinds = {self.state, *(each.state for each in self.differences)}
        for state in sorted(kinds, key=GRAVEST.index, reverse=True):
            lines = [each.what[:_LONGEST] for each in self.differences if each.state is state]
            more = [f"{len(lines) - MOST_LINES} more"] if len(lines) > MOST_LINES else []
            yield SAYS[state], (*lines[:MOST_LINES], *more)

    def differing(self) -> list[str]:
        """What differs, a line each, the gravest first."""
        return [line for _, lines in self.said() for line in lines]
