"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from eqia.cli.console import complain, write_data

FILE = click.Path(path_type=Path)
"""A file to read. That it exists is checked where it is read, so that every command says the same."""


class Day(click.ParamType[date]):
    """A date as people type it, day first, or as 2026-03-31."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that was typed; a usage error if it is none."""
        if isinstance(value, date):
            return value
        from eqia.assessment.dates import read

        day = read(value).day
        if day is None:
            self.fail(f'"{value}" is not a date. Type it like "31 March 2026" or "31/03/2026".', param, ctx)
        return day


class Words(click.ParamType[str]):
    """Words that go into the file as they were typed."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The words; a usage error where the terminal sent bytes that are no characters in its own encoding."""
        if any("\ud800" <= character <= "\udfff" for character in value):
            self.fail(
                "some characters of it cannot be read. Type them again, or set the terminal to UTF-8.", param, ctx
            )
        return value


today_option = click.option(
    "--today",
    type=Day(),
    default=lambda: date.today(),
    help="The day to judge dates by, such as 31/03/2026. Without it: today.",
)


force_option = click.option(
    "--force", is_flag=True, help="Replace also what eqia did not make, or what was changed; a copy of it is kept."
)


def tell_kept(copies: Iterable[Path]) -> None:
    """Say where copies of what was replaced are."""
    for copy in copies:
        complain(f'What was there is kept as "{copy}".')


def _for_programs(_context: click.Context, _option: click.Parameter, wanted: bool) -> bool:
    if wanted:
        write_data()
    return wanted


json_option = click.option("--json", "as_json", is_flag=True, callback=_for_programs, help="Print the result as JSON.")

record_option = click.option(
    "--with-record",
    is_flag=True,
    help="Let Word and PDF documents carry the whole file inside: verdicts, remarks and history too.",
)
"""Whether documents carry all that the file holds."""

against_option = click.option(
    "--against",
    type=FILE,
    metavar="FILE",
    help="The assessment that a Word document was made from, where another program dropped the data inside it.",
)
"""What a document without its data is read beside."""
