"""eqia schema: the JSON Schema of assessment files."""

from __future__ import annotations

import json

import click

from eqia.form.loader import load_pack
from eqia.form.schema import build_schema
from eqia.workflows import DEFAULT_COUNCIL


@click.command(name="schema")
@click.option("--council", default=DEFAULT_COUNCIL, show_default=True, help="Whose form.")
def command(council: str) -> None:
    """Print the JSON Schema of assessment files.

    Point your editor at it and it will complete field names, show the questions, and underline mistakes.
    """
    click.echo(json.dumps(build_schema(load_pack(council).form), ensure_ascii=False, indent=2))
