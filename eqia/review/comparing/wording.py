"""How answers, boxes and rows are called when people are told of changes and conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from eqia.assessment.model import Part
from eqia.assessment.paths import walk_from
from eqia.form.definition import Question

NOTHING: Final = "(empty)"
NOT_TICKED: Final = "not ticked"
NO_ANSWER: Final = "no answer"
UNREADABLE: Final = "could not be read"

LONGEST_EXCERPT: Final = 90
"""Characters of an answer that a sentence quotes."""

_ANSWERS: Final = {"yes": "Yes", "no": "No", "both": "Yes and No", "unreadable": UNREADABLE}


def yes_no(answer: object) -> str:
    """The answer to a question with a Yes box and a No box."""
    return _ANSWERS.get(str(answer), NO_ANSWER)


def boxes(ticks: Mapping[str, object]) -> str:
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


def entry(row: Part) -> str:
    """What a row says, in one line."""
    return ", ".join(" ".join(str(text).split()) for _, text in walk_from(row, "") if text)


def quoted(text: str) -> str:
    """A text in quotation marks, on one line, cut where it is long."""
    line = " ".join(text.split())
    return f"'{line}'" if len(line) <= LONGEST_EXCERPT else f"'{line[:LONGEST_EXCERPT].rstrip()} ...'"
