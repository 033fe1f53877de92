"""Finds the assessments in a folder, and names their outputs so that none can collide or leave the output folder."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Final

from eqia.documents import Format
from eqia.errors import InputError, UsageError
from eqia.files import is_folder, is_reserved, is_there
from eqia.kept import is_copy
from eqia.printable import readable
from eqia.system_words import reason

PATTERN: Final = "*.json"
LONGEST_NAME: Final = 80
"""Characters of an output's name, so that deep folders still work on Windows."""

LONGEST_BYTES: Final = 180
"""Bytes of an output's name in UTF-8, of the 255 that disks take: its ending comes on top."""

_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff]+')
_OWN: Final = {"summary", "manifest"}
"""Names in the output folder that are the batch's own."""


@dataclass(frozen=True)
class Found:
    """An assessment file: where it is, its path below the folder as people can read it, and the path of its outputs
    without an ending. ``fault`` says why it cannot be read, if that is known already.
    """

    path: Path
    name: str
    stem: str
    fault: str = ""


def find_assessments(folder: Path, patterns: Sequence[str] = (PATTERN,), leave_out: Path | None = None) -> list[Found]:
    """The files below a folder that match a pattern, in order of their names, and the folders that are not looked into.

    Those are folders that cannot be read, and links to folders elsewhere. Hidden files, copies that eqia kept, and what
    is below ``leave_out``, are passed over. Raises InputError if there is no such folder, UsageError for an
    empty pattern.
    """
    if is_there(folder) and not is_folder(folder):
        raise InputError(f'"{folder}" is a file. Name the folder that it is in, or look at it alone with eqia check.')
    if not is_folder(folder):
        raise InputError(f'There is no folder "{folder}". Check the name.')
    if not all(patterns):
        raise UsageError(f"A pattern is empty. Give one like {PATTERN}, or none.")
    home = _real(folder)
    own = _real(leave_out) if leave_out else home
    shut: list[OSError] = []
    linked: list[Path] = []
    paths = sorted(_walk(folder, shut, linked))
    wanted = (
        path
        for path in paths
        if _matches(path, folder, patterns) and not is_copy(path) and not _is_output(path, home, own)
    )
    known = (path for path in linked if _leads_into(path, home, own) or _is_output(path.parent, home, own))
    elsewhere = sorted({*linked}.difference(known))
    real = cache(_real)
    return [
        *(_found(path, folder, _fault(path, home, real)) for path in wanted),
        *(_shut(Path(os.fsdecode(error.filename)), folder, f"cannot be read: {reason(error)}") for error in shut),
        *(_shut(path, folder, "is a link to another place, and was not followed") for path in elsewhere),
    ]


def name_clashes(found: Sequence[Found]) -> list[Found]:
    """The files, with a fault for each whose documents would have the name of another's, or of a folder, on any
    computer.
    """
    named = [each for each in found if each.stem]
    files: dict[str, list[Found]] = {}
    folders: dict[str, Found] = {}
    for each in named:
        files.setdefault(_folded(each.stem), []).append(each)
        folders.update({_folded(str(above)): each for above in PurePosixPath(each.stem).parents})

    def other(each: Found) -> Found | None:
        namesakes = (one for one in files[_folded(each.stem)] if one is not each)
        inside = (folders.get(_folded(f"{each.stem}.{format}")) for format in Format)
        return next(chain(namesakes, filter(None, inside)), None)

    clashes = {each.name: clash for each in named if not each.fault and (clash := other(each))}
    return [replace(each, fault=_clash(each, clashes[each.name])) if each.name in clashes else each for each in found]


def safe_name(name: str) -> str:
    """A file name that Windows, macOS and Linux all take: no marks they forbid, no reserved word, not too long.

    A name that has to be cut ends with eight figures of its own digest, so that it stays apart from others.
    """
    kept = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", name)).strip(" .")
    if len(kept) > LONGEST_NAME or len(kept.encode()) > LONGEST_BYTES:
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        cut = kept[: LONGEST_NAME - 9].encode()[: LONGEST_BYTES - 9].decode(errors="ignore")
        kept = f"{cut.strip(' .')}-{digest}"
    return f"{kept}-" if not kept or is_reserved(kept) else kept


def _clash(*two: Found) -> str:
    one, other = sorted(each.name for each in two)
    return f'"{one}" and "{other}" would both be written to "{two[0].stem}". Rename one of them.'


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _walk(folder: Path, shut: list[OSError], linked: list[Path]) -> Iterator[Path]:
    for place, folders, files in os.walk(folder, onerror=shut.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        linked += (path for name in folders if _is_link(path := Path(place, name)))
        yield from (Path(place, name) for name in files if not name.startswith("."))


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError:
        return False  # the walk cannot look into it, and says why


def _matches(path: Path, folder: Path, patterns: Sequence[str]) -> bool:
    name = PurePosixPath(path.relative_to(folder).as_posix().lower())
    return any(name.match(pattern.lower()) for pattern in patterns)


def _real(path: Path) -> Path:
    """Where a path leads; unlike ``Path.resolve`` also for links in a circle."""
    return Path(os.path.realpath(path))


def _is_output(path: Path, home: Path, own: Path) -> bool:
    """Whether a file is in an output folder within the folder; outputs may also stand beside their assessments."""
    return own != home and own.is_relative_to(home) and _real(path).is_relative_to(own)


def _leads_into(link: Path, *places: Path) -> bool:
    """Whether a link leads into one of these places."""
    return any(_real(link).is_relative_to(place) for place in places)


def _found(path: Path, folder: Path, fault: str) -> Found:
    name = PurePosixPath(path.relative_to(folder).as_posix())
    parts = [safe_name(part) for part in name.with_suffix("").parts]
    if len(parts) == 1 and parts[0].casefold() in _OWN:
        parts = [f"{parts[0]}-"]
    return Found(path, readable(str(name)), str(PurePosixPath(*parts)), fault)


def _fault(path: Path, home: Path, real: Callable[[Path], Path]) -> str:
    """Why a file cannot be read, if that can be seen from outside. ``real`` says where its folder leads."""
    try:
        linked = path.is_symlink()
        if not (_real(path) if linked else real(path.parent)).is_relative_to(home):
            return "It is a link that leads out of the folder, so it was not followed. Copy the file here instead."
        if path.is_file():
            return ""
        if linked:
            return "It is a link to a file that is not there."
        return "It is not a file that can be read, but a device or a pipe." if path.exists() else ""
    except OSError as error:
        return f"It cannot be read: {reason(error)}."


def _shut(path: Path, folder: Path, why: str) -> Found:
    name = readable(f"{path.relative_to(folder).as_posix()}/")
    return Found(path, name, "", f"The folder {why}. What is in it was passed over.")
