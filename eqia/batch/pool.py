"""Worker processes under supervision: one that dies, hangs or eats memory costs its own task only."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Final, Generic, TypeVar

SECONDS_A_TASK: Final = 120.0
"""How long one task may take before its worker is stopped."""

BYTES_A_WORKER: Final = 3 << 30
"""Address space that a worker may use, where the system can limit it. A quarter of it is programs and fonts."""

OBJECTS_LEFT: Final = 100_000
"""How many objects tasks may leave behind in a worker before it looks for those that nothing needs: some 20 MB."""

SECONDS_TO_STOP: Final = 0.5
"""How long a worker may take to finish what it is writing when the batch is stopped."""

_FORKS: Final = sys.platform == "linux"
"""Whether workers share what is loaded before they start; elsewhere each is a fresh interpreter."""

_DIE_WITH_PARENT: Final = 1
"""PR_SET_PDEATHSIG of Linux's prctl."""

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass
class _Worker(Generic[Task]):
    process: BaseProcess
    pipe: Connection
    task: Task | None = None
    deadline: float = field(default=float("inf"))


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
        self._context = multiprocessing.get_context("fork" if _FORKS else "spawn")
        self._workers: list[_Worker[Task]] = []

    def run(self, tasks: Iterable[Task]) -> Generator[Result, None, None]:
        """The results, as they come. Closing the iterator, or an exception in its body, stops the workers."""
        waiting = deque(tasks)
        if not waiting:
            return
        self._prepare()
        gc.freeze()
        try:
            with _interrupts_put_off():
                self._workers = [self._start() for _ in range(min(self._processes, len(waiting)))]
            while waiting or any(worker.task is not None for worker in self._workers):
                self._hand_out(waiting)
                yield from self._collect()
        finally:
            self._stop()
            gc.unfreeze()

    def _start(self) -> _Worker[Task]:
        ours, theirs = self._context.Pipe()
        inherited = [ours, *(worker.pipe for worker in self._workers)] if _FORKS else []
        process = self._context.Process(  # type: ignore[attr-defined]  # every context has it; the stubs do not say so
            target=_serve, args=(theirs, self._work, self._prepare, inherited), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _hand_out(self, waiting: deque[Task]) -> None:
        for worker in self._workers:
            if worker.task is None and waiting:
                worker.task = waiting.popleft()
                worker.deadline = time.monotonic() + self._seconds
                with contextlib.suppress(OSError):
                    worker.pipe.send(worker.task)

    def _collect(self) -> Iterator[Result]:
        busy = [worker for worker in self._workers if worker.task is not None]
        soonest = min(worker.deadline for worker in busy)
        ready = wait([worker.pipe for worker in busy], max(0.0, soonest - time.monotonic()))
        for worker in busy:
            if worker.pipe in ready:
                yield self._receive(worker)
            elif time.monotonic() >= worker.deadline:
                yield self._replace(worker, f"It took longer than {self._seconds:.0f} seconds and was stopped.")

    def _receive(self, worker: _Worker[Task]) -> Result:
        try:
            result: Result = worker.pipe.recv()
        except (EOFError, OSError):
            return self._replace(worker, "The process that worked on it was ended, perhaps for want of memory.")
        worker.task = None
        return result

    def _replace(self, worker: _Worker[Task], reason: str) -> Result:
        assert worker.task is not None
        result = self._lost(worker.task, reason)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        with _interrupts_put_off():
            self._workers[self._workers.index(worker)] = self._start()
        return result

    def _stop(self) -> None:
        for worker in self._workers:
            worker.pipe.close()
        until = time.monotonic() + SECONDS_TO_STOP
        for worker in self._workers:
            worker.process.join(max(0.0, until - time.monotonic()))
        for worker in self._workers:
            worker.process.kill()
            worker.process.join()
        self._workers = []


def _serve(
    pipe: Connection, work: Callable[[Any], Any], prepare: Callable[[], None], inherited: list[Connection]
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _let_interrupts_in()
    _end_with_parent()
    for end in inherited:
        end.close()
    if not _FORKS:
        prepare()
    _limit_memory()
    gc.disable()  # one collection after a task takes a third of the time of those during it
    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send(work(pipe.recv()))
            if gc.get_count()[0] > OBJECTS_LEFT:
                gc.collect()


@contextlib.contextmanager
def _interrupts_put_off() -> Iterator[None]:
    """While this holds, Ctrl-C waits: it must not meet a worker before that can ignore it."""
    if sys.platform == "win32":
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        _let_interrupts_in()


def _let_interrupts_in() -> None:
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _end_with_parent() -> None:
    """Have the system end this process when the one that started it ends, however it ends; only Linux can."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        parent = multiprocessing.parent_process()
        if parent is not None and not parent.is_alive():
            sys.exit(1)


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (BYTES_A_WORKER, resource.getrlimit(resource.RLIMIT_AS)[1]))
