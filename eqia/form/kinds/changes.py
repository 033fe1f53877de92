"""Changes of answers, and how answers, boxes and rows are called when people are told of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from eqia.form.definition import Question
from eqia.textdiff import Edit, diff_words

LONGEST_QUOTE: Final = 60
"""Characters up to which an answer is quoted whole in a sentence; a longer one shows its changed words instead."""

LONGEST_EXCERPT: Final = 90
"""Characters of an answer that a sentence quotes."""

NOTHING: Final = "(empty)"
NOT_TICKED: Final = "not ticked"
UNREADABLE: Final = "could not be read"


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


def text_change(path: str, name: str, old: str, new: str, part: str = "") -> Iterator[Change]:
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


def words_change(path: str, name: str, old: str, new: str) -> Iterator[Change]:
    """The change of an answer that is said in words of the program's, such as that of a box."""
    if old != new:
        yield Change(path, What.CHANGED, f"{name}: from {old} to {new}", old, new)


def set_change(path: str, name: str, old: list[str], new: list[str]) -> Iterator[Change]:
    """What was added to a set, and what was taken out of it."""
    for what, items in (
        (What.ADDED, [item for item in new if item not in old]),
        (What.REMOVED, [item for item in old if item not in new]),
    ):
        if items:
            yield Change(path, what, f"{name}: {what} {', '.join(items)}", ", ".join(old), ", ".join(new))


def ticked(ticks: Mapping[str, object]) -> str:
    """Which of some boxes are ticked, by their names: "negative", "positive and negative", "not ticked"."""
    said = [name for name, tick in ticks.items() if tick is True]
    said += [f"{name} ({UNREADABLE})" for name, tick in ticks.items() if tick == "unreadable"]
    return " and ".join(said) or NOT_TICKED


def row_name(question: Question, number: int) -> str:
    """A row of a list, given its number from 0: "Action 2 to lessen negative impact", "Lead officer 1"."""
    first, _, rest = question.short.partition(" ")
    if first == "Action":
        return f"{first} {number + 1} {rest}".strip()
    return f"{question.short} {number + 1}"


def entry(row: Mapping[str, Any]) -> str:
    """What a row says, in one line."""
    return ", ".join(" ".join(str(text).split()) for text in row.values() if text)


def quoted(text: str) -> str:
    """A text in quotation marks, on one line, cut where it is long."""
    line = " ".join(text.split())
    return f"'{line}'" if len(line) <= LONGEST_EXCERPT else f"'{line[:LONGEST_EXCERPT].rstrip()} ...'"
