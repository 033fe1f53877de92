"""The closed list of concepts: the paths under which rules find what an equality analysis says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Annotated, Any, Final

from pydantic import BaseModel

from eqia.assessment.model import AROUND, Part
from eqia.concepts.classes import row_class
from eqia.concepts.model import Concepts

TITLE: Final = "activity.title"
"""What the activity is called."""

DECIDES: Final = "relevance.analysis_required"
"""Whether an analysis is required."""


@lru_cache(maxsize=1)
def concepts_of_forms() -> Mapping[str, frozenset[str]]:
    """Every concept that a question can carry, in the model's order, with those that its columns can."""
    columns: dict[str, frozenset[str]] = {}
    for path in _types():
        question, row, column = path.partition(".#.")
        columns[question] = columns.get(question, frozenset()) | ({column} if row else frozenset())
    return columns


@lru_cache(maxsize=4096)
def concept_of(path: str) -> str:
    """The concept that a field path is of: ``impacts.age.positive`` is of ``impacts.positive``, ``impacts.age`` of
    ``impacts``. A path of the file's own is its own.
    """
    names = path.split(".")
    known = concepts_of_forms()
    for end in range(len(names), 0, -1):
        question = ".".join(names[:end])
        if columns := known.get(question):
            return f"{question}.{names[-1]}" if names[-1] in columns and len(names) > end else question
        if question in known:
            return question
    return path


@lru_cache(maxsize=4096)
def is_own(path: str) -> bool:
    """Whether a field path leads to a question of a form's own, which carries no concept."""
    concept, first = concept_of(path), path.partition(".")[0]
    return first not in AROUND and not any(
        concept in (known, f"{known}.{concept.rpartition('.')[2]}") or known.startswith(f"{concept}.")
        for known in concepts_of_forms()
    )


def type_at(path: str) -> Any:
    """The type of a concept; the rows of a list or a table are ``#`` in its path. None where there is no concept."""
    return _types().get(path)


@lru_cache(maxsize=1)
def _types() -> Mapping[str, Any]:
    return {path: type for path, type in _concepts(Concepts, "") if path.partition(".")[0] not in AROUND}


def _concepts(model: type[BaseModel], above: str) -> Iterator[tuple[str, Any]]:
    for name, info in model.model_fields.items():
        path = f"{above}.{name}" if above else name
        kind = info.annotation
        if isinstance(kind, type) and issubclass(kind, Part):
            yield from _concepts(kind, path)
            continue
        yield path, Annotated[(kind, *info.metadata)] if info.metadata else kind
        if row := row_class(kind):
            yield from _concepts(row, f"{path}.#")
