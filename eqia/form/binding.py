"""Proof that words and model match: each question has its field, and no field is asked twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from eqia.assessment.model import Assessment, When
from eqia.assessment.problems import suggest
from eqia.assessment.vocabulary import Tick, YesNo
from eqia.form import conditions
from eqia.form.definition import Form, Kind, Question, Section

_AROUND_THE_FORM = {"format", "council", "reference", "revision", "notice", "review", "acknowledged", "history"}


@dataclass(frozen=True)
class ModelField:
    """A field as the model has it: the kinds of question that may ask for it, and the fields of its rows."""

    kinds: frozenset[Kind]
    columns: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def model_fields() -> dict[str, ModelField]:
    """Every field of the model that a form has to ask for, by its path."""
    asked = ((path, info) for path, info in _asked(Assessment, "") if path.partition(".")[0] not in _AROUND_THE_FORM)
    return {path: _describe(info) for path, info in asked}


def find_faults(form: Form, gone: Mapping[str, str] | None = None) -> list[str]:
    """What does not match between a form and the model, one sentence each; empty for a sound form.

    ``gone`` says of questions that are left out who leaves them out.
    """
    fields = model_fields()
    asked = [question for section in form.sections for question in section.questions]
    ids = [question.id for question in asked]
    faults = [f'"{id}" is asked {ids.count(id)} times' for id in dict.fromkeys(ids) if ids.count(id) > 1]
    for question in asked:
        faults += _faults_of(question, fields.get(question.id), form)
    for section in form.sections:
        faults += [*_faults_of_conditions(section, ids, gone or {}), *_faults_of_joins(section)]
    return faults


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


def _faults_of(question: Question, field: ModelField | None, form: Form) -> Iterator[str]:
    if field is None:
        asked = {other.id for section in form.sections for other in section.questions}
        free = [path for path in model_fields() if path not in asked]
        yield f'"{question.id}" is not a field of an assessment.{suggest(question.id, free)}'.removesuffix(".")
        return
    if question.kind not in field.kinds:
        yield f'"{question.id}" is asked as {question.kind}, but the field is {" or ".join(sorted(field.kinds))}'
    columns = [column.id for column in question.columns]
    if not field.columns.issuperset(columns) or len(columns) != len(set(columns)) or (field.columns and not columns):
        yield f'"{question.id}" has the columns {_listed(columns)}, but the rows have {_listed(field.columns)}'
    for row in question.rows:
        if form.group(row) is None:
            yield f'"{question.id}" has a row "{row}", which is not in the list of groups'
    if question.kind is Kind.MATRIX and not question.rows:
        yield f'"{question.id}" has no rows'


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in sorted(names)) or "none"


def _asked(model: type[BaseModel], prefix: str) -> Iterator[tuple[str, FieldInfo]]:
    for name, info in model.model_fields.items():
        path = f"{prefix}.{name}" if prefix else name
        annotation = info.annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation is not When:
            yield from _asked(annotation, path)
        else:
            yield path, info


def _describe(info: FieldInfo) -> ModelField:
    annotation = _plain(info.annotation)
    if annotation is When:
        return ModelField(frozenset({Kind.WHEN}))
    if annotation == _plain(YesNo | None):
        return ModelField(frozenset({Kind.YES_NO}))
    if annotation == _plain(Tick):
        return ModelField(frozenset({Kind.TICK}))
    if get_origin(annotation) is dict:
        return ModelField(frozenset({Kind.MATRIX}), _fields_of(get_args(annotation)[1]))
    if get_origin(annotation) is tuple:
        item = _plain(get_args(annotation)[0])
        if isinstance(item, type) and issubclass(item, BaseModel):
            return ModelField(frozenset({Kind.RECORDS}), _fields_of(item))
        return ModelField(frozenset({Kind.LINES, Kind.GROUPS}))
    return ModelField(frozenset({Kind.LINE, Kind.PROSE}))


def _fields_of(model: Any) -> frozenset[str]:
    return frozenset(model.model_fields)


def _plain(annotation: Any) -> Any:
    """The type without what pydantic hangs on it."""
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return Union[tuple(_plain(part) for part in get_args(annotation))]  # noqa: UP007 - built from parts
    return annotation
