"""Finds the form's printed words in documents not of our making: labels with small differences, and how sure it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, TypeVar

from eqia.form.definition import Column, Form, Layout, Question, Section
from eqia.form.kinds.register import kind_of
from eqia.form.loader import Pack
from eqia.form.synonyms import Synonyms
from eqia.review.forms.index import ANOTHER_NAME, LONGEST_LABEL, Index, plain
from eqia.rules.language.groups import vocabulary
from eqia.rules.language.words import Text

RUN_TOGETHER: Final = 0.7
"""How sure an answer is that runs on from its label without anything in between."""

BY_ITS_PEOPLE: Final = 0.85
"""How sure it is that a row is meant that is called by a word for its people, such as "Faith"."""

LONGEST_ROW: Final = 60
"""Characters that the name of a row can have which is known by a word in it."""

_LEADS_OVER: Final = re.compile(r"\s*\t\s*|\?\s*[:\u2013\u2014-]?\s|\s+[\u2013\u2014-]+\s+")
"""A tab, the question mark of a label, or a dash: what can stand between a label and its answer beside a colon."""

_MOST_SIGNS: Final = 4
"""Signs of a text at which its label can end that are tried."""

_AND: Final = re.compile(r"\s*(?:[,/&+;\n]|\band\b)\s*", re.IGNORECASE)
_Thing = TypeVar("_Thing")


@dataclass(frozen=True)
class Match:
    """A question that a text is the label of, how sure that is (1 is certain), and what stands after the label."""

    question: Question
    sure: float
    rest: str = ""


class Labels:
    """The words of one council's form, and the other names that its pack knows for them, for looking up."""

    def __init__(self, pack: Pack) -> None:
        form, also = pack.form, pack.synonyms
        self.printed = [question for section in form.sections for question in section.printed]
        lists = [question for section in form.sections for question in section.questions if _is_plan(section)]
        self.tables = [question for question in self.printed if question.is_table]
        self.plan = lists[:1]
        self.lines = [question for question in self.printed if kind_of(question).brief and question not in lists]
        answers = [question for question in self.printed if question not in (*lists, *self.tables)]
        others = [
            (name, question, ANOTHER_NAME)
            for question in answers
            for name in (*_other_names(question), *also.labels.get(question.id, ()))
        ]
        self._questions = Index([*((question.label, question, 1.0) for question in answers), *others])
        self._sections = Index(
            (name, section, 1.0)
            for section in form.sections
            for name in (section.title, *also.sections.get(section.id, ()))
        )
        self._lists = Index(
            (name, question, 1.0) for question in lists for name in (question.label, *also.labels.get(question.id, ()))
        )
        self._fixed = Index((text, True, 1.0) for text in _fixed(form))
        self._rows = {question.id: _rows(question, form, also) for question in self.tables}
        self._columns = {question.id: _columns(question, also) for question in [*self.tables, *self.plan]}

    def question(self, text: str) -> Match | None:
        """The question whose label a text is. The end of a sentence, such as "decision.", is no short name of one."""
        found = self._questions.find(text)
        if found and found[1] <= ANOTHER_NAME and text.lstrip()[:1].islower():
            return None
        return Match(*found) if found else None

    def begins_a_question(self, text: str) -> bool:
        """Whether some label begins with a text, or is it."""
        words = plain(text)
        return bool(words) and any(plain(question.label).startswith(words) for question in self.printed)

    def question_and_answer(self, text: str, *, by_any_name: bool = True) -> Match | None:
        """The question whose label a text begins with, on its own lines or before a colon, and the answer after it.

        Behind a dash or the label's own question mark the answer can stand too; unless ``by_any_name``, a short name
        before these is no label, since sentences begin so.
        """
        open_label = self._open_label(text)
        if open_label:
            return open_label
        lines = text.split("\n")
        for count in range(1, min(len(lines), 4)):
            found = self.question(" ".join(lines[:count]))
            if found:
                return Match(found.question, found.sure, "\n".join(lines[count:]).strip("\n"))
        label, colon, rest = text.partition(":")
        found = self.question(label) if colon and rest.strip() else None
        if found:
            return Match(found.question, found.sure, rest.strip())
        return self._before_a_sign(text, by_any_name)

    def _before_a_sign(self, text: str, by_any_name: bool) -> Match | None:
        """The surest question whose label ends where a sign stands that can lead over to an answer."""
        found = []
        for sign in islice(_LEADS_OVER.finditer(text[:LONGEST_LABEL]), _MOST_SIGNS):
            rest = text[sign.end() :].strip()
            match = self.question(text[: sign.start()]) if rest else None
            if match and (by_any_name or "\t" in sign[0] or match.sure != ANOTHER_NAME):
                found.append(Match(match.question, match.sure, rest))
        return max(found, key=lambda match: match.sure, default=None)

    def question_then_answer(self, text: str) -> Match | None:
        """The question whose whole label a line begins with, without anything between it and the answer."""
        words = plain(text)
        for question in self.lines:
            if words.startswith(f"{plain(question.label)} "):
                return Match(question, RUN_TOGETHER, _after(text, question.label))
        return None

    def _open_label(self, text: str) -> Match | None:
        """The question whose label runs on into the answer: "We have put measures in place to ..."."""
        for question in self.printed:
            start = question.label.removesuffix("...").rstrip()
            if question.label.endswith("...") and plain(text).startswith(plain(start)):
                return Match(question, ANOTHER_NAME, _after(text, start))
        return None

    def section(self, text: str) -> Section | None:
        """The section whose heading a text is."""
        found = self._sections.find(text)
        return found[0] if found else None

    def list(self, text: str) -> Question | None:
        """The list of actions that a text names."""
        found = self._lists.find(text)
        return found[0] if found else None

    def row(self, question: Question, text: str) -> tuple[str, float] | None:
        """The row of a table of groups that a text names, if need be by a word for its people; None if it names two."""
        found = self._rows[question.id].find(text)
        if found is None:
            return self._row_of_people(question, text)
        return found if self._rows[question.id].names_one(text) else None

    def _row_of_people(self, question: Question, text: str) -> tuple[str, float] | None:
        groups = vocabulary().groups_in(Text(text)) if len(text) <= LONGEST_ROW else {}
        return (next(iter(groups)), BY_ITS_PEOPLE) if len(groups) == 1 and groups.keys() <= {*question.rows} else None

    def columns(self, cells: Sequence[str]) -> tuple[Question, dict[int, Column]] | None:
        """The table whose headings stand in a row of cells, with the columns by the number of their cell."""
        for question in [*self.tables, *self.plan]:
            found = _surest(self._columns[question.id], cells)
            if len(found) > len(question.columns) / 2:
                return question, found | _last_column(question, found, cells)
        return None

    def word_column(self, cells: Sequence[str]) -> tuple[Question, dict[int, Column], int] | None:
        """The table whose headings stand in a row of cells, with one column for words in the place of its boxes."""
        for question in self.tables:
            found = _surest(self._columns[question.id], cells)
            others = [number for number, cell in enumerate(cells) if number and cell.strip() and number not in found]
            boxed = any(kind_of(column).boxed for column in found.values())
            if found and not boxed and len(others) == 1 and len(boxes_of(question)) > 1:
                return question, found, others[0]
        return None

    def boxes_named(self, question: Question, text: str) -> frozenset[str] | None:
        """The boxes of a table that words name, such as "Positive and negative", by their ids; None if not all do."""
        names = [each for each in _AND.split(text.strip()) if each]
        found = [self._columns[question.id].find(name) for name in names]
        ids = frozenset(match[0].id for match in found if match)
        return ids if len(ids) == len(names) and ids <= {column.id for column in boxes_of(question)} else None

    def is_label(self, text: str) -> bool:
        """Whether a text is a label of something, word for word."""
        return any(index.has(text) for index in self._indexes())

    def _indexes(self) -> Iterator[Index[Any]]:
        named: tuple[Index[Any], ...] = (self._questions, self._sections, self._lists, self._fixed)
        yield from (*named, *self._rows.values(), *self._columns.values())

    def words_in(self, text: str, paths: Iterable[str]) -> Counter[str]:
        """The words of the labels that a text is or is close to, and of those that the fields at some paths have."""
        found = {label[0] for index in self._indexes() if (label := index.label(text))}
        questions = [each for each in self.printed if any(_is_at(path, each.id) for path in paths)]
        found |= {name for question in questions for name in self._questions.names_of(question)}
        words: Counter[str] = Counter()
        for name in found:
            words |= Counter(name.split())
        return words

    def is_printed(self, text: str) -> bool:
        """Whether a text is one of the form's fixed sentences, its title or a heading of a column."""
        return self._fixed.find(text) is not None


def boxes_of(question: Question) -> list[Column]:
    """The columns of a table that hold boxes."""
    return [column for column in question.columns if kind_of(column).boxed]


def _is_at(path: str, question: str) -> bool:
    return path == question or path.startswith(f"{question}.")


def _rows(question: Question, form: Form, also: Synonyms) -> Index[str]:
    """The rows of a table of groups, by their names."""
    return Index(
        entry
        for group in form.groups
        if group.id in question.rows
        for entry in _named(group.label, group.id, also.groups.get(group.id, ()))
    )


def _columns(question: Question, also: Synonyms) -> Index[Column]:
    """The columns of a table, by their headings."""
    return Index(
        entry
        for column in question.columns
        for entry in _named(column.label, column, also.labels.get(f"{question.id}.{column.id}", ()))
    )


def _named(label: str, thing: _Thing, others: Iterable[str]) -> Iterator[tuple[str, _Thing, float]]:
    """The entries of an index for a thing: its label, and the other names that are known for it."""
    yield label, thing, 1.0
    yield from ((name, thing, ANOTHER_NAME) for name in others)


def _is_plan(section: Section) -> bool:
    return section.layout is Layout.ACTIONS


def _other_names(question: Question) -> list[str]:
    """The short name, and the parts of a label that offers two ("Title of activity / Budget Proposal title")."""
    if kind_of(question).boxed:
        return []
    parts = question.label.split(" / ") if kind_of(question).brief else []
    return [question.short, *parts[:1]]


def _fixed(form: Form) -> list[str]:
    texts = [
        form.title,
        form.council,
        *sorted(form.blanks),
        form.not_needed,
        "Yes",
        "No",
        "Question",
        "Answer",
        "Detail",
    ]
    for section in form.sections:
        texts += [section.lead, section.fixed, section.closing, section.title]
        texts += [question.label for question in section.questions if question.is_table]
        texts += [column.label for question in section.questions for column in question.columns]
    return texts


def _after(text: str, start: str) -> str:
    """What stands in a text after as many words as the beginning has."""
    words = len(plain(start).split())
    for found in re.finditer(r"[A-Za-z0-9]+", text):
        words -= 1
        if words == 0:
            rest = text[found.end() :].strip()
            return rest if any(character.isalnum() for character in rest) else ""
    return ""


def _surest(columns: Index[Column], cells: Sequence[str]) -> dict[int, Column]:
    """The columns by the numbers of their cells; of several cells that could be one, the surest."""
    matches = ((match[1], -number, match[0]) for number, cell in enumerate(cells) if (match := columns.find(cell)))
    held = {column.id: (-number, column) for _, number, column in sorted(matches, key=lambda match: match[:2])}
    return dict(sorted(held.values(), key=lambda entry: entry[0]))


def _last_column(question: Question, found: dict[int, Column], cells: Sequence[str]) -> dict[int, Column]:
    """The last column of a table whose other headings are all known, where one more cell has something in it."""
    last = question.columns[-1]
    rest = [number for number, cell in enumerate(cells) if cell.strip() and number > max(found)]
    if len(rest) == 1 and len(found) == len(question.columns) - 1 and last not in found.values():
        return {rest[0]: last}
    return {}
