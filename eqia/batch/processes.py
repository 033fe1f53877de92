"""What the processes of a batch keep to: Ctrl-C is for the one that started them, and they end with it."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
from collections.abc import Iterator
from typing import Final

from eqia.process import may_fork

_DIE_WITH_PARENT: Final = 1
"""PR_SET_PDEATHSIG of Linux's prctl."""


def way_to_start() -> str:
    """How this process starts others, as multiprocessing names it.

    Split off, they share what is loaded before. Beside a second thread, which may hold a lock just then, and in a
    program that only uses eqia, they are split off another that does nothing else.
    """
    if may_fork():
        return "fork"
    return "forkserver" if sys.platform == "linux" else "spawn"


@contextlib.contextmanager
def interrupts_put_off() -> Iterator[None]:
    """While this holds, Ctrl-C waits: it must not meet a process before that can ignore it."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def serve_parent() -> None:
    """Ignore Ctrl-C in this process, and have the system end it when its parent ends, however; only Linux can."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        parent = multiprocessing.parent_process()
        if parent is not None and not parent.is_alive():
            sys.exit(1)
