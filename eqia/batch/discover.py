"""Finds the assessments in a folder, and names their outputs so that none can collide or leave the output folder."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from eqia.errors import InputError, UsageError

PATTERN: Final = "*.json"
LONGEST_NAME: Final = 80
"""Characters of an output's name, so that deep folders still work on Windows."""

_RESERVED: Final = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


@dataclass(frozen=True)
class Found:
    """An assessment file: where it is, its path below the folder, and the path of its outputs without an ending."""

    path: Path
    name: str
    stem: str


def find_assessments(folder: Path, patterns: Sequence[str] = (PATTERN,), leave_out: Path | None = None) -> list[Found]:
    """The files below a folder that match a pattern, in order of their names.

    Hidden files, what is below ``leave_out``, and links that lead out of the folder are passed over. Raises InputError
    if there is no such folder, UsageError if two files would give the same output.
    """
    if not folder.is_dir():
        raise InputError(f'There is no folder "{folder}". Check the name.')
    home = folder.resolve()
    skipped = leave_out.resolve() if leave_out else None
    found = [_found(path, folder) for path in sorted(_walk(folder)) if _wanted(path, home, skipped, patterns)]
    refuse_collisions(found)
    return found


def refuse_collisions(found: Iterable[Found]) -> None:
    """Raise UsageError, naming both, if two files would be written to one name on any computer."""
    taken: dict[str, Found] = {}
    for each in found:
        first = taken.setdefault(unicodedata.normalize("NFC", each.stem).casefold(), each)
        if first is not each:
            raise UsageError(
                f'"{first.name}" and "{each.name}" would both be written to "{each.stem}". '
                "Rename one of them. Nothing was written."
            )


def safe_name(name: str) -> str:
    """A file name that Windows, macOS and Linux all take: no marks they forbid, no reserved word, not too long."""
    allowed = re.sub(r'[<>:"/\\|?*\x00-\x1f]+', "-", unicodedata.normalize("NFC", name))
    kept = allowed.strip(" .")[:LONGEST_NAME].strip(" .")
    return f"{kept}-" if not kept or kept.partition(".")[0].casefold() in _RESERVED else kept


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in files if not name.startswith("."))


def _wanted(path: Path, home: Path, skipped: Path | None, patterns: Sequence[str]) -> bool:
    if not any(path.match(pattern) for pattern in patterns):
        return False
    real = path.resolve()
    return real.is_relative_to(home) and not (skipped and real.is_relative_to(skipped))


def _found(path: Path, folder: Path) -> Found:
    name = PurePosixPath(path.relative_to(folder).as_posix())
    stem = PurePosixPath(*(safe_name(part) for part in name.with_suffix("").parts))
    return Found(path, str(name), str(stem))
