"""The summaries of a batch for people: a CSV that is safe in a spreadsheet, and an accessible web page."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from eqia import resources
from eqia.batch.manifest import Entry
from eqia.files import write_atomically
from eqia.rules.catalogue import catalogue
from eqia.rules.findings import GATES, Severity

CSV_NAME: Final = "summary.csv"
PAGE_NAME: Final = "summary.html"
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


def write_summaries(out: Path, entries: Sequence[Entry]) -> None:
    """Write summary.csv and summary.html into the output folder. Raises OutputError."""
    write_atomically(out / CSV_NAME, as_csv(entries).encode("utf-8-sig"))
    write_atomically(out / PAGE_NAME, as_page(entries).encode("utf-8"))


def as_csv(entries: Sequence[Entry]) -> str:
    """One row a file, in the form that spreadsheets open. No cell can be taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows([neutral(str(cell)) for cell in _row(entry)] for entry in entries)
    return text.getvalue()


def neutral(cell: str) -> str:
    """The cell with an apostrophe in front if a spreadsheet could take it for a formula (CWE-1236)."""
    return f"'{cell}" if cell.startswith(_RISKY_FIRST) or cell.lstrip().startswith(_RISKY) else cell


def as_page(entries: Sequence[Entry]) -> str:
    """An accessible page: what was made, what failed and why, which errors stand before which gate, what recurs."""
    template = (resources.folder("templates") / "summary.html").read_text(encoding="utf-8")
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    recurring = Counter({rule: 0 for entry in entries for rule in entry.rules})
    for entry in entries:
        recurring.update(entry.rules)
    return environment.from_string(template).render(
        made=[_line(entry) for entry in entries if not entry.error],
        failed=[{"file": entry.file, "error": entry.error} for entry in entries if entry.error],
        recurring=[
            {"rule": rule, "name": _name(rule), "count": count} for rule, count in recurring.most_common(MOST_RULES)
        ],
        gates=[gate.value for gate in GATES],
    )


def _row(entry: Entry) -> list[str | int]:
    errors = [_errors(entry, gate.value) for gate in GATES]
    warnings = entry.counts.get(GATES[-1].value, {}).get(Severity.WARNING.value, 0)
    documents = " ".join(output.path for output in entry.outputs)
    return [entry.file, entry.title, _status(entry), *errors, warnings, documents, entry.digest, entry.error]


def _line(entry: Entry) -> dict[str, object]:
    return {
        "file": entry.file,
        "title": entry.title or "(no title)",
        "status": _status(entry),
        "errors": [_errors(entry, gate.value) for gate in GATES],
        "outputs": [output.path for output in entry.outputs],
    }


def _errors(entry: Entry, gate: str) -> int:
    return entry.counts.get(gate, {}).get(Severity.ERROR.value, 0)


def _name(rule: str) -> str:
    known = catalogue().get(rule)
    return known.name if known else ""


def _status(entry: Entry) -> str:
    if entry.error:
        return "Failed"
    return "Draft" if entry.draft else "No errors before publication"
