"""The model of the answers of a form: made from its questions, once for each form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from eqia.assessment import store
from eqia.assessment.model import Assessment
from eqia.assessment.paths import get, put
from eqia.assessment.problems import Problem
from eqia.concepts.classes import class_of, class_of_whole
from eqia.concepts.model import Concepts
from eqia.concepts.roles import concepts_of_forms
from eqia.form.carrying import carried_by
from eqia.form.definition import Form
from eqia.form.kinds.register import kind_of

_NOT_ASKED: Final = "this form does not ask for it. Take it out, or move it to where it belongs."


@dataclass(frozen=True, eq=False)
class _Same:
    """A form as the very thing it is: comparing forms word by word would take longer than making their models."""

    form: Form

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.form is self.form

    def __hash__(self) -> int:
        return id(self.form)


def model_of(form: Form) -> type[Assessment]:
    """The model of assessments on a form: strict, frozen, without other fields, and the same class each time.

    A part that is a concept field by field has the concept's class, and so has the whole.
    """
    return _model(_Same(form))


def read_answers(data: Mapping[str, Any], form: Form) -> tuple[Assessment | None, list[Problem]]:
    """The assessment on a form that a JSON object holds, or None and all that is wrong with it.

    What other forms ask and this one does not is a fault where something is said, and passed over where it is blank.
    """
    model = model_of(form)
    if model is Concepts:
        return store.parse(data, model)
    asked = deepcopy(dict(data))
    unasked = [Problem(path, _NOT_ASKED) for path in _take_unasked(asked, form)]
    assessment, problems = store.parse(asked, model)
    return (None if unasked else assessment), [*unasked, *problems]


def _take_unasked(data: dict[str, Any], form: Form) -> Iterator[str]:
    """Take what answers concepts that a form does not ask for out of a file's data; gives the paths of what is said."""
    for path, columns in concepts_of_forms().items():
        question = form.question(path)
        *parents, name = path.split(".")
        holder = get(data, ".".join(parents)) if parents else data
        held = holder.get(name) if isinstance(holder, dict) else None
        if question is None and held is not None:
            del holder[name]
            if parents and not holder:
                del data[parents[0]]
            yield from [path] if held else []
        elif question:
            gone = columns - {column.id for column in question.columns}
            yield from (f"{path}.{cell}" for cell in _take_columns(held, gone))


def _take_columns(rows: Any, gone: Iterable[str]) -> Iterator[str]:
    """The same for columns, of the rows of a table or a list."""
    numbered = rows.items() if isinstance(rows, dict) else enumerate(rows if isinstance(rows, list) else ())
    for number, row in numbered:
        for id in sorted(gone):
            if isinstance(row, dict) and row.pop(id, None):
                yield f"{number}.{id}"


@lru_cache(maxsize=32)
def _model(same: _Same) -> type[Assessment]:
    tree: dict[str, Any] = {}
    for section in same.form.sections:
        for question in section.questions:
            kind = kind_of(question)
            put(tree, question.id, (kind.type_of(question, same.form), kind.default))
    way = carried_by(same.form)
    plain = len(way) == len(concepts_of_forms()) and all(each.is_plain for each in way)
    model = class_of_whole({name: _field(node, name) for name, node in tree.items()}, plain=plain)
    if model is not Concepts:
        model.carries = way
    return model


def _field(node: Any, path: str) -> tuple[Any, Any]:
    """The type and default of an answer, or of a part with answers in it."""
    if not isinstance(node, dict):
        field: tuple[Any, Any] = node
        return field
    part = class_of(path, {name: _field(each, f"{path}.{name}") for name, each in node.items()})
    return part, part()
