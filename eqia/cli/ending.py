"""The end of the program by a signal: in order, so that nothing half-written with answers in it stays behind."""

from __future__ import annotations

import signal
from types import FrameType
from typing import Final

_SIGNALS: Final = ("SIGTERM", "SIGHUP", "SIGBREAK")
"""The signals of the end of the session and of a closed window, by their names: not every system has each."""


class Ended(SystemExit):
    """The program was asked to end by a signal. Its exit code is the one that shells give: 128 and its number."""


def end_in_order() -> None:
    """From now on such a signal unwinds what is going on, unless whoever started the program has it ignored."""
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # once is enough: the way out is not to be cut short
    raise Ended(128 + number)
