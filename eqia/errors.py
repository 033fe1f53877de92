"""The one error tree: every class carries its exit code; every message says what happened and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, Final

MOST_NAMED: Final = 50
"""Faults of one file that a message lists."""


def listed(faults: Sequence[str]) -> list[str]:
    """The lines of a message that name faults: the first of them, and how many more there are."""
    left = len(faults) - MOST_NAMED
    more = [f"and {left:,} more. Mend these first, and try again."] if left > 0 else []
    return [f"  - {fault}" for fault in (*faults[:MOST_NAMED], *more)]


class EqiaError(Exception):
    """Something the user can understand and act on. ``str(error)`` is the sentence to show."""

    exit_code: ClassVar[int] = 1


class UsageError(EqiaError):
    """The command was called in a way that cannot work."""

    exit_code = 2


class Unfinished(EqiaError):
    """The work is saved and can be taken up again."""

    exit_code = 3


class ChecksFailed(EqiaError):
    """The check found errors at the gate that was asked for."""

    exit_code = 4


class InputError(EqiaError):
    """A file cannot be read, or is not one of ours."""

    exit_code = 5


@contextmanager
def about(path: Path) -> Iterator[None]:
    """While this holds, what is said against a file that is read names it."""
    try:
        yield
    except InputError as error:
        if f'"{path}"' not in str(error):
            error.args = (f'"{path}": {error}',)
        raise


class InvalidFile(InputError):
    """A file was read, but what it holds is not an assessment. ``problems`` has one sentence for each fault found.

    The message lists the first of them, so that a file of nothing but faults still fits on a screen.
    """

    def __init__(self, source: str, problems: Sequence[str]) -> None:
        self.source = source
        self.problems = tuple(problems)
        count = "one thing to mend" if len(self.problems) == 1 else f"{len(self.problems):,} things to mend"
        super().__init__("\n".join([f'"{source}" has {count}:', *listed(self.problems)]))


class OutputError(EqiaError):
    """A file cannot be written."""

    exit_code = 6

    @classmethod
    def locked(cls, path: Path) -> OutputError:
        """The target is open in another program, which on Windows forbids replacing it."""
        return cls(f'Cannot replace "{path}". It may be open in Word or a PDF viewer: close it there and try again.')


class MissingLibrary(EqiaError):
    """A system library is not installed. The message names it and the command that installs it."""

    exit_code = 7


class SomeFailed(EqiaError):
    """A batch is done, but not every file of it."""

    exit_code = 8


class PackError(InputError):
    """A council's template pack is faulty. The message names the file in the pack and the place.

    ``faults`` has one sentence for each fault, where there may be several; the message lists them.
    """

    def __init__(self, message: str, faults: Sequence[str] = ()) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join([message, *(f"  - {fault}" for fault in self.faults)]))


class RenderError(EqiaError):
    """A document did not come out as the answers say; nothing was written."""

    exit_code = OutputError.exit_code


class Undrawable(RenderError):
    """What an answer holds is in none of the fonts that a PDF has to carry; other documents can be made."""
