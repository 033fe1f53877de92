"""Faults of a pack's TOML files in words: which thing, which entry, what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from eqia.assessment.problems import suggest

_THINGS: Final = {"groups": "group", "sections": "section", "questions": "question", "columns": "column"}
_CONDITIONS: Final = ("needed_when", "shown_when")
_EXPECTED: Final = {
    "string_type": "text in quotation marks",
    "bool_type": "true or false",
    "tuple_type": "a list in [ ]",
    "dict_type": "a table",
    "model_type": "a table",
}
_CHOICE: Final = re.compile(r"'(\w+)'")
_CONDITION: Final = (
    'is no condition. Write for example { field = "relevance.analysis_required", is = "yes" }, '
    'and put "not", "all" or "any" around it where needed'
)


def in_words(error: ValidationError, data: Any, known: Mapping[str, Sequence[str]]) -> list[str]:
    """A sentence for each fault that pydantic found in the data of a file.

    ``known`` has the entries that each kind of thing may have, by its name in the file ("questions"; "" for the file).
    """
    sentences = (_sentence(detail, data, known) for detail in error.errors(include_url=False, include_context=True))
    return list(dict.fromkeys(sentences))


def _sentence(detail: ErrorDetails, data: Any, known: Mapping[str, Sequence[str]]) -> str:
    path = _up_to_condition(detail["loc"])
    kind, entry = ["", "", *(part for part in path if isinstance(part, str))][-2:]
    said = _what(detail, kind, entry, known)
    return ": ".join([*filter(None, [", ".join(_places(path, data))]), said])


def _what(detail: ErrorDetails, kind: str, entry: str, known: Mapping[str, Sequence[str]]) -> str:
    if entry in _CONDITIONS:
        return f'"{entry}" {_CONDITION}.'
    match detail["type"]:
        case "missing":
            return f'"{entry}" is missing.'
        case "extra_forbidden":
            return f'there is no entry "{entry}".{suggest(entry, known.get(kind, ()))}'
        case "enum" | "literal_error":
            return f'"{entry}" must be one of: {", ".join(_CHOICE.findall(detail["ctx"]["expected"]))}.'
        case "too_short":
            return f'"{entry}" has nothing in it.'
        case type:
            return f'"{entry}" must be {_EXPECTED.get(type, "something else")}.'


def _up_to_condition(path: Sequence[int | str]) -> Sequence[int | str]:
    """The path without what lies within a condition, where pydantic names its own alternatives."""
    ends = (place for place, part in enumerate(path, 1) if part in _CONDITIONS)
    return path[: next(ends, len(path))]


def _places(path: Sequence[int | str], data: Any) -> Iterator[str]:
    """The things on the way to an entry, by their ids: 'section "scope"', 'question "scope.who_is_affected"'."""
    for list_name, part in zip(("", *path), path, strict=False):
        data = _step(data, part)
        if list_name in _THINGS:
            id = data.get("id") if isinstance(data, Mapping) else None
            yield f'{_THINGS[str(list_name)]} "{id}"' if id else f"{_THINGS[str(list_name)]} {int(part) + 1}"


def _step(data: Any, part: int | str) -> Any:
    if isinstance(data, Mapping):
        return data.get(part)
    return data[part] if isinstance(data, list) and isinstance(part, int) and part < len(data) else None
