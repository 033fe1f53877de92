"""eqia schema: the JSON Schemas of what eqia reads and prints."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

import click

from eqia.cli.changes import ChangesReport, ReviewReport
from eqia.cli.console import write_data
from eqia.cli.imports import ImportReport
from eqia.cli.options import OneOf
from eqia.cli.report import Report
from eqia.form.loader import load_pack
from eqia.form.schema import DIALECT, build_schema
from eqia.workflows import DEFAULT_COUNCIL

SCHEMAS: Final[dict[str, Callable[[str], dict[str, Any]]]] = {
    "assessment": lambda council: build_schema(load_pack(council).form),
    "findings": lambda _: {"$schema": DIALECT, **Report.model_json_schema(mode="serialization")},
    "changes": lambda _: {"$schema": DIALECT, **ChangesReport.model_json_schema(mode="serialization")},
    "review": lambda _: {"$schema": DIALECT, **ReviewReport.model_json_schema(mode="serialization")},
    "import": lambda _: {"$schema": DIALECT, **ImportReport.model_json_schema(mode="serialization")},
}
"""The published schemas by name: each is schemas/NAME.schema.json."""


@click.command(name="schema")
@click.argument("what", type=OneOf(SCHEMAS), default="assessment")
@click.option("--council", default=DEFAULT_COUNCIL, show_default=True, help="Whose form.")
def command(what: str, council: str) -> None:
    """Print a JSON Schema: of assessment files, or of what check, compare, review and import print with --json.

    Point your editor at the schema of assessment files and it will complete field names, show the questions, and
    underline mistakes.
    """
    write_data()
    click.echo(schema_text(what, council), nl=False)


def schema_text(what: str, council: str = DEFAULT_COUNCIL) -> str:
    """The text of a schema file."""
    return json.dumps(SCHEMAS[what](council), ensure_ascii=False, indent=2) + "\n"
