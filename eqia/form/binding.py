"""What must be so for the questions of a form to have a place in a file, and a meaning where they carry a concept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from eqia.assessment.model import AROUND, Part
from eqia.assessment.problems import suggest
from eqia.concepts.roles import concepts_of_forms, type_at
from eqia.form import conditions
from eqia.form.definition import Form, Question, Section
from eqia.form.kinds.base import Asked
from eqia.form.kinds.register import KINDS, kind_of

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_MOST_NAMES: Final = 4
_OF_THE_FILE: Final = AROUND | {
    *("aside", "translations", "interview", "printing"),
    *("facts", "glance", "needed", "shown", "asked", "answered", "blank"),
}
_OF_PYTHON: Final = frozenset(dir(Part)) | frozenset(dir(dict))


def find_faults(form: Form, gone: Mapping[str, str] | None = None) -> list[str]:
    """What keeps a form from being used, one sentence each; empty for a sound form.

    ``gone`` says of questions that are left out who leaves them out.
    """
    asked = [question for section in form.sections for question in section.questions]
    ids = [question.id for question in asked]
    faults = [f'"{id}" is asked {ids.count(id)} times' for id in dict.fromkeys(ids) if ids.count(id) > 1]
    faults += _faults_of_ids(ids)
    for question in asked:
        faults += _faults_of(question, form)
    for section in form.sections:
        faults += [*_faults_of_conditions(section, ids, gone or {}), *_faults_of_joins(section)]
    return faults


def _faults_of_ids(ids: Iterable[str]) -> Iterator[str]:
    """Ids that no file could hold, or no template could name."""
    known = dict.fromkeys(ids)
    for id in known:
        names = id.split(".")
        taken = next((name for name in names if name in _OF_PYTHON), names[0] if names[0] in _OF_THE_FILE else "")
        if not all(map(_NAME.fullmatch, names)) or len(names) > _MOST_NAMES:
            yield f'question "{id}": an id has one to four names of small letters, figures and underscores, with points'
        elif taken:
            yield f'question "{id}" has a name that the file keeps for itself: "{taken}". Use another'
        for above in (".".join(names[:end]) for end in range(1, len(names))):
            if above in known:
                yield f'question "{above}" stands where "{id}" has its part. Give one of them another id'


def _faults_of(question: Question, form: Form) -> Iterator[str]:
    yield from _faults_of_roles(question)
    yield from _faults_of_kind(question, question.concept, form)
    columns = [column.id for column in question.columns]
    for column in question.columns:
        name = column.id if column.role is None else column.role.rpartition(".")[2]
        yield from _faults_of_kind(column, f"{question.concept}.#.{name}", form)
        if columns.count(column.id) > 1 or not _NAME.fullmatch(column.id) or column.id in _OF_PYTHON:
            yield f'"{question.id}" has the column "{column.id}", whose id is taken or no id'
    yield from _faults_of_boxes(question)
    for row in question.rows:
        if form.group(row) is None:
            yield f'"{question.id}" has a row "{row}", which is not in the list of groups'
    if kind_of(question).of_columns and not columns:
        yield f'"{question.id}" has no columns'
    if kind_of(question).of_columns and not kind_of(question).by_rows and not question.rows:
        yield f'"{question.id}" has no rows'


def _faults_of_roles(question: Question) -> Iterator[str]:
    """Roles that are none, and those of columns that are not of their table's."""
    if question.role and question.role not in concepts_of_forms():
        close = suggest(question.role, concepts_of_forms())
        yield f'question "{question.id}": there is no role "{question.role}".{close}'
    known = [f"{question.concept}.{name}" for name in sorted(concepts_of_forms().get(question.concept, ()))]
    for column in question.columns:
        if column.role and column.role not in known:
            named = f'question "{question.id}", column "{column.id}"'
            yield f'{named}: there is no role "{column.role}" here.{suggest(column.role, known)}'


def _faults_of_boxes(question: Question) -> Iterator[str]:
    """Boxes in rows where no page asks for them, and columns beside boxes that no page asks for."""
    boxes = [column.id for column in question.columns if kind_of(column).boxed]
    known = [column.id for column in question.columns if type_at(f"{question.id}.#.{column.id}")]
    if boxes and (kind_of(question).by_rows or not known):
        yield f'"{question.id}" has boxes in its rows ("{boxes[0]}"), which only the table "impacts" can have'
    elif boxes and (own := [column.id for column in question.columns if column.id not in known]):
        yield f'"{question.id}" has a column "{own[0]}" of its own, which a table with boxes cannot have'


def _faults_of_kind(asked: Asked, concept: str, form: Form) -> Iterator[str]:
    """What is asked under the path of a concept must be answered as one."""
    wanted = _shape(type_at(concept))
    if wanted and _shape(kind_of(asked).type_of(asked, form)) != wanted:
        able = [name for name, kind in KINDS.items() if _shape(kind.type_of(asked, form)) == wanted]
        yield f'"{concept.replace(".#", "")}" is asked as {asked.kind}, but what it stands for is {" or ".join(able)}'


def _faults_of_conditions(section: Section, ids: Iterable[str], gone: Mapping[str, str]) -> Iterator[str]:
    """Conditions that look at what is not asked, and those that never hold."""
    named: dict[str, tuple[conditions.Condition | None, ...]]
    named = {f'section "{section.id}"': (section.needed_when, section.shown_when)}
    named |= {f'question "{question.id}"': (question.shown_when,) for question in section.questions}
    for name, found in named.items():
        looked_at = [path for condition in found for path in conditions.fields(condition)]
        for path in dict.fromkeys(looked_at):
            if path in gone:
                always = "{ all = [] }"
                yield f"{gone[path]}, at which {name} looks. Give it another condition; {always} always holds"
            elif path not in ids:
                yield f'{name} looks at "{path}", which is no question of this form'
        if any(conditions.is_never(condition) for condition in found):
            yield f"{name} has the condition {{ any = [] }}, which never holds. To do without it, name it in leave_out"


def _faults_of_joins(section: Section) -> Iterator[str]:
    for question in section.questions:
        if question.joins and question.joins not in [other.id for other in section.printed]:
            yield f'"{question.id}" joins "{question.joins}", which is not printed in its section'


def _shape(annotation: Any) -> object:
    """What a type amounts to: text, a time, a choice, a list of texts or of rows, a table; None for no type."""
    plain = _plain(annotation)
    if get_origin(plain) is dict:
        return "table"
    if get_origin(plain) is tuple:
        item = _plain(get_args(plain)[0])
        return "rows" if isinstance(item, type) and issubclass(item, Part) else "texts"
    return plain


def _plain(annotation: Any) -> Any:
    """The type without what pydantic hangs on it."""
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return Union[tuple(_plain(part) for part in get_args(annotation))]  # noqa: UP007 - built from parts
    return annotation
