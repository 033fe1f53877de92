"""How findings read on a screen: what blocks first, by section, with the answers that disagree and what to do."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from eqia.assessment.store import content_digest
from eqia.rules.catalogue import catalogue
from eqia.rules.findings import GATES, Finding, Findings, Gate, Severity
from eqia.workflows import Opened

FINDINGS_FORMAT = 1
"""The version of the JSON that ``eqia check --json`` prints."""

_HEADINGS = {
    Severity.ERROR: "Put right before {gate}",
    Severity.WARNING: "Look at again, or say why it can stay",
    Severity.INFO: "Worth a thought",
}
_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "hint"}


def findings_text(opened: Opened, findings: Findings, gate: Gate, *, explain: bool = False) -> str:
    """The findings of an assessment as text for a terminal of any width: worst first, then by section."""
    width = max(40, min(shutil.get_terminal_size().columns, 100))
    lines = list(_head(opened, findings))
    for severity, heading in _HEADINGS.items():
        lines += _block(heading.format(gate=gate), findings.of(severity, gate), opened, width, explain)
    later = findings.to_do(gate)
    lines += _block(f"Not due yet at {gate}, but later", later, opened, width, explain)
    lines += _answered(findings.answered(), width)
    lines += ["", *textwrap.wrap(_verdict(opened, findings, gate), width)]
    return "\n".join(lines)


def as_json_text(opened: Opened, findings: Findings, gate: Gate) -> str:
    """The findings as one line of JSON, in the shape of schemas/findings.schema.json."""
    result = {
        "format": FINDINGS_FORMAT,
        "file": str(opened.path),
        "title": opened.assessment.activity.title,
        "digest": content_digest(opened.assessment),
        "gate": gate.value,
        "clear": {own.value: findings.clear(own) for own in GATES},
        "counts": {own.value: {level.value: len(findings.of(level, own)) for level in Severity} for own in GATES},
        "findings": [_as_dict(finding, opened, gate) for finding in findings],
    }
    return json.dumps(result, ensure_ascii=False)


def counted(number: int, thing: str) -> str:
    """A number and its noun: "1 error", "2 errors"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _head(opened: Opened, findings: Findings) -> Iterator[str]:
    yield opened.assessment.activity.title or "(no title yet)"
    yield f'"{opened.path}"'
    yield ""
    for gate in GATES:
        counts = [counted(len(findings.of(level, gate)), _NAMES[level]) for level in Severity]
        yield f"  {gate.value.capitalize():<12} {', '.join(counts)}"


def _block(heading: str, findings: Findings, opened: Opened, width: int, explain: bool) -> Iterator[str]:
    if not findings:
        return
    yield ""
    yield f"{heading} ({len(findings)})".upper()
    places = opened.pack.places

    def section(finding: Finding) -> int:
        return places.section_number(finding.fields[0])

    for number, group in groupby(sorted(findings, key=section), key=section):
        name = opened.pack.form.sections[number - 1].name if number else "The file"
        yield ""
        yield f"Section {number}: {name}" if number else name
        for finding in group:
            yield from _finding(finding, opened, width, explain)


def _finding(finding: Finding, opened: Opened, width: int, explain: bool) -> Iterator[str]:
    yield from textwrap.wrap(finding.message, width, initial_indent=f"  {finding.rule}  ", subsequent_indent=" " * 8)
    for quote in finding.quotes:
        place = opened.pack.places.find(quote.path)
        said = f'{place.name if place else quote.path}: "{quote.text}"'
        yield from textwrap.wrap(said, width, initial_indent=" " * 8 + "- ", subsequent_indent=" " * 10)
    if finding.fix:
        yield from textwrap.wrap(finding.fix, width, initial_indent=" " * 8 + "> ", subsequent_indent=" " * 10)
    if explain:
        for text in (catalogue()[finding.rule].why, f"Source: {finding.source}"):
            yield from textwrap.wrap(text, width, initial_indent=" " * 8, subsequent_indent=" " * 8)


def _answered(findings: Iterable[Finding], width: int) -> Iterator[str]:
    for finding in findings:
        given = finding.acknowledged
        if given:
            text = f"{finding.rule} acknowledged by {given.who}, {given.when}: {given.reason}"
            yield from ["", *textwrap.wrap(text, width, subsequent_indent="  ")]


def _verdict(opened: Opened, findings: Findings, gate: Gate) -> str:
    places = opened.pack.places
    touched = {places.section_number(field) for finding in findings.at(gate) for field in finding.fields}
    good = [section.name for number, section in enumerate(opened.pack.form.sections, 1) if number not in touched]
    sections = f" Nothing was found in: {', '.join(good)}." if good else ""
    errors = len(findings.errors(gate))
    if errors:
        return f"{counted(errors, 'error')} before {gate}.{sections}"
    return f"No contradictions found before {gate}.{sections} Due regard is for people to judge."


def _as_dict(finding: Finding, opened: Opened, gate: Gate) -> dict[str, Any]:
    severity = finding.severity(gate)
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": severity.value if severity else None,
        "levels": {own.value: level.value for own, level in finding.levels.items()},
        "message": finding.message,
        "fix": finding.fix,
        "place": opened.pack.places.describe(finding.fields[0]),
        "fields": list(finding.fields),
        "quotes": [{"field": quote.path, "text": quote.text} for quote in finding.quotes],
        "source": finding.source,
        "digest": finding.digest,
        "acknowledged": finding.acknowledged.model_dump(mode="json") if finding.acknowledged else None,
    }
