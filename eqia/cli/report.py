"""The findings of a check as JSON: the shape that schemas/findings.schema.json publishes."""

from __future__ import annotations

from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from eqia.assessment.model import Acknowledgement
from eqia.assessment.store import content_digest
from eqia.form.projection import title_of
from eqia.rules.findings import GATES, Finding, Findings, Gate, Severity
from eqia.workflows import Opened

REPORT_FORMAT: Final = 1
"""The version of this shape."""


class Shape(BaseModel):
    """A part of the report: closed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class QuoteReport(Shape):
    """Words of an answer."""

    field: str = Field(description="The path of the answer.")
    text: str = Field(description="The words, as they stand in the answer.")


class LapsedReport(Shape):
    """A reason that was given for the warning before, and holds no more."""

    given: Acknowledgement
    changed: list[str] = Field(description="The paths of the answers that ended it; none where the file does not say.")


class FindingReport(Shape):
    """One thing that a rule found."""

    rule: str = Field(description="The rule's permanent id.")
    name: str
    severity: Severity | None = Field(description="The severity at the gate asked for; null if not due there yet.")
    levels: dict[Gate, Severity] = Field(description="The severity from each gate on.")
    blocks_later: Gate | None = Field(description="The first gate after it at which this is an error; null if none is.")
    message: str
    fix: str = Field(description="What to do about it.")
    place: str = Field(description="Where to go, in the form's words.")
    fields: list[str] = Field(description="The paths of the answers it is about, where to go first.")
    quotes: list[QuoteReport]
    source: str
    digest: str = Field(description="A digest of the answers; an acknowledgement holds while it stays the same.")
    acknowledged: Acknowledgement | None
    lapsed: LapsedReport | None


class Report(Shape):
    """The result of checking one assessment."""

    format: int = REPORT_FORMAT
    file: str
    title: str
    digest: str = Field(description="SHA-256 of what the assessment says.")
    gate: Gate = Field(description="The gate asked for.")
    clear: dict[Gate, bool] = Field(description="Whether no error stands before each gate.")
    counts: dict[Gate, dict[Severity, int]] = Field(description="Open findings at each gate.")
    findings: list[FindingReport]


def report_of(opened: Opened, findings: Findings, gate: Gate) -> Report:
    """The report on one assessment at a gate."""
    return Report(
        file=str(opened.path),
        title=title_of(opened.assessment),
        digest=content_digest(opened.assessment),
        gate=gate,
        clear={own: findings.clear(own) for own in GATES},
        counts={own: {level: len(findings.of(level, own)) for level in Severity} for own in GATES},
        findings=[_report_finding(finding, opened, gate) for finding in findings],
    )


def _report_finding(finding: Finding, opened: Opened, gate: Gate) -> FindingReport:
    lapsed = finding.lapsed
    return FindingReport(
        rule=finding.rule,
        name=finding.name,
        severity=finding.severity(gate),
        levels=dict(finding.levels),
        blocks_later=finding.blocks_later(gate),
        message=finding.message,
        fix=finding.fix,
        place=opened.pack.places.describe(finding.fields[0]),
        fields=list(finding.fields),
        quotes=[QuoteReport(field=quote.path, text=quote.text) for quote in finding.quotes],
        source=finding.source,
        digest=finding.digest,
        acknowledged=finding.acknowledged,
        lapsed=LapsedReport(given=lapsed.given, changed=list(lapsed.changed)) if lapsed else None,
    )
