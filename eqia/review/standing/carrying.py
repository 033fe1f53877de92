"""What of an assessment's record travels inside its documents."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from eqia.assessment.model import Acknowledgement, Assessment, Event, Review
from eqia.review.standing.sign_off import signed_off

ISSUED = "issued for review"
"""How the history calls the making of a review copy."""


class Carry(StrEnum):
    """How much of the record a document carries beside the answers.

    PRINTED: what its pages show, so also by whom it was approved, once that is printed. REVIEW: also by whom and when
    the copy was issued. RECORD: all that the file holds.
    """

    PRINTED = "printed"
    REVIEW = "review"
    RECORD = "record"


def carried(
    assessment: Assessment, carry: Carry, *, reasons: Iterable[Acknowledgement] = (), draft: bool = False
) -> Assessment:
    """The assessment as a document carries it: all that it says, and so much of its record.

    ``reasons`` are those that the document shows; one that is a ``draft`` does not say who approved it. The digest is
    the same.
    """
    if carry is Carry.RECORD:
        return assessment
    history = _issue(assessment) if carry is Carry.REVIEW else ()
    review = Review() if draft else _approval(assessment)
    return assessment.model_copy(update={"acknowledged": tuple(reasons), "review": review, "history": history})


def _approval(assessment: Assessment) -> Review:
    """Of the review, the approval alone, where it holds."""
    given = signed_off(assessment)
    if given is None or not given.holds:
        return Review()
    return Review(state="approved", digest=given.approval.digest, approval=given.approval)


def _issue(assessment: Assessment) -> tuple[Event, ...]:
    """The event with which the review copy was issued: the last of its kind."""
    issues = [event for event in assessment.history if event.what == ISSUED]
    return tuple(issues[-1:])
