"""The one guard of every command that writes: it replaces only what eqia itself wrote last for the same purpose."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from eqia.errors import InputError, OutputError
from eqia.files import AlreadyThere, free_name, is_there, read_bounded, write_new, write_over
from eqia.kept import keep, place_of_copy
from eqia.seals import Purpose, is_made_for

_LARGEST: Final = 1 << 30
"""Bytes of a file that is replaced and kept."""

_TRIES: Final = 3
"""How often it is looked again at a place where others write at the same time."""


@dataclass(frozen=True)
class Guard:
    """Where documents of one purpose go, and what may be replaced there; of a file without purpose, nothing.

    ``option`` is how the command names another place, "" if the name stands alone; it names a folder if ``folder`` is
    the one that documents go to. ``known`` are digests (SHA-256) of what was written to a path, where that is noted.
    With ``force`` anything is replaced, and a copy of it is kept. ``public`` files are for everybody.
    """

    purpose: Purpose | None
    option: str = "-o"
    folder: Path | None = None
    known: Mapping[Path, frozenset[str]] = field(default_factory=dict)
    force: bool = False
    public: bool = False

    def refuse(self, *paths: Path) -> None:
        """Raise OutputError, naming a free place, if one of these paths may not be written."""
        for path in paths:
            if os.path.lexists(path) and not self.force and not self.may_replace(path, _read(path)):
                raise self._refusal(path)

    def may_replace(self, path: Path, there: bytes | None) -> bool:
        """Whether what is there may be replaced without being asked for."""
        if there is None or (self.purpose is not None and is_made_for(there, self.purpose)):
            return True
        return hashlib.sha256(there).hexdigest() in self.known.get(path, ())

    def write(self, documents: Mapping[Path, bytes]) -> tuple[Path, ...]:
        """Write documents, all or, if one may not be written, none. Gives the copies that were kept of what was there.

        Raises OutputError.
        """
        self.refuse(*documents)
        copies = [self._write(path, data) for path, data in documents.items()]
        return tuple(copy for copy in copies if copy)

    def _write(self, path: Path, data: bytes) -> Path | None:
        for _ in range(_TRIES):
            there = _read(path)
            try:
                if there is None:
                    write_new(path, data, public=self.public)
                    return None
                return self._replace(path, there, data)
            except AlreadyThere:
                continue
        raise self._refusal(path)

    def _replace(self, path: Path, there: bytes, data: bytes) -> Path | None:
        """Replace a file that holds ``there``; gives the copy that was kept of it, if one was needed."""
        copy = None
        if not self.may_replace(path, there):
            if not self.force:
                raise self._refusal(path)
            copy = place_of_copy(path, hashlib.sha256(there).hexdigest())
            keep(copy, there)
        write_over(path, there, data, public=self.public)
        return copy

    def _refusal(self, path: Path) -> OutputError:
        what = f", and is not what eqia wrote last as a {self.purpose}" if self.purpose else ""
        free = free_name(self.folder / "documents" if self.folder else path)
        elsewhere = " ".join([self.option, f'"{free}"']).strip()
        return OutputError(
            f'"{path}" is there already{what}. It was left as it is. Write elsewhere: {elsewhere}. '
            "Or replace it with --force: a copy of what is there is then kept."
        )


def _read(path: Path) -> bytes | None:
    """What is at a path; None if nothing is. Raises OutputError for what cannot be read."""
    try:
        return read_bounded(path, _LARGEST) if is_there(path) else None
    except InputError as error:
        raise OutputError(str(error)) from None
