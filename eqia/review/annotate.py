"""The review copy of a Word document: a comment for each finding at its answer, and a cover that sums up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from eqia.assessment.model import Assessment
from eqia.assessment.store import content_digest
from eqia.form.loader import Pack
from eqia.review.returned.doubts import within
from eqia.review.returned.layout import STYLES, document_of
from eqia.review.returned.look import Look, look_at
from eqia.rules.findings import Finding, Findings, Gate, Severity
from eqia.wordml.archive.package import DOCUMENT, read_parts, write_parts
from eqia.wordml.editing.commenting import Note, Writer, add_comments, add_cover
from eqia.wordml.names import PARAGRAPH, Element, serialise
from eqia.wordml.text.styles import read_styles

_NAMES: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "hint"}
_HOW: Final = (
    "Change the text as in any letter, with or without tracked changes. Add comments where you have questions, and "
    "answer those that are there.",
    'To judge a section, comment on its heading and begin with "Fine", "Could be better" or "Must be fixed", then say '
    "what you mean.",
    "Please leave the printed questions as they are. Save the file as a Word document (.docx) and send it back.",
)
_INSIDE: Final = (
    "So that your changes can be brought back, this file carries the answers as they were issued, the reasons given "
    "for warnings, and by whom and when it was issued. It does not carry earlier verdicts and comments, or the history."
)


@dataclass(frozen=True)
class Annotation:
    """What is said on a review copy, by whom, on which day (``moment``: that day as ``2026-05-04T00:00:00Z``)."""

    findings: Findings
    gate: Gate
    author: str
    day: str
    moment: str


def annotate(document: bytes, assessment: Assessment, pack: Pack, annotation: Annotation) -> bytes:
    """A Word document of an assessment with its findings as comments and a cover page. No answer is touched."""
    parts = read_parts(document)
    root = document_of(parts)
    styles = read_styles(parts.get(STYLES, b""))
    look = look_at(root, styles, pack)
    notes = [
        Note(_words(finding, annotation.gate, pack), _where(finding, look, pack)) for finding in annotation.findings
    ]
    add_comments(parts, notes, Writer(annotation.author, annotation.moment))
    add_cover(root, list(_cover(assessment, pack, annotation)), styles)
    parts[DOCUMENT] = serialise(root)
    return write_parts(parts)


def _words(finding: Finding, gate: Gate, pack: Pack) -> str:
    """The comment of a finding: its rule and weight, what it says, what to do, and where else to look."""
    level = finding.severity(gate)
    due = f"{_NAMES[level]} before {gate}" if level else "not due yet"
    lines = [f"{finding.rule} ({due}): {finding.message}"]
    lines += [finding.fix] if finding.fix else []
    others = list(dict.fromkeys(pack.places.describe(field) for field in finding.fields[1:]))
    lines += [f"See also: {'; '.join(others)}."] if others else []
    given = finding.acknowledged
    lines += [f"Acknowledged by {given.who}, {given.when}: {given.reason}"] if given else []
    return "\n".join(lines)


def _where(finding: Finding, look: Look, pack: Pack) -> Sequence[Element]:
    """The paragraphs of the answer that a finding is about; else of its section; else the first of the document."""
    for field in finding.fields:
        for spot in look.spots:
            found = list(spot.paragraphs)
            if found and (within(spot.path, field) or within(field, spot.path)):
                return found
    section = pack.places.section_number(finding.fields[0])
    near = (spot for spot in look.spots if pack.places.section_number(spot.path) >= section)
    beside = next(near, look.spots[0] if look.spots else None)
    return [beside.label] if beside else [next(look.root.iter(PARAGRAPH))]


def _cover(assessment: Assessment, pack: Pack, annotation: Annotation) -> Iterator[tuple[str, str]]:
    """The lines of the cover page, each with the name of its style."""
    findings, gate = annotation.findings, annotation.gate
    yield "heading 1", f"Review copy: {assessment.activity.title or '(no title yet)'}"
    digest = content_digest(assessment)
    yield "normal", f"Revision {assessment.revision}, issued on {annotation.day}. Digest of the answers: {digest}"
    yield "normal", f"{_counted(findings.at(gate), gate)} before {gate}. Each stands as a comment at its answer."
    for text in _HOW:
        yield "answer bullet", text
    yield "normal", _INSIDE
    yield "normal", "Where the comments are:"
    for number, section in enumerate(pack.form.sections, 1):
        own = Findings(each for each in findings if pack.places.section_number(each.fields[0]) == number)
        if own:
            yield "answer bullet", f"Section {number}, {section.name}: {_counted(own, gate)}"


def _counted(findings: Findings, gate: Gate) -> str:
    counts = Counter(finding.severity(gate) for finding in findings)
    said = [
        f"{counts[level]} {_NAMES[level]}{'' if counts[level] == 1 else 's'}" for level in Severity if counts[level]
    ]
    said += [f"{counts[None]} not due yet"] if counts[None] else []
    return ", ".join(said) or "Nothing was found"
