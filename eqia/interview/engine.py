"""The interview itself: a stack of places, a page for the top one, and what each reply does. Knows no terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from eqia.form.definition import Form
from eqia.interview.draft import Draft, Place, is_blank
from eqia.interview.page import Act, Page, Reply
from eqia.interview.places import checking, dating, ending, mending, records, tasks, walking
from eqia.interview.state import TASKS, InterviewState, Services


@dataclass(frozen=True)
class Handler:
    """What a kind of place does: its page (None if it is gone, so that the officer falls back), and taking a reply.

    ``parts`` is what follows the kind in a sound place, as a pattern over the parts with a tab before each.
    """

    parts: str
    page: Callable[[InterviewState, Place], Page | None]
    take: Callable[[InterviewState, Place, Reply], None]


class Interview(InterviewState):
    """One sitting. ``draft`` is always the whole state: a new interview on it shows the same page."""

    def __init__(self, form: Form, draft: Draft, services: Services) -> None:
        super().__init__(form, draft, services, stack=takewhile(is_sound, draft.where))
        self._before: tuple[Draft, list[Place]] | None = None

    def page(self) -> Page:
        """The page the officer is on. Places that are no more (a branch was closed) are dropped on the way."""
        while True:
            place = self._stack[-1] if self._stack else TASKS
            handler = HANDLERS.get(place[0])
            page = handler.page(self, place) if handler else None
            if page is not None:
                return replace(page, notes=self.notes, typed=self.draft.typing.get(page.id))
            self._stack = self._stack[:-1] or [TASKS]

    def take(self, reply: Reply) -> None:
        """Do what the officer did on the present page."""
        page = self.page()
        place = self._stack[-1]
        self.notes = ()
        if reply.act is Act.UNDO:
            self._undo()
            return
        self._before = self.draft, list(self._stack)
        self._keep_typed(page, reply)
        if reply.act is Act.LEAVE:
            self.over = True
        elif reply.act is Act.TASKS:
            self._stack = [TASKS]
        else:
            HANDLERS[place[0]].take(self, place, reply)
        if self._stack and self._stack[-1][0] == "findings":
            self._stack[-1] = mending.settle(self, self._stack[-1])
        if not self.over:
            self.page()
        self.draft = replace(self.draft, where=tuple(self._stack))

    def _undo(self) -> None:
        """Be where the reply before was given, as it was then."""
        if self._before:
            self.draft, self._stack = self._before
            self._before = None

    def _keep_typed(self, page: Page, reply: Reply) -> None:
        """Half-typed text stays with its page, whatever way off it the officer takes."""
        if reply.act is Act.ANSWER or page.widget not in _HELD:
            return
        differs = reply.value != page.value and not (is_blank(reply.value) and is_blank(page.value))
        self.draft = self.draft.typed(page.id, reply.value if differs else None)


_HELD = {"line", "long", "ticks"}

_ONE = r"\t[^\t]+"
_QUESTION = rf"{_ONE}{_ONE}\t(go|change)"
_ROW = rf"{_ONE}{_ONE}\t\d{{1,6}}"

HANDLERS: Mapping[str, Handler] = {
    "tasks": Handler("", tasks.page, tasks.take),
    "step": Handler(_QUESTION, walking.page, walking.take),
    "none": Handler(_QUESTION, walking.none_page, walking.take_none),
    "date": Handler(_ONE, dating.page, dating.take),
    "reuse": Handler(_ONE + _ONE, walking.reuse_page, walking.take_reuse),
    "records": Handler(_QUESTION, records.page, records.take),
    "row": Handler(_ROW, records.row_page, records.take_row),
    "delete": Handler(_ROW, records.delete_page, records.take_delete),
    "field": Handler(rf"{_ROW}{_ONE}\t(add|one)", records.field_page, records.take_field),
    "findings": Handler(rf"{_ONE}(\t.*)?", mending.page, mending.take),
    "reason": Handler(_ONE + _ONE, mending.reason_page, mending.take_reason),
    "check": Handler(r"\t[^\t]*(\tall)?", checking.page, checking.take),
    "end": Handler("", ending.page, ending.take),
    "open": Handler("", ending.open_page, ending.take_open),
}
"""Every kind of place."""


def is_sound(place: Place) -> bool:
    """Whether a place from a file is one of ours."""
    handler = HANDLERS.get(place[0])
    parts = "".join(f"\t{part}" for part in place[1:])
    return handler is not None and re.fullmatch(handler.parts, parts, re.DOTALL) is not None
