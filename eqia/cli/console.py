"""The console as it is: characters that it lacks, lines that fit it, and readers that go away."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
import textwrap
from typing import Final

import click

from eqia.printable import in_json, printable, readable, with_names

WIDEST: Final = 100
"""Columns beyond which a message is hard to read."""

READER_GONE: Final = 141
"""The exit code of a program whose reader went away, as shells count it (128 and the number of SIGPIPE)."""


def prepare_output() -> None:
    """Let a character that the console's encoding lacks, as cp1252 lacks many, be shown as a question mark."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def write_data() -> None:
    """From now on stdout is for programs: UTF-8, as RFC 8259 asks of JSON, whatever the console has."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


_names: Final[list[str]] = []


def note_name(name: str) -> None:
    """Note the name of a file or folder that somebody gave: in what is said it stays on one line."""
    _names.append(name)


def forget_names() -> None:
    """Begin anew, with another command."""
    _names.clear()


def say(text: str = "", *, err: bool = False) -> None:
    """Print what is for people. What a terminal would obey in it, and what nobody would see, is written out."""
    click.echo(printable(with_names(text, *_names)), err=err)


def say_path(path: object) -> None:
    """Print the path of a file that was made, a line each: as it is for a program, written out for a person."""
    click.echo(readable(str(path)) if sys.stdout.isatty() else str(path))


def say_data(json: str) -> None:
    """Print JSON for a program; what a terminal would obey in it is escaped, as JSON may have it."""
    click.echo(in_json(json))


def complain(text: str) -> None:
    """Print a message to stderr: in lines that fit where people read it, as it is where a program does."""
    stream = sys.stderr
    if stream is None:  # closed, as by 2>&-
        return
    text = printable(with_names(text, *_names))
    shown = "\n".join(fitted(line) for line in text.split("\n")) if stream.isatty() else text
    with contextlib.suppress(OSError):
        print(shown, file=stream, flush=True)


def drop_unheard() -> None:
    """Drop what stderr would not take, at the end: Python 3.13 would try once more, and end with a code of its own."""
    with contextlib.suppress(AttributeError, ValueError):  # closed
        try:
            sys.stderr.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stderr.fileno())
            os.close(nowhere)


def fitted(line: str, columns: int | None = None, hang: int = 0) -> str:
    """A line in rows of the terminal's width, broken between words only, so that no path in it is cut in two.

    Its second row and those after it begin ``hang`` columns further in.
    """
    width = min(WIDEST, columns or shutil.get_terminal_size().columns) - 1
    words = line.lstrip(" ")
    start = " " * (len(line) - len(words))
    return textwrap.fill(
        words,
        width,
        initial_indent=start,
        subsequent_indent=start + " " * (2 if words.startswith("- ") else hang),
        break_long_words=False,
        break_on_hyphens=False,
    )
