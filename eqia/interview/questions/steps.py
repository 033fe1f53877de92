"""The questions of a section, one page each: what is asked, how an answer is kept, and how it reads in a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from eqia.assessment.model import LONGEST_ANSWER
from eqia.form.definition import Column, Form, Help, Question, Section
from eqia.interview import words
from eqia.interview.draft import is_blank
from eqia.interview.page import Option, Value, Widget

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """A question that is answered by a text of one line: the simplest one. ``id`` is its field path."""

    id: str
    question: Question
    form: Form
    widget: ClassVar[Widget] = Widget.LINE
    empty_is_fine: ClassVar[bool] = False
    """Whether an empty tick list needs no second question."""

    @property
    def ask(self) -> str:
        """The question."""
        return self.question.prompt

    @property
    def short(self) -> str:
        """Its name in lists."""
        return self.question.short

    @property
    def hint(self) -> str:
        """The guidance that always shows."""
        return self.question.hint

    @property
    def help(self) -> tuple[str, ...]:
        """The long help, a paragraph each."""
        label = self.question.label if self.question.printed else ""
        return help_of(self.question.help, label, self.widget)

    @property
    def optional(self) -> bool:
        """Whether it may be left out."""
        return self.question.optional

    def asks(self, question: str) -> bool:
        """Whether this page asks the question with this id, or a part of it."""
        return self.question.id == question

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """What there is to tick."""
        return ()

    def value(self, answers: Answers) -> Value:
        """The answer so far."""
        return str(answers.get(self.id) or "")

    def write(self, answers: Answers, value: Value) -> dict[str, Any]:
        """The slots to change for an answer."""
        return {self.id: value}

    def notice(self, answers: Answers, value: Value) -> str:
        """What an answer takes away elsewhere, to be said; empty if nothing."""
        return ""

    def is_done(self, answers: Answers) -> bool:
        """Whether it is answered."""
        return not is_blank(self.value(answers))

    def said(self, answers: Answers) -> str:
        """The answer on one line; empty if there is none."""
        return " ".join(str(self.value(answers) or "").split())

    def fault(self, value: Value) -> str:
        """What is wrong with an answer; empty if it can be kept."""
        return fault_of_text(str(value or ""), one_line=self.widget is Widget.LINE)


@dataclass(frozen=True)
class LongStep(Step):
    """A question that is answered by paragraphs."""

    widget: ClassVar[Widget] = Widget.LONG


@dataclass(frozen=True)
class LinesStep(LongStep):
    """A question that is answered by a list, one entry a line."""

    def value(self, answers: Answers) -> Value:
        return "\n".join(answers.get(self.id) or ())

    def write(self, answers: Answers, value: Value) -> dict[str, Any]:
        return {self.id: [line.strip() for line in str(value or "").split("\n") if line.strip()]}

    def said(self, answers: Answers) -> str:
        return ", ".join(answers.get(self.id) or ())


@dataclass(frozen=True)
class YesNoStep(Step):
    """A question of Yes or No. A file may also say "both" or "unreadable"; then it has to be answered again."""

    widget: ClassVar[Widget] = Widget.YES_NO

    def said(self, answers: Answers) -> str:
        return words.YES_NO.get(str(self.value(answers)), "")

    def is_done(self, answers: Answers) -> bool:
        return self.value(answers) in ("yes", "no")

    def fault(self, value: Value) -> str:
        return "" if value in ("yes", "no") else words.YES_OR_NO


@dataclass(frozen=True)
class TickStep(YesNoStep):
    """A single box, asked as Yes or No. No leaves the box empty and is kept in a slot of its own."""

    def value(self, answers: Answers) -> Value:
        box = answers.get(self.id)
        return "yes" if box is True else str(box or answers.get(f"{self.id}@answer") or "")

    def write(self, answers: Answers, value: Value) -> dict[str, Any]:
        return {self.id: value == "yes", f"{self.id}@answer": "no" if value == "no" else None}


@dataclass(frozen=True)
class GroupsStep(Step):
    """A tick list of groups."""

    widget: ClassVar[Widget] = Widget.TICKS

    def options(self, answers: Answers) -> tuple[Option, ...]:
        return tuple(Option(row, label_of(self.form, row)) for row in self.question.rows or group_ids(self.form))

    def value(self, answers: Answers) -> Value:
        return tuple(answers.get(self.id) or ())

    def write(self, answers: Answers, value: Value) -> dict[str, Any]:
        return {self.id: list(value or ())}

    def said(self, answers: Answers) -> str:
        ticked = self.value(answers) or ()
        return ", ".join(option.label for option in self.options(answers) if option.id in ticked)

    def fault(self, value: Value) -> str:
        return ""


@dataclass(frozen=True)
class OptionsStep(GroupsStep):
    """Boxes that stand together, such as the four recommendations: one tick list. More than one may be ticked."""

    boxes: tuple[Question, ...] = ()
    section: Section | None = None

    @property
    def ask(self) -> str:
        return words.OPTIONS.format(title=self.short)

    @property
    def short(self) -> str:
        return self.section.name if self.section else self.question.short

    @property
    def hint(self) -> str:
        return " ".join(dict.fromkeys(box.hint for box in self.boxes if box.hint)) if len(self.boxes) == 1 else ""

    @property
    def help(self) -> tuple[str, ...]:
        return tuple(line for box in self.boxes for line in (f"{box.label}:", *help_of(box.help, "", self.widget)))

    def asks(self, question: str) -> bool:
        return question in {box.id for box in self.boxes}

    def options(self, answers: Answers) -> tuple[Option, ...]:
        return tuple(Option(box.id, box.label, box.hint or box.prompt) for box in self.boxes)

    def value(self, answers: Answers) -> Value:
        return tuple(box.id for box in self.boxes if answers.get(box.id) is True)

    def write(self, answers: Answers, value: Value) -> dict[str, Any]:
        return {box.id: box.id in (value or ()) for box in self.boxes}


@dataclass(frozen=True)
class RecordsStep(Step):
    """A list of rows with fields: people, decisions, actions."""

    widget: ClassVar[Widget] = Widget.MENU

    def rows(self, answers: Answers) -> list[dict[str, str]]:
        """The rows so far."""
        return [dict(row) for row in answers.get(self.id) or ()]

    def column(self, id: str) -> Column | None:
        """One of the fields of a row."""
        return next((column for column in self.question.columns if column.id == id), None)

    def is_done(self, answers: Answers) -> bool:
        return bool(answers.get(self.id))

    def said(self, answers: Answers) -> str:
        return "; ".join(row_in_words(row) for row in self.rows(answers))


def help_of(help: Help | None, label: str, widget: Widget) -> tuple[str, ...]:
    """The paragraphs of a help text, the printed label last. Examples are answers where one is typed, else reasons."""
    forms = words.HELP if widget in (Widget.LINE, Widget.LONG) else words.HELP_OF_CHOICE
    parts = [(text, getattr(help, name, "")) for name, text in forms.items()] if help else []
    return tuple(form.format(text) for form, text in [*parts, (words.ON_THE_FORM, label)] if text)


def label_of(form: Form, row: str) -> str:
    """The printed name of a group."""
    group = form.group(row)
    return group.label if group else row


def people_of(form: Form, row: str) -> str:
    """The people of a group, as they fit into a question."""
    group = form.group(row)
    return group.people if group else row


def group_ids(form: Form) -> tuple[str, ...]:
    """All groups of a form."""
    return tuple(group.id for group in form.groups)


def row_in_words(row: Mapping[str, str]) -> str:
    """A row on one line: its first words, and what is said of who and when."""
    texts = [" ".join(text.split()) for text in row.values() if text.strip()]
    return ", ".join(
        text if len(text) <= 48 else f"{text[:46].rpartition(' ')[0] or text[:45]}..." for text in texts[:3]
    )


def fault_of_text(text: str, *, one_line: bool) -> str:
    """Why a text cannot be kept as it is; empty if it can."""
    if len(text) > LONGEST_ANSWER:
        return words.TOO_LONG.format(most=f"{LONGEST_ANSWER:,}")
    if one_line and ("\n" in text or "\r" in text):
        return words.ONE_LINE
    bad = next((mark for mark in text if (mark < " " and mark not in "\n\t") or "\ud800" <= mark <= "\udfff"), None)
    return words.UNPRINTABLE.format(code=f"U+{ord(bad):04X}", before=text[: text.index(bad)][-20:]) if bad else ""
