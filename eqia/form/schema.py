"""JSON Schema of an assessment file, with the form's labels and guidance, for those who write it in an editor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from eqia.assessment.store import INTERVIEW
from eqia.form.answers import model_of
from eqia.form.definition import Column, Form, Question
from eqia.form.kinds.register import kind_of

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_OF_THE_INTERVIEW: Final = "What the interview keeps for itself: half-typed text, answers set aside, where you stopped."


def build_schema(form: Form) -> dict[str, Any]:
    """The schema of assessment files on one form: the model's types, the form's titles, descriptions and groups."""
    schema = model_of(form).model_json_schema()
    schema |= {"$schema": DIALECT, "title": form.title, "description": f"An assessment on the form of {form.council}."}
    beside = {"$schema": {"type": "string"}, INTERVIEW: {"type": "object", "description": _OF_THE_INTERVIEW}}
    schema["properties"] = {**beside, **schema["properties"]}
    for section in form.sections:
        for question in section.questions:
            _describe(_property(schema, question.id), question, schema, form)
    return schema


def _describe(node: dict[str, Any], question: Question, schema: dict[str, Any], form: Form) -> None:
    node |= {"title": question.label, "description": _guidance(question)}
    if question.is_table:
        (row,) = node.pop("patternProperties").values()
        node |= {"properties": {id: {**row, "title": form.name_of(id)} for id in question.rows}}
        node["additionalProperties"] = False
        _describe_columns(_resolve(row, schema), question.columns)
    elif question.columns:
        _describe_columns(_resolve(node["items"], schema), question.columns)
    kind_of(question).describe(node, form)


def _describe_columns(node: dict[str, Any], columns: Iterable[Column]) -> None:
    for column in columns:
        node["properties"][column.id] |= {"title": column.label, "description": column.hint or column.prompt}


def _property(schema: dict[str, Any], path: str) -> dict[str, Any]:
    """The node of a field, with a reference to a shared type opened so that each field can have words of its own."""
    node = schema
    for name in path.split("."):
        properties = _resolve(node, schema)["properties"]
        node = properties[name]
    if "$ref" in node:
        own = {key: value for key, value in node.items() if key != "$ref"}
        properties[name] = node = {**_resolve(node, schema), **own}
    return node


def _resolve(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in node:
        return node
    found: dict[str, Any] = schema["$defs"][node["$ref"].rpartition("/")[2]]
    return found


def _guidance(question: Question) -> str:
    return " ".join(part for part in (question.prompt, question.hint) if part)
