"""The classes of answers that forms share: what a form asks as a concept does has the concept's class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from pydantic import create_model
from pydantic.fields import FieldInfo

from eqia.assessment.model import AROUND, BEHIND, Assessment, Part
from eqia.concepts.model import Concepts

Fields = Mapping[str, tuple[Any, Any]]
"""The type of each field, and what it holds if nothing is said."""


def class_of(path: str, fields: Fields) -> type[Part]:
    """The class of the part, or of the rows, that stand at ``path``: that of the concept if the fields are the same."""
    known = _known(path)
    if known and _is_same(fields, known.model_fields):
        return known
    return create_model(path.title().replace(".", "").replace("_", ""), __base__=Part, **fields)  # type: ignore[call-overload, no-any-return]


def class_of_whole(answers: Fields, *, plain: bool) -> type[Assessment]:
    """The class of assessments with these answers: ``Concepts`` if they are all concepts, and no concept is missing.

    ``plain`` says that each carries the concept under whose path it stands.
    """
    known = {name: info for name, info in Concepts.model_fields.items() if name not in AROUND}
    if plain and _is_same(answers, known):
        return Concepts
    return create_model("Assessment", __base__=Assessment, **answers, **BEHIND)  # type: ignore[call-overload, no-any-return]


def _known(path: str) -> type[Part] | None:
    found: type[Part] | None = Concepts
    for name in path.split("."):
        info = found.model_fields.get(name) if found else None
        found = row_class(info.annotation) if info else None
    return found


def row_class(annotation: Any) -> type[Part] | None:
    """The class of a part, or of the rows of a list or a table, that a type has; None for other types."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((found for part in get_args(annotation) if (found := row_class(part))), None)


def _is_same(fields: Fields, known: Mapping[str, FieldInfo]) -> bool:
    """Whether fields are those of a class, in whatever order."""
    if fields.keys() != known.keys():
        return False
    given = (
        (FieldInfo.from_annotated_attribute(type, default), known[name]) for name, (type, default) in fields.items()
    )
    return all((own.annotation, own.metadata) == (other.annotation, other.metadata) for own, other in given)
