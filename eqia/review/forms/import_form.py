"""Makes an assessment of a filled-in form, ours or typed by hand, and says how sure each answer is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from eqia.assessment import store
from eqia.assessment.model import Assessment, Remark
from eqia.errors import InputError
from eqia.form.definition import Kind, Layout
from eqia.form.loader import Pack, load_pack
from eqia.review.forms.form_reading import Found, read_blocks, refuse_too_long
from eqia.review.forms.report_text import blocks_of_text
from eqia.review.returned.answers import UNREADABLE, gather
from eqia.review.returned.doubts import Doubt, Why
from eqia.review.returned.layout import STYLES, anchors_of, text_to_read
from eqia.review.returned.look import Look, look_at
from eqia.review.returned.loose import find_loose, is_printed
from eqia.review.returned.read import issued_in, read_returned
from eqia.view.build import build_view
from eqia.wordml.archive.package import read_parts
from eqia.wordml.archive.store import read_source
from eqia.wordml.form.anchors import FoundBy
from eqia.wordml.form.reading import Answer
from eqia.wordml.names import Element
from eqia.wordml.text.blocks import Block, BlockReader
from eqia.wordml.text.cells import Prose
from eqia.wordml.text.notes import read_notes
from eqia.wordml.text.prose import Revision
from eqia.wordml.text.revisions import has_tracked_changes, resolve
from eqia.wordml.text.styles import Styles, read_styles

SURE: Final = {FoundBy.BOOKMARK: 1.0, FoundBy.TAG: 1.0, FoundBy.TITLE: 0.95, FoundBy.LABEL: 0.95}
AS_TEXT: Final = 0.9
"""How sure an answer can be at most that was taken from text, where cells and boxes are only guessed."""

ENOUGH: Final = 0.5
"""The part of our hidden marks that must be there for a document to be read by them."""

IMPORT: Final = "import"
"""Who, in the file, says what fitted nowhere."""

_TRACKED: Final = "The document has tracked changes that are open. It was read as if all of them were accepted."


@dataclass(frozen=True)
class Imported:
    """An assessment made of a document, and ``how`` it was read.

    ``shown`` is what each field showed and ``sure`` how sure that is, from 0 to 1; ``missing`` are the fields of the
    form that were not found; ``left_over`` are the words that fit nowhere. They are kept in the assessment too.
    """

    assessment: Assessment
    pack: Pack
    how: str
    shown: Mapping[str, Answer]
    sure: Mapping[str, float]
    missing: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    left_over: tuple[str, ...]

    @property
    def unreadable(self) -> tuple[str, ...]:
        """The boxes that were found but could not be read."""
        return tuple(path for path, answer in self.shown.items() if answer == UNREADABLE)


def import_document(data: bytes, council: str) -> Imported:
    """The assessment that a Word file shows. ``council`` names the form, where the file does not carry our data.

    Raises InputError if the file is damaged or refused, or if nothing of the form is in it.
    """
    parts = read_parts(data)
    if read_source(parts) is not None and _is_whole(parts):
        return _of_ours(data)
    pack = load_pack(council)
    root, styles = text_to_read(parts), read_styles(parts.get(STYLES, b""))
    doubts = [Doubt("", Why.OPEN_CHANGES, _TRACKED)] if has_tracked_changes(root) else []
    root = resolve(root, Revision.FINAL) if doubts else root
    look = look_at(root, styles, pack)
    marked = [spot for spot in look.places if spot.found_by is FoundBy.BOOKMARK]
    if len(marked) > ENOUGH * len(anchors_of(pack)):
        return _by_marks(look, parts, pack, doubts)
    found = read_blocks(_blocks(root, styles, pack), pack)
    found.left_over += read_notes(parts).values()
    return _finish(found, pack, "by its printed labels", doubts)


def import_data(data: Mapping[str, Any]) -> Imported:
    """The assessment whose data travelled inside a document of ours. Raises InputError if it is damaged."""
    assessment, problems = store.parse(data)
    if assessment is None:
        raise InputError(f"The data inside this document are damaged: {problems[0].path}, {problems[0].text}")
    pack = load_pack(assessment.council)
    shown = build_view(assessment, pack.form, draft=False).printed
    return Imported(assessment, pack, "from the data inside it", shown, dict.fromkeys(shown, 1.0), (), (), ())


def import_text(text: str, council: str) -> Imported:
    """The assessment that the text of a report shows, such as that of a PDF. Boxes without a mark count as unreadable.

    Raises InputError if nothing of the form is in it.
    """
    refuse_too_long(text.count("\n"))
    pack = load_pack(council)
    found = read_blocks(blocks_of_text(text, pack), pack, boxes_may_be_lost=True)
    found.sure = {path: min(sure, AS_TEXT) for path, sure in found.sure.items()}
    return _finish(found, pack, "as text, by its printed labels", ())


def _blocks(root: Element, styles: Styles, pack: Pack) -> Iterator[Block]:
    prose = Prose.of(root, styles, Revision.FINAL, pack.form.blanks)
    return BlockReader(prose, styles).read(root)


def _is_whole(parts: Mapping[str, bytes]) -> bool:
    try:
        issued_in(parts)
    except InputError:
        return False
    return True


def _of_ours(data: bytes) -> Imported:
    returned = read_returned(data)
    shown = build_view(returned.assessment, returned.pack.form, draft=False).printed
    left_over = tuple(loose.text for loose in returned.loose)
    return Imported(
        assessment=_with_left_over(returned.assessment, left_over),
        pack=returned.pack,
        how="as one of ours, by the hidden marks of its fields",
        shown=shown,
        sure={path: SURE[found_by] for path, found_by in returned.found_by.items()},
        missing=(),
        doubts=returned.doubts,
        left_over=left_over,
    )


def _by_marks(look: Look, parts: Mapping[str, bytes], pack: Pack, doubts: Iterable[Doubt]) -> Imported:
    """A document of ours that has lost the data inside it."""
    sure = {spot.path: SURE[spot.found_by] for spot in look.spots}
    shows = gather(look.shown, Assessment(council=pack.facts.council), pack.form).assessment
    left_over = [loose.text for loose in find_loose(look, parts, shows, pack)]
    found = Found(dict(look.shown), sure, left_over)
    return _finish(found, pack, "as one of ours, by the hidden marks of its fields", doubts)


def _finish(found: Found, pack: Pack, how: str, doubts: Iterable[Doubt]) -> Imported:
    blank = Assessment(council=pack.facts.council)
    if not found.shown:
        raise InputError(f"Nothing of the form of {pack.form.council} was found in this document.")
    gathered = gather(found.shown, blank, pack.form)
    wanted = build_view(blank, pack.form, draft=False).printed
    left_over = tuple(text.strip() for text in found.left_over if not is_printed(text, pack))
    return Imported(
        assessment=_with_left_over(gathered.assessment, left_over),
        pack=pack,
        how=how,
        shown=found.shown,
        sure=found.sure,
        missing=tuple(path for path in _all_fields(pack, wanted) if path not in found.shown),
        doubts=(*doubts, *gathered.doubts),
        left_over=left_over,
    )


def _all_fields(pack: Pack, printed: Mapping[str, object]) -> list[str]:
    """Every field of a form, whether a blank one prints it or not."""
    fields = list(printed)
    for section in pack.form.sections:
        for question in section.questions:
            if not question.printed or question.joins:
                continue
            if question.kind is Kind.MATRIX:
                fields += [f"{question.id}.{row}.{column.id}" for row in question.rows for column in question.columns]
            elif question.kind is Kind.YES_NO:
                fields += [f"{question.id}.{word}" for word in ("yes", "no")]
            elif section.layout is not Layout.ACTIONS:
                fields.append(question.id)
    return list(dict.fromkeys(fields))


def _with_left_over(assessment: Assessment, texts: Iterable[str]) -> Assessment:
    remarks = tuple(Remark(field="", who=IMPORT, words=text) for text in texts)
    review = assessment.review.model_copy(update={"remarks": (*assessment.review.remarks, *remarks)})
    return assessment.model_copy(update={"review": review})
