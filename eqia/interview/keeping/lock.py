"""Who has a file open: a small file beside it says so, so that two people do not write over each other by mistake."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from eqia.errors import OutputError
from eqia.files import read_if_there, write_new


@dataclass(frozen=True)
class Holder:
    """Somebody who has a file open: a user on a machine, the number of the process, and since when."""

    user: str
    machine: str
    process: int
    since: str


def lock_of(path: Path) -> Path:
    """The file that says who has ``path`` open."""
    return path.with_name(f".{path.name}.lock")


def find_holder(path: Path) -> Holder | None:
    """Who else has the file open; None if nobody, or if the one who had it is gone."""
    try:
        data = json.loads(read_if_there(lock_of(path)) or b"")
        holder = Holder(str(data["user"]), str(data["machine"]), int(data["process"]), str(data["since"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return None if _is_gone(holder) else holder


def take(path: Path, now: datetime) -> None:
    """Say that this process has the file open. It is a courtesy: where it cannot be said, nothing else changes."""
    holder = Holder(_user(), platform.node(), os.getpid(), f"{now:%H:%M}")
    with contextlib.suppress(OSError, OutputError):
        lock_of(path).unlink(missing_ok=True)  # whatever it is: what a link leads to is somebody else's
        write_new(lock_of(path), json.dumps(asdict(holder)).encode())


def release(path: Path) -> None:
    """Take the word back."""
    with contextlib.suppress(OSError):
        lock_of(path).unlink()


def _is_gone(holder: Holder) -> bool:
    """Whether the process has ended. On Windows, where asking could end it, it counts as there."""
    if holder.machine != platform.node() or os.name == "nt":
        return False
    if holder.process == os.getpid():
        return True
    try:
        os.kill(holder.process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"
