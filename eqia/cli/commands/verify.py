"""eqia verify: whether a document is untouched, and which assessment it shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from eqia.cli.limits import limited
from eqia.cli.options import FILE
from eqia.cli.printable import printable
from eqia.errors import ChecksFailed
from eqia.verify import State, Verified, verify

_SAYS: Final = {
    State.UNTOUCHED: "Untouched: it is, byte for byte, what eqia makes of these answers.",
    State.SAVED_AGAIN: "Another program or another version of eqia wrote it anew, but it says the same, word for word.",
    State.REDRAWN: "It says the same, word for word, but its pages are NOT DRAWN as eqia draws them here: somebody put "
    "something on them, or they were made on another machine. Look at it beside a copy made anew.",
    State.OTHER_WORDS: "The answers are as they were, but other words are CHANGED: by somebody, or because another "
    "version of eqia or of the template made it.",
    State.CHANGED: "CHANGED: it does not show the answers that it was made from.",
    State.OTHER_ANSWERS: "It was made from OTHER ANSWERS than the file holds now. "
    "Name the file as it was then to see whether it is untouched.",
}
_MOST_LINES: Final = 10
_LONGEST: Final = 100


@click.command(name="verify")
@click.argument("document", type=FILE)
@click.argument("file", type=FILE, required=False)
def command(document: Path, file: Path | None) -> None:
    """Say which assessment DOCUMENT shows, and whether it has been changed since it was made.

    With FILE, say also whether that is what the assessment in FILE holds now. This finds accidents and edits; it is no
    signature, and does not prove who made a document. The exit code is 4 if something differs.
    """
    with limited("Verifying the document"):
        found = verify(document, file)
    click.echo(_SAYS[found.state])
    for line in _differing(found):
        click.echo(f"  - {line}")
    click.echo(_identity(found))
    if found.same_as_file is not None:
        same = "is what the file holds now" if found.same_as_file else "is NOT what the file holds now"
        click.echo(f'What it was made from {same}: "{file}"')
    if found.state not in (State.UNTOUCHED, State.SAVED_AGAIN) or found.same_as_file is False:
        raise ChecksFailed


def _differing(found: Verified) -> Iterator[str]:
    yield from (found.shows.pack.places.describe(path) for path in found.changed)
    for lines, how in ((found.added, "added"), (found.gone, "gone")):
        yield from (f"{how}: {printable(line[:_LONGEST])}" for line in lines[:_MOST_LINES])
        if len(lines) > _MOST_LINES:
            yield f"{how}: {len(lines) - _MOST_LINES} more"


def _identity(found: Verified) -> str:
    if found.state is State.OTHER_ANSWERS:
        return f"Digest of the answers on the page: {found.digest}"
    assessment = found.shows.assessment
    reference = f"{printable(assessment.reference)}, " if assessment.reference else ""
    title = printable(assessment.activity.title) or "(no title)"
    lines = [f"{title} ({reference}revision {assessment.revision})", f"Digest of the answers: {found.digest}"]
    if found.draft is not None:
        lines.append("It is marked as a draft." if found.draft else "It is not marked as a draft.")
    return "\n".join(lines)
