"""Rules on the file's own record: what was approved, and what stands in it now."""

from __future__ import annotations

from collections.abc import Iterator

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
