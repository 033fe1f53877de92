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
from eqia.errors import EqiaError, MissingLibrary
from eqia.form.loader import known_councils, load_pack

_PACKAGES = ("click", "docxtpl", "jinja2", "lxml", "pydantic", "pydyf", "python-docx", "questionary", "weasyprint")
_LIBRARIES = {
    "pango-1.0": "lays out the text of PDF documents",
    "pangoft2-1.0": "brings the fonts of PDF documents",
    "harfbuzz-subset": "makes PDF documents a third faster; not strictly needed",
}
_INSTALL = {
    "Linux": "sudo apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "Darwin": "brew install pango",
    "Windows": "in MSYS2: pacman -S mingw-w64-ucrt-x86_64-pango, then set WEASYPRINT_DLL_DIRECTORIES to its bin folder",
}


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
    lines = [*_program(), *_packages(), *_libraries(), *_packs()]
    for line in lines:
        click.echo(f"{'ok     ' if line.good else 'MISSING'}  {line.text}")
    if not all(line.good for line in lines):
        how = _INSTALL.get(platform.system(), "see the documentation of WeasyPrint for your system")
        raise MissingLibrary(f"What is missing is needed for PDF documents. To install it: {how}")


def _program() -> Iterator[Line]:
    yield Line(True, f"eqia {__version__}")
    yield Line(sys.version_info >= (3, 11), f"Python {platform.python_version()} on {platform.system()}")


def _packages() -> Iterator[Line]:
    for name in _PACKAGES:
        try:
            yield Line(True, f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            yield Line(False, f"{name}: install eqia again")


def _libraries() -> Iterator[Line]:
    for name, use in _LIBRARIES.items():
        found = ctypes.util.find_library(name)
        yield Line(found is not None or name == "harfbuzz-subset", f"{name}: {use}{'' if found else ' (not found)'}")


def _packs() -> Iterator[Line]:
    yield Line(True, f"templates in {resources.folder('templates')}")
    for council in known_councils():
        try:
            yield Line(True, f"form {load_pack(council).stamp}")
        except EqiaError as error:
            yield Line(False, f"form {council}: {error}")
