"""What a form.toml holds: sections, questions and the words for them. A question's id is its field path."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from eqia.assessment.vocabulary import Aim
from eqia.form.conditions import Condition


class Words(BaseModel):
    """A piece of a form definition: closed, and never changed once loaded."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Kind(StrEnum):
    """How a question is answered."""

    LINE = "line"
    PROSE = "prose"
    WHEN = "when"
    YES_NO = "yes_no"
    TICK = "tick"
    GROUPS = "groups"
    LINES = "lines"
    RECORDS = "records"
    MATRIX = "matrix"


Law = Literal[
    "s149",
    "s149_wales",
    "s149_scotland",
    "ni_s75",
    "s1_socio_economic",
    "wfg",
    "welsh_language",
    "uncrc",
    "human_rights",
]
"""A law that a form can be under; see ``eqia.concepts.laws``."""


class Layout(StrEnum):
    """How a section looks on paper."""

    HEADER = "header"
    TEXT = "text"
    STATEMENTS = "statements"
    ANSWERS = "answers"
    MATRIX = "matrix"
    ACTIONS = "actions"
    OPTIONS = "options"


_LISTS = frozenset({Layout.MATRIX, Layout.ACTIONS, Layout.OPTIONS})
"""The layouts of what can be left out by itself: tables, lists and options."""


class Help(Words):
    """The long help of a question, shown on request."""

    asks: str
    why: str
    thin: str = ""
    good: str = ""
    evidence: str = ""


class Column(Words):
    """A field of a row: in the duty and impact tables, in an action, in a person, in a decision.

    In a table of groups, ``pick`` asks for which groups it holds, and ``{people}`` in ``prompt`` stands for the group's
    people. ``short`` is empty where the label is short enough for lists.
    """

    id: str
    label: str
    short: str = ""
    kind: Literal[Kind.LINE, Kind.PROSE, Kind.WHEN, Kind.TICK]
    pick: str = ""
    prompt: str = ""
    hint: str = ""
    help: Help | None = None
    role: str | None = None


class Question(Words):
    """One question. ``label`` is printed exactly, ``prompt`` is what the interview asks, ``short`` names it.

    ``joins`` is the id of the question in whose cell this one is printed, on a line of its own. ``role`` is the concept
    that it carries, where that is not its id; "" is none.
    """

    id: str
    label: str
    short: str
    kind: Kind
    prompt: str
    hint: str = ""
    help: Help | None = None
    role: str | None = None
    columns: tuple[Column, ...] = ()
    rows: tuple[str, ...] = ()
    row_label: str = ""
    optional: bool = False
    printed: bool = True
    joins: str = ""
    shown_when: Condition | None = None

    @property
    def concept(self) -> str:
        """The path of the concept that it carries: its role, or its id where it has none."""
        return self.id if self.role is None else self.role

    @property
    def is_table(self) -> bool:
        """Whether it has rows that the form gives, and columns."""
        return bool(self.rows and self.columns)


class Group(Words):
    """A row of the duty and impact tables: a protected characteristic, or a group of the council's own."""

    id: str
    label: str
    people: str
    aims: tuple[Aim, ...] = tuple(Aim)
    statutory: bool = True


class Section(Words):
    """A part of the form under a heading of its own.

    Where ``needed_when`` does not hold it is not asked, and documents say under its heading that it is not needed;
    where ``shown_when`` does not hold they do not print it at all.
    """

    id: str
    title: str
    short: str = ""
    layout: Layout
    lead: str = ""
    fixed: str = ""
    closing: str = ""
    purpose: str = ""
    needed_when: Condition | None = None
    shown_when: Condition | None = None
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]

    @property
    def name(self) -> str:
        """What the section is called in messages and lists."""
        return self.short or self.title

    @property
    def printed(self) -> tuple[Question, ...]:
        """The questions that have a place of their own on paper."""
        return tuple(question for question in self.questions if question.printed and not question.joins)

    @property
    def may_be_hidden(self) -> bool:
        """Whether there are answers for which documents leave it out, heading and all."""
        return self.shown_when is not None or all(question.shown_when for question in self.printed)

    def leaves_out(self, question: Question) -> bool:
        """Whether a question that is not shown is left out of documents; elsewhere they say that it is not needed."""
        return question.shown_when is not None and self.layout in _LISTS


class Form(Words):
    """A council's form."""

    council: str
    title: str
    language: str = "en-GB"
    laws: Annotated[tuple[Law, ...], Field(min_length=1)] = ("s149",)
    not_needed: str
    not_answered: str
    not_asked: str = "Not needed"
    groups: tuple[Group, ...]
    sections: tuple[Section, ...]

    @property
    def blanks(self) -> frozenset[str]:
        """The words that can stand in place of an answer that is not there."""
        return frozenset({self.not_answered, self.not_asked})

    def question(self, id: str) -> Question | None:
        """The question with this id, if the form asks it."""
        return next((each for section in self.sections for each in section.questions if each.id == id), None)

    def carrying(self, concept: str) -> Question | None:
        """The first question that carries a concept."""
        return next((each for section in self.sections for each in section.questions if each.concept == concept), None)

    def name_of(self, row: str) -> str:
        """What the row of a table is called: the label of its group."""
        group = self.group(row)
        return group.label if group else row

    def group(self, id: str) -> Group | None:
        """The group with this id, if the form has one."""
        return next((group for group in self.groups if group.id == id), None)
