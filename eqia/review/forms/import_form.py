"""Makes an assessment of a filled-in form, ours or typed by hand, and says how sure each answer is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from eqia.assessment.model import Assessment
from eqia.errors import InputError
from eqia.form.definition import Layout
from eqia.form.kinds.register import kind_of
from eqia.form.loader import Pack, load_pack
from eqia.review.forms.form_reading import read_blocks, refuse_too_long
from eqia.review.forms.found import Found
from eqia.review.forms.report_text import blocks_of_text
from eqia.review.forms.typed import read_typed
from eqia.review.returned.answers import UNREADABLE, gather, missing_fields
from eqia.review.returned.doubts import Doubt, Why
from eqia.review.returned.imprint import Imprint, imprint_of
from eqia.review.returned.issued import Issued, source_in
from eqia.review.returned.layout import has_marks, text_to_read
from eqia.review.returned.look import Look, look_at
from eqia.review.returned.loose import Loose
from eqia.review.returned.printed import printed_texts
from eqia.review.returned.read import read_beside
from eqia.review.returned.seen import Reading, Seen
from eqia.review.returned.written import written_on
from eqia.view.build import build_view
from eqia.wordml.archive.package import read_parts
from eqia.wordml.editing.comments import read_comments
from eqia.wordml.form.anchors import FoundBy
from eqia.wordml.form.reading import Answer
from eqia.wordml.names import Element
from eqia.wordml.text.prose import Revision
from eqia.wordml.text.revisions import has_tracked_changes, resolve
from eqia.wordml.text.styles import styles_of

SURE: Final = {FoundBy.BOOKMARK: 1.0, FoundBy.TAG: 1.0, FoundBy.TITLE: 0.95, FoundBy.LABEL: 0.95}
AS_TEXT: Final = 0.9
"""How sure an answer can be at most that was taken from text, where cells and boxes are only guessed."""

MOST_AUTHORS: Final = 20
"""Authors of comments of whom it is looked whether they issued the copy."""

BY_MARKS: Final = "as one of ours, by the hidden marks of its fields"

_TRACKED: Final = "The document has tracked changes that are open. It was read as if all of them were accepted."
_NOTHING: Final = Seen((), (), ())


@dataclass(frozen=True)
class Imported(Reading):
    """An assessment made of a document, and ``how`` it was read.

    ``shown`` is what each field showed and ``sure`` how sure that is, from 0 to 1; ``missing`` are the fields of the
    form that were not found.
    """

    how: str
    shown: Mapping[str, Answer]
    sure: Mapping[str, float]
    missing: tuple[str, ...]

    @property
    def left_over(self) -> tuple[str, ...]:
        """The words that stand in no field."""
        return tuple(each.text for each in self.loose)

    @property
    def unreadable(self) -> tuple[str, ...]:
        """The boxes that were found but could not be read."""
        return tuple(path for path, answer in self.shown.items() if answer == UNREADABLE)


def import_document(data: bytes, council: str) -> Imported:
    """The assessment that a Word file shows. ``council`` names the form, where the file does not carry our data.

    Raises InputError if the file is damaged or refused, or if nothing of the form is in it.
    """
    parts = read_parts(data)
    source = source_in(parts)
    if source is not None:
        return _of_ours(parts, source)
    pack = load_pack(council)
    root, styles = text_to_read(parts), styles_of(parts)
    final = resolve(root, Revision.FINAL) if has_tracked_changes(root) else root
    look = look_at(final, styles, pack)
    if has_marks(look.places, pack):
        return _without_data(parts, final, look, pack)
    typed = read_typed(parts, root, final, styles, pack)
    return _finish(typed.found, pack, "by its printed labels", typed.seen, typed.loose, parts)


def import_data(assessment: Assessment, pack: Pack) -> Imported:
    """The assessment whose data travelled inside a document of ours."""
    shown = build_view(assessment, pack.form, draft=False).printed
    sure = dict.fromkeys(shown, 1.0)
    return Imported(assessment, pack, (), (), (), (), "from the data inside it", shown, sure, ())


def import_text(text: str, council: str) -> Imported:
    """The assessment that the text of a report shows, such as that of a PDF. Boxes without a mark count as unreadable.

    Raises InputError if nothing of the form is in it.
    """
    refuse_too_long(text.count("\n"))
    pack = load_pack(council)
    found = read_blocks(blocks_of_text(text, pack), pack, boxes_may_be_lost=True)
    found.sure = {path: min(sure, AS_TEXT) for path, sure in found.sure.items()}
    return _finish(found, pack, "as text, by its printed labels", _NOTHING, tuple(found.left_over), {})


def _of_ours(parts: Mapping[str, bytes], source: Issued) -> Imported:
    returned = read_beside(parts, source)
    pack = returned.pack
    printed = build_view(returned.issued, pack.form, draft=False).printed
    return Imported(
        assessment=returned.assessment,
        pack=pack,
        doubts=(*_read_as_accepted(returned), *returned.doubts),
        tracked=returned.tracked,
        remarks=returned.remarks,
        loose=returned.loose,
        how=BY_MARKS,
        shown=returned.shown,
        sure={path: SURE[found_by] for path, found_by in returned.found_by.items()},
        missing=tuple(missing_fields(returned.shown, printed)),
    )


def _without_data(parts: Mapping[str, bytes], root: Element, look: Look, pack: Pack) -> Imported:
    """A document of ours that has lost the data inside it: what it prints is all that is known."""
    imprint = imprint_of(root, parts, pack)
    revision = int(imprint.revision or 1)
    blank = pack.model(council=pack.facts.council, reference=imprint.reference, revision=max(revision, 1))
    shown = gather(look.shown, blank, pack.form)
    authors = dict.fromkeys(comment.author for comment in read_comments(parts, root))
    written = written_on(shown.assessment, pack, imprint.issued, list(authors)[:MOST_AUTHORS], imprint.digest)
    imported = _of_ours(parts, Issued(shown.assessment, recorded=written, digest=imprint.digest))
    return replace(imported, doubts=(_lost(imprint, pack), *imported.doubts, *shown.doubts))


def _lost(imprint: Imprint, pack: Pack) -> Doubt:
    """What is not in an import, since the data inside the document are gone."""
    kept = f"Its last page gave the reference ({imprint.reference or 'none'}) and the revision ({imprint.revision})."
    unprinted = [
        pack.places.describe(question.id)
        for section in pack.form.sections
        for question in section.questions
        if not question.printed
    ]
    lost = "; ".join([*unprinted, "the history"])
    said = f"The data inside this document are gone, and with them what it does not print: {lost}."
    how = "To bring it back into the file it was made from: eqia review apply DOCUMENT --against FILE.json"
    return Doubt("", Why.BESIDE, " ".join([said, *([kept] if imprint.revision else []), how]))


def _finish(
    found: Found,
    pack: Pack,
    how: str,
    seen: Seen,
    loose: tuple[Loose, ...],
    parts: Mapping[str, bytes] | None = None,
) -> Imported:
    """What was found, as an import. Given the ``parts`` of a file, what it prints by itself is no loose text."""
    blank = pack.model(council=pack.facts.council)
    if not found.shown:
        raise InputError(f"Nothing of the form of {pack.form.council} was found in this document.")
    gathered = gather(found.shown, blank, pack.form)
    wanted = build_view(blank, pack.form, draft=False).printed
    if parts is not None:
        printed = printed_texts(Issued(gathered.assessment), pack, parts)
        loose = tuple(each for each in loose if not printed.in_body(each.text))
    return Imported(
        assessment=gathered.assessment,
        pack=pack,
        doubts=(*_read_as_accepted(seen), *seen.doubts, *gathered.doubts),
        tracked=seen.tracked,
        remarks=seen.remarks,
        loose=loose,
        how=how,
        shown=found.shown,
        sure=found.sure,
        missing=tuple(path for path in _all_fields(pack, wanted) if path not in found.shown),
    )


def _read_as_accepted(seen: Seen | Reading) -> Iterator[Doubt]:
    if seen.tracked:
        yield Doubt("", Why.OPEN_CHANGES, _TRACKED)


def _all_fields(pack: Pack, printed: Mapping[str, object]) -> list[str]:
    """Every field of a form, whether a blank one prints it or not."""
    fields = list(printed)
    for section in pack.form.sections:
        for question in section.printed:
            kind = kind_of(question)
            if section.layout is not Layout.ACTIONS:
                fields += [question.id] if kind.by_rows else kind.cells(question, question.id, kind.blank)
    return list(dict.fromkeys(fields))
