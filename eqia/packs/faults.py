"""What the check of a pack finds: the file, and a sentence for someone who edits it in Word or in a text editor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eqia.errors import EqiaError, PackError


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a pack. A ``warning`` does not stop its use."""

    file: str
    text: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}: {self.text}"


def faults_of(error: EqiaError, file: str) -> list[Fault]:
    """The faults that an error names, one each."""
    if isinstance(error, PackError) and error.faults:
        return [Fault(file, fault) for fault in error.faults]
    return [Fault(file, str(error))]


def serious(faults: Iterable[Fault]) -> list[Fault]:
    """Those that stop the use of a pack."""
    return [fault for fault in faults if not fault.warning]
