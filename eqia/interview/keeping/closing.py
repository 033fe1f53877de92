"""The end that comes from outside: the window is closed, the computer shuts down, the terminal is gone.

A signal's handler may run between any two steps of the program, with any lock held. Ours only notes that the end was
asked for and wakes whoever waits for keys; the ordinary way out then saves and leaves. A thread watches that it does.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Final

from eqia.errors import Unfinished

PATIENCE: Final = 5.0
"""Seconds that the ordinary way out has."""

_LAST_SAVE: Final = 2.0
"""Seconds that saving has after that, before the process ends all the same."""

_LOOK: Final = 0.5
"""Seconds between two looks at the terminal, which can go without a word where signals are ignored."""


class WindowClosed(SystemExit):
    """The window was closed, or the computer is shutting down. What was typed is saved by then."""


def _nothing() -> None:
    return


class Closing:
    """Whether the end was asked for. There is one for the process, as signals are the process's."""

    def __init__(self) -> None:
        self.asked = False
        self._wakes: tuple[int, int] | None = None
        self._waiting = False
        self._inside = False
        self._insists = False
        self._look: Callable[[], None] = _nothing

    @property
    def wakes(self) -> int | None:
        """A descriptor that can be read when there is something to do; None outside a sitting and on Windows."""
        return self._wakes[0] if self._wakes and os.name != "nt" else None

    @contextlib.contextmanager
    def heard(self, rescue: Callable[[], None]) -> Iterator[None]:
        """Hear of the end while this holds. ``rescue`` saves, if nobody else has done so in time.

        Signals that whoever started the program has ignored stay so; they can be caught in the main thread only.
        """
        self.asked = self._insists = False
        self._wakes = os.pipe()
        for end in self._wakes:
            os.set_blocking(end, False)
        done = threading.Event()
        before = {number: signal.signal(number, self._hear) for number in _closing_signals()}
        before |= {number: signal.signal(number, self._go_on) for number in _signals("SIGCONT")}
        watch = threading.Thread(target=self._watch, args=(done, rescue), daemon=True)
        watch.start()
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, signal.SIG_IGN if self.asked and handler != signal.SIG_DFL else handler)
            done.set()
            watch.join()
            ends, self._wakes = self._wakes, None
            for end in ends:
                os.close(end)

    @contextlib.contextmanager
    def waiting(self, look: Callable[[], None] = _nothing) -> Iterator[None]:
        """Wait for a line meanwhile, with nothing in hand: if the end is asked for, WindowClosed is raised here.

        ``look`` is called twice a second, to see what stands in the line: a terminal that goes takes it along. It runs
        in the thread that waits, which holds no lock then, and nothing is raised in the midst of it.
        """
        self._waiting, self._inside, self._look = True, True, look
        try:
            self._let_go()
            yield
        finally:
            self._waiting = self._inside = False

    def woken(self) -> None:
        """Take the waking that was only about going on after a stop."""
        if self._wakes and not self.asked:
            with contextlib.suppress(BlockingIOError):
                os.read(self._wakes[0], 64)

    def _hear(self, _signal: int, _frame: FrameType | None) -> None:
        self.asked = True
        self._wake()
        self._let_go()

    def _go_on(self, _signal: int, _frame: FrameType | None) -> None:
        self._wake()
        if self._waiting:
            self._waiting = False
            try:
                self._look()
            finally:
                self._waiting = self._inside
        elif self._insists and self._inside:  # readline swallows what is raised while it calls us back
            self._waiting = True
        self._let_go()

    def _let_go(self) -> None:
        if self._waiting and self.asked:
            self._waiting = False
            raise WindowClosed(Unfinished.exit_code)

    def _wake(self) -> None:
        if self._wakes:
            with contextlib.suppress(OSError):  # it is full: whoever waits is awake
                os.write(self._wakes[1], b"\0")

    def _watch(self, done: threading.Event, rescue: Callable[[], None]) -> None:
        has_terminal = _has_terminal()
        while not (self.asked or done.wait(_LOOK)):
            if has_terminal and not _has_terminal():
                self.asked = True
                self._wake()
            if self._waiting:
                _nudge()
        if not done.wait(PATIENCE / 2):
            self._insists = True
            if self._inside:
                _nudge()
        if not done.wait(PATIENCE / 2):
            saving = threading.Thread(target=rescue, daemon=True)
            saving.start()
            saving.join(_LAST_SAVE)
            os._exit(Unfinished.exit_code)


CLOSING: Final = Closing()


def _closing_signals() -> list[int]:
    """The signals of a closed window and of the end of the session, but for those that are ignored."""
    return [each for each in _signals("SIGTERM", "SIGHUP", "SIGBREAK") if signal.getsignal(each) != signal.SIG_IGN]


def _signals(*names: str) -> list[int]:
    if threading.current_thread() is not threading.main_thread():
        return []
    return [getattr(signal, name) for name in names if hasattr(signal, name)]


def _nudge() -> None:
    """Let the main thread hear of a signal that came just before it began to wait: Python would tell it afterwards."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGCONT)


def _has_terminal() -> bool:
    """Whether there is a terminal at the other end of stdin."""
    try:
        return os.isatty(sys.stdin.fileno())
    except (AttributeError, OSError, ValueError):
        return False
