"""eqia resume: carry on with an assessment."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from eqia.cli.options import FILE, today_option
from eqia.cli.sitting import DEFAULT_COUNCIL, choose_recent, existing_path, front_end, plain_option, sit


@click.command(name="resume")
@click.argument("file", type=FILE, required=False)
@plain_option
@today_option
def command(file: Path | None, plain: bool, today: date) -> int:
    """Carry on with the assessment in FILE at the question where you stopped.

    Without FILE, choose from a list of those you worked on lately. The exit code is 0 if every section is complete, and
    3 if there is more to do.
    """
    front = front_end(plain)
    path = existing_path(file) if file else choose_recent(front)
    return sit(front, path, DEFAULT_COUNCIL, today) if path else 0
