"""Check your answers, a page a section, from which any answer can be changed; the place check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqia.interview import words
from eqia.interview.draft import Place, is_blank
from eqia.interview.page import MENU_ACTS, Act, Option, Page, Reply, Widget
from eqia.interview.places.tasks import progress_of
from eqia.interview.places.walking import CHANGE, enter
from eqia.interview.questions.outline import State
from eqia.interview.questions.steps import Step

if TYPE_CHECKING:
    from eqia.form.definition import Section
    from eqia.interview.state import InterviewState


def page(iv: InterviewState, place: Place) -> Page | None:
    """The answers of one section: of the named one, or of the first of those still to be checked."""
    section = _section(iv, place)
    if section is None:
        return None
    steps = _steps(iv, section)
    going_through = len(place) > 2 or place[1] == ""
    progress = progress_of(iv)[section.id]
    further = words.LOOKS_RIGHT if progress.state is State.COMPLETE else words.NEXT_SECTION
    onward = Option("next", further if going_through else words.BACK_TO_TASKS)
    return Page(
        id=f"check {section.id}",
        widget=Widget.MENU,
        ask=words.CHECKING.format(name=section.name),
        where=words.CHECKED_SECTION.format(
            number=iv.outline.number(section.id),
            total=len(iv.form.sections),
            name=section.name,
            status=progress,
        ),
        hint=words.CHECKING_HINT,
        options=(*(Option(step.id, step.short, _said(iv, step)) for step in steps), onward),
        start="next",
        acts=MENU_ACTS,
    )


def _section(iv: InterviewState, place: Place) -> Section | None:
    """The section of a place; "" is the first one that is needed."""
    needed = [section for section in iv.form.sections if iv.outline.needed(section)]
    return next((section for section in needed if place[1] in ("", section.id)), None)


def _steps(iv: InterviewState, section: Section) -> tuple[Step, ...]:
    """The questions; of a table that is shown group by group, not once more what was ticked in its columns."""
    asked, rows = iv.outline.steps(section.id), iv.outline.rows(section.id)
    tables, ids = {row.question.id for row in rows}, {row.id for row in rows}

    def again(step: Step) -> bool:
        in_table = step.question.id in tables and step.widget is Widget.TICKS
        return step.id in ids or (in_table and iv.outline.is_done(step))

    steps = [step for step in asked if not again(step)]
    at = next((number for number, step in enumerate(steps) if step.question.id in tables), len(steps))
    return (*steps[:at], *rows, *steps[at:])


def _said(iv: InterviewState, step: Step) -> str:
    said = step.said(iv.draft.answers) or words.MARKS.get(iv.draft.marks.get(step.id, ""), words.NOT_ANSWERED)
    return said + (words.HALF_TYPED if not is_blank(iv.draft.typing.get(step.id)) else "")


def take(iv: InterviewState, place: Place, reply: Reply) -> None:
    """Change an answer and come back; or go on to the next section, and after the last one to the end."""
    section = _section(iv, place)
    assert section is not None
    if reply.act is not Act.ANSWER:
        iv.pop()
    elif reply.value == "next":
        _go_on(iv, place, section)
    else:
        step = iv.outline.step(section.id, str(reply.value))
        if step:
            iv.push(*enter(iv, step, section.id, CHANGE))


def _go_on(iv: InterviewState, place: Place, section: Section) -> None:
    if place[1] and len(place) == 2:
        iv.pop()
        return
    needed = [each.id for each in iv.form.sections if iv.outline.needed(each)]
    at = needed.index(section.id) + 1
    iv.move(("check", needed[at], "all") if at < len(needed) else ("end",))
