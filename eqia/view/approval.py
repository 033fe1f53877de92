"""What a document says of its approval: by whom, when, and where that is known from."""

from __future__ import annotations

from typing import Final

from eqia.assessment.model import Assessment
from eqia.assessment.store import content_digest
from eqia.assessment.vocabulary import State
from eqia.characters.directions import closed
from eqia.form.projection import concepts_in

_OUT_OF_USE: Final[frozenset[State]] = frozenset({"withdrawn", "returned"})


def approval_said(assessment: Assessment, *, elsewhere: bool) -> str:
    """By whom and when an assessment was approved, in a sentence; "" while it is a draft.

    It is approved while its text is the one that was approved here. ``elsewhere``: the council signs elsewhere, so the
    approver and the day that were typed into the form count, and it is said that they were typed.
    """
    if assessment.review.state in _OUT_OF_USE:
        return ""
    approval, activity = assessment.review.approval, concepts_in(assessment).activity
    if approval:
        by = closed(_named(approval.name, approval.post))
        return f"Approved by {by} on {approval.when}." if approval.digest == content_digest(assessment) else ""
    names = [_named(person.name, person.post) for person in activity.approved_by]
    people = "; ".join(closed(name) for name in names if name)
    if elsewhere and people and activity.approval_date.reading.day:
        return (
            f"Approved by {people} on {closed(activity.approval_date.text)}, as typed into the form. "
            "The council signs elsewhere: there is no record of the approval here."
        )
    return ""


def _named(name: str, post: str) -> str:
    return ", ".join(filter(None, (name, post)))
