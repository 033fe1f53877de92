"""Commands over files that may come from somebody else: each runs within limits, and names the file that needs more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click

from eqia.errors import InputError
from eqia.files import is_folder, is_there
from eqia.limits import limited

_ADVICE: Final = (
    "It asks for far more work than a form does. Look in it for very long answers, lists or tables, for thousands of "
    "tracked changes, and for a template that repeats itself; or ask whoever sent it for a clean copy."
)

QUICKLY_READ: Final = 1_000_000
"""Bytes of an assessment up to which reading it takes no time that anybody would notice."""


def within_limits(command: click.Command) -> click.Command:
    """Has a command, and those under it, run within the limits of time and memory that one command has.

    It raises InputError, naming its files, if it needs more.
    """
    if isinstance(command, click.Group):
        for each in command.commands.values():
            within_limits(each)
    elif command.callback:
        names = [each.name or "" for each in command.params if isinstance(each, click.Argument) and _names_files(each)]
        command.callback = _limited(command.callback, names)
    return command


def read_within_limits(path: Path) -> None:
    """Read an assessment and check it, if it is so large that this might take long, before somebody is to wait for it.

    Raises InputError if it needs more than one command may use, or cannot be read.
    """
    if is_there(path) and path.stat().st_size > QUICKLY_READ:
        from eqia.workflows import check_assessment, open_assessment  # here, so that the first page comes sooner

        with limited(f'The work on "{path}"', failure=InputError, advice=_ADVICE):
            check_assessment(open_assessment(path), date.today())


def _names_files(argument: click.Argument) -> bool:
    return isinstance(argument.type, click.Path)


def _limited(run: Callable[..., Any], names: list[str]) -> Callable[..., Any]:
    @wraps(run)
    def run_within(*args: Any, **given: Any) -> Any:
        named = [given[name] for name in names if given[name] is not None]
        if not named or any(map(_is_shared_out, named)):
            return run(*args, **given)
        files = " and ".join(f'"{path}"' for each in named for path in (each if isinstance(each, tuple) else [each]))
        with limited(f"The work on {files}", failure=InputError, advice=_ADVICE):
            return run(*args, **given)

    return run_within


def _is_shared_out(given: Path | tuple[Path, ...]) -> bool:
    """Whether the work goes to processes that have limits of their own: for a folder, or for several assessments."""
    return isinstance(given, tuple) and (len(given) > 1 or any(map(is_folder, given)))
