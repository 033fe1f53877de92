"""What can be said of a document that was compared with the data it was made from, and in what words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from eqia.workflows import Opened

MOST_LINES: Final = 10
"""Lines that are listed of one kind; of the others only the number is said."""

_LONGEST: Final = 100


class State(StrEnum):
    """What can be said of a document.

    UNTOUCHED: byte for byte what this version of eqia makes of its data. SAVED_AGAIN: other bytes, the same words and
    the same pages. REDRAWN: the same words in a PDF whose pages are drawn otherwise. OTHER_WORDS: the same answers,
    and words around them that differ. CHANGED: other answers. OTHER_ANSWERS: a web page that was not made from the
    answers in the file that was named.
    """

    UNTOUCHED = "untouched"
    SAVED_AGAIN = "saved again"
    REDRAWN = "redrawn"
    OTHER_WORDS = "other words"
    CHANGED = "changed"
    OTHER_ANSWERS = "other answers"


SAYS: Final = {
    State.UNTOUCHED: "Untouched: it is, byte for byte, what eqia makes of these answers.",
    State.SAVED_AGAIN: "Another program or another version of eqia wrote it anew, but it says the same, word for word.",
    State.REDRAWN: "It says the same, word for word, but its pages are NOT DRAWN as eqia draws them here: somebody put "
    "something on them, or they were made on another machine. Look at it beside a copy made anew.",
    State.OTHER_WORDS: "The answers are as they were, but other words are CHANGED: by somebody, or because another "
    "version of eqia or of the template made it.",
    State.CHANGED: "CHANGED: it does not show the answers that it was made from.",
    State.OTHER_ANSWERS: "It was made from OTHER ANSWERS than the file holds now. "
    "Name the file as it was then to see whether it is untouched.",
}


@dataclass(frozen=True)
class Verified:
    """What a document is. ``changed`` are the paths of the answers it shows otherwise than its source says.

    ``added`` and ``gone`` are lines other than answers. ``draft`` says whether it is most like a draft; None if that
    cannot be told. ``shows`` is the assessment it was made from, and ``digest`` the digest of its answers.
    ``same_as_file`` says whether that is what the assessment file holds now; None if no file was named.
    """

    state: State
    shows: Opened
    digest: str
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    draft: bool | None = None
    same_as_file: bool | None = None

    @property
    def same(self) -> bool:
        """Whether the document, as far as it shows, is what eqia makes of its data."""
        return self.state in (State.UNTOUCHED, State.SAVED_AGAIN)

    def differing(self) -> Iterator[str]:
        """What differs, a line each, in the form's words. Lines of a document are as they stand there: not yet fit for
        a terminal.
        """
        yield from (self.shows.pack.places.describe(path) for path in self.changed)
        for lines, how in ((self.added, "added"), (self.gone, "gone")):
            yield from (f"{how}: {line[:_LONGEST]}" for line in lines[:MOST_LINES])
            if len(lines) > MOST_LINES:
                yield f"{how}: {len(lines) - MOST_LINES} more"
