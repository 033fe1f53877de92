"""Reading and writing whole files safely: bounded reads, and writes that leave either the old file or the new one."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Callable, Iterator
from io import BufferedReader
from itertools import chain, count
from pathlib import Path
from typing import Final

from eqia.errors import InputError, OutputError
from eqia.half_written import half_written, hold, sweep_once
from eqia.limits import writing_begins
from eqia.rights import FOR_THE_PUBLIC, OWNER_ONLY, is_shared, keep_rights, share_file, share_folder
from eqia.system_words import reason

LARGEST_FILE: Final = 20_000_000
"""Bytes that an assessment file may have."""

PATIENCE: Final = 1.0
"""Seconds for which a file that another program holds is tried again."""

_PAUSE: Final = 0.05
_LOCKED: Final = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY}
_CANNOT_LINK: Final = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}
_READ: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_RESERVED: Final = {
    *("con", "prn", "aux", "nul", "conin$", "conout$"),
    *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789¹²³"),
}

_written: Final[list[Path]] = []


def free_name(path: Path) -> Path:
    """A path that nothing has: this one, or one with a number, such as "report-2.docx"."""
    numbered = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    return next(name for name in chain([path], numbered) if not os.path.lexists(name))


def is_folder(path: Path) -> bool:
    """Whether there is a folder. What cannot be looked at, or has a name that is too long, is none."""
    return os.path.isdir(path)  # noqa: PTH112 - the other way raises for these


def is_there(path: Path) -> bool:
    """Whether there is anything. What cannot be looked at, or has a name that is too long, is not."""
    return os.path.exists(path)  # noqa: PTH110 - the other way raises for these


class AlreadyThere(OutputError):
    """There is a file in the place where a new one was to be written, or another one than was read."""


def written() -> tuple[Path, ...]:
    """What this process, or one that works for it, may have written so far: files, and folders with files in them."""
    return tuple(dict.fromkeys(_written))


def note_written(path: Path) -> None:
    """Notes that something may be written to a file or in a folder that was not yet when the program began."""
    _written.append(path)


def is_reserved(name: str) -> bool:
    """Whether Windows takes a file name for a device: what is written to it is lost there."""
    return name.partition(".")[0].rstrip().casefold() in _RESERVED


def open_regular(path: Path) -> BufferedReader:
    """Open a file for reading; no pipe or device is waited for. Raises OSError, also for what is no regular file."""
    descriptor = os.open(path, _READ)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is no file, but a folder, a pipe or a device")
    return open(descriptor, "rb")


def read_if_there(path: Path) -> bytes | None:
    """The bytes of a file; None if there is none that can be read."""
    try:
        with open_regular(path) as file:
            return file.read()
    except OSError:
        return None


def read_bounded(path: Path, limit: int) -> bytes:
    """The bytes of a file of at most ``limit`` bytes. Raises InputError with a sentence if it cannot be read whole."""
    try:
        if is_folder(path):
            raise InputError(f'"{path}" is a folder. Name a file in it.')
        _refuse_special(path, InputError, "read")
        with open_regular(path) as file:
            size = os.fstat(file.fileno()).st_size
            data = file.read(limit + 1) if size <= limit else b""
    except FileNotFoundError:
        raise InputError(f'There is no file "{path}". Check the name and the folder.') from None
    except (OSError, ValueError) as error:  # the latter for a name that no file can have
        raise InputError(f'Cannot read "{path}": {reason(error)}.') from None
    if max(size, len(data)) > limit:
        raise InputError(f'"{path}" is larger than {limit // 1_000_000} MB. Is it the right file?')
    return data


def write_atomically(path: Path, data: bytes, *, public: bool = False) -> None:
    """Write a file beside its target and then move it into place; on failure the old one stays.

    Through a link its target is written. A file that is there keeps its owner, group, mode and access list; a new one
    is for its owner only, for the group of its folder if new files are shared, or for everybody if it is ``public``.
    Raises OutputError with a sentence that says why and what to do.
    """
    with _sentences(path):
        _write(_target(path), data, public, lambda temporary, target: temporary.replace(target))


def write_new(path: Path, data: bytes, *, public: bool = False) -> None:
    """Write a file where there is none, as ``write_atomically`` does. Raises AlreadyThere if there is one."""
    with _sentences(path):
        target = _target(path)
        if os.path.lexists(target):
            raise FileExistsError
        _write(target, data, public, _move_to_free)


def write_over(path: Path, before: bytes, data: bytes, *, public: bool = False) -> None:
    """Write a file in the place of one that holds ``before``. Raises AlreadyThere if it was changed meanwhile."""
    with _sentences(path):
        target = _target(path)
        with _held(target):
            _write(target, data, public, lambda temporary, target: _move_over(temporary, target, before))


def move_to_free(path: Path, to: Path) -> None:
    """Give a file another name. Raises OSError, also if there is something of that name, which is left as it is."""
    _move_to_free(path, to)


def make_folder(path: Path, *, public: bool = False) -> None:
    """Create a folder and those above it, for the team if new files are shared and these are not for the ``public``.

    Raises OutputError if that cannot be done.
    """
    try:
        missing = [folder for folder in (path, *path.parents) if not is_there(folder)]
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise OutputError(f'"{path}" is a file. Give the name of a folder.') from None
    except (OSError, ValueError) as error:
        raise OutputError(f'Cannot make the folder "{path}": {reason(error)}.') from None
    for folder in () if public else reversed(missing):
        share_folder(folder)


def _target(path: Path) -> Path:
    """What is written: the file itself, or what the link leads to. Raises OutputError for what is no regular file."""
    if is_folder(path):
        raise OutputError(f'"{path}" is a folder. Give the name of a file.')
    if os.name == "nt" and is_reserved(path.name):
        raise OutputError(f'"{path.name}" is the name of a device in Windows. Choose another.')
    _refuse_special(path, OutputError, "written to")
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OutputError(f'"{path}" is a link that leads nowhere. Choose another name, or take the link away.')
    is_shared()  # a setting that means nothing is said before anything is written
    return target


def _refuse_special(path: Path, error: type[InputError | OutputError], done: str) -> None:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return
    if not stat.S_ISREG(mode):
        raise error(f'"{path}" is no file that can be {done}, but a device, a pipe or a socket. Name a file.')


def _write(target: Path, data: bytes, public: bool, move: Callable[[Path, Path], object]) -> None:
    """Write the data beside the target, then have it moved there."""
    writing_begins()
    before = _there(target)
    if before and not before.st_mode & 0o222:
        raise OutputError(f'"{target}" may only be read. Allow it to be changed, or choose another name.')
    sweep_once(target.parent)
    with half_written(target.parent, FOR_THE_PUBLIC if public else OWNER_ONLY) as (temporary, file):
        file.write(data)
        file.flush()
        if before:
            keep_rights(file.fileno(), before, target)
        elif not public:
            share_file(file.fileno(), target.parent)
        os.fsync(file.fileno())
        if os.name == "nt":
            file.close()  # there no open file can be moved
        note_written(target)
        _patiently(move, temporary, target)
    _sync_folder(target.parent)


def _there(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except FileNotFoundError:
        return None


def _patiently(move: Callable[[Path, Path], object], temporary: Path, target: Path) -> None:
    """Move a file, again for a moment if another program holds its target."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            move(temporary, target)
            return
        except OSError as error:
            if error.errno not in _LOCKED or time.monotonic() >= until or not os.access(target.parent, os.W_OK):
                raise
        time.sleep(_PAUSE)


def _move_to_free(temporary: Path, target: Path) -> None:
    """Move a file to a name that is free. Raises FileExistsError."""
    if os.name == "nt":
        temporary.rename(target)  # there it never replaces
        return
    try:
        os.link(temporary, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _CANNOT_LINK:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        temporary.rename(target)
    else:
        temporary.unlink()


def _move_over(temporary: Path, target: Path, before: bytes) -> None:
    """Move a file into the place of one that holds ``before``. Raises FileExistsError."""
    if read_if_there(target) != before:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    temporary.replace(target)


@contextlib.contextmanager
def _held(target: Path) -> Iterator[None]:
    """Hold a file that is there, so that two who change it wait for each other; where that fails, for a moment only."""
    if os.name == "nt":  # there a file that is open cannot be replaced
        yield
        return
    until = time.monotonic() + PATIENCE
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            file = stack.enter_context(open_regular(target))
            while hold(file.fileno()) is False and time.monotonic() < until:
                time.sleep(_PAUSE)
        yield


@contextlib.contextmanager
def _sentences(path: Path) -> Iterator[None]:
    """While this holds, what the system says against writing a file becomes a sentence."""
    try:
        yield
    except FileExistsError:
        raise AlreadyThere(
            f'"{path}" is there already, or was changed by somebody else meanwhile. It was left as it is: try again.'
        ) from None
    except OSError as error:
        raise output_error(path, error) from None
    except ValueError as error:  # a name that no file can have
        raise OutputError(f'Cannot write "{path}": {reason(error)}.') from None


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):  # the file is there; not every disk can promise that of its folder
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def output_error(path: Path, error: OSError) -> OutputError:
    """What to tell someone when the system did not let a file be written."""
    if isinstance(error, FileNotFoundError):
        return OutputError(f'There is no folder "{path.parent}". Make it first, or choose another.')
    if isinstance(error, NotADirectoryError):
        return OutputError(f'"{path.parent}" is no folder. Choose a name in a folder.')
    if error.errno == errno.ENOSPC:
        return OutputError(f'The disk is full: "{path}" was not written, and what was there before is untouched.')
    if error.errno == errno.EROFS or (error.errno in _LOCKED and not os.access(path.parent, os.W_OK)):
        return OutputError(f'You may not write in the folder "{path.parent}". Choose another.')
    if error.errno in _LOCKED:
        return OutputError.locked(path)
    return OutputError(f'Cannot write "{path}": {reason(error)}.')
