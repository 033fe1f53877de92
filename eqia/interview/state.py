"""Where an interview stands: the draft, the stack of places, and what the pages of all places may ask and change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from eqia.assessment.model import Assessment
from eqia.form.definition import Form
from eqia.form.places import Places
from eqia.interview.draft import Draft, Place
from eqia.interview.page import Page, Value
from eqia.interview.questions.answers import build_assessment
from eqia.interview.questions.outline import Outline
from eqia.rules.findings import Findings

TASKS: Place = ("tasks",)
"""The task list: where every way ends."""


@dataclass(frozen=True)
class Services:
    """What the interview calls: the rules, the making of documents (which gives what to say about them), the day."""

    check: Callable[[Assessment], Findings]
    make_documents: Callable[[], Sequence[str]]
    today: date


class InterviewState:
    """A sitting between two pages. ``draft`` is the whole of it but for what is only said once."""

    def __init__(self, form: Form, draft: Draft, services: Services, stack: Iterable[Place]) -> None:
        self.form = form
        self.services = services
        self.places = Places(form)
        self.draft = draft
        self.over = False
        self.notes: tuple[str, ...] = ()
        self._stack = list(stack) or [TASKS]
        self._outline: Outline | None = None
        self._found: tuple[Mapping[str, Any], Mapping[str, Any], Findings] | None = None

    @property
    def place(self) -> Place:
        """Where the officer is."""
        return self._stack[-1]

    @property
    def outline(self) -> Outline:
        """The sections and questions as they are now."""
        if self._outline is None or self._outline.draft is not self.draft:
            self._outline = Outline(self.form, self.draft, self.places)
        return self._outline

    @property
    def findings(self) -> Findings:
        """What the rules find in the answers that count."""
        state = self.draft.answers, self.draft.rest
        if self._found is None or self._found[0] is not state[0] or self._found[1] is not state[1]:
            self._found = (*state, self.services.check(build_assessment(self.form, self.draft)))
        return self._found[2]

    def type(self, page: Page, value: Value) -> None:
        """Keep what is half typed on a page."""
        self.draft = self.draft.typed(page.id, value if value != page.value else None)

    def note(self, *texts: str) -> None:
        """Say something at the top of the next page."""
        self.notes += tuple(text for text in texts if text)

    def push(self, *places: Place) -> None:
        """Go to a place, and come back to this one afterwards."""
        self._stack += places

    def pop(self) -> None:
        """Go back to where this place was entered from."""
        self._stack = self._stack[:-1] or [TASKS]

    def move(self, *places: Place) -> None:
        """Go on from this place to others, the last one first."""
        self._stack = [*self._stack[:-1], *places]
