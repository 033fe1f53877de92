"""eqia import: a filled-in form, ours or typed by hand, made into an assessment."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from eqia.cli.console import say, say_data
from eqia.cli.import_text import imported_text
from eqia.cli.options import FILE, force_option, json_option, tell_kept, today_option
from eqia.replacing import Guard
from eqia.review.forms.import_form import Imported
from eqia.reviewing.importing import import_file, save_imported
from eqia.workflows import DEFAULT_COUNCIL


@click.command(name="import")
@click.argument("form", type=FILE)
@click.option("-o", "--output", type=FILE, help="The assessment file to write. Without it: FORM.json.")
@click.option("--council", default=DEFAULT_COUNCIL, show_default=True, help="Whose form it is.")
@force_option
@json_option
@today_option
def command(form: Path, output: Path | None, council: str, force: bool, as_json: bool, today: date) -> None:
    """Make an assessment of FORM: a Word document, ours or typed by hand, a PDF of ours, or the text of a report.

    It says how sure it is of each answer, which boxes it could not read, which questions it did not find, and what fits
    nowhere. A tick is never guessed: "not ticked" and "could not be read" are told apart. Without --force nothing is
    written over.
    """
    target = output or form.with_suffix(".json")
    Guard(None, force=force).refuse(target)
    imported = import_file(form, council)
    report = _report(imported, target, as_json=as_json)
    kept = save_imported(imported, form, target, today, force=force)
    (say_data if as_json else say)(report)
    if not as_json:
        say(f'Written: "{target}". Check it with: eqia check "{target}"', err=True)
    tell_kept(kept)


def _report(imported: Imported, target: Path, *, as_json: bool) -> str:
    """What is said of an import; it is made before anything is written."""
    if as_json:
        from eqia.cli.imports import import_report

        return import_report(imported, target).model_dump_json()
    return imported_text(imported)
