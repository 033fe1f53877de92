"""Out to the reviewer and back: the review copy, and the document that came back, applied to the file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from eqia.assessment.dates import in_words
from eqia.assessment.model import Assessment
from eqia.documents import Format
from eqia.errors import InputError, UsageError
from eqia.form.places import Places
from eqia.replacing import Guard
from eqia.review.annotate import Annotation, annotate
from eqia.review.merging.base import why_another
from eqia.review.merging.merge import apply, propose, undecided
from eqia.review.merging.proposals import Choice, Proposal, Three
from eqia.review.merging.record import keep_review
from eqia.review.returned.read import Returned
from eqia.review.standing.carrying import ISSUED, Carry
from eqia.review.standing.states import record, with_review
from eqia.reviewing.files import keep_copy, moment, place_of, refuse_changed, save
from eqia.rules.findings import Gate
from eqia.seals import Purpose, sealed
from eqia.workflows import Opened, check_assessment, edition_of, make_documents


def issue_for_review(opened: Opened, target: Path, author: str, day: date, *, force: bool = False) -> tuple[Path, ...]:
    """Write the review copy of an assessment: its Word document with the findings as comments. The file records that.

    Gives the copy that was kept of what was there, if ``force`` replaced something else than a review copy. Raises
    OutputError, and then neither is written, UsageError if the document would take the place of the file.
    """
    if os.path.realpath(target) == os.path.realpath(opened.path):
        raise UsageError("The document would take the place of the assessment. Name another file with -o.")
    guard = Guard(Purpose.REVIEW, force=force)
    guard.refuse(target)
    made, issued = review_copy(opened, author, day)
    refuse_changed(opened)
    kept = guard.write({target: made})
    save(opened, issued)
    return kept


def review_copy(opened: Opened, author: str, day: date, gate: Gate = Gate.APPROVAL) -> tuple[bytes, Assessment]:
    """The review copy of an assessment, and the assessment with a record of the issue."""
    findings = check_assessment(opened, day)
    issued = record(opened.assessment, ISSUED, who=author, when=in_words(day))
    edition = edition_of(replace(opened, assessment=issued), findings, Carry.REVIEW)
    document = make_documents(edition.shown, [Format.DOCX], edition.draft)[Format.DOCX]
    annotation = Annotation(findings, gate, author, in_words(day), moment(day))
    made = annotate(document, opened.assessment, opened.pack, annotation)
    return sealed(made, Purpose.REVIEW), issued


@dataclass(frozen=True)
class Merge:
    """A returned document beside the file it is to be applied to, and each change that is proposed."""

    returned: Returned
    opened: Opened
    proposals: tuple[Proposal, ...]

    @property
    def three(self) -> Three:
        """What was issued, what came back, what the file holds."""
        return Three(self.returned.issued, self.returned.assessment, self.opened.assessment)

    @property
    def notes(self) -> tuple[str, ...]:
        """What to know about the document beside its changes: places that are gone, and words outside the answers."""
        told = {doubt for proposal in self.proposals for doubt in proposal.doubts}
        places = self.opened.pack.places
        outside = (
            f'"{loose.text}" stands outside the answers, {_near(loose.near, places)}. It is kept as a remark.'
            for loose in self.returned.loose
        )
        return (*(doubt.sentence for doubt in self.returned.doubts if doubt not in told), *outside)

    @property
    def kept(self) -> Path:
        """Where the file as it was is kept once this is applied."""
        return place_of(self.opened)

    def refuse_unknown(self, choices: Mapping[str, Choice]) -> None:
        """Raise UsageError, with the names that there are, if a choice is on a change that did not come back."""
        known = [proposal.key for proposal in self.proposals]
        wrong = [key for key in choices if key not in known]
        if wrong:
            names = f"There are: {', '.join(known)}." if known else "No answer was changed."
            raise UsageError(f"There is no change called {', '.join(wrong)} to choose on. {names}")

    def undecided(self, choices: Mapping[str, Choice]) -> tuple[Proposal, ...]:
        """The proposals that a person still has to choose on."""
        return undecided(self.proposals, choices)


def begin_merge(returned: Returned, opened: Opened, *, knowingly: bool = False) -> Merge:
    """What a returned document proposes to change in a file.

    Raises InputError, naming why, if the document was made from another assessment or revision, unless ``knowingly``.
    """
    why = returned.another or why_another(returned.issued, opened.assessment)
    if why and not knowingly:
        raise InputError(
            f'This document does not belong to "{opened.path}": {why}. Nothing was changed. '
            "To merge it all the same, look at each change and say --knowingly."
        )
    three = Three(returned.issued, returned.assessment, opened.assessment)
    return Merge(returned, opened, propose(three, opened.pack.form, returned.doubts))


def finish_merge(merge: Merge, choices: Mapping[str, Choice], day: date) -> Assessment:
    """The assessment with what came back, by these choices, with its comments and verdicts; it is saved.

    The file as it was is kept beside it; where nothing new came back, it stays as it is. Raises UsageError while
    something has not been chosen on.
    """
    merge.refuse_unknown(choices)
    waiting = merge.undecided(choices)
    if waiting:
        raise UsageError(f"Nothing was changed: {len(waiting)} of the changes that came back wait for a choice.")
    merged = apply(merge.three, merge.opened.pack.form, merge.proposals, choices)
    taken = sum(proposal.taken(choices) for proposal in merge.proposals)
    what = f"review applied: {taken} of {len(merge.proposals)} changes taken over"
    kept = with_review(merge.opened.assessment, keep_review(merged, merge.returned, in_words(day)))
    if not merge.proposals and kept == merge.opened.assessment:
        return kept
    done = record(kept, what, who=_reviewers(merge.returned), when=in_words(day))
    keep_copy(merge.opened)
    save(merge.opened, done)
    return done


def _reviewers(returned: Returned) -> str:
    names = [edit.author for edit in returned.tracked] + [
        remark.author for remark in returned.remarks if not remark.rule
    ]
    return ", ".join(dict.fromkeys(name for name in names if name)) or "Reviewer"


def _near(path: str, places: Places) -> str:
    return f"near {places.describe(path)}" if path else "at the top"
