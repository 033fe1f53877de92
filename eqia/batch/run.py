"""Runs a batch: one at a time on an output folder, skipping what is up to date, telling each file as it is done."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from eqia.assessment.store import LARGEST_FILE
from eqia.batch.discover import PATTERN, Found, find_assessments, refuse_collisions
from eqia.batch.lock import locked
from eqia.batch.manifest import Entry, Manifest
from eqia.batch.pool import Pool
from eqia.batch.record import Made, read_record, rewrite_record
from eqia.batch.summary import write_summaries
from eqia.batch.warming import prepare
from eqia.batch.work import Job, failed, is_intact, key_of, pack_digest, work
from eqia.documents import Format
from eqia.errors import EqiaError, InputError, OutputError
from eqia.files import make_folder, read_bounded
from eqia.form.loader import known_councils, load_pack

_HALF_WRITTEN: Final = re.compile(r"\..+\.[0-9a-f]{8}\.tmp")
"""The names that ``files.write_atomically`` gives to files until they are whole."""


def processors() -> int:
    """The processors that this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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


class Batch:
    """A batch that is being run. ``found`` are its files. Raises UsageError if two would give the same output."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.found = find_assessments(plan.folder, plan.patterns, leave_out=plan.out)
        refuse_collisions(each for each in self.found if each.stem)

    def run(self) -> Iterator[Entry]:
        """Work on every file, giving each entry when it is there; then write the manifest and the summaries.

        Raises OutputError if another batch is at work on the output folder or, at the end, if its own files cannot be
        written there; MissingLibrary if PDF files are asked for and cannot be made.
        """
        make_folder(self.plan.out)
        with locked(self.plan.out), contextlib.ExitStack() as stack:
            stack.callback(_sweep, self.plan.out)
            _sweep(self.plan.out)
            manifest, made = Manifest(self.plan.out), read_record(self.plan.out)
            for entry in self._entries(manifest, made):
                if entry is not manifest.entries.get(entry.file):
                    with contextlib.suppress(OutputError):  # all entries are written again at the end
                        manifest.add(entry)
                yield entry
            manifest.finish(found.name for found in self.found)
            entries = list(manifest.entries.values())
            left = rewrite_record(self.plan.out, (output for entry in entries for output in entry.outputs), made)
            write_summaries(self.plan.out, entries, self.plan.today, left)

    def _entries(self, manifest: Manifest, made: Made) -> Iterator[Entry]:
        pool = Pool(work, failed, partial(prepare, self.plan.formats), self.plan.processes)
        with contextlib.closing(pool.run(self._jobs(manifest, made), partial(_up_to_date, manifest))) as done:
            yield from done

    def _jobs(self, manifest: Manifest, made: Made) -> Iterator[Job]:
        plan, packs = self.plan, _packs_digest()
        for found in self.found:
            yield Job(
                path=found.path,
                name=found.name,
                stem=found.stem,
                out=plan.out,
                formats=plan.formats,
                today=plan.today,
                key=_key(found, plan, packs),
                before=manifest.entries.get(found.name),
                force=plan.force,
                made={path: made.get(path, frozenset()) for path in (f"{found.stem}.{each}" for each in plan.formats)},
                fault=found.fault,
            )


def _key(found: Found, plan: Plan, packs: str) -> str:
    """What the entry of a file depends on; empty if it cannot be read, which the work on it will say."""
    if found.fault:
        return ""
    try:
        return key_of(read_bounded(found.path, LARGEST_FILE), plan.formats, plan.today, packs)
    except InputError:
        return ""


def _up_to_date(manifest: Manifest, job: Job) -> Entry | None:
    """The entry of a file of which nothing has changed since the last run, kept; None if there is work to do."""
    before = job.before
    if before is None or job.force or not job.key or before.error or before.key != job.key:
        return None
    if is_intact(before, job.out):
        manifest.entries[job.name] = before.model_copy(update={"made": False, "seconds": 0})
        return manifest.entries[job.name]
    return None


def _packs_digest() -> str:
    digests = []
    for council in known_councils():
        with contextlib.suppress(EqiaError):
            digests.append(pack_digest(load_pack(council)))
    return " ".join(digests)


def _sweep(out: Path) -> None:
    """Remove what a killed run left half-written beside its targets."""
    for left in out.rglob(".*.tmp"):
        if _HALF_WRITTEN.fullmatch(left.name):
            with contextlib.suppress(OSError):
                left.unlink()
