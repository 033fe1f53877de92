"""Runs a batch: one at a time on an output folder, skipping what is up to date, telling each file as it is done."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Final

from eqia.assessment.store import LARGEST_FILE
from eqia.batch.discover import PATTERN, Found, find_assessments
from eqia.batch.manifest import Entry, Manifest
from eqia.batch.pool import Pool
from eqia.batch.summary import write_summaries
from eqia.batch.work import Job, is_intact, key_of, pack_digest, work
from eqia.documents import Format
from eqia.errors import EqiaError, InputError, OutputError
from eqia.files import make_folder, read_bounded
from eqia.form.loader import known_councils, load_pack

LOCK: Final = ".eqia-batch.lock"


@dataclass(frozen=True)
class Plan:
    """A batch to run: what to read, where to write, and how."""

    folder: Path
    out: Path
    today: date
    formats: tuple[Format, ...] = (Format.DOCX, Format.PDF, Format.HTML)
    patterns: tuple[str, ...] = (PATTERN,)
    processes: int = os.cpu_count() or 1
    force: bool = False


class Batch:
    """A batch that is being run. ``found`` are its files; ``entries`` fills as they are done."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.found = find_assessments(plan.folder, plan.patterns, leave_out=plan.out)
        self.entries: dict[str, Entry] = {}

    def run(self) -> Iterator[Entry]:
        """Work on every file, giving each entry when it is there; then write the manifest and the summaries.

        Raises OutputError if another batch is at work on the output folder or it cannot be written.
        """
        make_folder(self.plan.out)
        with _locked(self.plan.out):
            _sweep(self.plan.out)
            manifest = Manifest(self.plan.out)
            jobs = [self._job(found, manifest) for found in self.found]
            for entry in self._work(jobs):
                manifest.add(entry)
                self.entries[entry.file] = entry
                yield entry
            manifest.finish(found.name for found in self.found)
            write_summaries(self.plan.out, list(manifest.entries.values()))

    def _work(self, jobs: Sequence[Job]) -> Iterator[Entry]:
        todo = []
        for job in jobs:
            if _is_up_to_date(job):
                assert job.before is not None
                yield job.before.model_copy(update={"made": False, "seconds": 0})
            else:
                todo.append(job)
        pool = Pool(work, _lost, prepare, self.plan.processes)
        with contextlib.closing(pool.run(todo)) as done:
            yield from done

    def _job(self, found: Found, manifest: Manifest) -> Job:
        plan = self.plan
        try:
            key = key_of(read_bounded(found.path, LARGEST_FILE), plan.formats, plan.today, _packs_digest())
        except InputError:
            key = ""
        before = manifest.entries.get(found.name)
        return Job(found.path, found.name, found.stem, plan.out, plan.formats, plan.today, key, before, plan.force)


def prepare() -> None:
    """Load what every file needs, once, before the work begins."""
    from eqia.render import docx, html, pdf  # noqa: F401 - imported for what importing them loads

    for council in known_councils():
        with contextlib.suppress(EqiaError):
            load_pack(council)
    gc.collect()


def _is_up_to_date(job: Job) -> bool:
    before = job.before
    if before is None or job.force or not job.key or before.error:
        return False
    return before.key == job.key and is_intact(before, job.out)


def _lost(job: Job, reason: str) -> Entry:
    return Entry(file=job.name, error=f"{reason}. Nothing was written for it.")


def _packs_digest() -> str:
    digests = []
    for council in known_councils():
        with contextlib.suppress(EqiaError):
            digests.append(pack_digest(load_pack(council)))
    return " ".join(digests)


@contextlib.contextmanager
def _locked(out: Path) -> Iterator[None]:
    """Hold the output folder for this process; the system lets go of it if the process dies."""
    with contextlib.ExitStack() as stack:
        try:
            file = stack.enter_context(open(out / LOCK, "a+b"))
        except OSError:
            raise OutputError(f'You may not write in the folder "{out}". Choose another with -o.') from None
        if not _lock(file):
            raise OutputError(f'Another batch is writing to "{out}". Wait for it, or choose another folder with -o.')
        yield


def _lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sweep(out: Path) -> None:
    """Remove what a killed run left half-written beside its targets."""
    for left in out.rglob(".*.tmp"):
        with contextlib.suppress(OSError):
            left.unlink()
