"""Judges the files of a batch in a process of its own, ahead of the work on them, where one can be split off."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import struct
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Final, TypeVar

from eqia.batch.processes import interrupts_put_off, serve_parent
from eqia.process import may_fork

_ANSWER: Final = struct.Struct("=q")
"""An answer on its way: the mark of an item that is judged well, else 0. The system keeps some 8,000 that wait."""

_ROOM: Final = 512 * _ANSWER.size
"""Bytes of answers that are taken at once."""

Item = TypeVar("Item")


def ahead(
    judge: Callable[[Item], bool], mark: Callable[[Item], int], items: Sequence[Item]
) -> Generator[bool, None, None]:
    """What ``judge`` says of each item. If the process that judges them is lost, this one judges the rest.

    ``mark`` gives a number that changes with an item: one that has changed since is judged again when it is asked for.
    """
    given = 0
    with _answers(judge, mark, items) as answers:
        for answer in answers:
            item = items[given]
            given += 1
            yield bool(answer) and (answer == mark(item) or judge(item))
    yield from map(judge, items[given:])


@contextlib.contextmanager
def _answers(
    judge: Callable[[Item], bool], mark: Callable[[Item], int], items: Sequence[Item]
) -> Iterator[Iterator[int]]:
    """The answers of another process, while this holds; none if the system cannot split one off."""
    if not items or not may_fork():
        yield iter(())
        return
    ends: list[int] = []
    process = multiprocessing.get_context("fork").Process(target=_judge, args=(judge, mark, items, ends), daemon=True)
    try:
        with interrupts_put_off(), contextlib.suppress(OSError):
            ends += os.pipe()
            process.start()
            os.close(ends.pop())
        yield _read(ends[0]) if process.pid else iter(())
    finally:
        with interrupts_put_off():
            if process.pid:
                process.kill()
                process.join()
            for end in ends:
                os.close(end)


def _read(answers: int) -> Iterator[int]:
    while some := os.read(answers, _ROOM):
        for (answer,) in _ANSWER.iter_unpack(some):
            yield answer


def _judge(
    judge: Callable[[Item], bool], mark: Callable[[Item], int], items: Sequence[Item], ends: Sequence[int]
) -> None:
    serve_parent()
    answers, end = ends
    os.close(answers)
    with contextlib.suppress(Exception):  # the process that asks will meet it, too
        for item in items:
            seen = mark(item)
            os.write(end, _ANSWER.pack(seen if judge(item) else 0))
