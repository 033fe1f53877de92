"""eqia check: find contradictions and gaps in assessments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from eqia.batch.discover import PATTERN, Found, find_assessments
from eqia.cli.console import say, say_data
from eqia.cli.options import FILE, OneOf, json_option, today_option
from eqia.cli.present import findings_text
from eqia.cli.report import report_of
from eqia.errors import ChecksFailed, InputError, SomeFailed
from eqia.files import is_folder
from eqia.rules.findings import Findings, Gate
from eqia.workflows import Opened, check_assessment, open_assessment


@dataclass(frozen=True)
class _Words:
    """How the findings of an assessment are to be told."""

    gate: Gate
    explain: bool
    as_json: bool

    def tell(self, opened: Opened, findings: Findings) -> tuple[str, bool]:
        """What is printed, and whether no error stands before the gate."""
        if self.as_json:
            text = report_of(opened, findings, self.gate).model_dump_json()
        else:
            text = findings_text(opened, findings, self.gate, explain=self.explain)
        return text, findings.clear(self.gate)

    def say(self, text: str, after: str = "") -> None:
        """Print it: as it is for a program, with what follows it for a person."""
        say_data(text) if self.as_json else say(text + after)


@click.command(name="check")
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option(
    "--gate",
    type=OneOf(gate.value for gate in Gate),
    default=Gate.APPROVAL.value,
    show_default=True,
    help="How far the assessment should be ready.",
)
@click.option("--explain", is_flag=True, help="Say with each finding why it matters and where that comes from.")
@json_option
@today_option
def command(files: tuple[Path, ...], gate: str, explain: bool, as_json: bool, today: date) -> None:
    """Find contradictions and gaps in the assessments in FILES, and say what to do about each.

    A folder stands for every assessment in it and below. With --json, each is one line. The exit code is 0 if no
    error stands before the gate, 4 if one does, 5 if there is no assessment, and 8 if some of several files could not
    be read.
    """
    words = _Words(Gate(gate), explain, as_json)
    if len(files) == 1 and not is_folder(files[0]):
        opened = open_assessment(files[0])
        text, clear = words.tell(opened, check_assessment(opened, today))
        words.say(text)
        if not clear:
            raise ChecksFailed
    else:
        _check_many(list(_expanded(files)), words, today)


def _check_many(files: list[Found], words: _Words, today: date) -> None:
    from eqia.batch.checking import check_files
    from eqia.process import processors

    unclear = unread = 0
    for told in check_files(files, today, words.tell, processors()):
        if told.error:
            unread += 1
            say(told.error, err=True)
        else:
            unclear += not told.clear
            words.say(told.text, "\n")
    if unread == len(files):
        raise InputError("There was no assessment that could be read.")
    if unread:
        raise SomeFailed(f"{unread} of {len(files)} files could not be read.")
    if unclear:
        raise ChecksFailed(f"{unclear} of {len(files)} assessments have errors before {words.gate}.")


def _expanded(files: Iterable[Path]) -> Iterator[Found]:
    for file in files:
        if not is_folder(file):
            yield Found(file, str(file), "")
            continue
        found = find_assessments(file)
        if not found:
            fault = f'There is no assessment in the folder "{file}": no file matches {PATTERN}.'
            yield Found(file, str(file), "", fault)
        yield from found
