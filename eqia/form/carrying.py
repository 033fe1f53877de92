"""Which of a form's questions carry which concepts, and the way from the one's paths to the other's and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from eqia.assessment.paths import get, put
from eqia.concepts.roles import concepts_of_forms
from eqia.form.definition import Form, Question


@dataclass(frozen=True)
class Carried:
    """A question that carries a concept: its own path and the concept's, and those of its columns, by their ids."""

    own: str
    concept: str
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_plain(self) -> bool:
        """Whether it stands under the concept's own path, with its own columns."""
        return self.own == self.concept and all(own == concept for own, concept in self.columns.items())


Way = tuple[Carried, ...]
"""The questions of a form that carry concepts, in its order."""


def carried_by(form: Form) -> Way:
    """The concepts that a form's questions carry: by their role, or by their id where they have none."""
    questions = (question for section in form.sections for question in section.questions)
    return tuple(
        Carried(question.id, question.concept, dict(_columns(question)))
        for question in questions
        if question.concept in concepts_of_forms()
    )


def _columns(question: Question) -> Iterator[tuple[str, str]]:
    known = concepts_of_forms()[question.concept]
    for column in question.columns:
        name = column.id if column.role is None else column.role.removeprefix(f"{question.concept}.")
        if name in known:
            yield column.id, name


def to_own(path: str, way: Way) -> str:
    """The form's path for a concept's: of the first question that carries it, or something in it."""
    for each in way:
        if path == each.concept or path.startswith(f"{each.concept}."):
            back = {concept: own for own, concept in each.columns.items()}
            return each.own + _rest(path.removeprefix(each.concept), back)
    return next((each.own for each in way if each.concept.startswith(f"{path}.")), path)


def concepts_of(data: Mapping[str, Any], way: Way) -> dict[str, Any]:
    """What answers say of concepts, as a file of nothing else would have it. Texts of several questions are put
    together, a blank line between them, and lists after each other; of others counts the first that is said.
    """
    found: dict[str, Any] = {}
    for each in way:
        value = _renamed(get(data, each.own), each.columns) if each.columns else get(data, each.own)
        put(found, each.concept, _together(get(found, each.concept), value))
    return found


def _rest(rest: str, columns: Mapping[str, str]) -> str:
    above, point, name = rest.rpartition(".")
    return f"{above}{point}{columns[name]}" if above and name in columns else rest


def _renamed(rows: Any, columns: Mapping[str, str]) -> Any:
    """The rows of a list or a table with the concepts' names, and nothing else in them."""
    if isinstance(rows, dict):
        return {id: {columns[name]: cell for name, cell in row.items() if name in columns} for id, row in rows.items()}
    return [{columns[name]: cell for name, cell in row.items() if name in columns} for row in rows]


def _together(before: Any, value: Any) -> Any:
    if isinstance(before, str) and isinstance(value, str):
        return "\n\n".join(filter(None, (before, value)))
    if isinstance(before, list):
        return [*before, *value]
    if isinstance(before, dict):
        return {id: {**before.get(id, {}), **value.get(id, {})} for id in {**before, **value}}
    return before or value
