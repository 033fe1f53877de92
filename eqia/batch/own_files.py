"""The batch's own files in an output folder: appended line by line, and never through a link."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from eqia.errors import OutputError
from eqia.files import output_error, write_atomically
from eqia.rights import OWNER_ONLY, share_file

_FLAGS: Final = os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def open_own(path: Path, flags: int) -> int:
    """The descriptor of a file, made for its owner only if it is not there. Raises OutputError."""
    refuse_link(path)
    try:
        new = not path.exists()
        descriptor = os.open(path, _FLAGS | flags, OWNER_ONLY)
    except OSError as error:
        raise output_error(path, error) from None
    if new:
        share_file(descriptor, path.parent)
    return descriptor


def write_own(path: Path, data: bytes) -> None:
    """Write a file whole. Raises OutputError."""
    refuse_link(path)
    write_atomically(path, data)


def append(path: Path, lines: Sequence[bytes], *, sync: bool = False) -> None:
    """Append lines to a file, in one go, after the end of one that was cut off. Raises OutputError."""
    descriptor = open_own(path, os.O_RDWR | os.O_APPEND)
    try:
        _end_line(descriptor)
        data = b"".join(lines)
        if os.write(descriptor, data) < len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if sync:
            os.fsync(descriptor)
    except OSError as error:
        raise output_error(path, error) from None
    finally:
        os.close(descriptor)


def refuse_link(path: Path) -> None:
    """Raise OutputError for a link: what it leads to is somebody else's."""
    if path.is_symlink():
        raise OutputError(f'"{path}" is a link to another place, which eqia will not write to. Take it away.')


def _end_line(descriptor: int) -> None:
    size = os.lseek(descriptor, 0, os.SEEK_END)
    if size:
        os.lseek(descriptor, size - 1, os.SEEK_SET)
        if os.read(descriptor, 1) != b"\n":
            os.write(descriptor, b"\n")
