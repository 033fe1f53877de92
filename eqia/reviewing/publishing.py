"""The documents for the public, proven to hold nothing that their pages do not show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from eqia.assessment.dates import in_words
from eqia.assessment.model import Assessment
from eqia.documents import Format
from eqia.errors import ChecksFailed, MissingLibrary, RenderError
from eqia.files import make_folder, write_atomically
from eqia.review.publish import find_private, published_part
from eqia.review.returned.read import read_returned
from eqia.review.standing.sign_off import signed_off
from eqia.review.standing.states import Step, take
from eqia.reviewing.files import save
from eqia.rules.findings import Gate
from eqia.wordml.archive.cleaning import without_traces
from eqia.wordml.archive.package import read_parts, write_parts
from eqia.workflows import Opened, check_assessment, make_documents


def publish_file(opened: Opened, folder: Path, who: str, day: date) -> tuple[Path, ...]:
    """The documents for the public, in Word and PDF, and the file in the state "published".

    Raises ChecksFailed if something stands before publication or the approval does not hold, RenderError if a document
    would hold more than its pages show, MissingLibrary, with nothing published, if the PDF cannot be made.
    """
    _refuse_unapproved(opened, day)
    done = take(opened.assessment, Step.PUBLISH, who=who, when=in_words(day))
    public = replace(opened, assessment=published_part(opened.assessment))
    try:
        made = make_documents(public, [Format.DOCX, Format.PDF], draft=False)
    except MissingLibrary as error:
        raise MissingLibrary(f'Nothing was published, and "{opened.path}" is as it was. {error}') from None
    made[Format.DOCX] = clean_copy(made[Format.DOCX], public.assessment)
    make_folder(folder)
    paths = {format: folder / f"{opened.path.stem}.{format}" for format in made}
    for format, data in made.items():
        write_atomically(paths[format], data)
    save(opened, done)
    return tuple(paths.values())


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


def _refuse_unapproved(opened: Opened, day: date) -> None:
    given = signed_off(opened.assessment)
    if given is None or not given.holds:
        said = str(given) if given else "It was never approved."
        raise ChecksFailed(f'Nothing was published. {said} Approve it first: eqia approve "{opened.path}"')
    if not check_assessment(opened, day).clear(Gate.PUBLICATION):
        raise ChecksFailed(
            "Nothing was published: something still stands before publication. "
            f'See what with: eqia check "{opened.path}" --gate publication'
        )
