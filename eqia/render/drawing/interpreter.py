"""The Python that the processes of eqia's own run on: the one of this program, with what that finds and no more."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from eqia.errors import RenderError

_BEGIN: Final = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from {module} import main; main()"
_DRAWS: Final = "eqia.render.drawing.server"
_KEPT: Final = {"PYTHONHOME", "PYTHONPYCACHEPREFIX"}
"""The variables of Python's that hold for the process too: where Python is, and where it keeps compiled files."""


def command_line(*more: str, module: str = _DRAWS) -> list[str]:
    """The words that start a process which draws, or runs the ``main`` of another module of eqia's.

    Raises RenderError if there is no Python to start.
    """
    quiet = ["-B"] if sys.dont_write_bytecode else []
    return [str(_python()), "-P", "-s", *quiet, "-c", _BEGIN.format(module=module), json.dumps(_search_path()), *more]


def variables() -> dict[str, str]:
    """The variables of this program, but those that make Python behave otherwise."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON") or name in _KEPT}


def _python() -> Path:
    """The Python of this program: not a program that has Python built in, which would only start itself again."""
    for path in _interpreters():
        if path.name.lower().startswith(("python", "pypy")) and path.is_file():
            return path
    raise RenderError(
        "A PDF file is drawn by a Python program that eqia starts, and this program has none beside it. "
        'Make the PDF file with "eqia render", or run this program with Python itself.'
    )


def _interpreters() -> Iterator[Path]:
    if sys.executable and not getattr(sys, "frozen", False):
        yield Path(sys.executable).absolute()
    number = f"{sys.version_info.major}.{sys.version_info.minor}"
    for name in (f"bin/python{number}", "bin/python3", "Scripts/python.exe", "python.exe"):
        yield Path(sys.prefix) / name


def _search_path() -> list[str]:
    """Where this program finds modules. Its own folder and the one it is in come last, whatever lies about in them."""
    here = ""
    with suppress(OSError):  # the folder may be gone
        here = os.getcwd()  # noqa: PTH109 - a text
    main = getattr(sys.modules.get("__main__"), "__file__", None)
    own = {os.path.normpath(here), os.path.normpath(os.path.dirname(os.path.join(here, main))) if main else here}  # noqa: PTH118, PTH120
    found = [os.path.normpath(os.path.join(here, folder)) for folder in sys.path if folder or here]  # noqa: PTH118
    return sorted(found, key=lambda folder: folder in own)
