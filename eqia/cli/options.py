"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from eqia.cli.console import complain, note_name, write_data


class Name(click.Path):
    """The name of a file or a folder. That it is there is checked where it is used, so that every command says the
    same.
    """

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """The path; a usage error for what names nothing."""
        if value == "":
            self.fail("the name is empty. Give the name of a file or a folder.", param, ctx)
        if value == "-":
            self.fail('"-" is not the name of a file here: eqia reads and writes files by their names.', param, ctx)
        note_name(os.fspath(value))
        return super().convert(value, param, ctx)


FILE = Name(path_type=Path)
"""A file or a folder."""


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
        """The words, with what was pasted as meant; a usage error for more than an answer holds, and where the
        terminal sent bytes that are no characters in its own encoding.
        """
        from eqia.assessment.model import LONGEST_ANSWER
        from eqia.characters.pasted import as_meant

        if any("\ud800" <= character <= "\udfff" for character in value):
            self.fail(
                "some characters of it cannot be read. Type them again, or set the terminal to UTF-8.", param, ctx
            )
        if len(value) > LONGEST_ANSWER:
            self.fail(f"it is longer than {LONGEST_ANSWER:,} characters. Say it in fewer.", param, ctx)
        return as_meant(value)


class LineOfWords(Words):
    """Words of one line that go into the file, such as a name or a post."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The words; a usage error also for several lines, and for no words where some are needed."""
        if "\n" in value or "\r" in value:
            self.fail("it is a name or a post of one line. Take the line break out.", param, ctx)
        if param is not None and param.required and not value.strip():
            self.fail("it is empty. Give a name or a post.", param, ctx)
        return super().convert(value, param, ctx)


class OneOf(click.Choice[str]):
    """One of a few words, in small or capital letters."""

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__([*words], case_sensitive=False)

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        """What is said of any other word."""
        return f'"{value}" is none of these: {", ".join(self.choices)}.'


class Number(click.IntRange):
    """A whole number between two others, which may be it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; a usage error for anything else."""
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter:
            self.fail(f'"{value}" is not a whole number from {self.min} to {self.max}.', param, ctx)


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
