"""People and decisions as they are printed, one a line, read back into name and post, body and date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from eqia.assessment.dates import Precision, read
from eqia.review.returned.moves import has_moved

ALIKE: Final = 0.6
"""From this likeness on, a line is an earlier line, changed."""

_BETWEEN: Final = ", "
_POST: Final = re.compile(
    r"\b(?:director|officer|head|chief|manager|lead|leader|chair|team|adviser|advisor|assistant|deputy|service|services"
    r"|executive|commissioner|coordinator|secretary|accountant|of|for|and)\b",
    re.IGNORECASE,
)
"""Words of posts, which names of people seldom have."""

Entry = tuple[str, str]
"""A name and a post, or a body and a date; either may be missing."""


@dataclass(frozen=True)
class Entries:
    """What lines of print hold. ``unsure`` are the lines of which it is a guess which part is which."""

    entries: tuple[Entry, ...]
    unsure: tuple[str, ...] = ()


def read_people(text: str, known: Sequence[Entry]) -> Entries:
    """The people in a printed cell. ``known`` are those it was printed from: they tell names from posts."""
    entries, unsure = [], []
    for line, before in _beside(_lines(text), known):
        person, was = _known(line, known), None
        if person is None:
            person, was = _changed_person(line, known) or (None, None)
        if person is None and before and all(before):
            person, was = _at_the_same_comma(line, before[0]), before
        entries.append(person or _split(line))
        unsure += [] if person and not _differs(person, was) else [line]
    return Entries(tuple(entries), tuple(unsure))


def read_decisions(text: str, known: Sequence[Entry]) -> Entries:
    """The decisions in a printed cell: a body, and the date of its meeting after the last comma that one follows."""
    entries, unsure = [], []
    for line, before in _beside(_lines(text), known):
        decision, was = _known(line, known), None
        if decision is None:
            decision, was = _changed_decision(line, known) or (_dated(line), before)
        if decision is None and before and before[1]:
            decision = _at_the_same_comma(line, before[0])
        entries.append(decision or (line, ""))
        is_guess = _BETWEEN in line if decision is None else _differs(decision, was)
        unsure += [line] if is_guess else []
    return Entries(tuple(entries), tuple(unsure))


def _printed(entry: Entry) -> str:
    return _BETWEEN.join(filter(None, entry))


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _beside(lines: Sequence[str], known: Sequence[Entry]) -> list[tuple[str, Entry | None]]:
    """Each line with the entry that was printed in its place, where as many lines came back as were printed."""
    return list(zip(lines, known if len(known) == len(lines) else [None] * len(lines), strict=True))


def _at_the_same_comma(line: str, before: str) -> Entry | None:
    """The two parts of a line whose first part has as many commas as it had before."""
    pieces = line.split(_BETWEEN)
    place = before.count(_BETWEEN) + 1
    return (_BETWEEN.join(pieces[:place]), _BETWEEN.join(pieces[place:])) if place < len(pieces) else None


def _differs(entry: Entry, was: Entry | None) -> bool:
    """Whether an entry has more or fewer parts than what it was printed as, or one in the other's place."""
    if was is None:
        return False
    return _printed(entry).count(_BETWEEN) != _printed(was).count(_BETWEEN) or has_moved(was, entry)


def _known(line: str, known: Sequence[Entry]) -> Entry | None:
    return next((entry for entry in known if _printed(entry) == line), None)


def _changed_person(line: str, known: Sequence[Entry]) -> tuple[Entry, Entry] | None:
    """A known person of whom only the name, or only the post, was changed: as it is now, and as it was."""
    for person in known:
        name, post = person
        if name and post:
            if line.startswith(name + _BETWEEN):
                return (name, line[len(name + _BETWEEN) :]), person
            if line.endswith(_BETWEEN + post):
                return (line[: -len(_BETWEEN + post)], post), person
        elif (_BETWEEN not in line or _BETWEEN in _printed(person)) and _alike(line, name or post):
            return ((line, "") if name else ("", line)), person
    return None


def _changed_decision(line: str, known: Sequence[Entry]) -> tuple[Entry, Entry] | None:
    """A known decision of which only the date, or only the body, was changed: as it is now, and as it was."""
    for decision in known:
        body, date = decision
        if body and line.startswith(body + _BETWEEN):
            return (body, line[len(body + _BETWEEN) :]), decision
        if body and date and line.endswith(_BETWEEN + date):
            return (line[: -len(_BETWEEN + date)], date), decision
    return None


def _dated(line: str) -> Entry | None:
    """A line that ends in a comma and a time."""
    body, comma, date = line.rpartition(_BETWEEN)
    if comma and read(date).precision is not Precision.NONE:
        return body, date
    return None if comma else (line, "")


def _split(line: str) -> Entry:
    """A line of which nothing is known: before the first comma stands the name, unless that reads like a post."""
    name, comma, post = line.partition(_BETWEEN)
    return ("", line) if not comma or _POST.search(name) else (name, post)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one[:200], other[:200], autojunk=False).ratio() >= ALIKE
