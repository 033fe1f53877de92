"""What a worker does with one assessment: check it, make its documents if what they show has changed, and say so."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from eqia import __version__
from eqia.assessment.store import content_digest, to_json
from eqia.batch.manifest import Entry, Output
from eqia.documents import Format
from eqia.errors import EqiaError, OutputError
from eqia.files import make_folder, write_atomically
from eqia.form.loader import Pack
from eqia.rules.findings import GATES, Findings, Gate, Severity
from eqia.workflows import Opened, check_assessment, make_documents, open_assessment


@dataclass(frozen=True)
class Job:
    """One assessment to work on. ``before`` is what the manifest says of it, if anything."""

    path: Path
    name: str
    stem: str
    out: Path
    formats: tuple[Format, ...]
    today: date
    key: str
    before: Entry | None = None
    force: bool = False


def work(job: Job) -> Entry:
    """Check one assessment and make its documents. What goes wrong with it is in the entry; nothing is raised."""
    began = time.perf_counter()
    try:
        entry = _work(job)
    except EqiaError as error:
        entry = Entry(file=job.name, error=str(error))
    except MemoryError:
        entry = Entry(file=job.name, error="it needs more memory than a file may use. Shorten its longest answers.")
    return entry.model_copy(update={"seconds": round(time.perf_counter() - began, 3)})


def _work(job: Job) -> Entry:
    opened = open_assessment(job.path)
    findings = check_assessment(opened, job.today)
    entry = Entry(
        file=job.name,
        key=job.key,
        shows=_what_shows(opened, findings, job.formats),
        title=opened.assessment.activity.title,
        digest=content_digest(opened.assessment),
        draft=not findings.clear(Gate.PUBLICATION),
        counts={gate.value: {level.value: len(findings.of(level, gate)) for level in Severity} for gate in GATES},
        rules=dict(Counter(finding.rule for finding in findings.at(Gate.PUBLICATION))),
    )
    before = job.before
    if before and before.shows == entry.shows and not job.force and is_intact(before, job.out):
        return entry.model_copy(update={"outputs": before.outputs})
    refuse_changed_by_hand(job)
    made = make_documents(opened, job.formats, entry.draft)
    outputs = tuple(_write(job, format, data) for format, data in made.items())
    return entry.model_copy(update={"outputs": outputs, "made": True})


def is_intact(entry: Entry, out: Path) -> bool:
    """Whether the documents of an entry are still there as they were made."""
    return bool(entry.outputs) and all(_digest_of(out / output.path) == output.sha256 for output in entry.outputs)


def refuse_changed_by_hand(job: Job) -> None:
    """Raise OutputError if a document that would be replaced is not the one that eqia made."""
    if job.force:
        return
    known = {output.path: output.sha256 for output in job.before.outputs} if job.before else {}
    for format in job.formats:
        path = f"{job.stem}.{format}"
        there = _digest_of(job.out / path)
        if there and there != known.get(path):
            raise OutputError(
                f'"{path}" has been changed since eqia made it, or eqia did not make it. '
                "Move it away, or use --force to replace it."
            )


@cache
def program_digest() -> str:
    """A digest of the program itself, so that documents are made again after an upgrade."""
    sources = sorted(Path(__file__).resolve().parents[1].rglob("*.py"))
    return _digest(__version__.encode(), *(source.read_bytes() for source in sources))


@cache
def pack_digest(pack: Pack) -> str:
    """A digest of every file of a pack and of the packs it extends."""
    return _digest(*(path.read_bytes() for path in pack.files))


def key_of(data: bytes, formats: Sequence[Format], today: date, packs: str) -> str:
    """A digest of all that a file's entry depends on: if it is the same as before, nothing needs to be done."""
    return _digest(
        data, ",".join(formats).encode(), today.isoformat().encode(), packs.encode(), program_digest().encode()
    )


def _what_shows(opened: Opened, findings: Findings, formats: Sequence[Format]) -> str:
    clear = str(findings.clear(Gate.PUBLICATION))
    parts = [to_json(opened.assessment), clear, pack_digest(opened.pack), program_digest(), ",".join(formats)]
    return _digest(*(part.encode() for part in parts))


def _write(job: Job, format: Format, data: bytes) -> Output:
    name = f"{job.stem}.{format}"
    path = job.out / name
    make_folder(path.parent)
    write_atomically(path, data)
    return Output(path=name, sha256=hashlib.sha256(data).hexdigest(), size=len(data))


def _digest_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
