"""eqia render: make the documents of an assessment."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from eqia.cli.console import complain, say_path
from eqia.cli.options import FILE, force_option, record_option, tell_kept, today_option
from eqia.documents import Format
from eqia.review.standing.carrying import Carry
from eqia.workflows import open_assessment, render


@click.command(name="render")
@click.argument("file", type=FILE)
@click.option("--docx", is_flag=True, help="Make the Word document.")
@click.option("--pdf", is_flag=True, help="Make the PDF document.")
@click.option("--html", is_flag=True, help="Make the web page.")
@click.option("-o", "--output", type=FILE, help="The folder for the documents. Without it: beside the file.")
@click.option("--final", is_flag=True, help="Make documents only if they are no drafts any more.")
@record_option
@force_option
@today_option
def command(
    file: Path,
    docx: bool,
    pdf: bool,
    html: bool,
    output: Path | None,
    final: bool,
    with_record: bool,
    force: bool,
    today: date,
) -> None:
    """Make the documents of the assessment in FILE: Word and PDF, unless you ask for one kind.

    Documents carry the word DRAFT until the assessment is approved, unchanged since, and nothing stands before
    publication. Each is read back and compared with the answers before it is saved. Word and PDF carry as data what
    their pages show; what reviewers said and the history only if you ask for it.
    """
    asked = {Format.DOCX: docx, Format.PDF: pdf, Format.HTML: html}
    formats = [format for format, wanted in asked.items() if wanted] or [Format.DOCX, Format.PDF]
    carry = Carry.RECORD if with_record else Carry.PRINTED
    opened, folder = open_assessment(file), output or file.parent
    made = render(opened, formats, folder, today=today, final=final, carry=carry, force=force)
    for path in made.files:
        say_path(path)
    tell_kept(made.kept)
    if made.open:
        complain("\n".join(["Stamped DRAFT.", *made.open]))
    if made.missing:
        raise made.missing
