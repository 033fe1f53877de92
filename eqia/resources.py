"""Where the files are that travel with the program (templates, schemas, samples), and the packs that councils keep."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

TEMPLATES_VARIABLE: Final = "EQIA_TEMPLATES"
"""The environment variable that names a folder of council packs; several are parted as in PATH."""

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder ``name`` ("templates", "schemas", "samples"), of an installed package or of a checkout."""
    installed = _PACKAGE / "data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def template_folders() -> tuple[Path, ...]:
    """The folders in which packs are looked for: first those that ``EQIA_TEMPLATES`` names, then eqia's own."""
    named = os.environ.get(TEMPLATES_VARIABLE, "").split(os.pathsep)
    return (*(Path(name) for name in named if name), folder("templates"))
