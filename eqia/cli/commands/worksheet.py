"""eqia worksheet: the questions with their guidance as a Word file."""

from __future__ import annotations

from pathlib import Path

import click

from eqia.cli.console import say_path
from eqia.cli.options import FILE
from eqia.errors import OutputError
from eqia.files import write_atomically
from eqia.form.loader import load_pack
from eqia.workflows import DEFAULT_COUNCIL, make_worksheet


@click.command(name="worksheet")
@click.argument("file", type=FILE, default="equality-analysis-worksheet.docx")
@click.option("--council", default=DEFAULT_COUNCIL, show_default=True, help="Whose form.")
def command(file: Path, council: str) -> None:
    """Write the questions with their guidance into FILE, a Word document to fill in with colleagues.

    Read what comes back with: eqia import FILE
    """
    if file.exists():
        raise OutputError(f'"{file}" is there already. Choose another name, so that nobody\'s answers are lost.')
    write_atomically(file, make_worksheet(load_pack(council)))
    say_path(file)
