"""What of an assessment's record travels inside its documents."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from eqia.assessment.model import Acknowledgement, Assessment, Event, Review

ISSUED = "issued for review"
"""How the history calls the making of a review copy."""


class Carry(StrEnum):
    """How much of the record a document carries beside the answers.

    PRINTED: what its pages show. REVIEW: also by whom and when the copy was issued. RECORD: all that the file holds.
    """

    PRINTED = "printed"
    REVIEW = "review"
    RECORD = "record"


def carried(assessment: Assessment, carry: Carry, printed: Iterable[Acknowledgement]) -> Assessment:
    """The assessment as a document carries it: all that it says, and so much of its record.

    ``printed`` are the reasons that the document shows. The digest is the same.
    """
    if carry is Carry.RECORD:
        return assessment
    history = _issue(assessment) if carry is Carry.REVIEW else ()
    return assessment.model_copy(update={"acknowledged": tuple(printed), "review": Review(), "history": history})


def _issue(assessment: Assessment) -> tuple[Event, ...]:
    """The event with which the review copy was issued: the last of its kind."""
    issues = [event for event in assessment.history if event.what == ISSUED]
    return tuple(issues[-1:])
