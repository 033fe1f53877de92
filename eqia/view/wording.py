"""How answers read on paper: lists as lines, ticks as words, text as paragraphs and bullets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from eqia.assessment.model import Decision, Person
from eqia.assessment.vocabulary import Tick, YesNo

YES: Final = "Yes"
NO: Final = "No"
NOT_TICKED: Final = "Not ticked"
UNREADABLE: Final = "Could not be read"


@dataclass(frozen=True)
class Box:
    """A tick box: its state, and what a person hears for it."""

    state: Tick
    says: str

    @property
    def ticked(self) -> bool:
        """Whether a tick shows. A box that could not be read shows none."""
        return self.state is True


def boxes_of(answer: YesNo | None) -> tuple[Box, Box]:
    """The Yes box and the No box of a question."""
    if answer == "unreadable":
        return Box("unreadable", UNREADABLE), Box("unreadable", UNREADABLE)
    yes, no = answer in ("yes", "both"), answer in ("no", "both")
    return Box(yes, YES if yes else NOT_TICKED), Box(no, NO if no else NOT_TICKED)


def box_of(tick: Tick) -> Box:
    """A single box, heard as Yes or No."""
    if tick == "unreadable":
        return Box("unreadable", UNREADABLE)
    return Box(tick, YES if tick else NO)


def one_a_line(entries: tuple[Decision | Person, ...]) -> str:
    """People or decisions, one a line: "Director of Children's Services", "Executive, 14 November 2018"."""
    return "\n".join(", ".join(part for part in _parts(entry) if part) for entry in entries)


def _parts(entry: Decision | Person) -> Iterator[str]:
    if isinstance(entry, Person):
        yield from (entry.name, entry.post)
    else:
        yield from (entry.body, entry.date.text)
