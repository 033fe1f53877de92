"""What one command may use of the machine, so that a template or a file from a stranger cannot stop it."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType
from typing import Final

from eqia.errors import RenderError

SECONDS: Final = 120
"""Seconds of processor time that a command may use. The largest report that eqia makes takes less than half of it."""

MEMORY: Final = 3 << 30
"""Bytes of memory that it may use."""


class _OutOfTimeError(Exception):
    """The time is used up."""


@contextlib.contextmanager
def limited(what: str, seconds: int = SECONDS, memory: int = MEMORY) -> Iterator[None]:
    """While this holds, the process is limited in processor time and memory, where the system can limit them.

    ``what`` names the work. Raises RenderError if it needs more.
    """
    try:
        with _limited_memory(memory), _limited_time(seconds):
            yield
    except _OutOfTimeError:
        raise RenderError(
            f"{what} took more than {seconds} seconds and was stopped. Nothing was written. "
            "Look for very long answers or lists, and for a template that repeats itself."
        ) from None
    except MemoryError:
        raise RenderError(
            f"{what} took more than {memory >> 20} MB of memory and was stopped. Nothing was written. "
            "Look for very long answers or lists, and for a template that repeats itself."
        ) from None


@contextlib.contextmanager
def _limited_time(seconds: int) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise _OutOfTimeError


@contextlib.contextmanager
def _limited_memory(memory: int) -> Iterator[None]:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, before[1]))
    try:
        yield
    finally:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, before)
