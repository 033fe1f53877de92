"""What a worker does with one assessment: check it, make its documents if what they show has changed, and say so."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final

from eqia import __version__, resources
from eqia.assessment.store import LARGEST_FILE, content_digest, to_json
from eqia.batch.manifest import Entry, Output
from eqia.batch.record import Made, note
from eqia.documents import Format
from eqia.errors import EqiaError, InputError, OutputError, Undrawable
from eqia.files import make_folder, open_regular, read_bounded
from eqia.form.loader import Pack
from eqia.form.projection import title_of
from eqia.printable import printable, with_names
from eqia.replacing import Guard
from eqia.review.standing.carrying import Carry
from eqia.rules.findings import GATES, Gate, Severity
from eqia.seals import Purpose
from eqia.workflows import Edition, check_assessment, edition_of, make_possible, read_assessment

_ENGINES: Final = ("docxtpl", "jinja2", "lxml", "pydyf", "weasyprint")
"""The packages that documents are made with."""


@dataclass(frozen=True)
class Job:
    """One assessment to work on.

    ``basis`` is what ``basis_of`` gives; ``before`` what the manifest says of it, if anything, and ``same`` whether
    that still holds; ``made`` the documents of its names that eqia made; ``fault`` why it cannot be read, if known.
    """

    path: Path
    name: str
    stem: str
    out: Path
    formats: tuple[Format, ...]
    today: date
    carry: Carry
    basis: str
    before: Entry | None = None
    same: bool = False
    force: bool = False
    made: Made = field(default_factory=dict)
    fault: str = ""


def work(job: Job) -> Entry:
    """Check one assessment and make its documents. What goes wrong with it is in the entry; nothing is raised."""
    began = time.perf_counter()
    try:
        entry = _work(job)
    except EqiaError as error:
        entry = failed(job, str(error))
    except MemoryError:
        entry = failed(job, "It needs more memory than a file may use. Shorten its longest answers.")
    except Exception:  # what it says is left out: it may hold answers
        entry = failed(job, _fault_of_eqia(job))
    return entry.model_copy(update={"seconds": round(time.perf_counter() - began, 3)})


def failed(job: Job, error: str) -> Entry:
    """The entry of an assessment that failed, and why, in words that any screen can show."""
    return Entry(file=job.name, error=printable(with_names(error, str(job.path))))


def _fault_of_eqia(job: Job) -> str:
    return (
        "Something went wrong inside eqia. "
        f'Run eqia --debug render "{job.path}" and send what it prints to whoever looks after eqia.'
    )


def _work(job: Job) -> Entry:
    if job.fault:
        raise InputError(job.fault)
    data = read_bounded(job.path, LARGEST_FILE)
    opened = read_assessment(data, job.path)
    findings = check_assessment(opened, job.today)
    edition = edition_of(opened, findings, job.carry)
    entry = Entry(
        file=job.name,
        key=key_of(data, job.basis),
        shows=_what_shows(edition, job.formats),
        title=title_of(opened.assessment),
        digest=content_digest(opened.assessment),
        draft=edition.draft,
        counts={gate.value: {level.value: len(findings.of(level, gate)) for level in Severity} for gate in GATES},
        rules=dict(Counter(finding.rule for finding in findings.at(Gate.PUBLICATION))),
    )
    before = job.before
    if before and before.shows == entry.shows and is_intact(before, job.out):
        return entry.model_copy(update={"outputs": before.outputs})
    guard = guard_of(job)
    guard.refuse(*guard.known)
    documents, missing = make_possible(edition.shown, job.formats, edition.draft)
    made = {f"{job.stem}.{format}": data for format, data in documents.items()}
    outputs = tuple(Output(path=path, sha256=_sha256(data), size=len(data)) for path, data in made.items())
    kept = write_documents(job.out, outputs, made, guard)
    done = entry.model_copy(update={"outputs": outputs, "made": True, "kept": kept})
    if isinstance(missing, Undrawable):
        return done.model_copy(update={"made": False, "error": failed(job, str(missing)).error})
    return _incomplete(done, job) if missing else done


def _incomplete(entry: Entry, job: Job) -> Entry:
    """The entry of an assessment of which documents are missing. It is up to date with nothing, and so made again."""
    made = {output.path for output in entry.outputs}
    missing = tuple(path for each in job.formats if (path := f"{job.stem}.{each}") not in made)
    return entry.model_copy(update={"missing": missing, "key": "", "shows": ""})


def is_intact(entry: Entry, out: Path) -> bool:
    """Whether the documents of an entry are still there as they were made."""
    return bool(entry.outputs) and all(_is_there(out / output.path, output) for output in entry.outputs)


def guard_of(job: Job) -> Guard:
    """What may be replaced by the documents of a job: reports of eqia's, those too that only the record knows."""
    paths = [f"{job.stem}.{format}" for format in job.formats]
    known = {job.out / path: job.made.get(path, frozenset()) for path in paths}
    return Guard(Purpose.REPORT, folder=job.out, known=known, force=job.force)


def write_documents(out: Path, outputs: Sequence[Output], data: Mapping[str, bytes], guard: Guard) -> tuple[str, ...]:
    """Write documents, each whole, noted before. Gives the copies that were kept of what was there.

    Raises OutputError, also for a folder or a document that is a link out of ``out``.
    """
    paths = [out / output.path for output in outputs]
    for place in {path.parent for path in paths}.union(path for path in paths if path.is_symlink()):
        if not place.resolve().is_relative_to(out.resolve()):
            raise OutputError(f'"{place}" is a link to another place, which eqia will not write to. Take it away.')
    for folder in {path.parent for path in paths}:
        make_folder(folder)
    note(out, outputs)
    kept = guard.write({out / output.path: data[output.path] for output in outputs})
    return tuple(map(str, kept))


@cache
def program_digest() -> str:
    """A digest of the program, the rules' word lists, the fonts and the engines: after an upgrade all is made again."""
    package = Path(__file__).resolve().parents[1]
    sources = sorted(path for kind in ("*.py", "*.toml") for path in package.rglob(kind))
    fonts = sorted(path for path in (resources.folder("templates") / "fonts").iterdir() if path.is_file())
    versions = (metadata.version(engine).encode() for engine in _ENGINES)
    return _digest(__version__.encode(), *versions, *_bytes_of([*sources, *fonts]))


@cache
def pack_digest(pack: Pack) -> str:
    """A digest of every file of a pack and of the packs it extends."""
    return _digest(*_bytes_of(pack.files))


def basis_of(formats: Sequence[Format], today: date, carry: Carry, packs: Iterable[Pack]) -> str:
    """A digest of all that the entries of a whole batch depend on."""
    parts = [program_digest(), *map(pack_digest, packs), *formats, today.isoformat(), carry]
    return _digest(*(part.encode() for part in parts))


def key_of(data: bytes, basis: str) -> str:
    """A digest of all that a file's entry depends on: if it is the same as before, nothing needs to be done."""
    return _digest(data, basis.encode())


def _what_shows(edition: Edition, formats: Sequence[Format]) -> str:
    shown = edition.shown
    carried = to_json(shown.assessment, printing=shown.printing.as_data())
    parts = [carried, str(edition.draft), pack_digest(shown.pack), program_digest(), ",".join(formats)]
    return _digest(*(part.encode() for part in parts))


def _is_there(path: Path, output: Output) -> bool:
    try:
        return path.stat().st_size == output.size and _digest_of(path) == output.sha256
    except (OSError, ValueError):  # the latter for a name in a damaged manifest that no file can have
        return False


def _digest_of(path: Path) -> str:
    try:
        with open_regular(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _bytes_of(paths: Iterable[Path]) -> Iterable[bytes]:
    return (path.read_bytes() for path in paths)


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
