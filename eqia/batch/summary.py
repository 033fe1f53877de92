"""The summaries of a batch for people: a CSV that is safe in a spreadsheet, and an accessible web page."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from eqia import resources
from eqia.batch.manifest import Entry, Output
from eqia.batch.own_files import refuse_link
from eqia.batch.record import SUMMARIES, Made, note
from eqia.files import read_if_there
from eqia.printable import printable
from eqia.render.html_marks import mark_page
from eqia.replacing import Guard
from eqia.rules.catalogue import catalogue
from eqia.rules.findings import GATES, Gate, Severity

CSV_NAME, PAGE_NAME = SUMMARIES
MOST_RULES: Final = 10
"""How many of the most frequent findings the page names."""

_COLUMNS: Final = (
    "File",
    "Title",
    "Status",
    *(f"Errors before {gate}" for gate in GATES),
    "Warnings",
    "Documents",
    "Digest",
    "What went wrong",
)
_RISKY: Final = tuple("=+-@＝＋－＠")
_RISKY_FIRST: Final = ("\t", "\r", "\n")


def guard_of_summaries(out: Path, made: Made, *, ours: bool, force: bool) -> Guard:
    """What may be replaced by the summaries of a batch: those that an earlier one wrote. Raises OutputError.

    ``ours`` says that a batch has been at work in the folder: there, what is not noted is of an earlier version, or the
    record was damaged.
    """
    noted = {out / name: made.get(name, frozenset()) for name in SUMMARIES}
    if ours:
        noted = {path: known or frozenset({_sha256(read_if_there(path) or b"")}) for path, known in noted.items()}
    guard = Guard(None, folder=out, known=noted, force=force)
    guard.refuse(*noted)
    return guard


def write_summaries(
    out: Path, entries: Sequence[Entry], today: date, left: Sequence[str], guard: Guard
) -> tuple[Path, ...]:
    """Write summary.csv and summary.html into the output folder, noted before. Gives the copies that were kept.

    Raises OutputError.
    """
    summaries = {
        CSV_NAME: as_csv(entries).encode("utf-8-sig"),
        PAGE_NAME: as_page(entries, today, left).encode("utf-8"),
    }
    for name in summaries:
        refuse_link(out / name)
    note(out, [Output(path=name, sha256=_sha256(data), size=len(data)) for name, data in summaries.items()])
    return guard.write({out / name: data for name, data in summaries.items()})


def as_csv(entries: Sequence[Entry]) -> str:
    """One row a file, in the form that spreadsheets open.

    No cell can be taken for a formula, and what nobody would see is written out.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(_COLUMNS)
    writer.writerows([neutral(printable(str(cell))) for cell in _row(entry)] for entry in entries)
    return text.getvalue()


def neutral(cell: str) -> str:
    """The cell with an apostrophe in front if a spreadsheet could take it for a formula (CWE-1236)."""
    return f"'{cell}" if cell.startswith(_RISKY_FIRST) or cell.lstrip().startswith(_RISKY) else cell


def as_page(entries: Sequence[Entry], today: date, left: Sequence[str] = ()) -> str:
    """An accessible page: what was made, what failed and why, which errors stand before which gate, what recurs.

    ``today`` is the day that dates were judged by; ``left`` are documents of earlier runs that no entry speaks of.
    """
    template = (resources.folder("templates") / "summary.html").read_text(encoding="utf-8")
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, finalize=_shown
    )
    made = [entry for entry in entries if not entry.error]
    page = environment.from_string(template).render(
        today=f"{today.day} {today:%B %Y}",
        new=sum(entry.made for entry in made),
        made=[_line(entry) for entry in made],
        failed=[{"file": entry.file, "error": entry.error} for entry in entries if entry.error],
        standing=[{"gate": gate.value, "number": sum(_errors(entry, gate) > 0 for entry in made)} for gate in GATES],
        warned=sum(_warnings(entry) > 0 for entry in made),
        recurring=_recurring(made),
        gates=[gate.value for gate in GATES],
        left=list(left),
    )
    return mark_page(page, links=False)


def _shown(value: object) -> object:
    """A value as the page shows it: what nobody would see in a title or in the name of a file is written out."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _recurring(entries: Sequence[Entry]) -> list[dict[str, object]]:
    """The rules that found most, with the number of their findings and of the assessments these are in."""
    assessments = Counter(rule for entry in entries for rule in entry.rules)
    findings: Counter[str] = Counter()
    for entry in entries:
        findings.update(entry.rules)
    most = sorted(findings, key=lambda rule: (-assessments[rule], -findings[rule], rule))[:MOST_RULES]
    return [
        {"rule": rule, "name": _name(rule), "assessments": assessments[rule], "count": findings[rule]} for rule in most
    ]


def _row(entry: Entry) -> list[str | int]:
    numbers = [*(_errors(entry, gate) for gate in GATES), _warnings(entry)]
    found = [""] * len(numbers) if entry.error else numbers
    documents = " ".join(output.path for output in entry.outputs)
    return [entry.file, entry.title, _status(entry), *found, documents, entry.digest, entry.error or _missing(entry)]


def _line(entry: Entry) -> dict[str, object]:
    return {
        "file": entry.file,
        "title": entry.title or "(no title)",
        "status": _status(entry),
        "errors": [_errors(entry, gate) for gate in GATES],
        "warnings": _warnings(entry),
        "outputs": [output.path for output in entry.outputs],
        "missing": _missing(entry),
    }


def _missing(entry: Entry) -> str:
    return f"Not made, for want of the library Pango: {', '.join(entry.missing)}" if entry.missing else ""


def _errors(entry: Entry, gate: Gate) -> int:
    return entry.counts.get(gate.value, {}).get(Severity.ERROR.value, 0)


def _warnings(entry: Entry) -> int:
    """The open warnings at the last gate, where all that is due anywhere is due."""
    return entry.counts.get(GATES[-1].value, {}).get(Severity.WARNING.value, 0)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _name(rule: str) -> str:
    known = catalogue().get(rule)
    return known.name if known else ""


def _status(entry: Entry) -> str:
    if entry.error:
        return "Failed"
    return "Draft" if entry.draft else "No errors before publication"
