"""Acknowledgements: a warning answered with a reason. It holds for the text it was given for, and no longer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from eqia.assessment.model import Acknowledgement, Assessment, RestedOn
from eqia.assessment.paths import get, walk_from
from eqia.errors import UsageError
from eqia.rules.findings import Finding, Gate, Lapsed, Severity


def acknowledge(finding: Finding, assessment: Assessment, *, reason: str, who: str, when: str) -> Acknowledgement:
    """The acknowledgement of a finding in an assessment, to be added to the file. ``when`` is the day in words.

    Raises UsageError for an error, which only a change of the form clears, and for a missing reason.
    """
    if not may_be_acknowledged(finding.levels):
        raise UsageError(f"{finding.rule} is an error: it is cleared by changing the form, not by a reason.")
    if not reason.strip():
        raise UsageError(f"Say in a sentence why {finding.rule} can stay as it is.")
    return Acknowledgement(
        rule=finding.rule,
        field=finding.fields[0],
        reason=reason,
        who=who,
        when=when,
        digest=finding.digest,
        warning=finding.message,
        rests_on=tuple(RestedOn(field=field, digest=digest_of(assessment, [field])) for field in finding.fields),
    )


def may_be_acknowledged(levels: Mapping[Gate, Severity]) -> bool:
    """Whether a reason can answer a finding: it must be less than an error at some gate."""
    return any(level is not Severity.ERROR for level in levels.values())


def acknowledgement_of(
    rule: str, field: str, digest: str, acknowledged: Iterable[Acknowledgement]
) -> Acknowledgement | None:
    """The acknowledgement that holds for a finding, the latest if there are several."""
    holding = [
        given
        for given in acknowledged
        if (given.rule, given.field, given.digest) == (rule, field, digest) and given.reason.strip()
    ]
    return holding[-1] if holding else None


def lapsed_for(rule: str, fields: Sequence[str], assessment: Assessment) -> Lapsed | None:
    """The reason that was last given for a warning of this kind at this place, and what was changed since.

    To be asked where none holds. None if none was given.
    """
    given = [
        each
        for each in assessment.acknowledged
        if each.rule == rule and each.reason.strip() and _is_about(each, fields)
    ]
    if not given:
        return None
    last = given[-1]
    changed = (each.field for each in last.rests_on if digest_of(assessment, [each.field]) != each.digest)
    before = {each.field for each in last.rests_on}
    added = (field for field in fields if last.rests_on and field not in before)
    return Lapsed(last, tuple(dict.fromkeys((*changed, *added))))


def _is_about(given: Acknowledgement, fields: Sequence[str]) -> bool:
    return given.field == fields[0] or given.field in fields or fields[0] in {each.field for each in given.rests_on}


def digest_of(assessment: Assessment, fields: Iterable[str]) -> str:
    """A digest of what stands in the fields: it changes when any of them is changed."""
    held = [[path, [leaf for leaf in walk_from(get(assessment, path), path) if leaf[1]]] for path in fields]
    return hashlib.sha256(json.dumps(held, ensure_ascii=True).encode()).hexdigest()[:16]
