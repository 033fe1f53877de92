"""The lock of an output folder: one batch at a time works on it, and the system lets go of it if that one dies."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from eqia.batch.own_files import open_own
from eqia.errors import OutputError

NAME: Final = ".eqia-batch.lock"

_FLAGS: Final = os.O_RDWR if sys.platform == "win32" else os.O_RDONLY
"""A file that is not open for writing lets an administrator shut the disk meanwhile."""


@contextlib.contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold an output folder. Raises OutputError if another batch does, or if nothing may be written there."""
    descriptor = open_own(out / NAME, _FLAGS)
    try:
        if not _lock(descriptor):
            raise OutputError(f'Another batch is writing to "{out}". Wait for it, or choose another folder with -o.')
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
