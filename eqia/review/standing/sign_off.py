"""Approval: by whom, when, and of exactly which text. Any later change of the text voids it."""

from __future__ import annotations

from dataclasses import dataclass

from eqia.assessment.model import Approval, Assessment, Person, When
from eqia.assessment.store import content_digest
from eqia.errors import UsageError
from eqia.form.definition import Form
from eqia.form.projection import concepts_in, with_concepts
from eqia.review.standing.states import Step, standing, take
from eqia.review.standing.verdicts import plain, refuse_unfixed
from eqia.view.approval import approval_said


@dataclass(frozen=True)
class SignedOff:
    """The approval in a file, and whether the text is still the one that was approved."""

    approval: Approval
    holds: bool

    def __str__(self) -> str:
        """One sentence: who approved when, and whether that still counts."""
        by = in_words(self.approval)
        if self.holds:
            return f"Approved by {by} on {self.approval.when}. The text is exactly the one that was approved."
        return (
            f"The approval by {by} on {self.approval.when} is void: the text was changed afterwards. "
            "It has to be approved again."
        )


def signed_off(assessment: Assessment) -> SignedOff | None:
    """The approval of an assessment, and whether it holds; None if it was never approved."""
    approval = assessment.review.approval
    return SignedOff(approval, approval.digest == content_digest(assessment)) if approval else None


def not_approved(assessment: Assessment, file: str, *, elsewhere: bool) -> str:
    """Why an assessment is not approved, and what to do about it; "" if it is. ``file`` is its name as it is typed."""
    if approval_said(assessment, elsewhere=elsewhere):
        return ""
    if elsewhere and not assessment.review.approval:
        return 'It is not approved. Fill in "Approved by" and "Date of approval" when it has been signed.'
    given, state = signed_off(assessment), standing(assessment).state
    if state == "withdrawn":
        return f'It is withdrawn. To go on: eqia review revise "{file}"'
    said = "It was never approved."
    if given and not given.holds:
        said = str(given).removesuffix(" It has to be approved again.")
    return f'{said} When it is ready: eqia approve "{file}" --post POST'


def fill_in(assessment: Assessment, approver: Person, when: str) -> Assessment:
    """The assessment with the approver and the date in the form's own boxes, where these are empty.

    A date that an earlier approval filled in makes way for the new one. Raises UsageError if the form names somebody
    else, or another day: that is for people to put right.
    """
    activity, earlier = concepts_in(assessment).activity, assessment.review.approval
    if earlier and activity.approval_date.text == earlier.when:
        activity = activity.model_copy(update={"approval_date": When()})
    if activity.approved_by and not any(is_one_person(approver, person) for person in activity.approved_by):
        named = "; ".join(in_words(person) for person in activity.approved_by)
        raise UsageError(
            f'The form says "Approved by: {named}", and you are {in_words(approver)}. '
            "Change the form, or give the name or post that it names."
        )
    if activity.approval_date.text and not _same_day(activity.approval_date, When(when)):
        said = activity.approval_date
        day = f', or say that it is the day of approval: --today "{said.text}"' if said.reading.day else ""
        raise UsageError(f'The form says "Date of approval: {said.text}", and today is {when}. Empty that box{day}.')
    filled: dict[str, object] = {"activity.approval_date": activity.approval_date.text or when}
    if not activity.approved_by:
        filled["activity.approved_by"] = [approver.model_dump(mode="json")]
    return with_concepts(assessment, filled)


def refuse_approval(assessment: Assessment, form: Form, approver: Person, *, author_may_approve: bool) -> None:
    """Raise UsageError if a section must still be fixed, or if the approver is the author and that is not allowed."""
    refuse_unfixed(assessment, form, "approval")
    if is_author(assessment, approver) and not author_may_approve:
        raise UsageError(
            f"{in_words(approver)} is also the lead officer, and in this council the author may not approve. "
            "Somebody else has to (pack.toml, author_may_approve)."
        )


def approve(assessment: Assessment, form: Form, approver: Person, when: str, *, author_may_approve: bool) -> Assessment:
    """The assessment approved: name, post, day and the digest of what was approved, and a line in the history.

    The form's own boxes must be filled in before (``fill_in``). Raises UsageError as ``refuse_approval`` does, or if
    the step cannot be taken from where the assessment stands.
    """
    refuse_approval(assessment, form, approver, author_may_approve=author_may_approve)
    approval = Approval(name=approver.name, post=approver.post, when=when, digest=content_digest(assessment))
    words = "author and approver are the same person" if is_author(assessment, approver) else ""
    stepped = take(assessment, Step.APPROVE, who=in_words(approver), when=when, words=words)
    return stepped.model_copy(update={"review": stepped.review.model_copy(update={"approval": approval})})


def is_author(assessment: Assessment, approver: Person) -> bool:
    """Whether the approver is one of the lead officers: the same name, or the same post where a name is missing."""
    return any(is_one_person(approver, officer) for officer in concepts_in(assessment).activity.lead_officers)


def is_one_person(one: Person, other: Person) -> bool:
    """Whether two entries can only mean one person: one name, or one post where either has no name."""
    if one.name.strip() and other.name.strip():
        return plain(one.name) == plain(other.name)
    return bool(one.post.strip()) and plain(one.post) == plain(other.post)


def in_words(person: Person | Approval) -> str:
    """A person in one line: the name, the post, or both."""
    return ", ".join(text for text in (person.name, person.post) if text)


def _same_day(one: When, other: When) -> bool:
    return one.text == other.text or (one.reading.day is not None and one.reading.day == other.reading.day)
