"""People and decisions as they are printed, one a line, read back into name and post, body and date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, TypeVar

from eqia.assessment.dates import Precision, read
from eqia.assessment.model import Decision, Person, When
from eqia.review.returned.moves import has_moved
from eqia.view.wording import one_a_line

ALIKE: Final = 0.6
"""From this likeness on, a line is an earlier line, changed."""

_BETWEEN: Final = ", "
_POST: Final = re.compile(
    r"\b(?:director|officer|head|chief|manager|lead|leader|chair|team|adviser|advisor|assistant|deputy|service|services"
    r"|executive|commissioner|coordinator|secretary|accountant|of|for|and)\b",
    re.IGNORECASE,
)
"""Words of posts, which names of people seldom have."""

_Entry = TypeVar("_Entry", Person, Decision)


@dataclass(frozen=True)
class Entries:
    """What lines of print hold. ``unsure`` are the lines of which it is a guess what is name and what is post."""

    entries: tuple[Person | Decision, ...]
    unsure: tuple[str, ...] = ()


def read_people(text: str, known: Sequence[Person]) -> Entries:
    """The people in a printed cell. ``known`` are those it was printed from: they tell names from posts."""
    entries, unsure = [], []
    for line, before in _beside(_lines(text), known):
        person, was = _known(line, known), None
        if person is None:
            person, was = _changed_person(line, known) or (None, None)
        if person is None and before and before.name and before.post:
            parts = _at_the_same_comma(line, before.name)
            person, was = (Person(name=parts[0], post=parts[1]) if parts else None), before
        entries.append(person or _split(line))
        unsure += [] if person and not _differs(person, was) else [line]
    return Entries(tuple(entries), tuple(unsure))


def read_decisions(text: str, known: Sequence[Decision]) -> Entries:
    """The decisions in a printed cell: a body, and the date of its meeting after the last comma that one follows."""
    entries, unsure = [], []
    for line, before in _beside(_lines(text), known):
        decision, was = _known(line, known), None
        if decision is None:
            decision, was = _changed_decision(line, known) or (_dated(line), before)
        if decision is None and before and before.date.text and (parts := _at_the_same_comma(line, before.body)):
            decision = Decision(body=parts[0], date=When(parts[1]))
        entries.append(decision or Decision(body=line))
        is_guess = _BETWEEN in line if decision is None else _differs(decision, was)
        unsure += [line] if is_guess else []
    return Entries(tuple(entries), tuple(unsure))


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _beside(lines: Sequence[str], known: Sequence[_Entry]) -> list[tuple[str, _Entry | None]]:
    """Each line with the entry that was printed in its place, where as many lines came back as were printed."""
    return list(zip(lines, known if len(known) == len(lines) else [None] * len(lines), strict=True))


def _at_the_same_comma(line: str, before: str) -> tuple[str, str] | None:
    """The two parts of a line whose first part has as many commas as it had before."""
    pieces = line.split(_BETWEEN)
    place = before.count(_BETWEEN) + 1
    return (_BETWEEN.join(pieces[:place]), _BETWEEN.join(pieces[place:])) if place < len(pieces) else None


def _differs(entry: Person | Decision, was: Person | Decision | None) -> bool:
    """Whether an entry has more or fewer parts than what it was printed as, or one in the other's place."""
    if was is None:
        return False
    now, before = one_a_line((entry,)), one_a_line((was,))
    return now.count(_BETWEEN) != before.count(_BETWEEN) or has_moved(_parts(was), _parts(entry))


def _parts(entry: Person | Decision) -> tuple[str, str]:
    return (entry.name, entry.post) if isinstance(entry, Person) else (entry.body, entry.date.text)


def _known(line: str, known: Sequence[_Entry]) -> _Entry | None:
    return next((entry for entry in known if one_a_line((entry,)) == line), None)


def _changed_person(line: str, known: Sequence[Person]) -> tuple[Person, Person] | None:
    """A known person of whom only the name, or only the post, was changed: as it is now, and as it was."""
    for person in known:
        if person.name and person.post:
            if line.startswith(person.name + _BETWEEN):
                return Person(name=person.name, post=line[len(person.name + _BETWEEN) :]), person
            if line.endswith(_BETWEEN + person.post):
                return Person(name=line[: -len(_BETWEEN + person.post)], post=person.post), person
        elif (_BETWEEN not in line or _BETWEEN in one_a_line((person,))) and _alike(line, person.name or person.post):
            return (Person(name=line) if person.name else Person(post=line)), person
    return None


def _changed_decision(line: str, known: Sequence[Decision]) -> tuple[Decision, Decision] | None:
    """A known decision of which only the date, or only the body, was changed: as it is now, and as it was."""
    for decision in known:
        body, date = decision.body, decision.date.text
        if body and line.startswith(body + _BETWEEN):
            return Decision(body=body, date=When(line[len(body + _BETWEEN) :])), decision
        if body and date and line.endswith(_BETWEEN + date):
            return Decision(body=line[: -len(_BETWEEN + date)], date=decision.date), decision
    return None


def _dated(line: str) -> Decision | None:
    """A line that ends in a comma and a time."""
    body, comma, date = line.rpartition(_BETWEEN)
    if comma and read(date).precision is not Precision.NONE:
        return Decision(body=body, date=When(date))
    return None if comma else Decision(body=line)


def _split(line: str) -> Person:
    """A line of which nothing is known: before the first comma stands the name, unless that reads like a post."""
    name, comma, post = line.partition(_BETWEEN)
    if not comma or _POST.search(name):
        return Person(post=line)
    return Person(name=name, post=post)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one[:200], other[:200], autojunk=False).ratio() >= ALIKE
