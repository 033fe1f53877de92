"""What changed from one assessment to another, in the form's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from eqia.assessment.model import Assessment, Part, When
from eqia.assessment.paths import get
from eqia.form.definition import Column, Form, Kind, Layout, Question, Section
from eqia.review.comparing.rows import match_rows
from eqia.review.comparing.wording import NOTHING, boxes, entry, quoted, row_name, yes_no
from eqia.textdiff import Edit, diff_words

LONGEST_QUOTE: Final = 60
"""Characters up to which an answer is quoted whole in a sentence; a longer one shows its changed words instead."""


class What(StrEnum):
    """What happened to a field or a row."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True)
class Change:
    """One change. ``path`` is the field's in the new assessment, for what is gone in the old one; ``old`` and ``new``
    are what stood there in words. ``edits`` shows long text word by word.
    """

    path: str
    what: What
    sentence: str
    old: str = ""
    new: str = ""
    edits: tuple[Edit, ...] = ()


def compare(old: Assessment, new: Assessment, form: Form) -> tuple[Change, ...]:
    """Every change of what two assessments say, in the form's order; none if they say the same.

    Acknowledgements, verdicts, the approval and the history are no part of what an assessment says.
    """
    changes = list(_of_the_file(old, new))
    for section in form.sections:
        changes += _of_section(section, old, new, form)
    return tuple(changes)


def _of_the_file(old: Assessment, new: Assessment) -> Iterator[Change]:
    for path, name in (("council", "Council"), ("reference", "Reference"), ("notice", "Notice")):
        yield from _of_text(path, name, str(get(old, path)), str(get(new, path)))
    yield from _of_text("revision", "Revision", str(old.revision), str(new.revision))


def _of_section(section: Section, old: Assessment, new: Assessment, form: Form) -> Iterator[Change]:
    if section.layout is Layout.OPTIONS:
        yield from _of_options(section, old, new)
        return
    for question in section.questions:
        yield from _of_question(question, get(old, question.id), get(new, question.id), form)


def _of_question(question: Question, old: object, new: object, form: Form) -> Iterator[Change]:
    match question.kind:
        case Kind.MATRIX:
            yield from _of_matrix(question, old, new, form)
        case Kind.RECORDS:
            yield from _of_records(question, _rows(old), _rows(new))
        case Kind.GROUPS | Kind.LINES:
            yield from _of_set(question, _rows(old), _rows(new), form)
        case Kind.YES_NO:
            yield from _of_boxes(question, yes_no(old), yes_no(new))
        case Kind.TICK:
            yield from _of_boxes(question, boxes({"ticked": old}), boxes({"ticked": new}))
        case _:
            yield from _of_text(question.id, question.short, _text(old), _text(new))


def _of_options(section: Section, old: Assessment, new: Assessment) -> Iterator[Change]:
    before, after = ({question.label: get(each, question.id) for question in section.questions} for each in (old, new))
    if before != after:
        yield _changed(section.questions[0].id.rpartition(".")[0], section.name, boxes(before), boxes(after))


def _of_boxes(question: Question, old: str, new: str) -> Iterator[Change]:
    if old != new:
        yield _changed(question.id, question.short, old, new)


def _of_set(question: Question, old: Sequence[object], new: Sequence[object], form: Form) -> Iterator[Change]:
    """Groups or lines: what was added to the set, and what was taken out of it."""
    before, after = ([_name(str(item), form) for item in each] for each in (old, new))
    for what, items in (
        (What.ADDED, [item for item in after if item not in before]),
        (What.REMOVED, [item for item in before if item not in after]),
    ):
        if items:
            said = ", ".join(items)
            yield Change(question.id, what, f"{question.short}: {what} {said}", ", ".join(before), ", ".join(after))


def _of_matrix(question: Question, old: object, new: object, form: Form) -> Iterator[Change]:
    before, after = (each if isinstance(each, Mapping) else {} for each in (old, new))
    known = [*question.rows, *(row for row in [*before, *after] if row not in question.rows)]
    for row in dict.fromkeys(known):
        yield from _of_group(question, f"{question.id}.{row}", _name(row, form), before.get(row), after.get(row))


def _of_group(question: Question, path: str, name: str, old: object, new: object) -> Iterator[Change]:
    ticks = [column for column in question.columns if column.kind is Kind.TICK]
    before, after = ({column.id: getattr(each, column.id, False) for column in ticks} for each in (old, new))
    if before != after:
        said = f"{name}: impact changed from {boxes(before)} to {boxes(after)}"
        yield Change(path, What.CHANGED, said, boxes(before), boxes(after))
    for column in question.columns:
        if column.kind is not Kind.TICK:
            texts = (_text(getattr(each, column.id, "")) for each in (old, new))
            yield from _of_text(f"{path}.{column.id}", f"{name}, {column.short or column.label}", *texts)


def _of_records(question: Question, before: Sequence[Part], after: Sequence[Part]) -> Iterator[Change]:
    match = match_rows(before, after)
    for a, b in match.pairs:
        if b is None and a is not None:
            yield _row_change(question, a, What.REMOVED, before[a])
        elif a is None and b is not None:
            yield _row_change(question, b, What.ADDED, after[b])
        elif a is not None and b is not None:
            if b in match.moved:
                said = f"{row_name(question, b)}: moved, was {row_name(question, a)}"
                yield Change(f"{question.id}.{b}", What.MOVED, said, str(a + 1), str(b + 1))
            for column in question.columns:
                texts = (_text(getattr(each, column.id)) for each in (before[a], after[b]))
                yield from _of_cell(question, b, column, *texts)


def _row_change(question: Question, number: int, what: What, row: Part) -> Change:
    said = entry(row)
    texts = ("", said) if what is What.ADDED else (said, "")
    sentence = f"{row_name(question, number)}: {what}{f', {quoted(said)}' if said else ''}"
    return Change(f"{question.id}.{number}", what, sentence, *texts)


def _of_cell(question: Question, number: int, column: Column, old: str, new: str) -> Iterator[Change]:
    path = f"{question.id}.{number}.{column.id}"
    yield from _of_text(path, row_name(question, number), old, new, column.id.replace("_", " "))


def _of_text(path: str, name: str, old: str, new: str, part: str = "") -> Iterator[Change]:
    """The change of a text: quoted if it is short, else shown word by word."""
    if old == new:
        return
    where = f"{name}: {part}, " if part else f"{name}: "
    if not old or not new:
        verb, what, text = ("filled in", What.ADDED, new) if new else ("emptied", What.REMOVED, old)
        yield Change(path, what, f"{where}{verb}, {'was ' if old else ''}{quoted(text)}", old, new)
    elif max(len(old), len(new)) <= LONGEST_QUOTE and "\n" not in old + new:
        yield Change(path, What.CHANGED, f"{where}from '{old}' to '{new}'", old, new, diff_words(old, new))
    else:
        yield Change(path, What.CHANGED, f"{where}text changed", old, new, diff_words(old, new))


def _changed(path: str, name: str, old: str, new: str) -> Change:
    return Change(path, What.CHANGED, f"{name}: from {old} to {new}", old, new)


def _text(value: object) -> str:
    return value.text if isinstance(value, When) else str(value or "")


def _rows(value: object) -> Sequence[Any]:
    return value if isinstance(value, tuple) else ()


def _name(id: str, form: Form) -> str:
    group = form.group(id)
    return group.label if group else id or NOTHING
