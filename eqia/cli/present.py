"""How findings read on a screen: what blocks first, by section, with the answers that disagree and what to do."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby

from eqia.assessment.paths import walk
from eqia.form.projection import title_of
from eqia.rules.catalogue import catalogue
from eqia.rules.findings import GATES, Finding, Findings, Gate, Lapsed, Severity
from eqia.workflows import Opened

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
    lines += _answered(findings.answered(), gate, width)
    lines += ["", *textwrap.wrap(_verdict(opened, findings, gate), width)]
    return "\n".join(lines)


def counted(number: int, thing: str) -> str:
    """A number and its noun: "1 error", "2 errors"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _head(opened: Opened, findings: Findings) -> Iterator[str]:
    yield title_of(opened.assessment) or "(no title yet)"
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
    if finding.lapsed:
        yield from textwrap.wrap(
            _lapsed(opened, finding.lapsed), width, initial_indent=" " * 8, subsequent_indent=" " * 8
        )
    if explain:
        for text in (catalogue()[finding.rule].why, f"Source: {finding.source}"):
            yield from textwrap.wrap(text, width, initial_indent=" " * 8, subsequent_indent=" " * 8)


def _lapsed(opened: Opened, lapsed: Lapsed) -> str:
    """What ended a reason that was given."""
    given, describe = lapsed.given, opened.pack.places.describe
    changed = "; ".join(dict.fromkeys(map(describe, lapsed.changed))) or "an answer that the warning rests on"
    said = f"The reason that {given.who} gave, {given.when}, no longer counts. Changed since: {changed}."
    return f'{said} It was: "{given.reason.strip()}"'


def _answered(findings: Iterable[Finding], gate: Gate, width: int) -> Iterator[str]:
    for finding in findings:
        given = finding.acknowledged
        if given:
            text = f"{finding.rule}  {finding.message} Answered by {given.who}, {given.when}: {given.reason}"
            later = finding.blocks_later(gate)
            text += f" It will still have to be put right before {later}." if later else ""
            yield from ["", *textwrap.wrap(text, width, subsequent_indent="  ")]


def _verdict(opened: Opened, findings: Findings, gate: Gate) -> str:
    places = opened.pack.places
    written = {places.section_number(path) for path, leaf in walk(opened.assessment) if leaf}
    touched = {places.section_number(field) for finding in findings for field in finding.fields}
    numbered = enumerate(opened.pack.form.sections, 1)
    good = [section.name for number, section in numbered if number in written - touched]
    sections = f" Nothing was found in what is written in: {', '.join(good)}." if good else ""
    errors = len(findings.errors(gate))
    if errors:
        return f"{counted(errors, 'error')} before {gate}.{sections}"
    return f"No contradictions found before {gate}.{sections} Due regard is for people to judge."
