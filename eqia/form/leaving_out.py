"""Takes out of the words of a pack what a pack that extends it leaves out: sections, questions, columns, groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from eqia.assessment.problems import suggest

LEAVE_OUT: Final = "leave_out"
"""The entry of form.toml that names what the form does not have of the one below it."""

_GROUP: Final = "group:"

Table = Mapping[str, Any]


def without(words: Table, names: Sequence[str]) -> dict[str, Any]:
    """The words without the sections, questions and columns that are named by their ids, and the groups named by
    ``group:`` and theirs. A section that has lost all its questions goes too. Unknown names change nothing.
    """
    if not names:
        return dict(words)
    groups = {name.removeprefix(_GROUP) for name in names if name.startswith(_GROUP)}
    kept = [_section(section, names, groups) for section in things(words, "sections") if section["id"] not in names]
    return {
        **words,
        "groups": [group for group in things(words, "groups") if group["id"] not in groups],
        "sections": [section for section in kept if section["questions"]],
    }


def unknown_names(words: Table, names: Sequence[str]) -> Iterator[str]:
    """The names of what the words do not have, in a sentence each."""
    known = [*_parts(words), *(f"{_GROUP}{group['id']}" for group in things(words, "groups"))]
    for name in names:
        if name not in known:
            close = f' Did you mean "{_GROUP}{name}"?' if f"{_GROUP}{name}" in known else suggest(name, known)
            yield f'{LEAVE_OUT} names "{name}", which the form below does not have.{close}'


def questions_left_out(words: Table, names: Sequence[str]) -> dict[str, str]:
    """The ids of the questions that are left out, each with the name that does it."""
    found: dict[str, str] = {}
    for section in things(words, "sections"):
        for question in things(section, "questions"):
            name = next((each for each in (section["id"], question["id"]) if each in names), None)
            found |= {question["id"]: name} if name else {}
    return found


def things(words: Table, name: str) -> list[Table]:
    """The things with an id in a list of the words, such as its sections; none if it has no such list."""
    found = words.get(name)
    listed = found if isinstance(found, list) else []
    return [thing for thing in listed if isinstance(thing, Mapping) and isinstance(thing.get("id"), str)]


def _section(section: Table, names: Sequence[str], groups: set[str]) -> dict[str, Any]:
    kept = [question for question in things(section, "questions") if question["id"] not in names]
    return {**section, "questions": [_question(question, names, groups) for question in kept]}


def _question(question: Table, names: Sequence[str], groups: set[str]) -> dict[str, Any]:
    kept = dict(question)
    if "columns" in kept:
        kept["columns"] = [
            each for each in things(question, "columns") if f"{question['id']}.{each['id']}" not in names
        ]
    if isinstance(rows := question.get("rows"), list):
        kept["rows"] = [row for row in rows if row not in groups]
    return kept


def _parts(words: Table) -> Iterator[str]:
    for section in things(words, "sections"):
        yield section["id"]
        for question in things(section, "questions"):
            yield question["id"]
            yield from (f"{question['id']}.{column['id']}" for column in things(question, "columns"))
