"""Rules on the file's own record: what was approved and what stands in it now, and whether its review is due."""

from __future__ import annotations

from collections.abc import Iterator

from eqia.assessment.dates import in_words
from eqia.assessment.store import content_digest
from eqia.rules.context import Context
from eqia.rules.findings import Gate, Severity
from eqia.rules.registry import Hit, Kind, rule


@rule(
    id="PU06",
    name="ver-changed-after-approval",
    kind=Kind.FILE,
    levels={Gate.PUBLICATION: Severity.ERROR},
    message="The report was changed after it was approved on {when}.",
    fix="Have it approved again, or go back to what was approved.",
    source="principle 4 [GH-CASES]; [KCC-2017]",
    why="An approval holds for the words that were approved. The file keeps a digest of them.",
)
def changed_after_approval(context: Context) -> Iterator[Hit]:
    """The digest kept with the approval is not that of the present content."""
    approval = context.assessment.review.approval
    if approval and approval.digest != content_digest(context.assessment):
        yield Hit("activity.approval_date", when=approval.when or "an unknown day")


@rule(
    id="CU03",
    name="reg-review-overdue",
    kind=Kind.FILE,
    levels={Gate.DRAFT: Severity.INFO},
    message="The review has been due since {day}.",
    fix="Review the assessment, and start a new revision.",
    source="continuing duty [GH-CASES]",
    why="The duty goes on after the decision. Only an approved report is asked, and for it this is a hint at every "
    "gate: an overdue review is the register's business and does not hold up a document. Actions that are overdue are "
    "not counted, since the form does not say whether they are done.",
)
def review_overdue(context: Context) -> Iterator[Hit]:
    """The report is approved, and the last day that its review date names has passed."""
    latest = context.assessment.monitoring.review_date.reading.latest
    approved = context.assessment.review.approval or context.assessment.activity.approval_date.reading.earliest
    if approved and latest and latest < context.today:
        yield Hit("monitoring.review_date", day=in_words(latest))
