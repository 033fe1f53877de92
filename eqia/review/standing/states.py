"""Where an assessment stands, and which steps lead on from there. Every step is written into the history.

Submitted, accepted, approved and published hold for the text they were reached on: an edit leads back to draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from eqia.assessment.model import Assessment, Event, Review
from eqia.assessment.store import content_digest
from eqia.assessment.vocabulary import State
from eqia.errors import UsageError
from eqia.form.projection import with_concepts


class Step(StrEnum):
    """What somebody does with an assessment as a whole."""

    SUBMIT = "submit"
    RETURN = "return"
    ACCEPT = "accept"
    APPROVE = "approve"
    PUBLISH = "publish"
    SUPERSEDE = "supersede"
    WITHDRAW = "withdraw"


@dataclass(frozen=True)
class Move:
    """A step: from which states it can be taken, where it leads, and how the history calls it."""

    start: frozenset[State]
    end: State
    event: str


MOVES: Final[Mapping[Step, Move]] = {
    Step.SUBMIT: Move(frozenset({"draft", "returned"}), "submitted", "submitted for review"),
    Step.RETURN: Move(frozenset({"submitted", "accepted"}), "returned", "returned to the author"),
    Step.ACCEPT: Move(frozenset({"submitted"}), "accepted", "accepted by the reviewer"),
    Step.APPROVE: Move(frozenset({"draft", "submitted", "accepted"}), "approved", "approved"),
    Step.PUBLISH: Move(frozenset({"approved"}), "published", "published"),
    Step.SUPERSEDE: Move(frozenset({"approved", "published"}), "superseded", "superseded by a new revision"),
    Step.WITHDRAW: Move(
        frozenset({"draft", "submitted", "returned", "accepted", "approved", "published"}), "withdrawn", "withdrawn"
    ),
}

PINNED: Final[frozenset[State]] = frozenset({"submitted", "accepted", "approved", "published"})
"""States that hold only for the text they were reached on."""

LAST: Final[frozenset[State]] = frozenset({"superseded", "withdrawn"})
"""States that no step leads on from; a new revision begins a new life."""


_COMMANDS: Final = {Step.APPROVE: "eqia approve", Step.SUPERSEDE: "eqia review revise"}
"""Commands that are not called "eqia review" and the step."""


def commands(steps: Iterable[Step]) -> tuple[str, ...]:
    """What to type for each of some steps."""
    return tuple(_COMMANDS.get(step, f"eqia review {step}") for step in steps)


@dataclass(frozen=True)
class Standing:
    """Where an assessment stands now. ``changed_since`` is the state that an edit put an end to, if one did."""

    state: State
    changed_since: State | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that can be taken now."""
        return tuple(step for step, move in MOVES.items() if self.state in move.start)


def standing(assessment: Assessment) -> Standing:
    """Where an assessment stands: what its file says, unless the text was changed since."""
    review = assessment.review
    if review.state in PINNED and review.digest != content_digest(assessment):
        return Standing("draft", changed_since=review.state)
    return Standing(review.state)


def take(assessment: Assessment, step: Step, *, who: str, when: str, words: str = "") -> Assessment:
    """The assessment after a step, with the step in its history. ``who`` is a name or post, ``when`` a moment in words.

    Raises UsageError, saying which steps are open, if it cannot be taken from where the assessment stands.
    """
    now, move = standing(assessment), MOVES[step]
    if now.state not in move.start:
        raise UsageError(_refusal(step, now))
    what = f"{move.event}: {words}" if words else move.event
    review = assessment.review.model_copy(update={"state": move.end, "digest": content_digest(assessment)})
    return record(assessment.model_copy(update={"review": review}), what, who=who, when=when)


def with_review(before: Assessment, after: Assessment) -> Assessment:
    """What a review made of an assessment, in its state: what was submitted stays so with the reviewer's changes.

    What was accepted is submitted again if its text was changed; any other state is as ``standing`` says.
    """
    if standing(before).state not in ("submitted", "accepted") or content_digest(before) == content_digest(after):
        return after
    review = after.review.model_copy(update={"state": "submitted", "digest": content_digest(after)})
    return after.model_copy(update={"review": review})


def record(assessment: Assessment, what: str, *, who: str, when: str) -> Assessment:
    """The assessment with one more line in its history, on the digest of its present content."""
    event = Event(who=who, what=what, when=when, digest=content_digest(assessment))
    return assessment.model_copy(update={"history": (*assessment.history, event)})


def revise(assessment: Assessment, *, who: str, when: str) -> Assessment:
    """A new revision to work on: the same answers, the next number, nothing judged or signed; the history goes on.

    The date of approval belonged to the old revision and is empty in the new one.
    """
    renewed = with_concepts(assessment, {"activity.approval_date": ""}).model_copy(
        update={"revision": assessment.revision + 1, "review": Review()}
    )
    return record(renewed, f"revision {renewed.revision} begun", who=who, when=when)


def _refusal(step: Step, now: Standing) -> str:
    why = f" (it was {now.changed_since}, but the text was changed since)" if now.changed_since else ""
    steps = ", ".join(commands(now.steps))
    way = f"From here you can: {steps}." if steps else "It is out of use. To go on: eqia review revise."
    return f"You cannot {step} this assessment: it is {now.state}{why}. {way}"
