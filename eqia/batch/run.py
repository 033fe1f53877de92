"""Runs a batch: one at a time on an output folder, skipping what is up to date, telling each file as it is done."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from eqia.assessment.store import LARGEST_FILE
from eqia.batch.ahead import ahead
from eqia.batch.discover import PATTERN, Found, find_assessments, name_clashes
from eqia.batch.lock import locked
from eqia.batch.manifest import Entry, Manifest
from eqia.batch.pool import Pool
from eqia.batch.record import Made, read_record, rewrite_record
from eqia.batch.summary import guard_of_summaries, write_summaries
from eqia.batch.warming import prepare
from eqia.batch.work import Job, basis_of, failed, is_intact, key_of, work
from eqia.documents import Format
from eqia.errors import EqiaError, InputError, OutputError
from eqia.files import make_folder, note_written, read_bounded
from eqia.form.loader import Pack, known_councils, load_pack
from eqia.half_written import sweep
from eqia.process import processors
from eqia.review.standing.carrying import Carry


@dataclass(frozen=True)
class Plan:
    """A batch to run: what to read, where to write, and how."""

    folder: Path
    out: Path
    today: date
    formats: tuple[Format, ...] = (Format.DOCX, Format.PDF, Format.HTML)
    patterns: tuple[str, ...] = (PATTERN,)
    processes: int = processors()
    force: bool = False
    carry: Carry = Carry.PRINTED


class Batch:
    """A batch that is being run. ``found`` are its files; two that would give the same output have a fault.

    ``kept`` are, once it is done, copies of what its summaries replaced.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.kept: tuple[Path, ...] = ()
        self.found = name_clashes(find_assessments(plan.folder, plan.patterns, leave_out=plan.out))

    def run(self) -> Iterator[Entry]:
        """Work on every file, giving each entry when it is there; then write the manifest and the summaries.

        Raises OutputError if another batch is at work on the output folder or, at the end, if its own files cannot be
        written there; MissingLibrary if PDF files are asked for and cannot be made.
        """
        make_folder(self.plan.out)
        note_written(self.plan.out)
        with locked(self.plan.out), contextlib.ExitStack() as stack:
            stack.callback(_sweep, self.plan.out)
            _sweep(self.plan.out)
            manifest, made = Manifest(self.plan.out), read_record(self.plan.out)
            guard = guard_of_summaries(self.plan.out, made, ours=bool(made or manifest.entries), force=self.plan.force)
            for entry in self._entries(manifest, made):
                if entry is not manifest.entries.get(entry.file):
                    with contextlib.suppress(OutputError):  # all entries are written again at the end
                        manifest.add(entry)
                yield entry
            manifest.finish(found.name for found in self.found)
            entries = list(manifest.entries.values())
            noted = {**made, **read_record(self.plan.out)}
            left = rewrite_record(self.plan.out, (output for entry in entries for output in entry.outputs), noted)
            self.kept = write_summaries(self.plan.out, entries, self.plan.today, left, guard)

    def _entries(self, manifest: Manifest, made: Made) -> Iterator[Entry]:
        pool = Pool(work, failed, partial(prepare, self.plan.formats), self.plan.processes)
        with (
            contextlib.closing(self._jobs(manifest, made)) as jobs,
            contextlib.closing(pool.run(jobs, partial(_kept, manifest))) as done,
        ):
            yield from done

    def _jobs(self, manifest: Manifest, made: Made) -> Generator[Job, None, None]:
        plan = self.plan
        basis = basis_of(plan.formats, plan.today, plan.carry, _packs())
        before = {} if plan.force else dict(manifest.entries)
        known = [found for found in self.found if found.name in before]
        with contextlib.closing(ahead(partial(_is_same, plan, basis, before), _mark, known)) as answers:
            for found in self.found:
                yield Job(
                    path=found.path,
                    name=found.name,
                    stem=found.stem,
                    out=plan.out,
                    formats=plan.formats,
                    today=plan.today,
                    carry=plan.carry,
                    basis=basis,
                    before=before.get(found.name),
                    same=found.name in before and next(answers),
                    force=plan.force,
                    made={path: made[path] for each in plan.formats if (path := f"{found.stem}.{each}") in made},
                    fault=found.fault,
                )


def _is_same(plan: Plan, basis: str, before: Mapping[str, Entry], found: Found) -> bool:
    """Whether nothing has changed since the last run, neither in a file nor in its documents."""
    entry = before[found.name]
    if found.fault or entry.error:
        return False
    try:
        data = read_bounded(found.path, LARGEST_FILE)
    except InputError:
        return False
    return key_of(data, basis) == entry.key and is_intact(entry, plan.out)


def _mark(found: Found) -> int:
    """A number that changes when a file does; 0 if it cannot be looked at."""
    try:
        there = found.path.stat()
    except OSError:
        return 0
    return hash((there.st_mtime_ns, there.st_ctime_ns, there.st_size, there.st_ino))


def _kept(manifest: Manifest, job: Job) -> Entry | None:
    """The entry of a file of which nothing has changed since the last run, kept; None if there is work to do."""
    if not job.same or job.before is None:
        return None
    manifest.entries[job.name] = job.before.model_copy(update={"made": False, "seconds": 0, "kept": ()})
    return manifest.entries[job.name]


def _packs() -> Iterator[Pack]:
    for council in known_councils():
        with contextlib.suppress(EqiaError):
            yield load_pack(council)


def _sweep(out: Path) -> None:
    """Remove what a killed run left half-written beside its targets."""
    for folder, _, _ in os.walk(out):
        sweep(Path(folder))
