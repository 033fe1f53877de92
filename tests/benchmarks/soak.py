"""Staying power: a batch over many assessments, one in twenty hostile, that is stopped, killed, met by a second one and
robbed of its files; then every promise is looked into. By hand, with 2,000 and all formats:

    nice .venv/bin/python -m tests.benchmarks.soak 2000
    .venv/bin/python -m tests.benchmarks.soak 300 --html --docx
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from threading import Event, Thread
from time import monotonic
from typing import Any

from tests.benchmarks.generated import write_many
from tests.benchmarks.measure import children_of, memory_of

ALL_FORMATS = ("docx", "pdf", "html")
OWN = {".eqia-batch.lock", ".eqia-batch.made", "manifest.jsonl", "summary.csv", "summary.html"}
SECONDS_TO_STOP = 2.0
MOST_GROWTH = 0.1
"""How much more memory a worker may hold in the last tenth of a run than in the sixth, as a part of it."""

LEAST_SAMPLES = 40
"""Looks at a worker's memory from which its growth can be judged."""


@dataclass
class Soak:
    """One soak: where its files are, what it has to say, and what did not hold."""

    folder: Path
    number: int
    formats: Sequence[str] = ALL_FORMATS
    log: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def source(self) -> Path:
        """The folder of the assessments."""
        return self.folder / "in"

    @property
    def out(self) -> Path:
        """The folder of the documents."""
        return self.folder / "out"

    def say(self, sentence: str) -> None:
        """Put a sentence into the log."""
        self.log.append(sentence)

    def hold(self, promise: bool, fault: str) -> None:
        """Note a fault if a promise does not hold."""
        if not promise:
            self.faults.append(fault)

    def start(self) -> subprocess.Popen[str]:
        """Start the batch, in a group of its own, and without an administrator's right to read what is locked."""
        words = [
            sys.executable,
            "-m",
            "eqia",
            "batch",
            self.source,
            "-o",
            self.out,
            "--jobs",
            "2",
            "--today",
            "1/6/2026",
        ]
        before = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
        return subprocess.Popen(
            [*before, *map(str, words), *(f"--{each}" for each in self.formats)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            start_new_session=True,
        )


Stop = Callable[[Soak, subprocess.Popen[str]], None]


def main(arguments: list[str]) -> int:
    """Soak, and print the log; 1 if a promise did not hold."""
    numbers = [int(word) for word in arguments if word.isdecimal()]
    formats = [each for each in ALL_FORMATS if f"--{each}" in arguments] or ALL_FORMATS
    with tempfile.TemporaryDirectory() as folder:
        done = soak(Path(folder), numbers[0] if numbers else 200, formats)
    print("\n".join([*done.log, *(f"DOES NOT HOLD: {fault}" for fault in done.faults)]))
    print("Every promise held." if not done.faults else f"{len(done.faults)} faults.")
    return bool(done.faults)


def soak(folder: Path, number: int, formats: Sequence[str] = ALL_FORMATS) -> Soak:
    """The whole: lay out the files, interrupt, run to the end with a rival, look into everything."""
    done = Soak(folder, number, formats)
    began = monotonic()
    write_many(done.source, number, hostile=0.05)
    locked = done.source / "hostile-locked.json"
    locked.write_text("{}", encoding="utf-8")
    locked.chmod(0)
    for step, stop in enumerate((ctrl_c, kill_program, ctrl_c, kill_everything, lose_workers_and_stop)):
        interrupt(done, stop, made=max(1, number // 40), step=step)
    gone = [done.source / f"zz-hostile-gone-{each}.json" for each in range(3)]
    for path in gone:
        path.write_text("{}", encoding="utf-8")
    run_to_the_end(done, gone)
    look_into(done, [*done.source.rglob("*.json"), *gone])
    run_again(done)
    done.say(f"{monotonic() - began:.0f} seconds in all.")
    return done


def interrupt(soak: Soak, stop: Stop, made: int, step: int) -> None:
    """Start the batch, stop it when it has made some documents, and see that what stands is whole."""
    program = soak.start()
    assert program.stderr
    lines = []
    for line in program.stderr:
        lines.append(line)
        if sum(each.startswith("made") for each in lines) >= made:
            break
    began = monotonic()
    stop(soak, program)
    program.communicate()
    name = stop.__name__.replace("_", " ")
    left = len(temporary(soak))
    soak.say(
        f"Run {step + 1}: {name} after {made} made: ended with {program.returncode} in {monotonic() - began:.1f} s; "
        f"{len(documents(soak))} documents stand, {left} half-written beside them."
    )
    if "ctrl" in name or "stop" in name:
        soak.hold(program.returncode in (130, -signal.SIGINT), f"{name}: exit code {program.returncode}")
        soak.hold(left == 0, f"{name}: {left} half-written files left")
    broken = [path for path in documents(soak) if not is_whole(path)]
    soak.hold(not broken, f"{name}: not whole: {broken[:3]}")


def ctrl_c(soak: Soak, program: subprocess.Popen[str]) -> None:
    """What a terminal sends to all its programs."""
    began = monotonic()
    os.killpg(program.pid, signal.SIGINT)
    program.communicate()
    soak.hold(monotonic() - began < SECONDS_TO_STOP, f"Ctrl-C took {monotonic() - began:.1f} s")


def kill_program(soak: Soak, program: subprocess.Popen[str]) -> None:
    """The program alone is killed; its workers must not go on without it."""
    workers = children_of(program.pid)
    program.kill()
    program.communicate()
    until = monotonic() + SECONDS_TO_STOP
    while any(map(is_running, workers)) and monotonic() < until:
        pass
    soak.hold(not any(map(is_running, workers)), "workers went on without their program")


def kill_everything(soak: Soak, program: subprocess.Popen[str]) -> None:
    """As when the machine is switched off, as far as a program can tell."""
    os.killpg(program.pid, signal.SIGKILL)


def lose_workers_and_stop(soak: Soak, program: subprocess.Popen[str]) -> None:
    """Two workers are killed, one after the other, as for want of memory; the batch goes on, then it is stopped."""
    assert program.stderr
    for _ in range(2):
        with contextlib.suppress(ProcessLookupError):
            os.kill(random.choice(children_of(program.pid)), signal.SIGKILL)
        soak.hold(any(line.startswith("FAILED") for line in program.stderr), "a killed worker was not told")
    soak.hold(program.poll() is None, "the program ended with its workers")
    ctrl_c(soak, program)


def run_to_the_end(soak: Soak, gone: Sequence[Path]) -> None:
    """Run the batch while a second one tries the same folder and files go away, and watch its workers' memory."""
    program = soak.start()
    assert program.stderr
    program.stderr.readline()
    for path in gone:
        path.unlink()
    rival = soak.start()
    _, told = rival.communicate()
    soak.hold(
        rival.returncode == 6 and "Another batch is writing" in told, f"the rival: {rival.returncode} {told[:200]}"
    )
    soak.say(f"A second batch on the same folder ended with {rival.returncode}: {told.strip().splitlines()[-1]}")
    began = monotonic()
    with watched(program.pid) as memory:
        stdout, told = program.communicate()
    soak.say(
        f"The last run took {monotonic() - began:.0f} s, ended with {program.returncode}: {stdout.splitlines()[0]}"
    )
    soak.hold(program.returncode == 8, f"the last run ended with {program.returncode}")
    soak.hold("Traceback" not in told and "inside eqia" not in told, "a fault of the program was told")
    for pid, sizes in memory.items():
        judge_memory(soak, pid, sizes)


def judge_memory(soak: Soak, pid: int, sizes: Sequence[int]) -> None:
    """Say how the memory of a worker went, and whether it is flat from the middle of the run on: caches fill first."""
    if len(sizes) < LEAST_SAMPLES:
        return
    tenth = len(sizes) // 10
    early, middle, late = (median(sizes[place * tenth : (place + 1) * tenth]) for place in (1, 5, 9))
    soak.say(
        f"Memory of a worker: {early / 1e6:.0f} MB in the second tenth, {middle / 1e6:.0f} MB in the sixth, "
        f"{late / 1e6:.0f} MB in the last ({late / middle - 1:+.1%}), at most {max(sizes) / 1e6:.0f} MB."
    )
    soak.hold(late <= middle * (1 + MOST_GROWTH), f"the memory of worker {pid} grew from {middle} to {late} bytes")


def look_into(soak: Soak, paths: Sequence[Path]) -> None:
    """Good files have whole documents with the manifest's digests, bad ones a reason, and nothing else is there."""
    entries = entries_of(soak)
    names = {path.relative_to(soak.source).as_posix() for path in paths}
    bad = {name for name in names if "hostile" in name}
    soak.hold(set(entries) == names, f"not in the manifest: {sorted(names ^ set(entries))[:3]}")
    for name in names - bad:
        outputs = entries[name]["outputs"]
        soak.hold(not entries[name]["error"], f"{name}: {entries[name]['error']}")
        soak.hold(len(outputs) == len(soak.formats), f"{name} has {len(outputs)} documents")
    soak.hold(all(entries[name]["error"] for name in bad), "a hostile file is not named")
    outputs = {output["path"]: output["sha256"] for entry in entries.values() for output in entry["outputs"]}
    there = {path.relative_to(soak.out).as_posix(): path for path in soak.out.rglob("*") if path.is_file()}
    wrong = [path for path, digest in outputs.items() if path not in there or digest_of(there[path]) != digest]
    broken = [path for path in outputs if path in there and not is_whole(there[path])]
    strange = there.keys() - outputs.keys() - OWN
    soak.hold(not wrong, f"digests differ: {wrong[:3]}")
    soak.hold(not broken, f"not whole: {broken[:3]}")
    soak.hold(not strange, f"not in the manifest: {sorted(strange)[:3]}")
    with (soak.out / "summary.csv").open(encoding="utf-8-sig", newline="") as file:
        told = {row["File"] for row in csv.DictReader(file) if row["What went wrong"]}
    soak.hold(told == bad, f"the summary names {len(told)} of {len(bad)} failures")
    soak.say(f"{len(names) - len(bad)} good files, {len(outputs)} documents with the manifest's digests, all whole.")
    soak.say(f"{len(bad)} bad files, each with a reason. {len(strange)} files that no entry names.")


def run_again(soak: Soak) -> None:
    """Run the batch once more: there is nothing to make."""
    began = monotonic()
    stdout, _ = soak.start().communicate()
    soak.say(f"Once more, with nothing changed: {monotonic() - began:.1f} s: {stdout.splitlines()[0]}")
    soak.hold(stdout.startswith("0 made"), f"made again: {stdout.splitlines()[0]}")


@contextlib.contextmanager
def watched(pid: int) -> Iterator[dict[int, list[int]]]:
    """The bytes of each worker of a program, twice a second while this holds."""
    sizes: dict[int, list[int]] = {}
    ended = Event()

    def watch() -> None:
        while not ended.wait(0.5):
            for child in children_of(pid):
                sizes.setdefault(child, []).append(memory_of([child]))

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield sizes
    finally:
        ended.set()
        watcher.join()


def entries_of(soak: Soak) -> dict[str, dict[str, Any]]:
    """The manifest, by file."""
    lines = (soak.out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return {entry["file"]: entry for entry in map(json.loads, lines)}


def documents(soak: Soak) -> list[Path]:
    """The documents that stand in the output folder."""
    return [path for path in soak.out.rglob("*.*") if path.suffix[1:] in ALL_FORMATS and path.name not in OWN]


def temporary(soak: Soak) -> list[Path]:
    """What is being written, or was when its program was killed."""
    return list(soak.out.rglob(".*.tmp"))


def is_whole(path: Path) -> bool:
    """Whether a document has its end."""
    if path.suffix == ".docx":
        return zipfile.is_zipfile(path)
    return re.search(rb"(%%EOF|</html>)\s*\Z", path.read_bytes()[-100:]) is not None


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_running(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be noticed does not."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
