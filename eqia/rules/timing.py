"""Rules on the order of dates: consultation, approval, decision, actions, review. Dates are as read from the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from eqia.assessment.dates import Precision, Reading, end_of, in_words, read
from eqia.rules.context import Context
from eqia.rules.findings import Gate, Quote, Severity
from eqia.rules.phrases import excerpt
from eqia.rules.registry import Hit, Wording, rule

APPROVAL: Final = "activity.approval_date"
REVIEW: Final = "monitoring.review_date"
CONSULTATION: Final = "evidence.consultation"

_SENTENCE: Final = re.compile(r"(?<=[.;!?])\s+|\n+")
_YET_TO_COME: Final = re.compile(r"\b(?:will|plan\w*|future|next|further|again|intend\w*|propose\w*)\b", re.IGNORECASE)
_RANGE: Final = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)"
    r"\s*(?:to|until|till|through|[-\u2013\u2014])\s*(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
"""From a day or a month to another, of which only the last has its year: January to March 2027."""

_NAMED_YEARS: Final = re.compile(
    r"(?:\S\s+(?!Q\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Spring|Summer|Autumn|In\b|During|From|Between)[A-Z]\w+"
    r"|\bthe)\s+(?:19|20)\d\d\s*[/\u2013-]"
)
"""Years that belong to a name and are no time of consulting: the Strategy 2018-2021, the 2025/26 budget."""

_FINISHED: Final = re.compile(r"\b(?:done|completed?|finished|achieved)\b", re.IGNORECASE)


@rule(
    id="AC05",
    name="date-after-decision",
    levels={Gate.PUBLICATION: Severity.ERROR},
    message="Approved {approved}, after the decision {decided}.",
    fix="Check both dates. The duty has to be met before and at the time of the decision.",
    source="principle 2 [GH-CASES]; [KAUR-ROTA]",
    why="An assessment made after the choice cannot have informed it.",
    statutory=True,
)
def approved_after_decision(context: Context) -> Iterator[Hit]:
    """The approval is certainly later than a decision."""
    approved = context.assessment.activity.approval_date.reading
    decided = [(path, reading) for path, reading in decisions(context) if is_before(reading, approved)]
    if decided:
        path, first = decided[0]
        yield Hit(APPROVAL, path, approved=on(approved), decided=on(first))


@rule(
    id="AC06",
    name="date-same-day",
    levels={Gate.PUBLICATION: Severity.WARNING},
    message="Approved {approved}, the day of the meeting.",
    fix="Could members have read it? If they could, acknowledge this with the reason.",
    source="[HUNT-ZL]",
    why="Members have to see the analysis, not merely know that there is one.",
)
def approved_same_day(context: Context) -> Iterator[Hit]:
    """The approval and a decision are on one day."""
    approved = context.assessment.activity.approval_date.reading
    for path, reading in decisions(context):
        if approved.day and approved.day == reading.day:
            yield Hit(APPROVAL, path, approved=on(approved))
            return


@rule(
    id="AC07",
    name="date-future",
    levels={Gate.PUBLICATION: Severity.ERROR},
    message="The date of approval, {approved}, is in the future.",
    fix="Give the day on which it was approved.",
    source="a date of approval is the day of something that has happened",
    why="A date typed in advance says nothing about when it was approved.",
)
def approved_in_future(context: Context) -> Iterator[Hit]:
    """The approval is certainly later than today."""
    approved = context.assessment.activity.approval_date.reading
    if approved.earliest and approved.earliest > context.today:
        yield Hit(APPROVAL, approved=approved)


@rule(
    id="AC08",
    name="date-consult",
    levels={Gate.PUBLICATION: Severity.WARNING},
    message='"{0}" names {consulted}, which is after {event}.',
    fix="Check the dates. Results that came after approval could not be considered.",
    variants={
        "range": Wording(
            '"{0}" speaks of a time that ends with {consulted}, after {event}.',
            "Check the dates. Results that came after approval could not be considered.",
        )
    },
    source="[KE-CASC]; Gunning principles [CAER]",
    why="Consultation has to end before the decision, so that what people said can count. A warning, because the date "
    "is read out of prose; sentences about what is yet to come are left out.",
    analysis=True,
)
def consulted_after_approval(context: Context) -> Iterator[Hit]:
    """A sentence on consultation names a time that ends after the approval or the first decision.

    A single day or month counts where it is certainly after; a range is judged by its end.
    """
    events = [(f"the approval {on(reading)}", path, reading) for path, reading in _approval(context)]
    events += [(f"the decision {on(reading)}", path, reading) for path, reading in decisions(context)[:1]]
    for sentence in _SENTENCE.split(context.text(CONSULTATION)):
        held, is_range = end_of(sentence), _is_range(sentence) and not _NAMED_YEARS.search(sentence)
        late = [event for event in events if _ends_after(held, event[2], is_range=is_range)]
        if late and not _YET_TO_COME.search(sentence):
            event, path, _ = late[0]
            shown = (Quote(CONSULTATION, excerpt(sentence)), Quote(path, context.text(path)))
            yield Hit(CONSULTATION, path, variant="range" * is_range, consulted=held, event=event, quotes=shown)
            return


@rule(
    id="AC09",
    name="date-stale-ea",
    levels={Gate.PUBLICATION: Severity.WARNING},
    message="The analysis was approved {months} months before the decision {decided}.",
    fix="Has anything changed since? Look at it again, or say why it still holds.",
    source="continuing duty [GH-CASES]",
    why="The duty continues up to the decision. A council's pack sets after how many months an analysis counts as old.",
)
def stale(context: Context) -> Iterator[Hit]:
    """More months than the council allows lie between approval and the last decision."""
    for path, approved in _approval(context):
        for decided_path, decided in decisions(context)[-1:]:
            months = months_between(approved.latest, decided.earliest)
            if months > context.settings.stale_months:
                yield Hit(path, decided_path, months=months, decided=on(decided))


@rule(
    id="AN09",
    name="act-when-past",
    levels={Gate.APPROVAL: Severity.WARNING},
    message="The action {item} was due before the approval.",
    folded="{count} actions were due before the approval: {items}.",
    fix='If it is done, write so under "When?". If not, give a new date.',
    source="an action plan looks forward from the approval",
    why="A date that has passed tells the reader neither that the action was done nor when it will be.",
    analysis=True,
)
def action_in_past(context: Context) -> Iterator[Hit]:
    """An action was certainly due before the approval, and does not say that it is done."""
    approved = context.assessment.activity.approval_date.reading
    for path, action in context.actions():
        if is_before(action.when.reading, approved) and not _FINISHED.search(action.when.text):
            yield Hit(f"{path}.when", APPROVAL, item=context.name_action(path))


@rule(
    id="MO03",
    name="mon-date-order",
    levels={Gate.APPROVAL: Severity.WARNING},
    message="The review date, {review}, comes before any action is due; the first is due {due}.",
    fix="Set the review for a time when some action can be looked at.",
    variants={
        "before": Wording(
            "The review date, {review}, comes before the {event} {when}.",
            "Check both dates.",
            levels={Gate.PUBLICATION: Severity.ERROR},
        ),
        "late": Wording(
            "The review date, {review}, is {months} months after the {event} {when}.",
            "Set an earlier review, or say why it can wait.",
        ),
    },
    source="continuing duty [GH-CASES]",
    why="A review has to come when there is something to see and still something to change. A council's pack sets how "
    "many months are too many.",
    analysis=True,
)
def review_out_of_order(context: Context) -> Iterator[Hit]:
    """The review is before approval or decision, too long after them, or before any action is due."""
    review = context.assessment.monitoring.review_date.reading
    starts = [("approval", *held) for held in _approval(context)]
    starts += [("decision", *held) for held in decisions(context)[:1]]
    early = [start for start in starts if is_before(review, start[2])]
    dues = sorted((day, path) for path, action in context.actions() if (day := action.when.reading.latest))
    if early:
        event, path, when = early[0]
        yield Hit(REVIEW, path, variant="before", review=review, event=event, when=on(when))
    elif (months := _months_after(starts, review)) > context.settings.review_months:
        event, path, when = starts[0]
        yield Hit(REVIEW, path, variant="late", review=review, months=months, event=event, when=on(when))
    elif dues and review.latest and review.latest < dues[0][0]:
        yield Hit(REVIEW, f"{dues[0][1]}.when", review=review, due=in_words(dues[0][0]))


def _is_range(sentence: str) -> bool:
    return read(sentence).precision in (Precision.SPAN, Precision.QUARTER) or _RANGE.search(sentence) is not None


def _ends_after(end: Reading, event: Reading, *, is_range: bool) -> bool:
    """Whether a consultation that ends at a time ends after an event. Bare years are names more often than times."""
    if end.precision in (Precision.YEAR, Precision.SEASON) and not is_range:
        return False
    if is_range and end.precision is Precision.MONTH and event.latest and end.latest:
        return event.latest < end.latest
    return is_before(event, end)


def decisions(context: Context) -> list[tuple[str, Reading]]:
    """The decisions whose date can be read, with the paths of their dates, earliest first."""
    held = [
        (f"activity.decisions.{index}.date", decision.date.reading)
        for index, decision in enumerate(context.assessment.activity.decisions)
    ]
    readable = [pair for pair in held if pair[1].earliest and pair[1].latest]
    return sorted(readable, key=lambda pair: pair[1].latest or date.max)


def on(time: Reading) -> str:
    """A time in a sentence: "on Wednesday 14 November 2018", "in November 2018", "at the time 2018 to 2019"."""
    match time.precision:
        case Precision.DAY:
            return f"on {time}"
        case Precision.SPAN | Precision.QUARTER:
            return f"at the time {time}"
    return f"in {time}"


def is_before(first: Reading, second: Reading) -> bool:
    """Whether the first time is certainly before the second: its last day before the other's first."""
    return bool(first.latest and second.earliest and first.latest < second.earliest)


def months_between(start: date | None, end: date | None) -> int:
    """Whole months from start to end; 0 where one is unknown."""
    if start is None or end is None:
        return 0
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def _approval(context: Context) -> list[tuple[str, Reading]]:
    reading = context.assessment.activity.approval_date.reading
    return [(APPROVAL, reading)] if reading.earliest and reading.latest else []


def _months_after(starts: list[tuple[str, str, Reading]], review: Reading) -> int:
    return months_between(starts[0][2].latest, review.earliest) if starts else 0
