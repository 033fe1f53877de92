"""A PDF of ours made into an assessment: the data inside it, what its pages show otherwise, and the notes on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from eqia.assessment.store import content_digest
from eqia.documents import Format, answers_in_pdf, changed_answers, notes_on_pdf, read_source
from eqia.errors import InputError, MissingLibrary
from eqia.form.kinds.changes import quoted
from eqia.form.loader import Pack
from eqia.review.forms.import_form import Imported, import_data
from eqia.review.returned.doubts import Doubt, Why
from eqia.review.returned.loose import Loose
from eqia.review.returned.remarks import Remark, Reply
from eqia.verify import SAYS, State, Verified, compare_with_data
from eqia.view.document import Printed
from eqia.workflows import read_assessment, view_of

UNSURE: Final = 0.5
"""How sure an answer is of which the page shows something else."""


def import_pdf(path: Path, data: bytes) -> Imported:
    """The assessment that a PDF of ours carries, compared with what its pages show.

    Where they differ the data are taken, the words of the page are kept beside, and a person has to confirm. Raises
    InputError for what is not ours or is damaged.
    """
    verified, unable = _compared(path, data)
    pack = verified.shows.pack
    imported = import_data(verified.shows.assessment, pack)
    page = _answers(data)
    return replace(
        imported,
        doubts=(*unable, *_doubts(verified, imported, page)),
        remarks=tuple(_remarks(data, pack)),
        loose=tuple(_other_words(verified, page)),
        sure={**imported.sure, **dict.fromkeys(verified.changed, UNSURE)},
    )


def _compared(path: Path, data: bytes) -> tuple[Verified, tuple[Doubt, ...]]:
    """What the comparison says; where no PDF can be drawn, only the answers are compared, and that is said."""
    try:
        return compare_with_data(path, data, Format.PDF), ()
    except MissingLibrary as error:
        shows = read_assessment((read_source(data, Format.PDF) or "").encode(), path)
        changed = tuple(changed_answers(data, view_of(shows, draft=False), shows.pack, Format.PDF))
        state = State.CHANGED if changed else State.SAVED_AGAIN
        said = f"Only the answers on its pages were compared with the data inside it, not its look. {error}"
        digest = content_digest(shows.assessment)
        return Verified(state, shows, digest, changed), (Doubt("", Why.PAGE, said),)


def _answers(data: bytes) -> dict[str, Printed]:
    try:
        return dict(answers_in_pdf(data))
    except InputError:
        return {}


def _doubts(verified: Verified, imported: Imported, page: dict[str, Printed]) -> Iterator[Doubt]:
    name = imported.pack.places.describe
    for path in verified.changed:
        shown = f"the page shows {_quoted(page[path])}" if path in page else "the page does not show it"
        said = f"{name(path)}: {shown}, and the data inside the file say {_quoted(imported.shown.get(path, ''))}."
        yield Doubt(path, Why.PAGE, f"{said} The data were taken.")
    if not verified.same:
        answers = {name(path) for path in verified.changed}
        for sentence, lines in verified.said():
            if sentence == SAYS[State.NOTES]:
                continue  # these are listed as comments
            others = [line for line in lines if line not in answers]
            yield Doubt("", Why.PAGE, "\n".join([sentence, *others]))


def _quoted(shown: Printed) -> str:
    if isinstance(shown, bool):
        return "a ticked box" if shown else "a box that is not ticked"
    return quoted(shown) if shown.strip() else "nothing"


def _other_words(verified: Verified, page: dict[str, Printed]) -> Iterator[Loose]:
    """What the page shows in place of the data, to be kept."""
    for path in verified.changed:
        text = page.get(path)
        if isinstance(text, str) and text.strip():
            yield Loose(text, path)


def _remarks(data: bytes, pack: Pack) -> Iterator[Remark]:
    for note in notes_on_pdf(data):
        place = pack.places.find(note.path) if note.path else None
        yield Remark(
            path=note.path if place else "",
            section=place.section.id if place else "",
            author=note.author,
            when=note.when,
            text=note.words,
            resolved=note.settled,
            replies=tuple(Reply(reply.author, reply.when, reply.words) for reply in note.replies),
            place=f"page {note.page}",
        )
