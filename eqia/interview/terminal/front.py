"""Which front end an officer gets: the terminal's where it can work, else lines that are printed and typed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Protocol

from eqia.interview import words
from eqia.interview.page import Page, Reply, Value


class FrontEnd(Protocol):
    """What shows pages and takes replies."""

    def say(self, *texts: str) -> None:
        """Print sentences."""

    def ask(self, page: Page, saved: str, keep: Callable[[Value], None]) -> Reply:
        """Show a page until it is answered or left; ``keep`` gets what is typed on the way."""


def choose_front_end(environment: Mapping[str, str], *, plain: bool) -> FrontEnd:
    """The terminal front end, unless plain was asked for or nothing else can work here."""
    from eqia.interview.terminal.plain import Plain

    wants_plain = plain or bool(environment.get("ACCESSIBLE")) or environment.get("TERM") == "dumb"
    if wants_plain or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Plain()
    from eqia.interview.terminal.prompting import Terminal

    try:
        return Terminal()
    except Exception as error:
        if type(error).__name__ != "NoConsoleScreenBufferError":  # exists on Windows only
            raise
        front = Plain()
        front.say(words.NO_CONSOLE)
        return front
