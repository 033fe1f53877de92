"""Steps, verdicts, revisions and approval of the assessment in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from eqia.assessment import store
from eqia.assessment.dates import in_words
from eqia.assessment.model import Assessment, Person
from eqia.assessment.vocabulary import Mark
from eqia.characters.drawing import undrawable
from eqia.errors import ChecksFailed, UsageError, listed
from eqia.kept import keep
from eqia.review.standing.sign_off import approve, fill_in, refuse_approval
from eqia.review.standing.sign_off import in_words as person_in_words
from eqia.review.standing.states import Step, revise, standing, take
from eqia.review.standing.verdicts import find_section, judge, refuse_unfixed
from eqia.reviewing.files import place_of, save
from eqia.rules.acknowledgement import acknowledge
from eqia.rules.characters import unshowable
from eqia.rules.findings import Finding, Findings, Gate, Severity
from eqia.workflows import Opened, check_assessment


def take_step(opened: Opened, step: Step, who: str, day: date, words: str = "") -> Assessment:
    """The assessment after a step such as submit or return; it is saved. Raises UsageError if it cannot be taken,
    ChecksFailed if what is to be accepted holds what no publication could show.
    """
    if step is Step.ACCEPT:
        refuse_unfixed(opened.assessment, opened.pack.form, "acceptance")
        _refuse_unshowable(opened, day)
    done = take(opened.assessment, step, who=who, when=in_words(day), words=words)
    save(opened, done)
    return done


def _refuse_unshowable(opened: Opened, day: date) -> None:
    """Raise ChecksFailed if no PDF could show an answer, or what is said of a warning that is answered."""
    describe = opened.pack.places.describe
    lines = [f"{describe(bad.path)}: {bad}." for bad in unshowable(opened.assessment)]
    lines += _unshowable_beside(check_assessment(opened, day))
    if lines:
        says = "It was not accepted, for it could not be published. Type this another way, or say it in words:"
        raise ChecksFailed("\n".join([says, *listed(lines)]))


def _unshowable_beside(findings: Findings, approver: Person | None = None) -> list[str]:
    """What no PDF could show of what is printed beside the answers: the reasons that hold, who gave them, and who
    approves.
    """
    given = {finding.rule: finding.acknowledged for finding in findings if finding.acknowledged}
    texts = {f"The reason given for {rule}": each.reason for rule, each in given.items()}
    texts |= {f"Who gave the reason for {rule}": each.who for rule, each in given.items()}
    if approver:
        texts["Who approves"] = person_in_words(approver)
    return [f"{bad.path}: {bad}." for bad in undrawable(texts)]


def judge_section(
    opened: Opened, section: str, mark: Mark, words: str, who: str, day: date, takes_over: str = ""
) -> Assessment:
    """The assessment with a verdict on a section, named by its id, number or title; it is saved."""
    found = find_section(opened.pack.form, section)
    done = judge(opened.assessment, found, mark, words, who=who, when=in_words(day), takes_over=takes_over)
    save(opened, done)
    return done


def begin_revision(opened: Opened, who: str, day: date) -> tuple[Assessment, Path]:
    """A new revision in the place of the old one; it is saved. A copy of the old one is kept, superseded: its place."""
    when, old = in_words(day), opened.assessment
    if Step.SUPERSEDE in standing(old).steps:
        old = take(old, Step.SUPERSEDE, who=who, when=when)
    copy = place_of(replace(opened, assessment=old))
    keep(copy, store.to_json(old).encode())
    done = revise(opened.assessment, who=who, when=when)
    save(opened, done)
    return done, copy


def approve_file(opened: Opened, approver: Person, day: date, reasons: Mapping[str, str]) -> Assessment:
    """The assessment approved, by name, post, day and digest; it is saved.

    ``reasons`` acknowledge warnings, by the ids of their rules. Raises ChecksFailed while an error, or a warning
    without a reason, stands before approval; UsageError if the form, a verdict or the pack stands against it.
    """
    when, form = in_words(day), opened.pack.form
    allowed = opened.pack.sign_off.author_may_approve
    refuse_approval(opened.assessment, form, approver, author_may_approve=allowed)
    filled = replace(opened, assessment=fill_in(opened.assessment, approver, when))
    filled = _with_reasons(filled, approver, day, reasons)
    found = check_assessment(filled, day)
    if lines := _unshowable_beside(found, approver):
        says = "It was not approved, for no PDF could show what is printed of it. Type this another way:"
        raise ChecksFailed("\n".join([says, *listed(lines)]))
    open_ = found.at(Gate.APPROVAL)
    standing = [each for each in open_ if each.severity(Gate.APPROVAL) is not Severity.INFO]
    if standing:
        raise ChecksFailed(_what_stands(standing))
    done = approve(filled.assessment, form, approver, when, author_may_approve=allowed)
    save(opened, done)
    return done


def _with_reasons(opened: Opened, approver: Person, day: date, reasons: Mapping[str, str]) -> Opened:
    found = check_assessment(opened, day).at(Gate.APPROVAL)
    unknown = set(reasons) - {finding.rule for finding in found}
    if unknown:
        raise UsageError(f"Nothing was found by {', '.join(sorted(unknown))} that waits for a reason.")
    who = approver.post or approver.name
    given = [
        acknowledge(finding, opened.assessment, reason=reasons[finding.rule], who=who, when=in_words(day))
        for finding in found
        if finding.rule in reasons
    ]
    held = (*opened.assessment.acknowledged, *given)
    return replace(opened, assessment=opened.assessment.model_copy(update={"acknowledged": held}))


def _what_stands(findings: Sequence[Finding]) -> str:
    """What stands on the day of approval, with what to do: before the form has that day, the check may not see it."""
    lines = ["It was not approved: this stands before approval."]
    for finding in findings:
        lines += [f"  - {finding.severity(Gate.APPROVAL)} {finding.rule}: {finding.message}", f"    > {finding.fix}"]
    warnings = [finding.rule for finding in findings if finding.severity(Gate.APPROVAL) is Severity.WARNING]
    if warnings:
        lines += [f'A warning can also be answered with a reason: --acknowledge {warnings[0]}="the reason".']
    return "\n".join(lines)
