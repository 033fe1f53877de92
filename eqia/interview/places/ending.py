"""The end: what is still open at each gate, and the documents made on the spot; places end and open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqia.errors import EqiaError
from eqia.interview import words
from eqia.interview.draft import Place
from eqia.interview.page import MENU_ACTS, Act, Option, Page, Reply, Widget
from eqia.interview.places.mending import EVERYWHERE, ONE_FINDING, key_of, shown
from eqia.interview.places.tasks import progress_of
from eqia.interview.questions.outline import State
from eqia.rules.findings import GATES, Gate, Severity

if TYPE_CHECKING:
    from eqia.interview.state import InterviewState

_MOST_LINES = 4
"""Lines of a message that are shown above the page."""


def page(iv: InterviewState, _place: Place) -> Page:
    """What is open before each gate, in numbers, and what can be done now."""
    lines = [still_to_do(iv) or words.ALL_COMPLETE]
    lines += [_gate_in_words(iv, gate) for gate in GATES]
    mend = [Option("mend", words.MEND.format(count=len(shown(iv, EVERYWHERE))))] if shown(iv, EVERYWHERE) else []
    options = (
        *mend,
        Option("open", words.LIST_OPEN),
        Option("documents", words.MAKE_DOCUMENTS),
        Option("check", words.CHECK),
        Option("tasks", words.BACK_TO_TASKS),
        Option("leave", words.LEAVE),
    )
    return Page(
        id="end",
        widget=Widget.MENU,
        ask=words.END_TITLE,
        where=words.END_PLACE,
        lines=tuple(lines),
        options=options,
        start="" if mend else "documents",
        acts=MENU_ACTS,
    )


def still_to_do(iv: InterviewState) -> str:
    """Which sections are not complete, as a sentence; empty if all are."""
    done = (State.COMPLETE, State.NOT_NEEDED)
    progress = progress_of(iv)
    left = [section.name for section in iv.form.sections if progress[section.id].state not in done]
    names = words.ALL_TO_DO.format(count=len(left)) if len(left) == len(progress) else ", ".join(left)
    return words.STILL_TO_DO.format(names=names) if left else ""


def _gate_in_words(iv: InterviewState, gate: Gate) -> str:
    counts = [len(iv.findings.of(severity, gate)) for severity in (Severity.ERROR, Severity.WARNING)]
    form = words.GATE_CLEAR if not any(counts) else words.GATE_OPEN
    return form.format(gate=words.GATES[gate], errors=counts[0], warnings=counts[1])


def take(iv: InterviewState, _place: Place, reply: Reply) -> None:
    """Do what was chosen at the end."""
    match str(reply.value) if reply.act is Act.ANSWER else "":
        case "mend":
            iv.push(("findings", EVERYWHERE))
        case "open":
            iv.push(("open",))
        case "documents":
            _make_documents(iv)
        case "check":
            iv.move(("check", ""))
        case "leave":
            iv.over = True
        case _:
            iv.pop()


def _make_documents(iv: InterviewState) -> None:
    """Make the documents and say where they are; if that fails, say why, and stay."""
    try:
        iv.note(*iv.services.make_documents())
        iv.note(words.MARKED_DRAFT)
    except EqiaError as error:
        iv.note(_shortened(str(error)))


def _shortened(message: str) -> str:
    """The first lines of a message, so that the page below it stays on the screen."""
    lines = message.split("\n")
    more = [words.MORE_OF_IT.format(count=len(lines) - _MOST_LINES)] if len(lines) > _MOST_LINES else []
    return "\n".join([*lines[:_MOST_LINES], *more])


def open_page(iv: InterviewState, _place: Place) -> Page:
    """Everything that is open before publication; each can be chosen to see more of it and to mend it."""
    found = iv.findings.at(Gate.PUBLICATION)
    levels = [words.SEVERITIES[finding.severity(Gate.PUBLICATION) or Severity.INFO] for finding in found]
    rows = [Option(key_of(each), f"{level} {each.message}") for level, each in zip(levels, found, strict=True)]
    return Page(
        id="open",
        widget=Widget.MENU,
        where=words.END_PLACE,
        ask=words.OPEN_TITLE.format(count=len(found)),
        options=(*rows, Option("back", words.GO_BACK)),
        acts=MENU_ACTS,
    )


def take_open(iv: InterviewState, _place: Place, reply: Reply) -> None:
    """Look at one of them, or go back to the end."""
    if reply.act is Act.ANSWER and reply.value != "back":
        iv.push(("findings", f"{ONE_FINDING}{reply.value}"))
    else:
        iv.pop()
