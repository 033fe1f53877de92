"""eqia rules: list the rules, or explain one."""

from __future__ import annotations

import difflib
import re
import shutil
import sys

import click

from eqia.cli.console import fitted, say, write_data
from eqia.errors import UsageError
from eqia.form.loader import load_pack
from eqia.rules.catalogue import catalogue
from eqia.rules.reference import explain, overview, reference
from eqia.workflows import DEFAULT_COUNCIL, labels_of


@click.command(name="rules")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--markdown", is_flag=True, help="Print the whole rule reference as Markdown.")
def command(ids: tuple[str, ...], markdown: bool) -> None:
    """List the rules; with an ID such as RT04, say what it looks for, why, on what authority, and show examples."""
    labels = labels_of(load_pack(DEFAULT_COUNCIL))
    if markdown:
        write_data()
        click.echo(reference(labels), nl=False)
        return
    if not ids:
        say(_in_rows(overview()) if sys.stdout.isatty() else overview())
    width = max(60, min(shutil.get_terminal_size().columns, 100))
    for id in ids:
        rule = catalogue().get(_full(id))
        if rule is None:
            close = difflib.get_close_matches(_full(id), catalogue(), n=1)
            hint = f" Did you mean {close[0]}?" if close else ' "eqia rules" lists them.'
            raise UsageError(f'There is no rule "{id}".{hint}')
        say(explain(rule, labels, width))


def _in_rows(text: str) -> str:
    """The list as people read it; through a pipe each rule is one line."""
    return "\n".join(fitted(line, hang=6) for line in text.split("\n"))


def _full(id: str) -> str:
    """The id as the catalogue has it: RT4 and rt04 are RT04."""
    return re.sub(r"^([A-Z]+)(\d)$", r"\g<1>0\2", id.upper())
