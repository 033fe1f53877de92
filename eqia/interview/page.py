"""What passes between the engine and a front end: a page to show, and the reply to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Value = str | tuple[str, ...] | None
"""What a page is answered with: a text, the ids of what was ticked or chosen, or nothing."""


class Widget(StrEnum):
    """How a page is answered."""

    LINE = "line"
    LONG = "long"
    YES_NO = "yes_no"
    TICKS = "ticks"
    MENU = "menu"


class Act(StrEnum):
    """What the officer did: answered, or took one of the ways off a page that are the same everywhere.

    ``UNDO`` means that the reply before was none: it was the first letter of words that were typed.
    """

    ANSWER = "answer"
    BACK = "back"
    SKIP = "skip"
    TASKS = "tasks"
    LEAVE = "leave"
    REUSE = "reuse"
    UNDO = "undo"


WAYS_OFF = (Act.BACK, Act.SKIP, Act.TASKS, Act.LEAVE)
"""The acts that every question offers besides its answer."""

MENU_ACTS = (Act.BACK, Act.TASKS, Act.LEAVE)
"""The acts of pages that are no questions."""


@dataclass(frozen=True)
class Option:
    """A row of a tick list or a menu. ``note`` says more about it: a status, what the answer means.

    An option that stands ``alone`` is ticked without any other.
    """

    id: str
    label: str
    note: str = ""
    alone: bool = False


@dataclass(frozen=True)
class Page:
    """One page: a question, a menu, or something to read.

    ``where`` says which section and question this is, ``notes`` what just happened, ``lines`` is text to read before
    answering. ``hint`` always shows, ``help`` on request. ``value`` is the answer so far and ``typed`` what was begun
    and not finished. ``start`` is the row to point at in a menu.
    """

    id: str
    widget: Widget
    ask: str
    where: str = ""
    notes: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    hint: str = ""
    help: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    value: Value = None
    typed: Value = None
    start: str = ""
    optional: bool = False
    acts: tuple[Act, ...] = WAYS_OFF

    @property
    def is_text(self) -> bool:
        """Whether the answer is typed."""
        return self.widget in (Widget.LINE, Widget.LONG)

    @property
    def text(self) -> str:
        """The text to start from: what was half typed, else the answer so far."""
        held = self.value if self.typed is None else self.typed
        return held if isinstance(held, str) else ""

    def ruled_out_by(self, id: str) -> frozenset[str]:
        """The boxes that cannot stay ticked when this one is ticked."""
        alone = {option.id for option in self.options if option.alone}
        others = {option.id for option in self.options} if id in alone else alone
        return frozenset(others - {id})

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids to start from in a tick list."""
        held = self.value if self.typed is None else self.typed
        return held if isinstance(held, tuple) else ()


@dataclass(frozen=True)
class Reply:
    """What the officer did with a page. With an act that isn't an answer, ``value`` is the text left half typed."""

    act: Act
    value: Value = None


def answer(value: Value) -> Reply:
    """The reply that answers a page."""
    return Reply(Act.ANSWER, value)
