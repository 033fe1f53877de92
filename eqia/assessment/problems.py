"""Faults of a file that is not quite an assessment: where, and what is wrong, in words for the person who wrote it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from eqia.assessment.model import LONGEST_ANSWER, MOST_ROWS
from eqia.errors import MOST_NAMED
from eqia.printable import shortened

_TAG = re.compile(r"^(bool|literal\[.*|function-.*|\[key\]|constrained-.*)$")

_CHOICE: Final = re.compile(r"'([^']+)'")

_TOO_LONG: Final = f"the list has more than {MOST_ROWS:,} rows."


@dataclass(frozen=True)
class Problem:
    """One fault: the path of the field ("" for the file as a whole) and what is wrong with it."""

    path: str
    text: str


def of_validation(error: ValidationError, model: type[BaseModel]) -> list[Problem]:
    """Every fault that pydantic found, once each, in the order of the file; close names for the first of them."""
    found: dict[str, Problem] = {}
    for detail in error.errors(include_url=False, include_context=True):
        path = ".".join(str(part) for part in detail["loc"] if not _TAG.match(str(part)))
        if path not in found:
            found[path] = Problem(
                path, _sentence(detail, path, _siblings(path, model) if len(found) < MOST_NAMED else [])
            )
    return list(found.values())


def too_long(data: Mapping[str, Any], above: str = "") -> list[Problem]:
    """The lists that no assessment could hold, to be told before anybody looks at their rows: the faults of millions
    of rows would fill the memory.
    """
    found = []
    for name, value in data.items():
        match value:
            case Mapping():
                found += too_long(value, f"{above}{name}.")
            case list() | tuple() if len(value) > MOST_ROWS:
                found.append(Problem(f"{above}{name}", _TOO_LONG))
    return found


def suggest(name: str, known: Iterable[str]) -> str:
    """' Did you mean "age"?' where one of the known names is close, else an empty string."""
    close = difflib.get_close_matches(name.lower(), list(known), n=1, cutoff=0.6)
    return f' Did you mean "{close[0]}"?' if close else ""


def _sentence(detail: ErrorDetails, path: str, siblings: Sequence[str]) -> str:
    name = path.rpartition(".")[2]
    match detail["type"]:
        case "extra_forbidden":
            return f'there is no field "{shortened(name)}" here.{suggest(name, siblings)}'
        case "missing":
            return "this is missing, and cannot be left out."
        case "string_type" | "model_type" | "model_attributes_type" | "dict_type" | "tuple_type" | "int_type" as kind:
            return f"{_EXPECTED[kind]} belongs here, not {_named(detail['input'])}."
        case "string_too_long":
            return f"the answer is longer than {LONGEST_ANSWER:,} characters. Move the detail to an appendix."
        case "too_long":
            return _TOO_LONG
        case "string_unicode":
            return "the text holds half a character. Type it again."
        case "string_pattern_mismatch":
            return f'"{shortened(name)}" is not a name of a group: use small letters, figures and underscores.'
        case "value_error":
            return "this is an answer of one line: take the line break out."
        case "greater_than_equal":
            return "the number must be 1 or more."
        case "literal_error" if detail["input"] is True or detail["input"] is False:
            return 'write "yes" or "no" in quotation marks, not true or false.'
        case "literal_error" if _is_other_choice(detail):
            words = _CHOICE.findall(detail["ctx"]["expected"])
            return f"this is one of {', '.join(words)}, not {_named(detail['input'])}."
        case "literal_error" if "'yes'" in detail["ctx"]["expected"]:
            return f'the answer is "yes", "no", "both", "unreadable" or null, not {_named(detail["input"])}.'
        case "literal_error" | "bool_type":
            return f'a box is true, false or "unreadable", not {_named(detail["input"])}.'
        case _:
            return f"this cannot be used here: {_named(detail['input'])}."


_EXPECTED = {
    "string_type": "text",
    "model_type": "a group of fields in { }",
    "model_attributes_type": "a group of fields in { }",
    "dict_type": "a group of fields in { }",
    "tuple_type": "a list in [ ]",
    "int_type": "a whole number",
}


def _is_other_choice(detail: ErrorDetails) -> bool:
    """Whether the words to choose from are others than those of a question."""
    return "'unreadable'" not in detail["ctx"]["expected"]


def _named(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case Mapping():
            return "a group of fields in { }"
        case list() | tuple():
            return "a list in [ ]"
        case int() | float():
            return f"the number {value}"
        case _:
            return f'"{shortened(str(value))}"'


def _siblings(path: str, whole: type[BaseModel]) -> list[str]:
    """The names of the fields that may stand where this one stands."""
    models = [whole]
    for part in path.split(".")[:-1]:
        fields = [model.model_fields[part].annotation for model in models if part in model.model_fields]
        if fields:
            models = [model for field in fields for model in _models(field)]
    return [name for model in models for name in model.model_fields]


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
