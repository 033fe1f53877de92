"""What one command may use of the machine, so that a template or a file from a stranger cannot stop it."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType
from typing import Final

from eqia.errors import EqiaError, RenderError

SECONDS: Final = 120
"""Seconds of processor time that a command may use. The largest report that eqia makes takes less than half of it."""

MEMORY: Final = 3 << 30
"""Bytes of memory that it may use."""

ADVICE: Final = "Look for very long answers or lists, and for a template that repeats itself."

_AGAIN: Final = 1.0
"""Seconds after which it is stopped once more, if the first time met code that lets nothing through."""

_said: set[str] = set()
"""What has become of the work under way: "written" when a file is about to be, "stopped" when its time is over."""


class _OutOfTime(BaseException):
    """The time is used up. Libraries that go on after any Exception do not go on after this."""


@contextlib.contextmanager
def limited(
    what: str,
    seconds: int = SECONDS,
    memory: int = MEMORY,
    failure: type[EqiaError] = RenderError,
    advice: str = ADVICE,
) -> Iterator[None]:
    """While this holds, the process is limited in processor time and memory, where the system can limit them.

    ``what`` names the work, ``advice`` says what to do. Raises ``failure`` if it needs more. The time is over when the
    first file is about to be written: what is written is written whole.
    """
    _said.clear()
    try:
        with _limited_memory(memory), _limited_time(seconds):
            yield
    except MemoryError:
        used = f"{memory >> 20} MB of memory"
    except BaseException:
        if "stopped" not in _said:
            raise
        used = f"{seconds} seconds"  # whatever libraries made of it on the way
    else:
        return
    left = "What had been written by then is whole." if "written" in _said else "Nothing was written."
    raise failure(f"{what} took more than {used} and was stopped. {left} {advice}")


def writing_begins() -> None:
    """Say that a file is about to be written: from here on the work under way is not stopped for want of time."""
    _said.add("written")
    if _is_timed():
        signal.setitimer(signal.ITIMER_PROF, 0)


def _is_timed() -> bool:
    return hasattr(signal, "setitimer") and signal.getsignal(signal.SIGPROF) is _stop


@contextlib.contextmanager
def _limited_time(seconds: int) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stop(_number: int, _frame: FrameType | None) -> None:
    _said.add("stopped")
    raise _OutOfTime


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
