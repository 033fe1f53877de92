"""Copies of files as they were before eqia replaced them: where they lie, so that none is taken for an assessment."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from eqia.files import make_folder, write_atomically

FOLDER: Final = ".eqia-kept"
"""The folder beside a file in which copies of it are kept."""

_OF_EARLIER_VERSIONS: Final = re.compile(r".+\.before-[0-9a-f]{12}\.json", re.IGNORECASE)
"""The names of copies that earlier versions kept beside the file itself."""


def place_of_copy(path: Path, digest: str) -> Path:
    """Where a copy of a file is kept, by a digest of what it says."""
    return path.parent / FOLDER / f"{path.stem}.before-{digest[:12]}{path.suffix}"


def keep(copy: Path, data: bytes) -> None:
    """Write a copy. Raises OutputError, and then nothing may be replaced."""
    make_folder(copy.parent)
    write_atomically(copy, data)


def is_copy(path: Path) -> bool:
    """Whether a file is such a copy."""
    return path.parent.name == FOLDER or bool(_OF_EARLIER_VERSIONS.fullmatch(path.name))
