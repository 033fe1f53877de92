"""eqia alone: a menu for people who type nothing else."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Final

import click

from eqia.cli.sitting import (
    DEFAULT_COUNCIL,
    choose_recent,
    existing_path,
    front_end,
    plain_option,
    recent_files,
    sit,
)
from eqia.errors import EqiaError
from eqia.interview.page import Act, Option, Page, Widget
from eqia.interview.recent import as_options
from eqia.interview.terminal.front import FrontEnd

_CHOICES: Final = (
    Option("new", "Start a new assessment"),
    Option("resume", "Carry on with an assessment"),
    Option("check", "Check an assessment: what does not fit together, what is missing"),
    Option("render", "Make the Word and PDF documents"),
    Option("worksheet", "Write the questions into a Word file, to fill in with colleagues"),
    Option("help", "Help"),
    Option("leave", "Leave"),
)
_HELP: Final = (
    "An equality impact assessment is written section by section: about the activity, the relevance test, who is "
    "affected, evidence, the equality duty, the impact on each group, actions, recommendation, summary, monitoring.",
    'Choose "Start a new assessment" and answer one question after the other. Everything is saved as you type. You can '
    "leave at any time and come back to the same question.",
    "When you are done, or whenever you like, the documents are made in Word and PDF for your equality officer and the "
    "committee. They are marked DRAFT until the assessment is approved and nothing stands before publication.",
    "To do the same by commands: eqia --help",
)


@click.command(name="menu")
@plain_option
def command(plain: bool) -> int:
    """Show a menu: start an assessment, carry on with one, check it, make its documents."""
    front = front_end(plain)
    notes: tuple[str, ...] = ()
    while True:
        chosen = _ask(front, _menu(notes))
        notes = ()
        if chosen in ("leave", ""):
            return 0
        try:
            notes = _do(front, chosen)
        except EqiaError as error:
            notes = tuple(str(error).split("\n"))


def _menu(notes: tuple[str, ...]) -> Page:
    latest = recent_files()[:1]
    carry_on = [
        Option("latest", f"Carry on: {option.label}", option.note) for option in as_options(latest, datetime.now())
    ]
    options = (*carry_on, *_CHOICES)
    return Page("menu", Widget.MENU, "Equality impact assessments", notes=notes, options=options, start=options[0].id,
                acts=(Act.LEAVE,))  # fmt: skip


def _ask(front: FrontEnd, page: Page) -> str:
    reply = front.ask(page, "", lambda _: None)
    return str(reply.value or "") if reply.act is Act.ANSWER else ""


def _do(front: FrontEnd, chosen: str) -> tuple[str, ...]:
    """Do what was chosen; gives what to say above the menu."""
    if chosen == "help":
        back = (Option("back", "Back to the menu"),)
        _ask(front, Page("help", Widget.MENU, "Help", lines=_HELP, options=back, acts=()))
        return ()
    if chosen == "new":
        sit(front, None, DEFAULT_COUNCIL, date.today())
    elif chosen == "worksheet":
        _run("worksheet")
    else:
        path = existing_path(recent_files()[0].path) if chosen == "latest" else choose_recent(front)
        if path is None:
            return ()
        _do_with(front, chosen, path)
    front.say("", "Press Enter for the menu.")
    sys.stdin.readline()
    return ()


def _do_with(front: FrontEnd, chosen: str, path: Path) -> None:
    if chosen in ("check", "render"):
        _run(chosen, str(path))
    else:
        sit(front, path, DEFAULT_COUNCIL, date.today())


def _run(*words: str) -> None:
    from eqia.cli.main import run

    run(list(words))
