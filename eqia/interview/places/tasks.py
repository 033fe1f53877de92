"""The task list: every section with its status, and the ways to check, to finish and to leave; the place tasks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from eqia.interview import words
from eqia.interview.draft import Place
from eqia.interview.page import Act, Option, Page, Reply, Widget
from eqia.interview.places.mending import errors_by_section, warnings_by_section
from eqia.interview.places.walking import GO, enter
from eqia.interview.questions.outline import Progress, State

if TYPE_CHECKING:
    from eqia.form.definition import Section
    from eqia.interview.state import InterviewState


def progress_of(iv: InterviewState) -> dict[str, Progress]:
    """How far each section is, by its id."""
    errors, warnings = errors_by_section(iv), warnings_by_section(iv)
    sections = [section.id for section in iv.form.sections]
    return {
        id: iv.outline.progress(section, errors[id], warnings[id])
        for id, section in zip(sections, iv.form.sections, strict=True)
    }


def page(iv: InterviewState, _place: Place) -> Page:
    """The sections with their states; it points at the next one to do."""
    progress = progress_of(iv)
    needed = [each for each in progress.values() if each.state is not State.NOT_NEEDED]
    done = sum(each.state is State.COMPLETE for each in needed)
    sections = tuple(Option(section.id, section.name, str(progress[section.id])) for section in iv.form.sections)
    title = iv.outline.title or words.UNTITLED
    ends = (Option("check", words.CHECK), Option("end", words.END), Option("leave", words.LEAVE))
    return Page(
        id="tasks",
        widget=Widget.MENU,
        where=words.TASK_LIST,
        ask=words.TASKS.format(title=title, done=done, total=len(needed)),
        help=words.TASKS_HELP,
        options=(*sections, *ends),
        start=_next_to_do(progress) or "end",
        acts=(Act.LEAVE,),
    )


def _next_to_do(progress: Mapping[str, Progress]) -> str | None:
    """The section to go to: one with questions nobody looked at, else one with contradictions, else one with gaps."""
    unfinished = (State.NOT_STARTED, State.IN_PROGRESS)
    new = [id for id, each in progress.items() if each.state in unfinished and each.unseen]
    wrong = [id for id, each in progress.items() if each.state is State.PROBLEMS]
    gaps = [id for id, each in progress.items() if each.state in unfinished]
    return next(iter([*new, *wrong, *gaps]), None)


def take(iv: InterviewState, _place: Place, reply: Reply) -> None:
    """Go to a section, or check, finish, leave."""
    match str(reply.value) if reply.act is Act.ANSWER else "":
        case "check":
            iv.push(("check", ""))
        case "end":
            iv.push(("end",))
        case "leave":
            iv.over = True
        case "":
            return
        case id:
            section = iv.outline.section(id)
            if section:
                _open(iv, section)


def _open(iv: InterviewState, section: Section) -> None:
    """At its first question that is not dealt with; a section that is done at what the rules found, or its answers."""
    if not iv.outline.needed(section):
        iv.note(words.NOT_NEEDED.format(name=section.name))
        return
    steps = iv.outline.steps(section.id)
    left = [step for step in steps if not iv.outline.is_done(step)]
    unseen = [step for step in left if not iv.outline.was_seen(step)]
    if not left:
        progress = progress_of(iv)[section.id]
        found = [("findings", section.id)] if progress.problems or progress.warnings else []
        iv.push(("check", section.id), *found)
    elif steps:
        iv.push(*enter(iv, (unseen or left)[0], section.id, GO))
