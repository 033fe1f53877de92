"""From what each field of a document shows to an assessment: boxes to answers, rows to actions, lines to people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from eqia.assessment import store
from eqia.assessment.model import LONGEST_ANSWER, Assessment
from eqia.assessment.paths import get, list_of, put
from eqia.errors import InputError, listed
from eqia.form.definition import Form, Layout, Question, Section
from eqia.form.kinds.register import kind_of
from eqia.form.places import Places, in_words
from eqia.review.returned.as_issued import as_issued
from eqia.review.returned.doubts import Doubt, Why
from eqia.review.returned.moves import has_moved
from eqia.review.returned.people import read_decisions, read_people
from eqia.structure.forms import plain, restored
from eqia.view.build import build_view
from eqia.view.document import Printed
from eqia.wordml.form.reading import Answer
from eqia.wordml.text.spaces import as_seen

UNREADABLE: Final = "unreadable"


@dataclass(frozen=True)
class Gathered:
    """The assessment that a document shows, and what was not sure in reading it."""

    assessment: Assessment
    doubts: tuple[Doubt, ...]


def gather(shown: Mapping[str, Answer], issued: Assessment, form: Form, *, spaced: bool = True) -> Gathered:
    """The assessment that a document shows. What a document does not show is as it was ``issued``.

    A field that shows what was issued is taken over as it was, and so are the lines, lists and tables of one that shows
    more; only what differs is read anew. Lines without a word are no answer. ``spaced`` says whether the document still
    tells by its styles where blank lines are.
    """
    printed = build_view(issued, form, draft=False).printed
    shown = {path: _taken(answer, printed.get(path), spaced=spaced) for path, answer in shown.items()}
    work = _Work(shown, issued, printed, issued.model_dump(mode="json"), Places(form))
    for section in form.sections:
        for question in section.printed:
            work.take(question, section)
    assessment, problems = store.parse(work.data, type(issued))
    if assessment is None:
        faults = listed([in_words(problem, work.places) for problem in problems])
        raise InputError("\n".join(["The document holds what no assessment can:", *faults]))
    return Gathered(assessment, tuple(work.doubts))


@dataclass
class _Work:
    """An assessment's data on its way from what was issued to what is shown."""

    shown: Mapping[str, Answer]
    issued: Assessment
    printed: Mapping[str, Printed]
    data: dict[str, Any]
    places: Places
    doubts: list[Doubt] = field(default_factory=list)

    def take(self, question: Question, section: Section) -> None:
        paths = self.paths_of(question)
        if all(self.shown.get(path, None) == self.printed.get(path, None) for path in paths):
            return
        kind = kind_of(question)
        if question.is_table:
            self.take_table(question)
        elif kind.by_rows and section.layout is Layout.ACTIONS:
            self.put(question.id, self.rows(question))
        elif kind.boxed:
            self.take_boxes(question)
        elif question.id in self.shown:
            self.take_text(question, section, str(self.shown[question.id]))

    def paths_of(self, question: Question) -> set[str]:
        start = f"{question.id}."
        known = (*self.shown, *self.printed)
        return {path for path in known if path == question.id or path.startswith(start)}

    def take_boxes(self, question: Question) -> None:
        """An answer by boxes, if every one of them was found."""
        kind = kind_of(question)
        cells = {path: self.shown.get(path) for path in kind.cells(question, question.id, kind.blank)}
        if None not in cells.values():
            self.put(question.id, kind.value(question, question.id, cells))

    def take_text(self, question: Question, section: Section, text: str) -> None:
        if kind_of(question).by_rows:
            self.put(question.id, self.people(question, text))
        elif kind_of(question).one_line:
            self.take_line(question, section, text)
        else:
            self.put(question.id, kind_of(question).value(question, question.id, {question.id: text}))

    def take_line(self, question: Question, section: Section, text: str) -> None:
        """An answer of one line; a second line is the question's that is printed in the same cell."""
        joined = next((other for other in section.questions if other.joins == question.id), None)
        first, _, rest = text.partition("\n")
        if joined is not None:
            self.put(joined.id, self.one_line(joined.id, joined.short, rest))
            self.put(question.id, first)
            self.doubt_of_moves(question, joined, text)
        else:
            self.put(question.id, self.one_line(question.id, question.short, text))

    def doubt_of_moves(self, question: Question, joined: Question, text: str) -> None:
        """A doubt on each of two answers printed in one cell, where lines may have gone from one to the other."""
        before = str(self.printed.get(question.id, ""))
        shifted = bool(before) and not get(self.issued, question.id)
        if not shifted and not has_moved(before.split("\n"), text.split("\n")):
            return
        names = f"{question.short} and {joined.short.lower()}"
        said = f"{names} are printed in one cell. {lines_of(before)} went out and {lines_of(text)} came back"
        for each in (question, joined):
            sentence = f"{each.short}: {said}. Which is which is a guess."
            self.doubts.append(Doubt(each.id, Why.MOVED, sentence))

    def one_line(self, path: str, name: str, text: str) -> str:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) > 1:
            said = f"{name}: came back as {len(lines)} lines, and the form has one. They are joined by a semicolon."
            self.doubts.append(Doubt(path, Why.LINES, said))
        return "; ".join(lines) if "\n" in text else text

    def people(self, question: Question, text: str) -> list[dict[str, Any]]:
        first, *others = question.columns
        if not others:
            return [{first.id: line} for line in text.split("\n") if line.strip()]
        second = others[0]
        rows = [(row[first.id], row[second.id]) for row in get(self.data, question.id) or ()]
        read = (read_decisions if kind_of(second).is_time else read_people)(text, rows)
        parts = " and ".join(column.label.lower() for column in question.columns)
        for line in read.unsure:
            said = f"{question.short}: which part of '{line}' is {parts} is a guess."
            self.doubts.append(Doubt(question.id, Why.PARTS, said))
        before = str(self.printed.get(question.id, ""))
        if rows and lines_of(before) != lines_of(text):
            said = f"{lines_of(before)} went out and {lines_of(text)} came back. Each is read as {parts}."
            self.doubts.append(Doubt(question.id, Why.MOVED, f"{question.short}: {said}"))
        return [{first.id: one, second.id: other} for one, other in read.entries]

    def rows(self, question: Question) -> list[dict[str, Any]]:
        """The rows of a list of actions. Rows without a word in them are none, unless they were issued so."""
        own = [path.removeprefix(f"{question.id}.") for path in self.shown if _in_list(path, question.id)]
        count = 1 + max((int(path.partition(".")[0]) for path in own), default=-1)
        issued = len(get(self.data, question.id) or ())
        known = self.printed if count == issued else {}
        rows = [self.row(question, f"{question.id}.{number}", known) for number in range(count)]
        return [row for number, row in enumerate(rows) if any(row.values()) or number < issued - 1]

    def row(self, question: Question, path: str, known: Mapping[str, Printed]) -> dict[str, Any]:
        """A row of a list. A cell that is not there says what was issued, if that is ``known``."""
        row: dict[str, Any] = {}
        for column in question.columns:
            cell = f"{path}.{column.id}"
            text = str(self.shown.get(cell, known.get(cell, "")))
            name = f"{question.short}, {column.label}"
            row[column.id] = self.one_line(f"{path}.{column.id}", name, text) if kind_of(column).one_line else text
        self.doubt_of_several(question, path, known)
        return row

    def doubt_of_several(self, question: Question, path: str, known: Mapping[str, Printed]) -> None:
        """A doubt on a row whose cells have as many lines each: several rows may have been written into one."""
        cells = [str(self.shown.get(f"{path}.{column.id}", "")) for column in question.columns]
        if cells == [str(known.get(f"{path}.{column.id}", "")) for column in question.columns]:
            return
        count, cells_alike = Counter(len(cell.split("\n")) for cell in cells).most_common(1)[0]
        if count > 1 and 2 * cells_alike > len(cells):
            said = f"{count} lines stand in most of its cells, as if there were {count}. They are read as one."
            self.doubts.append(Doubt(path, Why.LINES, f"{self.places.describe(path)}: {said}"))

    def take_table(self, question: Question) -> None:
        for row in question.rows:
            for column in question.columns:
                path = f"{question.id}.{row}.{column.id}"
                if path in self.shown and self.shown[path] != self.printed.get(path):
                    self.put(path, self.shown[path])

    def put(self, path: str, value: object) -> None:
        if isinstance(value, str) and len(value) > LONGEST_ANSWER:
            name = self.places.describe(path)
            raise InputError(f"{name}: the answer in the document is longer than {LONGEST_ANSWER:,} characters.")
        put(self.data, path, value)


def _taken(answer: Answer, printed: Printed | None, *, spaced: bool) -> Answer:
    """An answer as it was typed, where it shows the same as was issued; nothing for one without a word."""
    if not isinstance(answer, str):
        return answer
    if not as_seen(answer).strip():
        return ""
    if not isinstance(printed, str):
        return answer
    return restored(printed, as_issued(answer, plain(printed), spaced=spaced))


def lines_of(text: str) -> str:
    """How many lines with words a text has, in words."""
    count = sum(bool(line.strip()) for line in text.split("\n"))
    return f"{count} line{'' if count == 1 else 's'}"


def _in_list(path: str, list_path: str) -> bool:
    return path.startswith(f"{list_path}.")


def missing_fields(shown: Mapping[str, Answer], printed: Mapping[str, Printed]) -> Iterator[str]:
    """The fields that were printed and are not found in a document; the rows of lists may come and go."""
    for path in printed:
        if path not in shown and not list_of(path):
            yield path
