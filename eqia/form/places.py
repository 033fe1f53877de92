"""Where a field path is on the form, in its own words: "Section 7, Impact on equality groups, Age, Explanation"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from eqia.assessment.paths import get
from eqia.assessment.problems import Problem, suggest
from eqia.errors import MOST_NAMED
from eqia.form.definition import Column, Form, Question, Section
from eqia.form.kinds.register import kind_of
from eqia.printable import shortened


@dataclass(frozen=True)
class Place:
    """A field on the form. ``row`` is a group's label or a row number in words; both may be empty."""

    section: Section
    number: int
    question: Question
    row: str = ""
    column: Column | None = None

    @property
    def name(self) -> str:
        """The field without its section: "Age, Explanation", "Question 9", "Action 2, Who?"."""
        column = self.column.label if self.column else ""
        name = self.row if self.question.is_table else f"{self.question.short} {self.row}".strip()
        return ", ".join(part for part in (name or self.question.short, column) if part)

    def __str__(self) -> str:
        return f"Section {self.number}, {self.section.name}, {self.name}"


class Places:
    """Finds the place of any field path on one form."""

    def __init__(self, form: Form) -> None:
        self.form = form

    @cached_property
    def _questions(self) -> dict[str, tuple[int, Section, Question]]:
        return {
            question.id: (number, section, question)
            for number, section in enumerate(self.form.sections, 1)
            for question in section.questions
        }

    def find(self, path: str) -> Place | None:
        """The place of a field path; None for what is not on the form (the file's own fields)."""
        parts = path.split(".")
        for length in range(len(parts), 0, -1):
            found = self._questions.get(".".join(parts[:length]))
            if found:
                return self._place(found, parts[length:])
        return None

    def describe(self, path: str) -> str:
        """The place of a field path in words; the path itself where the form has no such field."""
        place = self.find(path)
        return str(place) if place else f'field "{path}"'

    def section_number(self, path: str) -> int:
        """The number of the section a path is in, from 1; 0 for what is not on the form."""
        place = self.find(path)
        return place.number if place else 0

    def _place(self, found: tuple[int, Section, Question], rest: list[str]) -> Place:
        number, section, question = found
        columns = {column.id: column for column in question.columns}
        row = ""
        if rest:
            group = self.form.group(rest[0])
            row = group.label if group else str(int(rest[0]) + 1) if rest[0].isdecimal() else ""
        return Place(section, number, question, row, columns.get(rest[-1]) if rest else None)


def in_words(problem: Problem, places: Places) -> str:
    """A fault of a file as a sentence that starts with its place, and the field's path for those who edit the file."""
    if not problem.path:
        return problem.text[:1].upper() + problem.text[1:]
    place, path = places.find(problem.path), shortened(problem.path)
    return f"{place} ({path}): {problem.text}" if place else f"{path}: {problem.text}"


def find_unknown_groups(data: Mapping[str, Any], form: Form) -> list[Problem]:
    """The groups named in a file's tables and lists of groups that the form does not have; close names for the first
    of them.
    """
    unknown: list[tuple[str, str, tuple[str, ...]]] = []
    groups = tuple(group.id for group in form.groups)
    for section in form.sections:
        for question in section.questions:
            named, known = get(data, question.id), question.rows if question.is_table else groups
            if isinstance(named, Mapping if question.is_table else list) and (
                question.is_table or kind_of(question).of_groups
            ):
                unknown += [(question.id, str(name), known) for name in named if name not in known]
    return [_unknown(*each, close=number < MOST_NAMED) for number, each in enumerate(unknown)]


def _unknown(path: str, name: str, known: tuple[str, ...], *, close: bool) -> Problem:
    close_name = suggest(name, known) if close else ""
    return Problem(path, f'there is no group "{shortened(name)}" on this form.{close_name}')
