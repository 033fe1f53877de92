"""Worker processes under supervision: one that dies, hangs or eats memory costs its own task only."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Final, Generic, TypeVar

from eqia.batch.processes import interrupts_put_off, serve_parent, way_to_start
from eqia.errors import EqiaError
from eqia.limits import ADVICE
from eqia.process import claim, forget_tasks

SECONDS_A_TASK: Final = 120.0
"""How long one task may take before its worker is stopped."""

BYTES_A_WORKER: Final = 3 << 30
"""Address space that a worker may use, where the system can limit it. A quarter of it is programs and fonts."""

TASKS_A_WORKER: Final = 500
"""How many tasks a worker does before a fresh one takes its place: the C libraries keep some 6 kB of each document."""

SECONDS_TO_STOP: Final = 0.5
"""How long a worker may take to finish what it is writing when the batch is stopped."""

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass
class _Worker(Generic[Task]):
    process: BaseProcess
    pipe: Connection
    task: Task | None = None
    deadline: float = field(default=float("inf"))
    done: int = 0


def _not_known(task: object) -> None:
    """Nothing is known of any task."""


class Pool(Generic[Task, Result]):
    """Runs a function over tasks in processes of their own.

    ``work`` gives the result of a task and must not raise; ``lost`` makes the result of a task whose worker was lost,
    from the task and the reason in words. ``prepare`` is called before the workers start, so that what it loads is
    shared where the system can share it. All must be functions of a module.
    """

    def __init__(
        self,
        work: Callable[[Task], Result],
        lost: Callable[[Task, str], Result],
        prepare: Callable[[], None],
        processes: int,
        seconds: float = SECONDS_A_TASK,
    ) -> None:
        self._work, self._lost, self._prepare = work, lost, prepare
        self._processes, self._seconds = processes, seconds
        way = way_to_start()
        self._forks = way == "fork"
        self._context = multiprocessing.get_context(way)
        self._workers: list[_Worker[Task]] = []

    def run(
        self, tasks: Iterable[Task], known: Callable[[Task], Result | None] = _not_known
    ) -> Generator[Result, None, None]:
        """The results, as they come. Closing the iterator, or an exception in its body, stops the workers.

        Tasks are taken one by one while others are worked on. ``known`` gives, in this process, the result of a task
        that needs no worker, else None.
        """
        try:
            for task in tasks:
                result = known(task)
                if result is not None:
                    yield result
                else:
                    yield from self._hand_out(task)
                yield from self._collect(0.0)
            while self._busy():
                yield from self._collect()
        finally:
            self._stop()

    def _busy(self) -> list[_Worker[Task]]:
        return [worker for worker in self._workers if worker.task is not None]

    def _hand_out(self, task: Task) -> Iterator[Result]:
        """Give a task to a worker that has none, once there is one; until then, the results of others."""
        while len(busy := self._busy()) == self._processes:
            yield from self._collect()
        if len(busy) == len(self._workers):
            self._add_worker()
        worker = next(worker for worker in self._workers if worker.task is None)
        worker.task = task
        worker.deadline = time.monotonic() + self._seconds
        with contextlib.suppress(OSError):
            worker.pipe.send(task)

    def _add_worker(self) -> None:
        if not self._workers and self._forks:
            with _no_collection():
                self._prepare()
                gc.freeze()
        with interrupts_put_off():
            self._workers.append(_Worker(*self._start()))

    def _start(self) -> tuple[BaseProcess, Connection]:
        ours, theirs = self._context.Pipe()
        others = [worker.pipe for worker in self._workers if not worker.pipe.closed]
        inherited = [ours, *others] if self._forks else []
        process = self._context.Process(  # type: ignore[attr-defined]  # every context has it; the stubs do not say so
            target=_serve,
            args=(theirs, self._work, None if self._forks else self._prepare, inherited),
            daemon=True,
        )
        process.start()
        theirs.close()
        return process, ours

    def _collect(self, longest: float = float("inf")) -> Iterator[Result]:
        """The results that are there, at the latest when ``longest`` seconds are over or a worker must be stopped."""
        busy = self._busy()
        if not busy:
            return
        soonest = min(worker.deadline for worker in busy) - time.monotonic()
        ready = wait([worker.pipe for worker in busy], max(0.0, min(soonest, longest)))
        for worker in busy:
            if worker.pipe in ready:
                yield self._receive(worker)
            elif time.monotonic() >= worker.deadline:
                yield self._replace(
                    worker, f"It took longer than {self._seconds:.0f} seconds and was stopped. {ADVICE}"
                )

    def _receive(self, worker: _Worker[Task]) -> Result:
        try:
            result: Result = worker.pipe.recv()
        except (EOFError, OSError):
            return self._replace(
                worker, f"The process that worked on it was ended, perhaps for want of memory. {ADVICE}"
            )
        worker.task = None
        worker.done += 1
        if worker.done == TASKS_A_WORKER:
            self._renew(worker)
        return result

    def _replace(self, worker: _Worker[Task], reason: str) -> Result:
        assert worker.task is not None
        result = self._lost(worker.task, reason)
        self._renew(worker)
        worker.task = None
        return result

    def _renew(self, worker: _Worker[Task]) -> None:
        """Put a fresh process in the place of a worker's."""
        with interrupts_put_off():  # also while the old process is forgotten: Python drops what is raised there
            worker.process.kill()
            worker.process.join()
            worker.pipe.close()
            worker.process, worker.pipe = self._start()
        worker.done = 0

    def _stop(self) -> None:
        for worker in self._workers:
            worker.pipe.close()
            if worker.task is None:
                worker.process.kill()
        until = time.monotonic() + SECONDS_TO_STOP
        for worker in self._workers:
            worker.process.join(max(0.0, until - time.monotonic()))
        for worker in self._workers:
            worker.process.kill()
            worker.process.join()
        self._workers = []
        if self._forks:
            gc.unfreeze()


def _serve(
    pipe: Connection, work: Callable[[Any], Any], prepare: Callable[[], None] | None, inherited: list[Connection]
) -> None:
    claim()
    serve_parent()
    for end in inherited:
        end.close()
    if prepare:
        with contextlib.suppress(EqiaError):  # each task will say so
            prepare()
    _limit_memory()
    gc.disable()
    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send(work(pipe.recv()))
            forget_tasks()


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """While this holds, nothing looks for objects that nothing needs: a tenth of the time of loading programs."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (BYTES_A_WORKER, resource.getrlimit(resource.RLIMIT_AS)[1]))
