"""Builds the view of a document from an assessment and the council's form: a pure function."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from eqia import __version__
from eqia.assessment.model import Assessment, When
from eqia.assessment.paths import get, put
from eqia.assessment.store import content_digest, to_json
from eqia.characters.directions import closed
from eqia.form.conditions import holds
from eqia.form.definition import Column, Form, Layout, Question, Section
from eqia.form.kinds.base import UNREADABLE, Box
from eqia.form.kinds.register import kind_of
from eqia.form.projection import concepts_in, title_of
from eqia.view.brief import (
    LONGEST_HEADING,
    LONGEST_LARGE_HEADING,
    LONGEST_NOTICE_ABOVE,
    LONGEST_REFERENCE_AT_FOOT,
    LONGEST_TITLE_AT_HEAD,
    in_brief,
    room_of,
)
from eqia.view.document import (
    BOX,
    CellView,
    ColumnView,
    DocumentView,
    Facts,
    Printed,
    QuestionView,
    RowView,
    SectionView,
)
from eqia.view.glance import look
from eqia.view.printing import FROM_THE_FILE, Printing

DUTY_BEGAN = "2011-04-05T00:00:00Z"
"""The date of a document whose assessment names no day: the day the general duty came into force."""


def build_view(
    assessment: Assessment,
    form: Form,
    *,
    draft: bool,
    template: str = "",
    notes: Sequence[str] = (),
    reasons: Sequence[str] = (),
    approval: str = "",
    printing: Printing = FROM_THE_FILE,
) -> DocumentView:
    """The view of a whole document. ``draft`` stamps it; ``template`` names the pack and its version.

    ``notes`` are sentences about the check, ``reasons`` those with which warnings were answered: printed at the end.
    ``approval`` says by whom and when it was approved. ``printing`` travels inside with the assessment.
    """
    data = assessment.model_dump(mode="json")
    sections = [_section(data, form, number, section) for number, section in enumerate(form.sections, 1)]
    facts = _facts(assessment, form, draft, template, printing)
    facts["notes"], facts["reasons"], facts["approval"] = list(notes), list(reasons), approval
    unneeded = [section["id"] for section in sections if not section["needed"]]
    glance = look(assessment, form, unneeded, shown=any(map(_is_answered, sections)))
    values: dict[str, object] = {
        "facts": facts,
        "glance": glance,
        "needed": {section["id"]: section["needed"] for section in sections},
        "shown": {section["id"]: section["shown"] for section in sections},
        "answered": {section["id"]: _is_answered(section) for section in sections},
        "blank": {question["path"]: question["blank"] for section in sections for question in section["questions"]},
    }
    for section in sections:
        for question in section["questions"]:
            put(values, question["path"], _value(question))
            put(values, f"asked.{question['path']}", question["shown"])
    shown = [_as_shown(section) for section in sections if section["shown"]]
    questions = (question for section in shown if section["needed"] for question in section["questions"])
    printed = {path: state for question in questions for path, state in _printed(question).items()}
    return DocumentView(facts, shown, values, glance, printed, to_json(assessment, printing=printing.as_data()))


def _as_shown(section: SectionView) -> SectionView:
    """A section without the questions that are left out of it."""
    return {**section, "questions": [question for question in section["questions"] if question["shown"]]}


def _facts(assessment: Assessment, form: Form, draft: bool, template: str, printing: Printing) -> Facts:
    title = title_of(assessment)
    return Facts(
        title=form.title,
        name=closed(title),
        heading=closed(in_brief(title, LONGEST_HEADING)) or form.title,
        heading_is_long=len(title) > LONGEST_LARGE_HEADING,
        running=": ".join(text for text in (form.title, closed(in_brief(title, LONGEST_TITLE_AT_HEAD))) if text),
        foot=_foot(assessment, form),
        council=form.council,
        language=form.language,
        reference=closed(assessment.reference),
        revision=str(assessment.revision),
        notice=assessment.notice,
        notice_is_long=room_of(assessment.notice) > LONGEST_NOTICE_ABOVE,
        draft=draft,
        stamp="DRAFT" if draft else "",
        approval="",
        digest=content_digest(assessment),
        program=f"eqia {__version__}",
        template=template,
        created=_created(assessment, printing),
        not_needed=form.not_needed,
        not_answered=form.not_answered,
        notes=[],
        reasons=[],
    )


def _foot(assessment: Assessment, form: Form) -> str:
    """Whose document it is, and which: what tells a page that lies alone from those of another revision."""
    reference = closed(in_brief(assessment.reference, LONGEST_REFERENCE_AT_FOOT))
    named = [f"Reference {reference}"] if reference else []
    return " · ".join([form.council, *named, f"Revision {assessment.revision}"])


def last_day(assessment: Assessment) -> str:
    """The day of the last step in a file's history that names one ("2026-05-04"); "" if none does."""
    return _first_day(event.when for event in reversed(assessment.history))


def _created(assessment: Assessment, printing: Printing) -> str:
    """The document's date, taken from the data so that the same assessment always gives the same file."""
    named = [printing.date, last_day(assessment), concepts_in(assessment).activity.approval_date.text]
    day = _first_day(named)
    return f"{day}T00:00:00Z" if day else DUTY_BEGAN


def _first_day(named: Iterable[str]) -> str:
    days = (When(text).reading.day for text in named)
    return next((day.isoformat() for day in days if day), "")


def _section(data: Mapping[str, Any], form: Form, number: int, section: Section) -> SectionView:
    def value_of(path: str) -> Any:
        return get(data, path)

    joined = {question.joins: question.id for question in section.questions if question.joins}
    questions = [
        _question(question, value_of(question.id), value_of(joined.get(question.id, "")), form, section)
        for question in section.printed
    ]
    hidden = {question.id for question in section.printed if not holds(question.shown_when, value_of)}
    for question, view in zip(section.printed, questions, strict=True):
        is_hidden = question.id in hidden
        view["blank"] = form.not_asked if is_hidden else form.not_answered
        view["shown"] = view["answered"] or not (is_hidden and section.leaves_out(question))
    is_answered = any(question["answered"] for question in questions)
    shown = SectionView(
        id=section.id,
        number=number,
        title=section.title,
        layout=section.layout.value,
        lead=section.lead,
        fixed="",
        closing=section.closing,
        needed=is_answered or holds(section.needed_when, value_of),
        shown=is_answered or (holds(section.shown_when, value_of) and len(hidden) < len(questions)),
        questions=questions,
    )
    shown["fixed"] = section.fixed if _is_answered(shown) else ""
    return shown


def _is_answered(section: SectionView) -> bool:
    """Whether anything was said in a section: only then does its fixed statement, which says what was done, hold."""
    return any(question["answered"] for question in section["questions"])


def _question(question: Question, value: Any, joined: Any, form: Form, section: Section) -> QuestionView:
    kind = kind_of(question)
    boxes = [_box(box) for box in kind.boxes(question, question.id, value)]
    rows = [*_rows(question, value, form, section)]
    texts = [kind.text(question, value), str(joined or "")] if not (boxes or rows) else []
    view = QuestionView(
        path=question.id,
        label=question.label,
        kind=question.kind.value,
        text="\n".join(filter(None, texts)),
        answered=False,
        blank="",
        shown=True,
        boxes=boxes,
        columns=[ColumnView(id=column.id, label=column.label, kind=column.kind.value) for column in question.columns],
        rows=rows,
    )
    view["answered"] = bool(view["text"]) or _says_anything([*boxes, *_cells(rows)])
    return view


def _rows(question: Question, value: Any, form: Form, section: Section) -> Iterator[RowView]:
    """The rows of a table, and those of a list that is printed as one; an empty list has an empty row."""
    if question.is_table:
        for row in question.rows:
            yield _row(question, row, form.name_of(row), value.get(row) or {})
    elif kind_of(question).by_rows and section.layout is Layout.ACTIONS:
        for number, row in enumerate(value or [{}]):
            yield _row(question, str(number), question.label, row)


def _row(question: Question, id: str, label: str, row: Mapping[str, Any]) -> RowView:
    path = f"{question.id}.{id}"
    cells = [_cell(f"{path}.{column.id}", column, row.get(column.id)) for column in question.columns]
    return RowView(id=id, path=path, label=label, empty=not _says_anything(cells), cells=cells)


def _cell(path: str, column: Column, value: Any) -> CellView:
    for box in kind_of(column).boxes(column, path, value):
        return _box(box)
    return CellView(
        path=path,
        column=column.id,
        label=column.label,
        kind=column.kind.value,
        text=kind_of(column).text(column, value),
        ticked=False,
        unreadable=False,
        says="",
    )


def _box(box: Box) -> CellView:
    return CellView(
        path=box.path,
        column=box.path.rpartition(".")[2],
        label=box.label,
        kind=BOX,
        text="",
        ticked=box.ticked,
        unreadable=box.state == UNREADABLE,
        says=box.says,
    )


def _cells(rows: Iterable[RowView]) -> list[CellView]:
    return [cell for row in rows for cell in row["cells"]]


def _says_anything(cells: Iterable[CellView]) -> bool:
    return any(cell["text"] or cell["ticked"] or cell["unreadable"] for cell in cells)


def _state(cell: CellView) -> Printed:
    if cell["kind"] != BOX:
        return cell["text"]
    return UNREADABLE if cell["unreadable"] else cell["ticked"]


def _value(question: QuestionView) -> object:
    """What the Word template sees at the question's path."""
    if question["rows"]:
        return [
            {"id": row["id"], "label": row["label"], **{cell["column"]: _state(cell) for cell in row["cells"]}}
            for row in question["rows"]
        ]
    boxes = {box["path"]: _state(box) for box in question["boxes"]}
    if not boxes:
        return question["text"]
    return boxes.get(question["path"], {path.rpartition(".")[2]: state for path, state in boxes.items()})


def _printed(question: QuestionView) -> dict[str, Printed]:
    """What a rendered file must give back for a question, by field path."""
    cells = [*question["boxes"], *_cells(question["rows"])]
    return {cell["path"]: _state(cell) for cell in cells} if cells else {question["path"]: question["text"]}
