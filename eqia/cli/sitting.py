"""A sitting from the command line: what the interview needs from the rest of the program, imported late."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import click

from eqia.cli.within import read_within_limits
from eqia.errors import InputError, MissingLibrary, UsageError
from eqia.files import is_folder, is_there
from eqia.interview.keeping.naming import SUFFIX
from eqia.interview.page import Act, Option, Page, Widget
from eqia.interview.recent import Recent, as_options, find_recent, remember
from eqia.interview.session import Council, Sitting, Start, Tools
from eqia.interview.terminal.front import FrontEnd, choose_front_end

DEFAULT_COUNCIL = "bedford"
MOST_SHOWN = 9

plain_option = click.option(
    "--plain", is_flag=True, help="Questions line by line: for screen readers and simple terminals."
)


def front_end(plain: bool) -> FrontEnd:
    """The front end that suits this terminal. Raises UsageError where nobody could answer, or would see the questions.

    A program may ask and answer through pipes; somebody at a keyboard may ask for plain lines, as for "| tee".
    """
    if sys.stdin is None or sys.stdout is None:
        raise UsageError("There is nobody to ask: the input or the output is closed. Run it in a terminal.")
    if sys.stdin.isatty() and not sys.stdout.isatty() and not plain:
        raise UsageError(
            "Nobody would see the questions: the output goes into a file or to another program. Run it in a terminal, "
            "without > and |. To answer elsewhere: eqia worksheet writes the questions into a Word file, and eqia "
            "schema says how to write the answers as JSON."
        )
    return choose_front_end(os.environ, plain=plain)


def memory() -> Path:
    """The folder in which the program remembers which files were open."""
    return Path(click.get_app_dir("eqia"))


def sit(front: FrontEnd, path: Path | None, council: str, today: date) -> int:
    """Hold a sitting and give its exit code. Without a path a new file is begun in the folder one is in."""
    if path:
        read_within_limits(path)
    tools = Tools(_loader(today), _maker(today), lambda file: remember(memory(), file), today)
    return Sitting(front, Start(path, _folder(), council), tools).run()


def new_path(path: Path) -> Path:
    """The file to begin, with our ending if it has none. Raises UsageError if it is there, or cannot come there."""
    if is_folder(path):
        raise UsageError(f'"{path}" is a folder. Name a file in it: eqia new "{path / "libraries.json"}"')
    named = path if _is_json(path) else path.with_name(path.name + SUFFIX)
    if not is_folder(named.parent):
        raise UsageError(f'There is no folder "{named.parent}". Make it first, or name another.')
    if is_there(named):
        raise UsageError(f'"{named}" is there already. To carry on with it: eqia resume "{named}"')
    return named


def _is_json(path: Path) -> bool:
    return path.suffix.lower() == ".json"


def existing_path(path: Path) -> Path:
    """The file to carry on with; our ending may be left out. Raises InputError if there is none."""
    if is_folder(path):
        raise InputError(f'"{path}" is a folder. Type "eqia resume" alone for a list of your assessments.')
    for candidate in (path, path.with_name(path.name + SUFFIX)):
        if is_there(candidate):
            return candidate
    raise InputError(f'There is no file "{path}". Type "eqia resume" alone for a list of your assessments.')


def recent_files() -> list[Recent]:
    """The assessments of late."""
    return find_recent(memory(), [Path.cwd(), Path.home() / "Documents"])[:MOST_SHOWN]


def choose_recent(front: FrontEnd) -> Path | None:
    """Let somebody choose one of the assessments of late; None if they don't. Raises InputError if there are none."""
    recent = recent_files()
    if not recent:
        raise InputError("There is no assessment here or among your documents. To start one: eqia new")
    back = Option("back", "None of these")
    options = (*as_options(recent, datetime.now()), back)
    page = Page("recent", Widget.MENU, "Which assessment?", options=options, start="0", acts=(Act.LEAVE,))
    reply = front.ask(page, "", lambda _: None)
    chosen = str(reply.value or "")
    return recent[int(chosen)].path if reply.act is Act.ANSWER and chosen.isdecimal() else None


def _folder() -> Path:
    """The folder one is in, if files can be written there; else that of one's documents, or one's own."""
    home = Path.home()
    places = (Path.cwd(), home / "Documents", home)
    return next((place for place in places if is_folder(place) and os.access(place, os.W_OK)), Path.cwd())


def _loader(today: date) -> Callable[[str], Council]:
    """What gives a council's form and rules."""

    def load(council: str) -> Council:
        from eqia.form.loader import load_pack
        from eqia.view.of_pack import findings_of

        pack = load_pack(council)
        return Council(pack.form, lambda assessment: findings_of(assessment, pack, today))

    return load


def _maker(today: date) -> Callable[[Path], Sequence[Path]]:
    """What makes the Word and PDF documents beside a file."""

    def make(path: Path) -> Sequence[Path]:
        from eqia.documents import Format
        from eqia.workflows import open_assessment, render

        made = render(open_assessment(path), [Format.DOCX, Format.PDF], path.parent, today=today)
        if made.missing:
            raise MissingLibrary(f'Made: "{made.files[0]}". {made.missing}')
        return made.files

    return make
