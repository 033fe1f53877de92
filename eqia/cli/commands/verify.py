"""eqia verify: whether a document is untouched, and which assessment it shows."""

from __future__ import annotations

from pathlib import Path

import click

from eqia.cli.options import FILE
from eqia.errors import ChecksFailed
from eqia.verify import State, Verified, verify

_SAYS = {
    State.UNTOUCHED: "Untouched: it is, byte for byte, what eqia makes of these answers.",
    State.SAVED_AGAIN: "Another program or another version of eqia wrote it, but it shows the same answers.",
    State.CHANGED: "CHANGED: it does not show the answers that it was made from.",
}


@click.command(name="verify")
@click.argument("document", type=FILE)
@click.argument("file", type=FILE, required=False)
def command(document: Path, file: Path | None) -> None:
    """Say which assessment DOCUMENT shows, and whether it has been changed since it was made.

    With FILE, say also whether that is what the assessment in FILE holds now. This finds accidents and edits; it is no
    signature, and does not prove who made a document. The exit code is 4 if something differs.
    """
    found = verify(document, file)
    click.echo(_SAYS[found.state])
    for path in found.changed:
        click.echo(f"  - {found.shows.pack.places.describe(path)}")
    click.echo(_identity(found))
    if found.same_as_file is not None:
        same = "is what the file holds now" if found.same_as_file else "is NOT what the file holds now"
        click.echo(f'What it was made from {same}: "{file}"')
    if found.state is State.CHANGED or found.same_as_file is False:
        raise ChecksFailed


def _identity(found: Verified) -> str:
    assessment = found.shows.assessment
    reference = f"{assessment.reference}, " if assessment.reference else ""
    title = assessment.activity.title or "(no title)"
    return f"{title} ({reference}revision {assessment.revision})\nDigest of the answers: {found.digest}"
