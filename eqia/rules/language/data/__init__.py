"""The word lists: TOML files, each with its sources, read once."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent


@lru_cache(maxsize=16)
def table(name: str) -> dict[str, Any]:
    """The word list ``name``.toml as it stands."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def names() -> list[str]:
    """The names of all word lists."""
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))
