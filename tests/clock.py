"""Time as the machine lets it pass: a second is as long as a process needs to work for a second."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

WORK = [sys.executable, "-I", "-S", "-c", "while True: pass"]


@contextlib.contextmanager
def fair_clock() -> Iterator[Callable[[], float]]:
    """Tells the seconds since it began, those of a machine with nothing else to do: where ten programs share a
    processor, they are ten times as long. For what must be over soon, whatever else the machine does meanwhile.
    """
    if not sys.platform.startswith("linux"):
        began = time.monotonic()
        yield lambda: time.monotonic() - began
        return
    worker = subprocess.Popen(WORK)
    try:
        started = _worked(worker.pid)
        yield lambda: _worked(worker.pid) - started
    finally:
        worker.kill()
        worker.wait()


def _worked(number: int) -> float:
    """Seconds of processor time that a process has had."""
    fields = Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
