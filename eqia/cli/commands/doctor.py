"""eqia doctor: what is installed, what is missing, and how to get it."""

from __future__ import annotations

import ctypes.util
import importlib.metadata
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import click

from eqia import __version__, resources
from eqia.cli.console import say
from eqia.errors import EqiaError, MissingLibrary, PackError
from eqia.form.loader import known_councils, load_pack

_PACKAGES = ("click", "docxtpl", "jinja2", "lxml", "pydantic", "pydyf", "python-docx", "questionary", "weasyprint")


@dataclass(frozen=True)
class Line:
    """One thing looked at: whether it is in order, and what to say of it."""

    good: bool
    text: str


@click.command(name="doctor")
def command() -> None:
    """Say what is installed and what is missing, and how to get it.

    Nothing is changed, and nothing is looked up on a network. The exit code is 7 if something is missing.
    """
    missing = _missing_library()
    lines = [*_program(), *_packages(), *_libraries(missing), *_packs()]
    for line in lines:
        say(f"{'ok     ' if line.good else 'MISSING'}  {line.text}")
    if missing:
        raise missing
    if not all(line.good for line in lines):
        raise MissingLibrary("Something is missing: see the lines above.")


def _program() -> Iterator[Line]:
    yield Line(True, f"eqia {__version__}")
    yield Line(sys.version_info >= (3, 11), f"Python {platform.python_version()} on {platform.system()}")


def _packages() -> Iterator[Line]:
    for name in _PACKAGES:
        try:
            yield Line(True, f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            yield Line(False, f"{name}: install eqia again")


def _missing_library() -> MissingLibrary | None:
    """What loading the libraries for PDF documents says is missing. Whether a file of their name is there says less."""
    try:
        import eqia.render.pdf_engine  # noqa: F401 - loading it is the test
    except MissingLibrary as error:
        return error
    return None


def _libraries(missing: MissingLibrary | None) -> Iterator[Line]:
    yield Line(missing is None, "pango: lays out the text of PDF documents; Word documents and web pages do without")
    found = ctypes.util.find_library("harfbuzz-subset")
    more = "" if found else " (not found)"
    yield Line(True, f"harfbuzz-subset: makes PDF documents a third faster; not strictly needed{more}")


def _packs() -> Iterator[Line]:
    yield Line(True, f"templates in {resources.folder('templates')}")
    try:
        councils = known_councils()
    except PackError as error:
        yield Line(False, str(error))
        return
    for council in councils:
        try:
            yield Line(True, f"form {load_pack(council).stamp}")
        except EqiaError as error:
            yield Line(False, f"form {council}: {error}")
