"""The assessments somebody worked on lately: those remembered, and those in the folders where people keep them."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from eqia.errors import EqiaError
from eqia.files import make_folder, read_if_there, write_atomically
from eqia.interview import words
from eqia.interview.keeping.naming import SUFFIX
from eqia.interview.page import Option
from eqia.interview.welcome import describe, glance

MOST_KEPT: Final = 20
_LIST: Final = "recent.json"


@dataclass(frozen=True)
class Recent:
    """An assessment's file, when it was last saved, its title, and where the officer stopped."""

    path: Path
    saved: datetime
    title: str
    page: str


def find_recent(memory: Path, folders: Iterable[Path]) -> list[Recent]:
    """The files remembered in ``memory`` and those in the folders, the latest first."""
    paths = [*remembered(memory), *(path for folder in folders for path in _assessments_in(folder))]
    found = [recent for path in dict.fromkeys(path.absolute() for path in paths) if (recent := _look_at(path))]
    return sorted(found, key=lambda recent: recent.saved, reverse=True)


def remembered(memory: Path) -> list[Path]:
    """The paths remembered in a folder; none if there is nothing to read."""
    try:
        paths = json.loads(read_if_there(memory / _LIST) or b"")
    except (ValueError, RecursionError):
        return []
    return [Path(path) for path in paths if isinstance(path, str)] if isinstance(paths, list) else []


def remember(memory: Path, path: Path) -> None:
    """Put a file first among those remembered. Where that cannot be done, nothing else changes."""
    paths = [path.absolute(), *(other for other in remembered(memory) if other != path.absolute())][:MOST_KEPT]
    with contextlib.suppress(EqiaError):
        make_folder(memory)
        write_atomically(memory / _LIST, json.dumps([str(each) for each in paths]).encode())


def as_options(recent: Sequence[Recent], today: datetime) -> tuple[Option, ...]:
    """Rows of a menu for files, by number."""
    return tuple(
        Option(
            str(number),
            each.title or each.path.name,
            words.RECENT.format(when=_when(each.saved, today), page=each.page),
        )
        for number, each in enumerate(recent)
    )


def _when(saved: datetime, now: datetime) -> str:
    days = (now.date() - saved.date()).days
    day = words.DAYS.get(days) or f"{saved.day} {saved:%B %Y}"
    return f"{day}, {saved:%H:%M}"


def _assessments_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.name.endswith(SUFFIX) and not path.name.startswith("."))
    except OSError:
        return []


def _look_at(path: Path) -> Recent | None:
    data = glance(path)
    if not data:
        return None
    title, page = describe(data)
    return Recent(path, datetime.fromtimestamp(path.stat().st_mtime), title, page)
