"""The form as the officer meets it: the questions of each section, given the answers, and how far each section is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from eqia.concepts.roles import TITLE
from eqia.form.definition import Form, Question, Section
from eqia.form.places import Places
from eqia.interview import words
from eqia.interview.draft import Draft
from eqia.interview.questions.answers import is_needed, live_answers
from eqia.interview.questions.by_kind import plain_steps
from eqia.interview.questions.grids import grid_steps, row_steps, step_of_cell
from eqia.interview.questions.matrices import Impacts, is_impact
from eqia.interview.questions.steps import Step


class State(StrEnum):
    """How far a section is."""

    NOT_NEEDED = "Not needed"
    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    PROBLEMS = "Has problems"
    COMPLETE = "Complete"


@dataclass(frozen=True)
class Progress:
    """A section's state and what makes it up: how many questions are done, of how many; what is left, and why.

    ``unseen`` are the questions that nobody has looked at, ``unseen_optional`` those of them that may be left out.
    """

    state: State
    done: int = 0
    total: int = 0
    unknown: int = 0
    unseen: int = 0
    unseen_optional: int = 0
    problems: int = 0
    warnings: int = 0

    def __str__(self) -> str:
        match self.state:
            case State.PROBLEMS:
                return f"{self.state} ({self.problems})"
            case State.IN_PROGRESS if self.done + self.unseen_optional == self.total:
                return words.ONLY_OPTIONAL.format(state=self.state, count=self.unseen_optional)
            case State.IN_PROGRESS if self.unknown:
                return words.SOME_UNKNOWN.format(state=self.state, done=self.done, total=self.total, count=self.unknown)
            case State.IN_PROGRESS:
                return f"{self.state} ({self.done} of {self.total})"
            case State.COMPLETE if self.warnings:
                return words.SOME_WARNINGS.format(state=self.state, count=self.warnings)
        return self.state.value


@dataclass(frozen=True)
class Outline:
    """A form and a draft, seen as sections and questions. Built anew after each answer."""

    form: Form
    draft: Draft
    places: Places

    @cached_property
    def live(self) -> Mapping[str, Any]:
        """The answers that count, by field path."""
        return live_answers(self.form, self.draft.answers)

    @property
    def title(self) -> str:
        """What the activity is called, as far as it is answered."""
        question = self.form.carrying(TITLE)
        return str(self.live.get(question.id) or "") if question else ""

    @cached_property
    def _steps(self) -> dict[str, tuple[Step, ...]]:
        return {}

    def section(self, id: str) -> Section | None:
        """The section with this id, if the form has it."""
        return next((section for section in self.form.sections if section.id == id), None)

    def number(self, id: str) -> int:
        """The number of a section, from 1."""
        return [section.id for section in self.form.sections].index(id) + 1

    def needed(self, section: Section) -> bool:
        """Whether a section is asked, given the answers so far."""
        return is_needed(section, self.live)

    def steps(self, section: str) -> tuple[Step, ...]:
        """The pages of a section that are asked, in order; none if the section is not needed."""
        if section not in self._steps:
            found = self.section(section)
            self._steps[section] = tuple(self._ask(found)) if found else ()
        return self._steps[section]

    def rows(self, section: str) -> tuple[Step, ...]:
        """The pages on which single groups of a section's tables can be changed."""
        tables = {step.question.id: step.question for step in self.steps(section) if step.question.is_table}
        return tuple(step for table in tables.values() for step in row_steps(table, self.form))

    def step(self, section: str, id: str) -> Step | None:
        """A page of a section, whether it comes up by itself or is reached from a finding; None if it is not asked."""
        for step in (*self.steps(section), *self.rows(section)):
            if step.id == id:
                return step
        place = self.places.find(id) if id.count(".") else None
        if place and place.question.is_table and self.steps(section):
            return step_of_cell(place.question, self.form, self.draft.answers, id)
        return None

    def step_of(self, path: str) -> tuple[str, Step] | None:
        """The section and the page on which a field is answered; None if it is not asked now."""
        place = self.places.find(path)
        if place is None:
            return None
        steps = self.steps(place.section.id)
        if place.question.is_table and path != place.question.id and steps:
            return place.section.id, step_of_cell(place.question, self.form, self.draft.answers, path)
        found = [step for step in steps if step.asks(place.question.id)]
        return (place.section.id, found[0]) if found else None

    def is_done(self, step: Step) -> bool:
        """Whether a page needs no more: it is answered, or it was left out on purpose where that is allowed."""
        mark = self.draft.marks.get(step.id)
        return step.is_done(self.draft.answers) or mark == "none" or (step.optional and mark is not None)

    def was_seen(self, step: Step) -> bool:
        """Whether a page was answered, or looked at."""
        return step.is_done(self.draft.answers) or step.id in self.draft.marks

    def progress(self, section: Section, problems: int = 0, warnings: int = 0) -> Progress:
        """How far a section is. ``problems`` and ``warnings`` are the numbers of what the rules found in it."""
        if not self.needed(section):
            return Progress(State.NOT_NEEDED)
        steps = self.steps(section.id)
        done = sum(self.is_done(step) for step in steps)
        unknown = sum(self.draft.marks.get(step.id) == "unknown" and not self.is_done(step) for step in steps)
        unseen = [step for step in steps if not self.was_seen(step)]
        optional = sum(step.optional for step in unseen)
        state = State.COMPLETE if done == len(steps) else State.IN_PROGRESS
        if len(unseen) == len(steps) and not any(self.is_answered(step.question.id) for step in steps):
            state = State.NOT_STARTED
        state = State.PROBLEMS if problems else state
        return Progress(state, done, len(steps), unknown, len(unseen), optional, problems, warnings)

    def was_looked_at(self, path: str) -> bool:
        """Whether the officer has dealt with a field: answered it, or gone past it. Not so for what was not asked yet,
        and for groups of which it was said that the effect is not known yet.
        """
        place = self.places.find(path)
        if place is None:
            return True
        if place.question.is_table:
            return self._table_was_seen(place.section, place.question, path)
        found = self.step_of(path)
        return found is not None and self.was_seen(found[1])

    def is_answered(self, path: str) -> bool:
        """Whether the question that a field belongs to has an answer."""
        place = self.places.find(path)
        if place and place.question.is_table:
            return any(name.startswith(f"{place.question.id}.") for name in self.live)
        found = self.step_of(path)
        return found is not None and found[1].is_done(self.draft.answers)

    def _table_was_seen(self, section: Section, table: Question, path: str) -> bool:
        steps = [step for step in self.steps(section.id) if step.asks(table.id)]
        row = path.removeprefix(f"{table.id}.").partition(".")[0]
        unknown = is_impact(table) and Impacts(table, self.draft.answers).unknown(row)
        return bool(steps) and not unknown and all(self.was_seen(step) for step in steps)

    def _ask(self, section: Section) -> list[Step]:
        steps: list[Step] = []
        for question, step in plain_steps(section, self.form, self.live):
            steps += [step] if step else grid_steps(question, self.form, self.draft.answers)
        return steps
