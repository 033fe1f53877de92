"""Changes, and documents that came back, as JSON: the shapes that schemas/changes and schemas/review publish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from eqia.assessment.store import content_digest
from eqia.assessment.vocabulary import Mark
from eqia.form.kinds.changes import Change, What
from eqia.form.places import Places
from eqia.form.projection import title_of
from eqia.review.comparing.compare import compare
from eqia.review.returned.doubts import Why
from eqia.review.returned.read import Returned
from eqia.review.returned.remarks import Remark
from eqia.review.returned.seen import Reading
from eqia.reviewing.comparing import Compared
from eqia.rules.characters import unseen
from eqia.textdiff import Kind
from eqia.wordml.form.anchors import FoundBy
from eqia.wordml.text.revisions import Tracked
from eqia.workflows import Opened

CHANGES_FORMAT: Final = 1
"""The version of these shapes."""


class Shape(BaseModel):
    """A part of a report: closed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class EditReport(Shape):
    """A piece of a text and what became of it."""

    kind: Kind
    text: str


class ChangeReport(Shape):
    """One change."""

    path: str = Field(description="The field's path, in the newer text; of what is gone, in the older one.")
    place: str = Field(description="Where that is, in the form's words.")
    what: What
    sentence: str
    old: str
    new: str
    edits: list[EditReport] = Field(description="Long texts, word by word.")


class SideReport(Shape):
    """One of two assessments."""

    file: str
    title: str
    revision: int
    digest: str = Field(description="SHA-256 of what the assessment says.")


class ChangesReport(Shape):
    """What changed from one assessment to another."""

    format: Literal[1] = CHANGES_FORMAT
    old: SideReport
    new: SideReport
    changes: list[ChangeReport]
    notes: list[str] = Field(description="What to know about the two files.")


class TrackedReport(Shape):
    """A tracked change that is neither accepted nor rejected."""

    path: str
    kind: Tracked
    author: str
    when: str
    text: str
    place: str = Field(description="Where it is besides, such as in a footnote; mostly empty.")


class TextsReport(Shape):
    """A change that the open tracked changes leave undecided: the text without and with them."""

    path: str
    rejected: str
    accepted: str


class ReplyReport(Shape):
    """An answer to a comment."""

    author: str
    when: str
    text: str


class RemarkReport(Shape):
    """A comment."""

    path: str = Field(description="The field it is on; empty if it is on none.")
    section: str
    author: str
    when: str
    text: str
    quote: str = Field(description="The words it is on.")
    resolved: bool
    rule: str = Field(description="The id of the rule if it is a finding of eqia's.")
    verdict: Mark | None
    replies: list[ReplyReport]
    place: str = Field(description="Where it is besides, such as the page of a PDF; mostly empty.")


class DoubtReport(Shape):
    """Something that a person should confirm."""

    path: str
    why: Why
    sentence: str


class LooseReport(Shape):
    """Words that stand in no field."""

    text: str
    near: str = Field(description="The field they stand beside or after.")


class UnseenReport(Shape):
    """What of an answer not every document can show."""

    path: str
    sentence: str


class ReviewReport(Shape):
    """What a document that came back says."""

    format: Literal[1] = CHANGES_FORMAT
    title: str
    revision: int
    issued_digest: str = Field(description="SHA-256 of the assessment that the document was made from.")
    digest: str = Field(description="SHA-256 of what it says now, tracked changes accepted.")
    found_by: dict[str, FoundBy] = Field(description="How the place of each field was found.")
    changes: list[ChangeReport]
    tracked: list[TrackedReport]
    undecided: list[TextsReport] = Field(description="The fields with open tracked changes, both texts.")
    remarks: list[RemarkReport]
    doubts: list[DoubtReport]
    unseen: list[UnseenReport] = Field(description="What of the answers not every document can show.")
    loose: list[LooseReport]


def changes_of(compared: Compared) -> ChangesReport:
    """The report on what changed between two files."""
    return ChangesReport(
        old=_side(compared.old),
        new=_side(compared.new),
        changes=list(_changes(compared.changes, compared.new.pack.places)),
        notes=list(compared.notes),
    )


def review_of(returned: Returned) -> ReviewReport:
    """The report on a document that came back."""
    places, form = returned.pack.places, returned.pack.form
    open_ = compare(returned.original, returned.assessment, form) if returned.tracked else ()
    return ReviewReport(
        title=title_of(returned.issued),
        revision=returned.issued.revision,
        issued_digest=content_digest(returned.issued),
        digest=content_digest(returned.assessment),
        found_by=dict(returned.found_by),
        changes=list(_changes(compare(returned.issued, returned.assessment, form), places)),
        tracked=[TrackedReport(**vars(edit)) for edit in returned.tracked],
        undecided=[TextsReport(path=each.path, rejected=each.old, accepted=each.new) for each in open_],
        remarks=[remark_report(remark) for remark in returned.remarks],
        doubts=[DoubtReport(**vars(doubt)) for doubt in returned.doubts],
        unseen=list(unseen_in(returned)),
        loose=[LooseReport(**vars(each)) for each in returned.loose],
    )


def _changes(changes: Iterable[Change], places: Places) -> Iterable[ChangeReport]:
    for change in changes:
        edits = [EditReport(kind=edit.kind, text=edit.text) for edit in change.edits]
        yield ChangeReport(
            path=change.path,
            place=places.describe(change.path),
            what=change.what,
            sentence=change.sentence,
            old=change.old,
            new=change.new,
            edits=edits,
        )


def remark_report(remark: Remark) -> RemarkReport:
    """A comment of a document."""
    replies = [ReplyReport(**vars(reply)) for reply in remark.replies]
    verdict = remark.verdict[0] if remark.verdict else None
    return RemarkReport(**{**vars(remark), "verdict": verdict, "replies": replies})


def unseen_in(reading: Reading) -> Iterator[UnseenReport]:
    """What of the answers of a document not every document can show."""
    for path, said in unseen(reading.assessment):
        yield UnseenReport(path=path, sentence=f"{reading.pack.places.describe(path)}: {said}.")


def _side(opened: Opened) -> SideReport:
    assessment = opened.assessment
    return SideReport(
        file=str(opened.path),
        title=title_of(assessment),
        revision=assessment.revision,
        digest=content_digest(assessment),
    )
