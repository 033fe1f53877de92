"""eqia check: find contradictions and gaps in assessments."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from eqia.cli.options import FILE, json_option, today_option
from eqia.cli.present import findings_text
from eqia.cli.report import report_of
from eqia.errors import ChecksFailed
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

    The exit code is 0 if no error stands before the gate, and 4 if one does.
    """
    at = Gate(gate)
    clear = True
    for file in files:
        opened = open_assessment(file)
        findings = check_assessment(opened, today)
        clear = clear and findings.clear(at)
        if as_json:
            click.echo(report_of(opened, findings, at).model_dump_json())
        else:
            click.echo(findings_text(opened, findings, at, explain=explain))
    if not clear:
        raise ChecksFailed
