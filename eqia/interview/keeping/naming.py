"""Names of files: made of the title, safe on every system, never one that is taken."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Final

from eqia.files import is_reserved, is_there

SUFFIX: Final = ".eqia.json"
LONGEST: Final = 40
"""Characters of a name without its suffix, so that the command that opens it stays on one line."""

_LETTERS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)
"""Letters that Unicode does not take apart into a plain one and a mark."""


def file_name(title: str) -> str:
    """A file name for a title: small letters, figures and hyphens. "assessment" where the title has none of them."""
    latin = title.lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(name) > LONGEST:
        name = name[: LONGEST + 1].rpartition("-")[0] or name[:LONGEST]
    return (f"{name}-assessment" if is_reserved(name) else name or "assessment") + SUFFIX


def free_path(folder: Path, name: str) -> Path:
    """A path for the name in a folder; with a number if there is such a file already."""
    stem = name.removesuffix(SUFFIX)
    paths = (folder / (f"{stem}-{number}{SUFFIX}" if number > 1 else name) for number in range(1, 10_000))
    return next(path for path in paths if not is_there(path))


def name_for_now(now: datetime) -> str:
    """The name of a file that has no title yet."""
    return f"new-assessment-{now:%Y-%m-%d-%H%M%S}{SUFFIX}"
