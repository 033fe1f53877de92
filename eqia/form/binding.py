"""Proof that words and model match: each field of the model is asked exactly once, and each question has its field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from eqia.assessment.model import Assessment, When
from eqia.assessment.vocabulary import Tick, YesNo
from eqia.form import conditions
from eqia.form.definition import Form, Kind, Question

_AROUND_THE_FORM = {"format", "council", "reference", "revision", "notice", "review", "acknowledged", "history"}


@dataclass(frozen=True)
class ModelField:
    """A field as the model has it: the kinds of question that may ask for it, and the fields of its rows."""

    kinds: frozenset[Kind]
    columns: frozenset[str] = frozenset()


def model_fields() -> dict[str, ModelField]:
    """Every field of the model that a form has to ask for, by its path."""
    asked = ((path, info) for path, info in _asked(Assessment, "") if path.partition(".")[0] not in _AROUND_THE_FORM)
    return {path: _describe(info) for path, info in asked}


def find_faults(form: Form) -> list[str]:
    """What does not match between a form and the model, one sentence each; empty for a sound form."""
    fields = model_fields()
    asked = [question for section in form.sections for question in section.questions]
    ids = [question.id for question in asked]
    faults = [f'no question asks for "{path}"' for path in fields if path not in ids]
    faults += [f'"{id}" is asked {ids.count(id)} times' for id in dict.fromkeys(ids) if ids.count(id) > 1]
    for question in asked:
        faults += _faults_of(question, fields.get(question.id), form)
    for section in form.sections:
        looked_at = [*conditions.fields(section.needed_when)]
        looked_at += [path for question in section.questions for path in conditions.fields(question.shown_when)]
        faults += [
            f'section "{section.id}" looks at "{path}", which is no field' for path in looked_at if path not in fields
        ]
    return faults


def _faults_of(question: Question, field: ModelField | None, form: Form) -> Iterator[str]:
    if field is None:
        yield f'"{question.id}" is not a field of an assessment'
        return
    if question.kind not in field.kinds:
        yield f'"{question.id}" is asked as {question.kind}, but the field is {" or ".join(sorted(field.kinds))}'
    columns = [column.id for column in question.columns]
    if set(columns) != field.columns or len(columns) != len(set(columns)):
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
