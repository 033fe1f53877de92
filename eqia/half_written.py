"""Files that are being written: beside their targets, gone when the writing fails, swept up after a crash."""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Final

try:
    import fcntl
except ImportError:  # Windows, which does not let go of an open file's name
    fcntl = None  # type: ignore[assignment]

_NAME: Final = re.compile(r"\.(eqia-|.+\.)[0-9a-f]{8}\.tmp")
"""The names of half-written files, those of earlier versions too, which began with the name of the target."""

_SURELY_LEFT: Final = 3600.0
"""Seconds after which a half-written file is one that was left, where nobody can ask whether it is held."""


@contextlib.contextmanager
def half_written(folder: Path, mode: int) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file in a folder, open and held while this holds; then it is gone, unless it was moved away."""
    path, descriptor = _begin(folder, mode)
    try:
        with open(descriptor, "wb") as file:
            yield path, file
    finally:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


@lru_cache(maxsize=256)
def sweep_once(folder: Path) -> None:
    """Sweep a folder the first time that this process writes in it."""
    sweep(folder)


def sweep(folder: Path) -> None:
    """Remove the half-written files of a folder that nobody is writing any more: their writers were killed."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for left in [Path(entry) for entry in entries if _NAME.fullmatch(entry.name)]:
            with contextlib.suppress(OSError):
                _remove(left)


def _begin(folder: Path, mode: int) -> tuple[Path, int]:
    """A new file, held. One that is swept up between its making and its holding is made again."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    while True:
        path = folder / f".eqia-{os.urandom(4).hex()}.tmp"
        descriptor = os.open(path, flags, mode)
        if hold(descriptor) is not False and os.fstat(descriptor).st_nlink:
            return path, descriptor
        os.close(descriptor)


def hold(descriptor: int) -> bool | None:
    """Hold an open file until it is closed. False if somebody else does, None if nobody can say."""
    if fcntl is None:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _remove(left: Path) -> None:
    descriptor = os.open(left, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        held = hold(descriptor)
        old = time.time() - os.fstat(descriptor).st_mtime > _SURELY_LEFT
    finally:
        if fcntl is None:
            os.close(descriptor)
    try:
        if held or (held is None and old):
            left.unlink()
    finally:
        if fcntl is not None:
            os.close(descriptor)
