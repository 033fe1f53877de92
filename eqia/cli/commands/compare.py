"""eqia compare: what changed from one assessment to another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from eqia.cli.changes import changes_of
from eqia.cli.console import say, say_data
from eqia.cli.options import FILE, LineOfWords, against_option, force_option, json_option, tell_kept, today_option
from eqia.cli.review_text import changes_text
from eqia.replacing import Guard
from eqia.reviewing.comparing import Compared, compare_files, redline_documents
from eqia.seals import Purpose


@click.command(name="compare")
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.option(
    "--docx", type=FILE, metavar="FILE", help="Write a Word document that shows the changes as tracked changes."
)
@click.option(
    "--author",
    type=LineOfWords(),
    default="eqia",
    show_default=True,
    help="Who is named as the author of the tracked changes.",
)
@against_option
@force_option
@json_option
@today_option
def command(
    old: Path,
    new: Path,
    docx: Path | None,
    author: str,
    against: Path | None,
    force: bool,
    as_json: bool,
    today: date,
) -> None:
    """Say what changed from OLD to NEW, in the form's words. Both may be JSON files or Word files made by eqia.

    Of long answers the words are shown that went [-like this-] and that came {+like this+}. Accepting all tracked
    changes of the Word document gives exactly NEW, rejecting all of them gives exactly OLD.
    """
    compared = compare_files(old, new, against)
    places = compared.new.pack.places
    report = changes_of(compared).model_dump_json() if as_json else changes_text(compared.changes, places)
    kept = _write(compared, docx, author, today, force=force) if docx else ()
    if not as_json:
        for note in compared.notes:
            say(note, err=True)
    (say_data if as_json else say)(report)
    if docx:
        say(f'Written: "{docx}"', err=True)
    tell_kept(kept)


def _write(compared: Compared, target: Path, author: str, day: date, *, force: bool) -> tuple[Path, ...]:
    guard = Guard(Purpose.REDLINE, option="--docx", force=force)
    guard.refuse(target)
    return guard.write({target: redline_documents(compared, author, day)})
