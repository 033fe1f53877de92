"""Tells keys that are pressed from words that are typed, on pages where a key is an answer and nothing is written.

Somebody who takes such a page for a text field types a sentence at it. Its first letter may be a key: so Y and N wait a
moment whether another letter follows. The first sign of typing stops the page, with a sentence, until the keys pause.
Where a slow first letter has answered already, the next letters meet the next page: they take the answer back. A page
for text takes them, since somebody quick may mean them for it, and says that the letter was an answer.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from eqia.interview import words
from eqia.interview.page import Act, Reply
from eqia.interview.terminal.layout import wrap
from eqia.interview.terminal.telling import show_above

MOMENT: Final = 0.25
"""Seconds that a letter waits to be followed by another."""

LONGER: Final = 0.7
"""The same after a page was typed at: people think between words."""

PAUSE: Final = 1.2
"""Seconds without a key after which a page that was stopped listens again, and keys begin a new run."""


SLOW: Final = 3.0
"""Seconds after a letter has answered in which typing on the next page shows that it was the first of a word."""


@dataclass
class Run:
    """What one page leaves to the next: when a letter alone answered it, and whether typing took that back."""

    answered: float = -SLOW
    taken_back: bool = False

    @property
    def is_recent(self) -> bool:
        """Whether what is typed now may be the rest of a word whose first letter answered."""
        return time.monotonic() - self.answered < SLOW


class Guard:
    """Watches the keys of one prompt."""

    def __init__(self, app: Application[Any], sentence: str, width: int, before: Run, run: Run) -> None:
        """``before`` is what the page before left; ``run`` is what this one leaves."""
        self._app = app
        self._sentence = sentence
        self._said = ""
        self._until = 0.0
        self._last = 0.0
        self._waits: tuple[asyncio.TimerHandle, Callable[[], None]] | None = None
        self._undo: Callable[[], None] | None = None
        self._before = before
        self._run = run
        show_above(app, lambda: wrap(f"* {self._said}", width) if self._said else [])
        if before.taken_back:
            self.refuse(words.TYPED_BEFORE)

    @property
    def stopped(self) -> bool:
        """Whether the page takes no answer now. A key that is asked about then makes the pause begin anew."""
        if time.monotonic() >= self._until:
            return False
        self._until = time.monotonic() + PAUSE
        return True

    def press(self, act: Callable[[], None]) -> None:
        """A letter that is a key: it acts if it stays alone for a moment."""
        if self.stopped:
            return
        if self._waits:
            self.stop()
            return
        moment = LONGER if self._said else MOMENT
        self._waits = asyncio.get_running_loop().call_later(moment, self._answer), act

    def _answer(self) -> None:
        self._run.answered = time.monotonic()
        self.confirm()

    def confirm(self) -> bool:
        """Let the letter that waits act now. Gives whether there was one."""
        waits, self._waits = self._waits, None
        if waits and self._app.is_running:
            waits[0].cancel()
            waits[1]()
        return waits is not None

    def begins(self, event: KeyPressEvent, undo: Callable[[], None]) -> None:
        """A figure or a space, which may also be the beginning of typing: ``undo`` then takes its doing back."""
        now = time.monotonic()
        goes_on = now - self._last < PAUSE and any(len(press.data) == 1 for press in event.previous_key_sequence)
        self._undo = self._undo if goes_on and self._undo else undo
        self._last = now
        self._said = ""

    def stop(self) -> None:
        """It was typing: take back what it did, say so, and wait for a pause."""
        if self._waits:
            self._waits[0].cancel()
        elif self._before.is_recent and self._app.is_running:
            self._run.taken_back = True
            self._app.exit(result=Reply(Act.UNDO))
            return
        if self._undo and time.monotonic() - self._last < PAUSE:
            self._undo()
        self._waits = self._undo = None
        self.refuse(self._sentence)

    def refuse(self, sentence: str) -> None:
        """Say why a key did nothing, and wait for a pause."""
        self.say(sentence)
        self._until = time.monotonic() + PAUSE

    def say(self, sentence: str) -> None:
        """Say something beside the answer."""
        self._said = sentence
        self._app.invalidate()

    def keys(self) -> KeyBindings:
        """Letters that are no keys, and what is typed while the page is stopped."""
        keys = KeyBindings()

        @keys.add(Keys.Any)
        def typed(event: KeyPressEvent) -> None:
            if event.data.isprintable() and not self.stopped and (event.data.strip() or self._waits):
                self.stop()

        for key in ("enter", "c-j", " "):

            @keys.add(key, eager=True, filter=Condition(lambda: time.monotonic() < self._until))
            def swallow(_: KeyPressEvent) -> None:
                assert self.stopped

        return keys
