"""Text rules on the action plan: whom it is for, who does it, by when, with what result."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from eqia.assessment.dates import Precision, Reading
from eqia.rules.context import Context
from eqia.rules.filler import is_blank
from eqia.rules.findings import Gate, Quote, Severity
from eqia.rules.language.figures import has_figure
from eqia.rules.language.groups import PEOPLE
from eqia.rules.language.places import Spans
from eqia.rules.language.similar import opening
from eqia.rules.language.terms import Match, terms
from eqia.rules.language.words import Text
from eqia.rules.registry import Hit, Kind, Wording, rule
from eqia.rules.wording.reading import action_texts, groups_at, own_groups, text_at, words_of

LESSEN: Final = "actions.lessen_negative"
MOST_WORDS: Final = 120
"""Words above which an action is several."""

MOST_STEPS: Final = 3
"""Steps above which a row holds several actions."""

_TWO_YEARS: Final = re.compile(r"\b20(\d\d)\s*[/–-]\s*(?:20)?(\d\d)(?!\d)")

LONGEST_RANGE: Final = timedelta(days=366)
"""A range of time longer than this says too little about when."""


@rule(
    id="AN02",
    name="act-neg-unlinked",
    needs=("actions.lessen_negative.what",),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message="A negative impact is recorded for {item}, but no action to lessen it mentions that group.",
    folded="Negative impacts are recorded for {items}, but no action to lessen them mentions these groups.",
    fix="Say in the action for which group it is and how it helps.",
    source="[AUDW]",
    why="Readers look for the step that answers each harm. Any word for the group in the action or its outcome is "
    "enough. Where there is no action at all, AN01 says so.",
    analysis=True,
)
def harm_not_in_actions(context: Context) -> Iterator[Hit]:
    """A group has a negative impact, and no action to lessen negative impact mentions it."""
    paths = action_texts(context, "lessen_negative")
    if not paths:
        return
    named = groups_at(context, *paths)
    for group in own_groups(context):
        if group in context.negative and group not in named:
            yield Hit(LESSEN, f"impacts.{group}.negative", quotes=(), item=context.labels.group(group))


@rule(
    id="AN06",
    name="act-who-vague",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message="The action {item} names a team or body and no post.",
    folded="{count} actions name a team or body and no post: {items}.",
    fix="Name a post in the council that is answerable for it.",
    source="principle 4 [GH-CASES]: the duty cannot be delegated",
    why="A body as a whole is seldom held to a date. A post or a person's name beside the body is enough, and so is "
    "anything that this rule does not know.",
    analysis=True,
)
def nobody_answerable(context: Context) -> Iterator[Hit]:
    """An action is owned by bodies or teams alone."""
    for path, action in context.actions():
        who = f"{path}.who"
        if not is_blank(action.what) and _names_bodies_only(text_at(context, who)):
            quote = Quote(who, action.who.strip())
            yield Hit(who, f"{path}.what", quotes=(quote,), item=context.name_action(path))


@rule(
    id="AN08",
    name="act-when-vague",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message="The action {item} has no time by which to check it.",
    folded="{count} actions have no time by which to check them: {items}.",
    fix="Give a date or milestones.",
    source="[AUDW] on monitoring",
    why="Ongoing, as soon as possible and ranges of more than twelve months cannot be late. A date, a month, a year, "
    "a steady rhythm such as quarterly, or an event such as before launch is enough. A blank is AN07's affair.",
    analysis=True,
)
def no_time_to_check(context: Context) -> Iterator[Hit]:
    """An action's time is vague, or a range of more than twelve months."""
    for path, action in context.actions():
        when, said = f"{path}.when", action.when.text
        if not is_blank(action.what) and not is_blank(said) and _is_vague(action.when.reading, context, when):
            quote = Quote(when, said.strip())
            yield Hit(when, f"{path}.what", quotes=(quote,), item=context.name_action(path))


@rule(
    id="AN12",
    name="act-outcome-generic",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message="The outcome of the action {item} cannot be measured.",
    folded="The outcomes of {count} actions cannot be measured: {items}.",
    fix="Say what will be different, for which group, and how much.",
    variants={
        "same": Wording(
            'One outcome stands for {rows} different actions: "{words}".',
            "Say for each action what will be different, for which group, and how much.",
        )
    },
    source="[AUDW]",
    why="An outcome is there to be checked. General words count only where neither a figure nor a group, sub-groups "
    "included, stands beside them.",
    analysis=True,
)
def outcome_not_measurable(context: Context) -> Iterator[Hit]:
    """Different actions have one outcome, or an outcome holds only general words."""
    rows = [(path, action.outcome.strip()) for path, action in context.actions() if not is_blank(action.outcome)]
    same = _said_more_than_once(rows)
    for said, paths in sorted(same.items()):
        words = opening(text_at(context, paths[0])) or said
        yield Hit(*paths, variant="same", quotes=(Quote(paths[0], words),), rows=len(paths), words=words)
    for path, said in rows:
        outcome = f"{path}.outcome"
        if said not in same and _is_general(context, outcome):
            yield Hit(outcome, f"{path}.what", quotes=(Quote(outcome, said),), item=context.name_action(path))


@rule(
    id="AN14",
    name="act-blob",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message="The action {item} holds several actions in one row.",
    folded="{count} rows of the action plan hold several actions each: {items}.",
    fix="Split it, so that each action has its own owner and date.",
    source="[AUDW] on monitoring",
    why="A row with one owner and one date for many steps cannot be followed up. More than 120 words, or more than "
    "three lines or sentences that each begin with something to do, count as several.",
    analysis=True,
)
def several_actions_in_one(context: Context) -> Iterator[Hit]:
    """An action has more than 120 words, or more than three steps."""
    for path, _ in context.actions():
        what = f"{path}.what"
        text = text_at(context, what)
        if len(text.words) > MOST_WORDS or _steps(text) > MOST_STEPS:
            yield Hit(what, quotes=(Quote(what, opening(text)),), item=context.name_action(path))


def _said_more_than_once(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The outcomes of more than two words that several actions have, with the paths of all of these."""
    held: dict[str, list[str]] = {}
    for path, said in rows:
        held.setdefault(said, []).append(f"{path}.outcome")
    return {said: paths for said, paths in held.items() if len(paths) > 1 and len(said.split()) > 2}


def _names_bodies_only(text: Text) -> bool:
    """Whether a text names bodies and neither a post nor, by two capitals in a row, a person."""
    several = len(text.words) == 1 and text.words[0].endswith("s")
    if not text.words or (terms("posts").find(text) and not several):
        return False
    found = terms("bodies").find(text)
    known = {place for match in found for place in range(match.first, match.last + 1)}
    others = {place for place in range(len(text.words)) if place not in known}
    return bool(found) and not any(_may_be_a_name(text, place, others) for place in others)


def _may_be_a_name(text: Text, place: int, others: set[int]) -> bool:
    pair = place + 1 in others and text.tokens[place][0].isupper() and text.tokens[place + 1][0].isupper()
    return pair and text.between(place).strip() in ("", ".") and not text.tokens[place].isupper()


def _is_vague(reading: Reading, context: Context, path: str) -> bool:
    text = text_at(context, path)
    if reading.precision is Precision.SPAN and reading.latest and not _is_one_year(text):
        start = reading.earliest or _today(context)
        return reading.latest - start > LONGEST_RANGE or bool(reading.earliest is None and _vague_words(text))
    if reading.latest or terms("milestone").find(text):
        return False
    return bool(_vague_words(text))


def _is_one_year(text: Text) -> bool:
    """Whether a span of two years is the one year of a budget or of a school: 2026/27."""
    return any(int(last) == int(first) + 1 for first, last in _TWO_YEARS.findall(text.raw))


def _vague_words(text: Text) -> tuple[Match, ...]:
    return terms("vague_when").find(text)


def _today(context: Context) -> date:
    return context.assessment.activity.approval_date.reading.day or context.today


def _is_general(context: Context, path: str) -> bool:
    """Whether an outcome holds general words, and neither a figure nor people who are not part of them."""
    text = text_at(context, path)
    general = terms("generic_outcome").find(text)
    if not general or has_figure(text):
        return False
    people = (mention.match for mention in words_of(context).mentions(text) if mention.kind == PEOPLE)
    return all(map(Spans(general).cover, people))


def _steps(text: Text) -> int:
    """How many lines or sentences begin with something to do."""
    starts = {match.first for match in terms("service_starts").find(text)}
    return sum(sentence.first in starts for sentence in text.sentences)
