"""What a form's answers say of the concepts of an equality analysis, and which of the concepts the form has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from eqia.assessment.model import AROUND, Assessment, Line
from eqia.assessment.paths import get, put
from eqia.assessment.store import parse
from eqia.concepts.classes import row_class
from eqia.concepts.model import Concepts
from eqia.form.definition import Form

_LINE: Final = FieldInfo.from_annotation(Line)


@dataclass(frozen=True)
class Projection:
    """The concepts that answers speak of, and ``have``, the paths of those that the form has; None for all of them."""

    concepts: Concepts
    have: frozenset[str] | None


def project(answers: Assessment, form: Form) -> Projection:
    """The concepts that an assessment on a form speaks of."""
    return Projection(concepts_in(answers), None if isinstance(answers, Concepts) else had(form))


def concepts_in(answers: Assessment) -> Concepts:
    """The concepts that answers speak of: the answers themselves, where the form has all of them."""
    if isinstance(answers, Concepts):
        return answers
    data = answers.model_dump(mode="json")
    around = {name: value for name, value in data.items() if name in AROUND}
    concepts, problems = parse(_of_class(Concepts, data) | around, Concepts)
    assert concepts is not None, problems
    return concepts


def _of_class(known: type[BaseModel], data: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a part, without what its class has no field for."""
    return {
        name: _of_type(info, data[name])
        for name, info in known.model_fields.items()
        if name in data and name not in AROUND
    }


def _of_type(info: FieldInfo, value: Any) -> Any:
    row = row_class(info.annotation)
    if row and isinstance(value, list):
        return [_of_class(row, each) for each in value]
    if row and row is not info.annotation:
        return {name: _of_class(row, each) for name, each in value.items()}
    if row and isinstance(value, dict):
        return _of_class(row, value)
    one_line = info.annotation is str and info.metadata == _LINE.metadata
    return " ".join(value.split("\n")) if one_line else value


def had(form: Form) -> frozenset[str]:
    """The concepts that a form has: the paths of its questions and columns, and all that lead to them."""
    questions = [question for section in form.sections for question in section.questions]
    columns = [f"{question.id}.{column.id}" for question in questions for column in question.columns]
    names = [path.split(".") for path in (*(question.id for question in questions), *columns, *AROUND)]
    return frozenset(".".join(each[: end + 1]) for each in names for end in range(len(each)))


def title_of(answers: Assessment) -> str:
    """The title of the activity; "" where there is none, or where the form does not ask for it."""
    return concepts_in(answers).activity.title


def with_concepts(answers: Assessment, fields: Mapping[str, object]) -> Assessment:
    """The answers with other values for some concepts, as a file has them; without those that the form does not ask."""
    data = answers.model_dump(mode="json")
    for path, value in fields.items():
        if get(data, path) is not None:
            put(data, path, value)
    changed, problems = parse(data, type(answers))
    assert changed is not None, problems
    return changed
