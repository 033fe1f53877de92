"""eqia batch: check and render every assessment in a folder."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import click

from eqia.batch.discover import PATTERN
from eqia.batch.manifest import NAME, Entry
from eqia.batch.run import Batch, Plan
from eqia.batch.summary import CSV_NAME, PAGE_NAME
from eqia.cli.console import say
from eqia.cli.options import FILE, Number, record_option, tell_kept, today_option
from eqia.cli.present import counted
from eqia.documents import Format
from eqia.errors import EqiaError, MissingLibrary, SomeFailed
from eqia.review.standing.carrying import Carry

ROOMY: Final = 70
"""Columns from which a terminal's line has room for the rate beside the rest."""


@click.command(name="batch")
@click.argument("folder", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The folder for the documents and the summaries.")
@click.option("--docx", is_flag=True, help="Make Word documents.")
@click.option("--pdf", is_flag=True, help="Make PDF documents.")
@click.option("--html", is_flag=True, help="Make web pages.")
@click.option("--pattern", multiple=True, help=f"Which files are assessments. Without it: {PATTERN}")
@click.option("--jobs", type=Number(1, 64), help="How many to work on at once. Without it: one a processor.")
@click.option(
    "--force", is_flag=True, help="Make everything again, and replace what was changed by hand: copies are kept."
)
@record_option
@today_option
def command(
    folder: Path,
    output: Path,
    docx: bool,
    pdf: bool,
    html: bool,
    pattern: tuple[str, ...],
    jobs: int | None,
    force: bool,
    with_record: bool,
    today: date,
) -> None:
    """Check every assessment in FOLDER and below, and make its documents.

    Files that have not changed since the last run are passed over. One bad file does not stop the others. A run that
    was stopped is taken up by running it again. The folder also gets manifest.jsonl, summary.csv and summary.html.
    """
    asked = {Format.DOCX: docx, Format.PDF: pdf, Format.HTML: html}
    formats = tuple(format for format, wanted in asked.items() if wanted) or tuple(Format)
    more = {} if jobs is None else {"processes": jobs}
    carry = Carry.RECORD if with_record else Carry.PRINTED
    batch = Batch(Plan(folder, output, today, formats, pattern or (PATTERN,), carry=carry, force=force, **more))
    if not batch.found:
        say(f'No file in "{folder}" matches {", ".join(batch.plan.patterns)}.', err=True)
    entries: list[Entry] = []
    try:
        for entry in _shown(batch.run(), len(batch.found)):
            entries.append(entry)
    except KeyboardInterrupt:
        say(f"{len(entries)} of {len(batch.found)} done. Run the same command again to go on.", err=True)
        raise
    except EqiaError:
        if told := _failures(entries):
            say(told, err=True)
        raise
    tell_kept([*(Path(copy) for entry in entries for copy in entry.kept), *batch.kept])
    _tell_result(entries, output)


def _tell_result(entries: Sequence[Entry], output: Path) -> None:
    """How many were made, and where to see it. Raises SomeFailed, or MissingLibrary where nothing else failed."""
    failures, missing = _failures(entries), _not_made(entries)
    made = sum(entry.made for entry in entries)
    failed = sum(bool(entry.error) for entry in entries)
    say(f"{made} made, {len(entries) - made - failed} up to date, {failed} failed.")
    say(f'See "{output / PAGE_NAME}", "{output / CSV_NAME}" and "{output / NAME}".')
    if failures:
        raise SomeFailed("\n".join([failures, *([str(missing)] if missing else [])]))
    if missing:
        raise missing


def _failures(entries: Iterable[Entry]) -> str:
    return "\n".join(f"{entry.file}: {entry.error}" for entry in entries if entry.error)


def _not_made(entries: Iterable[Entry]) -> MissingLibrary | None:
    """What there is to say of documents that want a library."""
    from eqia.render.pango import missing_pango

    number = sum(len(entry.missing) for entry in entries)
    if not number:
        return None
    files = "1 PDF file was" if number == 1 else f"{number:,} PDF files were"
    return MissingLibrary(f"{files} not made; all else was. {missing_pango()}Then run the same command again.")


def _shown(entries: Iterable[Entry], number: int) -> Iterator[Entry]:
    """The entries, told as they come: a progress bar on a terminal, elsewhere a plain line each."""
    if sys.stderr is None or not sys.stderr.isatty():  # None if it is closed, as by 2>&-
        for entry in entries:
            say(f"{_state(entry):<11} {entry.file}", err=True)
            yield entry
        return
    began, failed = time.monotonic(), 0
    # The width 0 makes the bar as long as the line has room: one that wraps would be written below itself each time.
    with click.progressbar(entries, length=number, width=0, file=sys.stderr, show_pos=True, show_eta=True) as bar:
        for done, entry in enumerate(bar, 1):
            failed += bool(entry.error)
            bar.label = _label(done / max(time.monotonic() - began, 0.001), failed)
            yield entry


def _label(rate: float, failed: int) -> str:
    failures = [counted(failed, "failure")] if failed else []
    roomy = shutil.get_terminal_size().columns >= ROOMY
    return ", ".join([*([f"{rate:.1f} a second"] if roomy else []), *failures])


def _state(entry: Entry) -> str:
    if entry.error:
        return "FAILED"
    return "made" if entry.made else "up to date"
