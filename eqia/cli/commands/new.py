"""eqia new: start an assessment."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from eqia.cli.options import FILE, today_option
from eqia.cli.sitting import DEFAULT_COUNCIL, front_end, new_path, plain_option, sit


@click.command(name="new")
@click.argument("file", type=FILE, required=False)
@click.option("--council", default=DEFAULT_COUNCIL, show_default=True, help="Whose form.")
@plain_option
@today_option
def command(file: Path | None, council: str, plain: bool, today: date) -> int:
    """Start an assessment in FILE: eqia asks one question at a time, and saves after every answer.

    Without FILE, the file is named after the activity, in the folder you are in. Leave with Ctrl-C whenever you like
    and carry on with "eqia resume". The exit code is 0 if every section is complete, and 3 if there is more to do.
    """
    path = new_path(file) if file else None
    if council != DEFAULT_COUNCIL:
        from eqia.form.loader import find_pack

        find_pack(council)
    return sit(front_end(plain), path, council, today)
