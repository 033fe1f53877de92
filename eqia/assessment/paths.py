"""Field paths: how every answer is addressed in files, findings, documents and differences.

``relevance.affects_people``, ``impacts.age.positive``, ``actions.lessen_negative.0.what``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from eqia.assessment.model import Assessment, Part, When

Leaf = str | bool | None
"""A value that has no parts: text, a tick, an answer, or nothing."""


def walk(assessment: Assessment) -> Iterator[tuple[str, Leaf]]:
    """Every leaf of an assessment with its path, in the model's order. Numbers of the file's own are left out."""
    yield from walk_from(assessment, "")


def get(holder: object, path: str) -> Any:
    """The value at a path of an assessment, or of its data: a leaf, a list, or a part. None where there is none."""
    value = holder
    for name in path.split("."):
        if isinstance(value, tuple | list):
            value = value[int(name)] if name.isdecimal() and int(name) < len(value) else None
        elif isinstance(value, Mapping):
            value = value.get(name)
        else:
            value = getattr(value, name, None)
    return value.text if isinstance(value, When) else value


def put(data: dict[str, Any], path: str, value: object) -> None:
    """Set what stands at a path of an assessment's data, or of values nested in its way."""
    *parents, name = path.split(".")
    for parent in parents:
        data = data.setdefault(parent, {})
    data[name] = value


def pattern(path: str) -> str:
    """The path with every row number as ``#``: the question that a row's field belongs to."""
    return ".".join("#" if name.isdecimal() else name for name in path.split("."))


def list_of(path: str) -> str:
    """The path of the list that a row's field is in; "" for a field that is in no list."""
    names = path.split(".")
    number = next((place for place, name in enumerate(names) if name.isdecimal()), 0)
    return ".".join(names[:number])


def walk_from(value: object, path: str) -> Iterator[tuple[str, Leaf]]:
    """Every leaf of a part, a list, a table or a leaf that stands at ``path``, with its path."""
    match value:
        case When():
            yield path, value.text
        case Part():
            for name in type(value).model_fields:
                yield from walk_from(getattr(value, name), f"{path}.{name}" if path else name)
        case tuple():
            for index, item in enumerate(value):
                yield from walk_from(item, f"{path}.{index}")
        case Mapping():
            for name, item in value.items():
                yield from walk_from(item, f"{path}.{name}")
        case str() | bool() | None:
            yield path, value
