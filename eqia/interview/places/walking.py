"""Going through a section question by question, and changing single answers; places step, none and reuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from eqia.assessment.dates import today_or
from eqia.form.kinds.register import kind_of
from eqia.interview import words
from eqia.interview.draft import Mark, Place, is_blank
from eqia.interview.page import MENU_ACTS, WAYS_OFF, Act, Option, Page, Reply, Value, Widget
from eqia.interview.places.doubtful_dates import ask_again, is_doubtful, read_back
from eqia.interview.places.reuse import earlier_texts
from eqia.interview.questions.steps import LinesStep, RecordsStep, Step

if TYPE_CHECKING:
    from eqia.interview.state import InterviewState

GO: Final = "go"
"""The way of going on: through the section, question by question."""

CHANGE: Final = "change"
"""The way of going on: back to where the question was entered from, by way of questions that the answer opened."""


_NO_REUSE: Final = "none"


def place_of(step: Step, section: str, way: str) -> Place:
    """The place at which a question is asked."""
    return ("records" if isinstance(step, RecordsStep) else "step", section, step.id, way)


def enter(iv: InterviewState, step: Step, section: str, way: str) -> tuple[Place, ...]:
    """The places to go to for a question; an empty list that must be filled is begun at its first row."""
    place = place_of(step, section, way)
    if isinstance(step, RecordsStep) and way == GO and not step.optional and not iv.outline.was_seen(step):
        return place, ("field", section, step.id, "0", step.question.columns[0].id, "add")
    return (place,)


def page(iv: InterviewState, place: Place) -> Page | None:
    """The page of a question."""
    _, section, id, way = place
    step = iv.outline.step(section, id)
    if step is None:
        return None
    answers = iv.draft.answers
    texts = earlier_texts(iv.outline, step) if step.widget is Widget.LONG and not isinstance(step, LinesStep) else ()
    return Page(
        id=step.id,
        widget=step.widget,
        ask=step.ask,
        where=where(iv, section, step, way),
        hint=step.hint,
        help=step.help,
        options=step.options(answers),
        value=step.value(answers),
        optional=step.optional,
        acts=(*WAYS_OFF, Act.REUSE) if texts else WAYS_OFF,
    )


def where(iv: InterviewState, section: str, step: Step, way: str) -> str:
    """Where a question is: "Section 3 of 12: Relevance Test, question 2 of 9"."""
    found = iv.outline.section(section)
    place = words.SECTION.format(
        number=iv.outline.number(section), total=len(iv.form.sections), name=found.name if found else section
    )
    ids = [each.id for each in iv.outline.steps(section)]
    if way == CHANGE or step.id not in ids:
        return words.CHANGING.format(place=place)
    return words.QUESTION.format(place=place, number=ids.index(step.id) + 1, total=len(ids))


def take(iv: InterviewState, place: Place, reply: Reply) -> None:
    """Answer, skip, go back, or start from an earlier text."""
    _, section, id, _ = place
    step = iv.outline.step(section, id)
    assert step is not None
    match reply.act:
        case Act.BACK:
            go_back(iv, place)
        case Act.SKIP:
            skip(iv, place, step)
        case Act.REUSE:
            iv.push(("reuse", section, id))
        case _:
            _answer(iv, place, step, reply.value)


def go_back(iv: InterviewState, place: Place) -> None:
    """To the question before, or out of the section; from a change, to where it was entered from."""
    _, section, id, way = place
    ids = [step.id for step in iv.outline.steps(section)]
    at = ids.index(id) if id in ids else 0
    if way == GO and at > 0:
        iv.move(place_of(iv.outline.steps(section)[at - 1], section, GO))
    else:
        iv.pop()


def skip(iv: InterviewState, place: Place, step: Step) -> None:
    """Go on without an answer. An answer that is there stays."""
    if not step.is_done(iv.draft.answers):
        iv.draft = iv.draft.marked(step.id, Mark.SEEN if step.optional else Mark.UNKNOWN)
        if not step.optional:
            iv.note(words.SKIPPED.format(name=step.short))
    go_on(iv, place, ())


def _answer(iv: InterviewState, place: Place, step: Step, value: Value) -> None:
    if fault := step.fault(value):
        iv.draft = iv.draft.typed(step.id, value)
        iv.note(fault)
    elif step.widget is Widget.TICKS and not (value or step.empty_is_fine or _none_before(iv, step)):
        iv.push(("none", *place[1:]))
    elif kind_of(step.question).is_time and is_doubtful(str(value)):
        ask_again(iv, step.id, str(value))
    else:
        keep_answer(iv, place, step, value)


def _none_before(iv: InterviewState, step: Step) -> bool:
    return iv.draft.marks.get(step.id) == Mark.NONE


def keep_text(iv: InterviewState, place: Place, text: str) -> None:
    """Keep a text as the answer of a question, whatever it says."""
    step = iv.outline.step(place[1], place[2])
    if step is not None:
        keep_answer(iv, place, step, text)


def keep_answer(iv: InterviewState, place: Place, step: Step, value: Value) -> None:
    """Keep an answer and go on. A blank one takes the answer away and leaves the question on the officer's list."""
    before = tuple(each.id for each in iv.outline.steps(place[1]))
    counted = set(iv.outline.live)
    if kind_of(step.question).is_time:
        value = today_or(str(value or ""), iv.services.today)
        iv.note(read_back(value))
    mark = (Mark.NONE if _none_before(iv, step) else Mark.SEEN) if is_blank(value) else None
    iv.note(step.notice(iv.draft.answers, value))
    iv.draft = iv.draft.answered(step.write(iv.draft.answers, value)).typed(step.id, None).marked(step.id, mark)
    if mark is Mark.SEEN and not step.optional and not step.empty_is_fine:
        iv.note(words.LEFT_BLANK.format(name=step.short))
    if step.widget is Widget.YES_NO:
        iv.note(_said_of_branches(counted, set(iv.outline.live)))
    go_on(iv, place, before)


def _said_of_branches(before: set[str], now: set[str]) -> str:
    """What to say when an answer closes or opens a part of the form in which there are answers."""
    away, back = len(before - now), len(now - before)
    if away > 1:
        return words.SET_ASIDE.format(count=away)
    return words.BACK_AGAIN.format(count=back) if back > 1 else ""


def go_on(iv: InterviewState, place: Place, before: tuple[str, ...]) -> None:
    """To the next question; at the end of a section to what the rules found in it.

    ``before`` are the questions of the section before the answer: when a single answer was changed, those that it
    opened come first.
    """
    _, section, id, way = place
    steps = iv.outline.steps(section)
    if way == CHANGE:
        opened = [step for step in steps if before and step.id not in before and not iv.outline.is_done(step)]
        iv.pop()
        iv.push(*(each for step in reversed(opened) for each in enter(iv, step, section, CHANGE)))
        return
    following = _following(steps, id, before)
    if following is None:
        iv.move(("findings", section))
    else:
        iv.move(*enter(iv, following, section, GO))


def _following(steps: tuple[Step, ...], id: str, before: tuple[str, ...]) -> Step | None:
    """The step after the one with this id; if the answer made that one go, after the last one before it that stayed."""
    ids = [step.id for step in steps]
    earlier = before[: before.index(id) + 1] if id in before else (id,)
    at = next((ids.index(each) for each in reversed(earlier) if each in ids), -1)
    return steps[at + 1] if at + 1 < len(steps) else None


def none_page(iv: InterviewState, place: Place) -> Page | None:
    """Asks whether nothing ticked means none, or not known yet: silence is no answer."""
    _, section, id, way = place
    step = iv.outline.step(section, id)
    options = (
        Option("none", words.NONE_OF_THEM),
        Option("unknown", words.NOT_KNOWN),
        Option("back", words.TICK_SOME),
    )
    if step is None:
        return None
    return _menu(f"{id}?none", words.NOTHING_TICKED, options, where(iv, section, step, way), start="back")


def take_none(iv: InterviewState, place: Place, reply: Reply) -> None:
    """Keep "none of these" or "not known yet", or go back to the list."""
    iv.pop()
    _, section, id, way = place
    step = iv.outline.step(section, id)
    if reply.act is not Act.ANSWER or reply.value == "back" or step is None:
        return
    before = tuple(each.id for each in iv.outline.steps(section))
    iv.draft = iv.draft.answered(step.write(iv.draft.answers, ())).typed(id, None)
    iv.draft = iv.draft.marked(id, Mark(str(reply.value)))
    go_on(iv, ("step", section, id, way), before)


def reuse_page(iv: InterviewState, place: Place) -> Page | None:
    """Offers the texts written so far."""
    step = iv.outline.step(place[1], place[2])
    if step is None:
        return None
    texts = earlier_texts(iv.outline, step)
    offers = [Option(str(number), name, text) for number, (name, text) in enumerate(texts)]
    options = (*offers, Option(_NO_REUSE, words.NO_REUSE))
    return _menu(f"{step.id}?reuse", words.REUSE.format(name=step.short), options, where(iv, place[1], step, GO))


def take_reuse(iv: InterviewState, place: Place, reply: Reply) -> None:
    """Put an earlier text where the officer is typing, after what is there."""
    iv.pop()
    step = iv.outline.step(place[1], place[2])
    if reply.act is Act.ANSWER and reply.value != _NO_REUSE and step is not None:
        text = earlier_texts(iv.outline, step)[int(str(reply.value))][1]
        typed = iv.draft.typing.get(step.id)
        so_far = str(typed if typed is not None else step.value(iv.draft.answers) or "")
        iv.draft = iv.draft.typed(step.id, f"{so_far.rstrip()}\n\n{text}" if so_far.strip() else text)


def _menu(id: str, ask: str, options: tuple[Option, ...], where: str, start: str = "") -> Page:
    return Page(id, Widget.MENU, ask, where, options=options, start=start, acts=MENU_ACTS)
