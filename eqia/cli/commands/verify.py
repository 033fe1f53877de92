"""eqia verify: whether a document is untouched, and which assessment it shows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from eqia.cli.console import say
from eqia.cli.options import FILE, today_option
from eqia.errors import ChecksFailed
from eqia.form.projection import title_of
from eqia.verify import State, Verified, verify


@click.command(name="verify")
@click.argument("document", type=FILE)
@click.argument("file", type=FILE, required=False)
@today_option
def command(document: Path, file: Path | None, today: date) -> None:
    """Say which assessment DOCUMENT shows, and whether it has been changed since it was made.

    With FILE, say also whether that is what the assessment in FILE holds now. This finds accidents and edits; it is no
    signature, and does not prove who made a document. The exit code is 4 if something differs.
    """
    found = verify(document, file, today)
    for sentence, lines in found.said():
        say(sentence)
        for line in lines:
            say(f"  - {line}")
    say(_identity(found))
    if found.same_as_file is not None:
        same = "is what the file holds now" if found.same_as_file else "is NOT what the file holds now"
        say(f'What it was made from {same}: "{file}"')
    if not found.same or found.same_as_file is False:
        raise ChecksFailed


def _identity(found: Verified) -> str:
    if found.state is State.OTHER_ANSWERS:
        return f"Digest of the answers on the page: {found.digest}"
    assessment = found.shows.assessment
    reference = f"{assessment.reference}, " if assessment.reference else ""
    title = title_of(assessment) or "(no title)"
    lines = [f"{title} ({reference}revision {assessment.revision})", f"Digest of the answers: {found.digest}"]
    if found.draft is not None:
        lines.append("It is marked as a draft." if found.draft else "It is not marked as a draft.")
    return "\n".join(lines)
