"""What a form's answers say of the concepts of an equality analysis, and which of the concepts the form has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from eqia.assessment.model import AROUND, Assessment
from eqia.assessment.paths import get, put
from eqia.assessment.store import parse
from eqia.concepts.model import Concepts
from eqia.concepts.roles import concepts_of_forms, type_at
from eqia.form.carrying import Way, carried_by, concepts_of, to_own
from eqia.form.definition import Form

_LINE: Final = type_at("activity.title")


@dataclass(frozen=True)
class Projection:
    """The concepts that answers speak of, and ``have``, the paths of those that the form has; None for all of them.

    ``own`` gives the form's path for a concept's.
    """

    concepts: Concepts
    have: frozenset[str] | None
    own: Callable[[str], str]


def project(answers: Assessment, form: Form) -> Projection:
    """The concepts that an assessment on a form speaks of."""
    way: Way = type(answers).carries or ()
    have = None if isinstance(answers, Concepts) else had(form)
    return Projection(concepts_in(answers), have, lambda path: to_own(path, way))


def concepts_in(answers: Assessment) -> Concepts:
    """The concepts that answers speak of: the answers themselves, where the form has all of them."""
    if isinstance(answers, Concepts):
        return answers
    data, way = answers.model_dump(mode="json"), type(answers).carries
    around = {name: value for name, value in data.items() if name in AROUND}
    concepts, problems = parse(_in_one_line(concepts_of(data, way)) | around, Concepts)
    assert concepts is not None, problems
    return concepts


def _in_one_line(data: dict[str, Any]) -> dict[str, Any]:
    """The data with every concept of one line in one line, whatever a form asks."""
    for path in concepts_of_forms():
        if type_at(path) == _LINE and isinstance(text := get(data, path), str):
            put(data, path, " ".join(text.split("\n")))
    return data


def had(form: Form) -> frozenset[str]:
    """The concepts that a form has: the paths of its questions and columns, and all that lead to them."""
    way = carried_by(form)
    columns = [f"{each.concept}.{column}" for each in way for column in each.columns.values()]
    names = [path.split(".") for path in (*(each.concept for each in way), *columns, *AROUND)]
    return frozenset(".".join(each[: end + 1]) for each in names for end in range(len(each)))


def title_of(answers: Assessment) -> str:
    """The title of the activity; "" where there is none, or where the form does not ask for it."""
    return concepts_in(answers).activity.title


def with_concepts(answers: Assessment, fields: Mapping[str, object]) -> Assessment:
    """The answers with other values for some concepts, as a file has them; without those that the form does not ask."""
    data = answers.model_dump(mode="json")
    way: Way = type(answers).carries or ()
    for concept, value in fields.items():
        path = to_own(concept, way)
        if get(data, path) is not None:
            put(data, path, value)
    changed, problems = parse(data, type(answers))
    assert changed is not None, problems
    return changed
