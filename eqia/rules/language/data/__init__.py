"""The word lists: TOML files, read once. README.md says how they are written and where they come from."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent


@lru_cache(maxsize=8)
def table(name: str) -> dict[str, Any]:
    """The file ``name``.toml as it stands."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def word_lists() -> dict[str, dict[str, list[str]]]:
    """The lists of the folder ``words`` by name; their names are unique."""
    files = sorted((_FOLDER / "words").glob("*.toml"))
    pairs = [pair for file in files for pair in tomllib.loads(file.read_text(encoding="utf-8")).items()]
    assert len(dict(pairs)) == len(pairs), "two word lists have the same name"
    return dict(pairs)


@lru_cache(maxsize=64)
def plain_words(name: str, key: str = "words") -> frozenset[str]:
    """The entries of a list as single words, in the form they are written in."""
    return frozenset(word_lists()[name][key])
