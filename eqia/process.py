"""Whose process this is: one of eqia's own, or that of a program that uses eqia, in which eqia leaves no trace."""

from __future__ import annotations

import gc
import os
import threading
from pathlib import Path
from typing import Final

OBJECTS_LEFT: Final = 100_000
"""How many objects tasks may leave behind in a process before it looks for those that nothing needs: some 20 MB."""

_TASKS: Final = Path("/proc/self/task")
_claimed: set[str] = set()


def claim() -> None:
    """Say that this process is eqia's own: the command line, a worker of a batch, one that draws PDF files."""
    _claimed.add("eqia")


def is_own() -> bool:
    """Whether this process is eqia's own. Only there may libraries be changed and limits be set."""
    return bool(_claimed)


def processors() -> int:
    """The processors that this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def may_fork() -> bool:
    """Whether a process can be split off this one as it is: eqia's own, on Linux, without a second thread."""
    if not is_own() or not _TASKS.is_dir():
        return False
    return threading.active_count() == 1 and len([*_TASKS.iterdir()]) == 1


def forget_tasks() -> None:
    """Look for objects that nothing needs, if tasks have left many. In a process that does so, the search is off
    during tasks: one search after a task takes a third of the time of those during it.
    """
    if gc.get_count()[0] > OBJECTS_LEFT:
        gc.collect()
