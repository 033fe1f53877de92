"""What eqia writes into a review copy, the comments and the cover page, and the digests by which it is known again."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from eqia.assessment.model import Assessment, When
from eqia.assessment.store import content_digest
from eqia.form.loader import Pack
from eqia.form.projection import title_of
from eqia.review.standing.carrying import ISSUED
from eqia.rules.findings import Finding, Findings, Gate, Severity
from eqia.view.of_pack import findings_of

_NAMES: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "hint"}
_HOW: Final = (
    "Change the text as in any letter, with or without tracked changes. Add comments where you have questions, and "
    "answer those that are there.",
    'To judge a section, comment on its heading and begin with "Fine", "Could be better" or "Must be fixed" and a '
    "colon, then say what you mean.",
    "Please leave the printed questions as they are. Save the file as a Word document (.docx) and send it back.",
)
_HOW_ONCE: Final = (
    'To judge a section, comment on its heading and begin with "Fine", "Could be better" or "Must be fixed", then say '
    "what you mean."
)
"""A line of the covers that do not record what was written into them."""

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


def comment_words(finding: Finding, gate: Gate, pack: Pack) -> str:
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


def cover_lines(
    assessment: Assessment, pack: Pack, annotation: Annotation, digest: str = ""
) -> Iterator[tuple[str, str]]:
    """The lines of the cover page, each with the name of its style. ``digest`` is that of the answers, if they are not
    all known.
    """
    findings, gate = annotation.findings, annotation.gate
    yield "heading 1", f"Review copy: {title_of(assessment) or '(no title yet)'}"
    digest = digest or content_digest(assessment)
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


def comment_digest(author: str, words: str) -> str:
    """What stands for a comment of ours: it is ours as long as its author and every letter of it are as issued."""
    return _digest("comment", author, words)


def line_digest(words: str) -> str:
    """What stands for a line of a cover page."""
    return _digest("cover", words)


def digests(comments: Iterable[str], lines: Iterable[tuple[str, str]], author: str) -> frozenset[str]:
    """The digests of all that is written into one review copy."""
    return frozenset(
        [*(comment_digest(author, words) for words in comments), *(line_digest(text) for _, text in lines)]
    )


def written_again(assessment: Assessment, pack: Pack) -> frozenset[str]:
    """The same for a copy that does not record it: made again from the data, for the day and author of the issue."""
    event = next((event for event in reversed(assessment.history) if event.what == ISSUED), None)
    return frozenset() if event is None else written_on(assessment, pack, event.when, [event.who])


def written_on(
    assessment: Assessment, pack: Pack, when: str, authors: Iterable[str], digest: str = ""
) -> frozenset[str]:
    """The digests of all that is written into copies that are issued on this day by these authors."""
    day = When(when).reading.day
    findings = findings_of(assessment, pack, day) if day else Findings()
    found: set[str] = set()
    for author in authors if day else ():
        for gate in Gate:
            lines = [*cover_lines(assessment, pack, Annotation(findings, gate, author, when, ""), digest)]
            comments = (comment_words(finding, gate, pack) for finding in findings)
            found |= digests(comments, [*lines, ("", _HOW_ONCE)], author)
    return frozenset(found)


def _counted(findings: Findings, gate: Gate) -> str:
    counts = Counter(finding.severity(gate) for finding in findings)
    said = [
        f"{counts[level]} {_NAMES[level]}{'' if counts[level] == 1 else 's'}" for level in Severity if counts[level]
    ]
    said += [f"{counts[None]} not due yet"] if counts[None] else []
    return ", ".join(said) or "Nothing was found"


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()
