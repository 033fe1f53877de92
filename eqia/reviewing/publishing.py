"""The documents for the public, proven to hold nothing that their pages do not show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from eqia.assessment.dates import in_words
from eqia.assessment.model import Assessment
from eqia.documents import Format
from eqia.errors import ChecksFailed, MissingLibrary, RenderError
from eqia.files import make_folder
from eqia.form.projection import concepts_in
from eqia.replacing import Guard
from eqia.review.publish import find_private, published_part
from eqia.review.returned.read import read_returned
from eqia.review.standing.sign_off import in_words as person_in_words
from eqia.review.standing.sign_off import refuse_approval, signed_off
from eqia.review.standing.states import Step, standing, take
from eqia.reviewing.files import refuse_changed, save
from eqia.seals import Purpose, sealed
from eqia.wordml.archive.cleaning import without_traces
from eqia.wordml.archive.package import read_parts, write_parts
from eqia.workflows import Opened, Rendered, check_assessment, make_documents, still_open

_ELSEWHERE: Final = "signed elsewhere, as typed into the form"


def publish_file(opened: Opened, folder: Path, who: str, day: date, *, force: bool = False) -> Rendered:
    """The documents for the public, in Word and PDF, and the file in the state "published".

    Raises ChecksFailed if something stands before publication or the approval does not hold, RenderError if a document
    would hold more than its pages show, MissingLibrary, with nothing published, if the PDF cannot be made.
    """
    approved = _approved(opened, day)
    done = take(approved, Step.PUBLISH, who=who, when=in_words(day))
    public = replace(opened, assessment=published_part(approved))
    guard = Guard(Purpose.PUBLICATION, folder=folder, force=force, public=True)
    paths = {format: folder / f"{opened.path.stem}.{format}" for format in (Format.DOCX, Format.PDF)}
    guard.refuse(*paths.values())
    try:
        made = make_documents(public, paths, draft=False)
    except MissingLibrary as error:
        raise MissingLibrary(f'Nothing was published, and "{opened.path}" is as it was. {error}') from None
    made[Format.DOCX] = clean_copy(made[Format.DOCX], public.assessment)
    make_folder(folder, public=True)
    refuse_changed(opened)
    kept = guard.write({paths[format]: sealed(data, Purpose.PUBLICATION) for format, data in made.items()})
    save(opened, done)
    return Rendered(tuple(paths.values()), kept=kept)


def clean_copy(document: bytes, public: Assessment) -> bytes:
    """A Word document proven to hold nothing but what its pages show: if it held no more, its bytes are as they were.

    Raises RenderError, naming what it holds.
    """
    clean = write_parts(without_traces(read_parts(document))) if find_private(document) else document
    found = find_private(clean)
    if found:
        raise RenderError(f"The Word template brings along what is not for the public: {', '.join(found)}.")
    if read_returned(clean).assessment != public:
        raise RenderError("The copy for the public does not show the answers as they were given.")
    return clean


def _approved(opened: Opened, day: date) -> Assessment:
    """The assessment of a file in the state "approved" or beyond. Raises ChecksFailed, with what to do, if it is not.

    Where the council signs elsewhere, the step that was taken there is written into the history.
    """
    if open := tuple(still_open(opened, check_assessment(opened, day))):
        raise ChecksFailed("\n".join(["Nothing was published.", *open]))
    assessment, activity = opened.assessment, concepts_in(opened.assessment).activity
    if signed_off(assessment) or Step.APPROVE not in standing(assessment).steps:
        return assessment
    for approver in activity.approved_by:
        allowed = opened.pack.sign_off.author_may_approve
        refuse_approval(assessment, opened.pack.form, approver, author_may_approve=allowed)
    who = "; ".join(map(person_in_words, activity.approved_by))
    return take(assessment, Step.APPROVE, who=who, when=activity.approval_date.text, words=_ELSEWHERE)
