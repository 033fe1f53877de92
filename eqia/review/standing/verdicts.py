"""Verdicts on sections: fine, could be better, must be fixed. Each stands until its reviewer judges anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
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

_WORDS: Final = re.compile(rf"\s*({'|'.join(MARKS)})[^\S\n]*(?:(?:\.(?!\S)|[:\n])\s*(.*))?", re.IGNORECASE | re.DOTALL)

_BEGINS: Final = re.compile(rf"\s*(?:{'|'.join(MARKS)})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Standing:
    """A verdict, the section it is on, and whether the section still says what was judged."""

    section: Section
    verdict: Verdict
    holds: bool

    @property
    def binds(self) -> bool:
        """Whether nobody may accept or approve while it stands, whatever was written since."""
        return self.verdict.mark == MUST_BE_FIXED


def judge(
    assessment: Assessment,
    section: Section,
    mark: Mark,
    words: str = "",
    *,
    who: str,
    when: str,
    on: Assessment | None = None,
    takes_over: str = "",
) -> Assessment:
    """The assessment with a verdict on a section, and a line in its history. Of each reviewer the latest counts.

    ``on`` is what was judged, where that is not the assessment itself: a document as it came back. ``takes_over`` names
    the reviewer whose verdict this one replaces besides. Raises UsageError for a verdict that asks for a change without
    saying which, or that takes over one that does not stand.
    """
    if mark == MUST_BE_FIXED and not words.strip():
        raise UsageError(f'Say what must be fixed in "{section.name}".')
    _refuse_unknown(takes_over, assessment, section)
    verdict = Verdict(
        section=section.id,
        mark=mark,
        words=words,
        who=who,
        when=when,
        digest=section_digest(on or assessment, section),
        takes_over=takes_over,
    )
    review = assessment.review.model_copy(update={"verdicts": (*assessment.review.verdicts, verdict)})
    judged = assessment.model_copy(update={"review": review})
    return record(judged, f'verdict on "{section.name}": {mark}', who=who, when=when)


def verdicts_of(assessment: Assessment, form: Form) -> tuple[Standing, ...]:
    """The verdicts that stand in an assessment's file, in the form's order: of each reviewer the latest."""
    return tuple(
        Standing(section, verdict, verdict.digest == section_digest(assessment, section))
        for section in form.sections
        for verdict in _standing_on(section, assessment)
    )


def still_to_fix(assessment: Assessment, form: Form) -> tuple[Standing, ...]:
    """The verdicts "must be fixed" that nobody has judged anew."""
    return tuple(each for each in verdicts_of(assessment, form) if each.binds)


def refuse_unfixed(assessment: Assessment, form: Form, what: str) -> None:
    """Raise UsageError, naming each section and its reviewer, if something must be fixed before ``what``."""
    to_fix = still_to_fix(assessment, form)
    if to_fix:
        said = "; ".join(f"{each.section.name} ({each.verdict.who})" for each in to_fix)
        raise UsageError(f"A reviewer says that this must be fixed before {what}: {said}. {judged_anew(to_fix)}")


def judged_anew(to_fix: Sequence[Standing]) -> str:
    """What ends the verdicts that must be fixed."""
    changed = "" if all(each.holds for each in to_fix) else "Text there was changed since, and is to be judged again. "
    return (
        f"{changed}Whoever said so judges anew, in Word or with eqia review judge, or somebody else who says "
        f'that they take it over (--takes-over "{to_fix[0].verdict.who}").'
    )


def _standing_on(section: Section, assessment: Assessment) -> Sequence[Verdict]:
    standing: dict[str, Verdict] = {}
    for verdict in assessment.review.verdicts:
        if verdict.section == section.id:
            for name in (verdict.who, verdict.takes_over):
                standing.pop(plain(name), None)
            standing[plain(verdict.who)] = verdict
    return tuple(standing.values())


def standing_of(who: str, section: Section, assessment: Assessment) -> Verdict | None:
    """The verdict of a reviewer that stands on a section; None if there is none."""
    return next((each for each in _standing_on(section, assessment) if plain(each.who) == plain(who)), None)


def _refuse_unknown(takes_over: str, assessment: Assessment, section: Section) -> None:
    if takes_over and standing_of(takes_over, section, assessment) is None:
        names = [verdict.who for verdict in _standing_on(section, assessment)]
        there = f"There are verdicts by: {', '.join(names)}." if names else "Nobody has judged it."
        raise UsageError(f'No verdict of "{takes_over}" stands on "{section.name}". {there}')


def section_digest(assessment: Assessment, section: Section) -> str:
    """A digest of what stands in a section."""
    return digest_of(assessment, [question.id for question in section.questions])


def parse_verdict(text: str) -> tuple[Mark, str] | None:
    """The verdict that a comment gives, and the words after it: "Must be fixed: no figures".

    Its words stand alone, or before a colon, a full stop or the end of a line: "Fine words butter no parsnips" is none.
    """
    found = _WORDS.fullmatch(text)
    if not found:
        return None
    return next(mark for mark in MARKS if mark == found[1].lower()), (found[2] or "").strip()


def resembles_verdict(text: str) -> bool:
    """Whether a comment begins with the words of a verdict and is none, since it goes on in another way."""
    return parse_verdict(text) is None and _BEGINS.match(text) is not None


def find_section(form: Form, name: str) -> Section:
    """The section of this id, number or title. Raises UsageError with what there is."""
    wanted = name.strip().casefold()
    for number, section in enumerate(form.sections, 1):
        if wanted in {section.id.casefold(), str(number), section.title.casefold(), section.name.casefold()}:
            return section
    known = ", ".join(f"{number} {section.name}" for number, section in enumerate(form.sections, 1))
    raise UsageError(f'There is no section "{name}". Name one by its number or title: {known}.')


def plain(name: str) -> str:
    """A name or post in the letters by which two mentions of one person are known."""
    return " ".join(name.replace("’", "'").casefold().split())
