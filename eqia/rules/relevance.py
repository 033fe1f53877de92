"""Rules on the relevance test: unanswered questions, and answers that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from eqia.rules.context import Context
from eqia.rules.findings import Gate, Severity
from eqia.rules.registry import Hit, rule


@rule(
    id="RT03",
    name="rel-q9-blank",
    levels={Gate.APPROVAL: Severity.ERROR},
    message='"{0}" is not answered. It decides whether an analysis is needed.',
    fix="Tick Yes or No.",
    source="the form",
    why="Everything after the relevance test depends on this answer.",
)
def decision_unanswered(context: Context) -> Iterator[Hit]:
    """Question 9 has neither box ticked."""
    if context.assessment.relevance.analysis_required is None:
        yield Hit("relevance.analysis_required")
