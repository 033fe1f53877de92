"""Verdicts on sections: fine, could be better, must be fixed. Each holds for the text it was given for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, get_args

from eqia.assessment.model import Assessment, Verdict
from eqia.assessment.vocabulary import Mark
from eqia.errors import UsageError
from eqia.form.definition import Form, Section
from eqia.review.standing.states import record
from eqia.rules.acknowledgement import digest_of

MUST_BE_FIXED: Final[Mark] = "must be fixed"
MARKS: Final[tuple[Mark, ...]] = get_args(Mark)

_WORDS: Final = re.compile(rf"\s*({'|'.join(MARKS)})\b\s*[.:;,!–-]*\s*(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Standing:
    """A verdict, the section it is on, and whether the section still says what was judged."""

    section: Section
    verdict: Verdict
    holds: bool


def judge(
    assessment: Assessment,
    section: Section,
    mark: Mark,
    words: str = "",
    *,
    who: str,
    when: str,
    on: Assessment | None = None,
) -> Assessment:
    """The assessment with a verdict on a section, and a line in its history. The latest verdict on a section counts.

    ``on`` is what was judged, where that is not the assessment itself: a document as it came back. Raises UsageError
    for a verdict that asks for a change without saying which.
    """
    if mark == MUST_BE_FIXED and not words.strip():
        raise UsageError(f'Say what must be fixed in "{section.name}".')
    digest = section_digest(on or assessment, section)
    verdict = Verdict(section=section.id, mark=mark, words=words, who=who, when=when, digest=digest)
    review = assessment.review.model_copy(update={"verdicts": (*assessment.review.verdicts, verdict)})
    judged = assessment.model_copy(update={"review": review})
    return record(judged, f'verdict on "{section.name}": {mark}', who=who, when=when)


def verdicts_of(assessment: Assessment, form: Form) -> tuple[Standing, ...]:
    """The verdicts in an assessment's file, in the form's order."""
    given = {verdict.section: verdict for verdict in assessment.review.verdicts}
    found = ((section, given.get(section.id)) for section in form.sections)
    return tuple(
        Standing(section, verdict, verdict.digest == section_digest(assessment, section))
        for section, verdict in found
        if verdict
    )


def still_to_fix(assessment: Assessment, form: Form) -> tuple[Standing, ...]:
    """The verdicts "must be fixed" on text that is still as it was."""
    return tuple(each for each in verdicts_of(assessment, form) if each.holds and each.verdict.mark == MUST_BE_FIXED)


def section_digest(assessment: Assessment, section: Section) -> str:
    """A digest of what stands in a section."""
    return digest_of(assessment, [question.id for question in section.questions])


def parse_verdict(text: str) -> tuple[Mark, str] | None:
    """The verdict that a comment begins with, and the words after it: "Must be fixed: no figures"."""
    found = _WORDS.fullmatch(text)
    if not found:
        return None
    return next(mark for mark in MARKS if mark == found[1].lower()), found[2].strip()


def find_section(form: Form, name: str) -> Section:
    """The section of this id, number or title. Raises UsageError with what there is."""
    wanted = name.strip().casefold()
    for number, section in enumerate(form.sections, 1):
        if wanted in {section.id.casefold(), str(number), section.title.casefold(), section.name.casefold()}:
            return section
    known = ", ".join(f"{number} {section.name}" for number, section in enumerate(form.sections, 1))
    raise UsageError(f'There is no section "{name}". Name one by its number or title: {known}.')
