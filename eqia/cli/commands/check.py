"""eqia check: find contradictions and gaps in assessments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click

from eqia.batch.discover import find_assessments
from eqia.cli.options import FILE, json_option, today_option
from eqia.cli.present import findings_text
from eqia.cli.report import report_of
from eqia.errors import ChecksFailed, EqiaError, SomeFailed
from eqia.rules.findings import Gate
from eqia.workflows import check_assessment, open_assessment


@click.command(name="check")
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option(
    "--gate",
    type=click.Choice([gate.value for gate in Gate]),
    default=Gate.APPROVAL.value,
    show_default=True,
    help="How far the assessment should be ready.",
)
@click.option("--explain", is_flag=True, help="Say with each finding why it matters and where that comes from.")
@json_option
@today_option
def command(files: tuple[Path, ...], gate: str, explain: bool, as_json: bool, today: date) -> None:
    """Find contradictions and gaps in the assessments in FILES, and say what to do about each.

    A folder stands for every assessment in it and below. With --json, each is one line. The exit code is 0 if no
    error stands before the gate, 4 if one does, and 8 if some of several files could not be read.
    """
    at = Gate(gate)
    clear, unread = True, 0
    paths = list(_expanded(files))
    for path in paths:
        try:
            opened = open_assessment(path)
            findings = check_assessment(opened, today)
        except EqiaError as error:
            if len(paths) == 1:
                raise
            unread += 1
            click.echo(str(error), err=True)
            continue
        clear = clear and findings.clear(at)
        report = report_of(opened, findings, at).model_dump_json() if as_json else ""
        click.echo(report or findings_text(opened, findings, at, explain=explain))
    if unread:
        raise SomeFailed(f"{unread} of {len(paths)} files could not be read.")
    if not clear:
        raise ChecksFailed


def _expanded(files: Iterable[Path]) -> Iterator[Path]:
    for file in files:
        if file.is_dir():
            yield from (found.path for found in find_assessments(file))
        else:
            yield file
