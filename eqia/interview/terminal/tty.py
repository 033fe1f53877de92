"""The terminal between two prompts: what is typed there already waits for the next one, unseen and unchanged.

A terminal as the shell leaves it would print early keys over the page, and take Ctrl-S for itself.
"""

from __future__ import annotations

import atexit
import contextlib
import sys
from collections.abc import Iterator
from typing import Any


class Quiet:
    """Keeps the terminal quiet. On Windows, where there is nothing to keep, it does nothing."""

    def __init__(self) -> None:
        self._before = _attributes()
        atexit.register(self.restore)

    def begin(self) -> None:
        """No echo, no lines, no Ctrl-S of the terminal's own, from now on."""
        attributes = _attributes()
        if attributes is not None:
            import termios

            attributes[0] &= ~termios.IXON
            attributes[3] &= ~(termios.ECHO | termios.ICANON)
            _set(attributes)

    def restore(self) -> None:
        """The terminal as it was found."""
        if self._before is not None:
            _set(self._before)

    @contextlib.contextmanager
    def lifted(self) -> Iterator[None]:
        """The terminal as it was found, for another program."""
        self.restore()
        try:
            yield
        finally:
            self.begin()


def _attributes() -> list[Any] | None:
    """The settings of the terminal; None on Windows, for a pipe, and for a terminal that is gone."""
    try:
        import termios
    except ImportError:
        return None
    try:
        return termios.tcgetattr(sys.stdin.fileno())
    except (termios.error, OSError, ValueError):
        return None


def _set(attributes: list[Any]) -> None:
    import termios

    with contextlib.suppress(termios.error, OSError, ValueError):
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, attributes)
