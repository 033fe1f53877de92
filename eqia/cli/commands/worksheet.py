"""eqia worksheet: the questions with their guidance as a Word file."""

from __future__ import annotations

from pathlib import Path

import click

from eqia.cli.console import say_path
from eqia.cli.options import FILE, force_option, tell_kept
from eqia.form.loader import load_pack
from eqia.replacing import Guard
from eqia.seals import Purpose
from eqia.workflows import DEFAULT_COUNCIL, make_worksheet


@click.command(name="worksheet")
@click.argument("file", type=FILE, default="equality-analysis-worksheet.docx")
@click.option("--council", default=DEFAULT_COUNCIL, show_default=True, help="Whose form.")
@force_option
def command(file: Path, council: str, force: bool) -> None:
    """Write the questions with their guidance into FILE, a Word document to fill in with colleagues.

    Read what comes back with: eqia import FILE
    """
    guard = Guard(Purpose.WORKSHEET, option="eqia worksheet", force=force)
    guard.refuse(file)
    kept = guard.write({file: make_worksheet(load_pack(council))})
    say_path(file)
    tell_kept(kept)
