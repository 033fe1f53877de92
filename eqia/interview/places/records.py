"""Lists of people, decisions and actions: add, change, put in order, delete; places records, row, delete and field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqia.assessment.dates import today_or
from eqia.form.kinds.register import kind_of
from eqia.interview import words
from eqia.interview.draft import Mark, Place, is_blank
from eqia.interview.page import MENU_ACTS, WAYS_OFF, Act, Option, Page, Reply, Widget, answer
from eqia.interview.places import walking
from eqia.interview.places.doubtful_dates import ask_again, is_doubtful, read_back
from eqia.interview.places.offers import offers_for
from eqia.interview.questions.steps import RecordsStep, fault_of_text, help_of, row_in_words

if TYPE_CHECKING:
    from eqia.interview.state import InterviewState

ADD = "add"
"""The way through the fields of a row: one after the other, then back to the list."""

ONE = "one"
"""The way to a single field of a row, and back."""


def _step(iv: InterviewState, place: Place) -> RecordsStep | None:
    step = iv.outline.step(place[1], place[2])
    return step if isinstance(step, RecordsStep) else None


def page(iv: InterviewState, place: Place) -> Page | None:
    """The list so far, and what can be done with it."""
    step = _step(iv, place)
    if step is None:
        return None
    rows = step.rows(iv.draft.answers)
    started = [Option(f"row:{number}", row_in_words(row) or words.EMPTY_ROW) for number, row in enumerate(rows)]
    lacking, too_few = offers_for(step, iv.form, iv.draft.answers)
    offers = [Option(f"offer:{number}", offer.label) for number, offer in enumerate(lacking)]
    on = Option("on", words.NO_MORE if rows else words.NONE_GO_ON)
    return Page(
        id=f"{step.id}?list",
        widget=Widget.MENU,
        ask=step.ask,
        where=walking.where(iv, place[1], step, place[3]),
        hint=step.hint,
        help=step.help,
        options=(*started, *offers, Option("add", words.ADD_MORE if rows else words.ADD_FIRST), on),
        optional=step.optional,
        start=offers[0].id if offers and too_few else "on" if rows or step.optional else "add",
    )


def take(iv: InterviewState, place: Place, reply: Reply) -> None:
    """Open a row, start a new one, or go on."""
    step = _step(iv, place)
    assert step is not None
    chosen, _, number = str(reply.value or "").partition(":")
    new = str(len(step.rows(iv.draft.answers)))
    first = step.question.columns[0].id
    match reply.act, chosen:
        case Act.BACK, _:
            walking.go_back(iv, place)
        case Act.ANSWER, "row":
            iv.push(("row", *place[1:3], number))
        case Act.ANSWER, "add":
            iv.push(("field", *place[1:3], new, first, ADD))
        case Act.ANSWER, "offer":
            offer = offers_for(step, iv.form, iv.draft.answers)[0][int(number)]
            iv.draft = iv.draft.typed(_field_id(step, new, first), offer.start)
            iv.push(("field", *place[1:3], new, first, ADD))
        case _:
            empty = not step.is_done(iv.draft.answers)
            unknown = reply.act is Act.SKIP and not step.optional
            iv.draft = iv.draft.marked(step.id, (Mark.UNKNOWN if unknown else Mark.SEEN) if empty else None)
            if empty and not step.optional:
                iv.note(words.LEFT_BLANK.format(name=step.short))
            walking.go_on(iv, place, ())


def row_page(iv: InterviewState, place: Place) -> Page | None:
    """One row, and what can be done with it."""
    step = _step(iv, place)
    rows = step.rows(iv.draft.answers) if step else []
    number = int(place[3])
    if step is None or number >= len(rows):
        return None
    options = [Option("change", words.CHANGE_ROW)]
    options += [Option("up", words.MOVE_UP)] if number > 0 else []
    options += [Option("down", words.MOVE_DOWN)] if number + 1 < len(rows) else []
    options += [Option("delete", words.DELETE_ROW), Option("back", words.LEAVE_ROW)]
    labels = {column.id: column.label.rstrip("?:") for column in step.question.columns}
    lines = tuple(f"{label}: {rows[number].get(id) or '-'}" for id, label in labels.items())
    title = words.ROW_OF.format(name=step.short, number=number + 1, total=len(rows))
    return Page(f"{step.id}?row", Widget.MENU, title, walking.where(iv, place[1], step, walking.CHANGE), lines=lines,
                options=tuple(options), acts=MENU_ACTS)  # fmt: skip


def take_row(iv: InterviewState, place: Place, reply: Reply) -> None:
    """Change, move or delete a row."""
    step = _step(iv, place)
    assert step is not None
    number = int(place[3])
    match reply.value if reply.act is Act.ANSWER else "back":
        case "change":
            iv.move(("field", *place[1:3], place[3], step.question.columns[0].id, ADD))
        case "up":
            _swap(iv, step, number, number - 1)
            iv.move((*place[:3], str(number - 1)))
        case "down":
            _swap(iv, step, number, number + 1)
            iv.move((*place[:3], str(number + 1)))
        case "delete":
            iv.move(("delete", *place[1:]))
        case _:
            iv.pop()


def delete_page(iv: InterviewState, place: Place) -> Page | None:
    """Asks once more before a row is deleted."""
    shown = row_page(iv, place)
    options = (Option("keep", words.KEEP_ROW), Option("delete", words.DELETE_ROW))
    return shown and Page(f"{shown.id}?delete", Widget.MENU, words.REALLY_DELETE, shown.where, lines=shown.lines,
                          options=options, acts=shown.acts)  # fmt: skip


def take_delete(iv: InterviewState, place: Place, reply: Reply) -> None:
    """Delete a row, or keep it."""
    step = _step(iv, place)
    if reply == answer("delete") and step is not None:
        rows = step.rows(iv.draft.answers)
        del rows[int(place[3])]
        iv.draft = iv.draft.answered({step.id: rows})
        iv.note(words.DELETED)
    iv.pop()


def field_page(iv: InterviewState, place: Place) -> Page | None:
    """One field of a row."""
    step = _step(iv, place)
    column = step.column(place[4]) if step else None
    if step is None or column is None:
        return None
    rows = step.rows(iv.draft.answers)
    number = int(place[3])
    value = rows[number].get(column.id, "") if number < len(rows) else ""
    widget = Widget.LONG if kind_of(column).prose else Widget.LINE
    return Page(
        id=_field_id(step, place[3], column.id),
        widget=widget,
        ask=words.FIELD_OF_LIST.format(list=step.ask, field=column.prompt or column.label),
        where=words.FIELD_OF.format(place=walking.where(iv, place[1], step, walking.GO), number=number + 1),
        hint=column.hint,
        help=help_of(column.help or step.question.help, column.label, widget),
        value=value,
        acts=WAYS_OFF,
    )


def take_field(iv: InterviewState, place: Place, reply: Reply) -> None:
    """Keep a field of a row, or leave it, and go on to the next one."""
    step = _step(iv, place)
    column = step.column(place[4]) if step else None
    assert step is not None
    assert column is not None
    text = str(reply.value or "")
    if reply.act is Act.ANSWER and (fault := fault_of_text(text, one_line=not kind_of(column).prose)):
        iv.draft = iv.draft.typed(_field_id(step, place[3], place[4]), text)
        iv.note(fault)
    elif reply.act is Act.ANSWER and kind_of(column).is_time and is_doubtful(text):
        ask_again(iv, _field_id(step, place[3], place[4]), text)
    elif reply.act is Act.ANSWER:
        keep_text(iv, place, text)
    else:
        _go_on(iv, place, step, -1 if reply.act is Act.BACK else 1)


def keep_text(iv: InterviewState, place: Place, text: str) -> None:
    """Keep a field of a row, whatever it says, and go on to the next one. A row begins with its first answer."""
    step = _step(iv, place)
    column = step.column(place[4]) if step else None
    if step is None or column is None:
        return
    if kind_of(column).is_time:
        text = today_or(text, iv.services.today)
        iv.note(read_back(text))
    rows, number = step.rows(iv.draft.answers), int(place[3])
    if number < len(rows):
        rows[number][column.id] = text
    elif not is_blank(text):
        rows.append({each.id: text if each.id == column.id else "" for each in step.question.columns})
    iv.draft = iv.draft.answered({step.id: rows}).typed(_field_id(step, place[3], column.id), None)
    iv.draft = iv.draft.marked(step.id, None if rows else Mark.SEEN)
    _go_on(iv, place, step, 1)


def _go_on(iv: InterviewState, place: Place, step: RecordsStep, by: int) -> None:
    """To another field of the row; after the last one, and before the first, to the list."""
    columns = [each.id for each in step.question.columns]
    at = columns.index(place[4]) + by
    if place[5] == ONE or not 0 <= at < len(columns):
        iv.pop()
    else:
        iv.move((*place[:4], columns[at], place[5]))


def _swap(iv: InterviewState, step: RecordsStep, one: int, other: int) -> None:
    rows = step.rows(iv.draft.answers)
    rows[one], rows[other] = rows[other], rows[one]
    iv.draft = iv.draft.answered({step.id: rows})


def _field_id(step: RecordsStep, number: str, column: str) -> str:
    return f"{step.id}.{number}.{column}"
