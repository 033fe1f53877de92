"""The copies for review that eqia may have issued of an assessment, made once more from what such a copy carries."""

from __future__ import annotations

from collections.abc import Iterator

from eqia.assessment.dates import in_words
from eqia.assessment.model import When
from eqia.review.annotate import Annotation, annotate
from eqia.review.standing.carrying import ISSUED
from eqia.rules.findings import Gate
from eqia.workflows import Opened, check_assessment


def review_copies(document: bytes, shows: Opened) -> Iterator[tuple[bytes, int]]:
    """The copies for review of a Word document, one for each gate, with the number of their comments.

    There are none if the assessment does not say that it was issued.
    """
    history = shows.assessment.history
    issue = history[-1] if history and history[-1].what == ISSUED else None
    day = When(issue.when).reading.day if issue else None
    if issue is None or day is None:
        return
    findings = check_assessment(shows, day)
    for gate in Gate:
        annotation = Annotation(findings, gate, issue.who, in_words(day), f"{day.isoformat()}T00:00:00Z")
        yield annotate(document, shows.assessment, shows.pack, annotation), len(findings)
