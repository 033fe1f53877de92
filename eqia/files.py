"""Reading and writing whole files safely: bounded reads, and writes that leave either the old file or the new one."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from eqia.errors import InputError, OutputError

_OWNER_ONLY = 0o600
_LOCKED = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY}


def read_bounded(path: Path, limit: int) -> bytes:
    """The bytes of a file of at most ``limit`` bytes. Raises InputError with a sentence if it cannot be read whole."""
    try:
        if path.is_dir():
            raise InputError(f'"{path}" is a folder. Name a file in it.')
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = file.read(limit + 1) if size <= limit else b""
    except FileNotFoundError:
        raise InputError(f'There is no file "{path}". Check the name and the folder.') from None
    except OSError as error:
        raise InputError(f'Cannot read "{path}": {reason(error)}.') from None
    if max(size, len(data)) > limit:
        raise InputError(f'"{path}" is larger than {limit // 1_000_000} MB. Is it the right file?')
    return data


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file for its owner only, beside the target and then moved into place; on failure the old one stays.

    Raises OutputError with a sentence that says why and what to do.
    """
    if path.is_dir():
        raise OutputError(f'"{path}" is a folder. Give the name of a file.')
    beside = path.with_name(f".{path.name[:60]}.{os.urandom(4).hex()}.tmp")
    try:
        _write(beside, data)
        beside.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise output_error(path, error) from None
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Create a folder and those above it. Raises OutputError if that cannot be done."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f'Cannot make the folder "{path}": {reason(error)}.') from None


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _OWNER_ONLY)
    with open(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def output_error(path: Path, error: OSError) -> OutputError:
    """What to tell someone when the system did not let a file be written."""
    if isinstance(error, FileNotFoundError):
        return OutputError(f'There is no folder "{path.parent}". Make it first, or choose another.')
    if error.errno == errno.ENOSPC:
        return OutputError(f'The disk is full: "{path}" was not written, and what was there before is untouched.')
    if error.errno == errno.EROFS or (error.errno in _LOCKED and not os.access(path.parent, os.W_OK)):
        return OutputError(f'You may not write in the folder "{path.parent}". Choose another.')
    if error.errno in _LOCKED:
        return OutputError.locked(path)
    return OutputError(f'Cannot write "{path}": {reason(error)}.')


def reason(error: OSError) -> str:
    """What the system says went wrong, as part of a sentence."""
    return (error.strerror or type(error).__name__).lower()
