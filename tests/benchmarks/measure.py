"""Clocks for measuring on a machine that is not alone: processor time, rounds that take turns, medians."""

from __future__ import annotations

import contextlib
import os
import platform
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

Run = Callable[[], object]


@dataclass(frozen=True)
class Cost:
    """What programs cost: seconds on the clock, seconds of the processor, and the largest one's memory in bytes."""

    wall: float
    processor: float
    memory: int = 0


def take_turns(runs: dict[str, Run], rounds: int) -> dict[str, list[float]]:
    """The processor time of each run in each round. In every second round they run the other way about."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(rounds):
        for name, run in list(runs.items())[:: 1 if turn % 2 else -1]:
            start = process_time()
            run()
            times[name].append(process_time() - start)
    return times


def ratio(slower: Sequence[float], faster: Sequence[float]) -> float:
    """How many times as fast the second is: the median of the ratios of the rounds."""
    return median(one / other for one, other in zip(slower, faster, strict=True))


def cost_of(words: Sequence[str | Path], *, ok: Sequence[int] = (0,)) -> Cost:
    """Run a program with all it starts, and say what they cost."""
    start = perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(list(map(str, words)), capture_output=True, encoding="utf-8")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in ok:
        raise RuntimeError(f"{words[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(perf_counter() - start, spent, after.ru_maxrss * 1024)


def memory_of(pids: Sequence[int]) -> int:
    """The bytes of memory that processes take together, what they share counted once."""
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError), open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            total += next(int(line.split()[1]) * 1024 for line in file if line.startswith("Pss:"))
    return total


def resident(pid: int) -> int:
    """The bytes of memory that a process has, with what it shares; 0 if it has ended."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize()
    return 0


def children_of(pid: int) -> list[int]:
    """The processes that a process has started."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return [int(child) for child in file.read().split()]
    return []


def machine() -> str:
    """The machine and the versions, for the line under a table."""
    with open("/proc/cpuinfo", encoding="ascii") as file:
        model = next((line.split(": ")[1].strip() for line in file if line.startswith("model name")), "unknown")
    packages = ", ".join(f"{name} {metadata.version(name)}" for name in ("weasyprint", "docxtpl", "lxml", "pikepdf"))
    python = f"Python {platform.python_version()}{' of the system' if sys.base_prefix == '/usr' else ''}"
    return f"{os.cpu_count()} virtual cores ({model}), {platform.system()}, {python}, {packages}"


@contextlib.contextmanager
def progress(what: str) -> Iterator[None]:
    """Say on the screen what is being measured, and how long it took."""
    print(f"{what} ...", end=" ", flush=True)
    start = perf_counter()
    yield
    print(f"{perf_counter() - start:.0f} s", flush=True)
