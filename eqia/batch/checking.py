"""Checks many assessments in many processes, and tells of each in the order in which they were named."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from eqia.batch.discover import Found
from eqia.batch.pool import Pool
from eqia.errors import EqiaError, InputError
from eqia.form.loader import known_councils, load_pack
from eqia.printable import printable
from eqia.rules.findings import Findings
from eqia.workflows import Opened, check_assessment, open_assessment


@dataclass(frozen=True)
class Told:
    """What there is to say of one file, and whether it is clear; or, in ``error``, why it cannot be read."""

    text: str = ""
    clear: bool = True
    error: str = ""


MOST_PACKS: Final = 8
"""How many councils' forms are made ready: as many as are kept ready."""

Tell = Callable[[Opened, Findings], tuple[str, bool]]
"""Makes words of findings, and says whether they are clear. It goes to other processes: no function within another."""

_Task = tuple[int, Found]
_Result = tuple[int, Told]


def check_files(files: Sequence[Found], today: date, tell: Tell, processes: int) -> Iterator[Told]:
    """What is told of each file, in their order. What goes wrong with one is told of it; nothing is raised."""
    pool: Pool[_Task, _Result] = Pool(partial(_check, today, tell), _lost, partial(_prepare, today), processes)
    waiting: dict[int, Told] = {}
    due = 0
    with contextlib.closing(pool.run(enumerate(files))) as done:
        for number, told in done:
            waiting[number] = told
            while due in waiting:
                yield waiting.pop(due)
                due += 1


def _check(today: date, tell: Tell, task: _Task) -> _Result:
    number, file = task
    try:
        return number, _tell(file, today, tell)
    except EqiaError as error:
        return number, Told(error=_named(file.path, str(error)))
    except MemoryError:
        return number, Told(error=_named(file.path, "It needs more memory than a file may use. Shorten its answers."))
    except Exception:  # what it says is left out: it may hold answers
        sentence = "Something went wrong inside eqia. "
        advice = f'Run eqia --debug check "{file.path}" and send what it prints to whoever looks after eqia.'
        return number, Told(error=_named(file.path, sentence + advice))


def _tell(file: Found, today: date, tell: Tell) -> Told:
    if file.fault:
        raise InputError(file.fault)
    opened = open_assessment(file.path)
    return Told(*tell(opened, check_assessment(opened, today)))


def _lost(task: _Task, reason: str) -> _Result:
    number, file = task
    return number, Told(error=_named(file.path, reason))


def _named(path: Path, error: str) -> str:
    named = error if f'"{path}"' in error else f'"{path}": {error}'
    return printable(named)


def _prepare(today: date) -> None:
    """Load the forms and the rules, so that the processes share them. A file that needs a faulty pack will say so."""
    for council in known_councils()[:MOST_PACKS]:
        with contextlib.suppress(EqiaError):
            pack = load_pack(council)
            check_assessment(Opened(Path(), pack.model(council=council), pack), today)
