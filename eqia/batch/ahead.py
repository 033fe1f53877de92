"""Judges the files of a batch in a process of its own, ahead of the work on them, where one can be split off."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Final, TypeVar

from eqia.batch.processes import FORKS, interrupts_put_off, serve_parent

ROOM: Final = 4096
"""How many answers are taken at once. The system keeps some 65,000 that are waiting."""

Item = TypeVar("Item")


def ahead(judge: Callable[[Item], bool], items: Sequence[Item]) -> Generator[bool, None, None]:
    """What ``judge`` says of each item. If the process that judges them is lost, this one judges the rest."""
    given = 0
    if FORKS and items:
        with _judged(judge, items) as answers:
            while given < len(items) and (some := os.read(answers, ROOM)):
                for answer in some:
                    given += 1
                    yield bool(answer)
    yield from map(judge, items[given:])


@contextlib.contextmanager
def _judged(judge: Callable[[Item], bool], items: Sequence[Item]) -> Iterator[int]:
    """Where the answers come, a byte each, while this holds."""
    answers, end = os.pipe()
    process = multiprocessing.get_context("fork").Process(target=_judge, args=(judge, items, end), daemon=True)
    with interrupts_put_off():
        process.start()
    os.close(end)
    try:
        yield answers
    finally:
        with interrupts_put_off():
            process.kill()
            process.join()
        os.close(answers)


def _judge(judge: Callable[[Item], bool], items: Sequence[Item], end: int) -> None:
    serve_parent()
    with contextlib.suppress(Exception):  # the process that asks will meet it, too
        for item in items:
            os.write(end, bytes([judge(item)]))
