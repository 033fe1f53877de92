"""Reads a document of ours whose data are gone beside the assessment it was made from: by its marks, else labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from eqia.assessment.model import Assessment
from eqia.assessment.paths import list_of
from eqia.errors import InputError
from eqia.form.loader import Pack, load_pack
from eqia.review.forms.typed import Typed, read_typed
from eqia.review.returned.answers import gather, missing_fields
from eqia.review.returned.doubts import Doubt, Why
from eqia.review.returned.imprint import doubts_beside, imprint_of, why_another
from eqia.review.returned.issued import Issued, source_in
from eqia.review.returned.layout import has_places, text_to_read
from eqia.review.returned.look import look_at
from eqia.review.returned.printed import printed_texts
from eqia.review.returned.read import Returned, read_beside
from eqia.view.build import build_view
from eqia.wordml.archive.package import read_parts
from eqia.wordml.form.anchors import FoundBy
from eqia.wordml.text.prose import Revision
from eqia.wordml.text.revisions import has_tracked_changes, resolve
from eqia.wordml.text.styles import styles_of

CERTAIN = 1.0


def read_against(data: bytes, file: Assessment) -> Returned:
    """Read a Word file that came back, beside ``file`` if it does not carry the assessment it was made from.

    What it does not show is as the file has it. Raises InputError if it is damaged, refused or not of this form.
    """
    parts = read_parts(data)
    source = source_in(parts)
    if source is not None:
        return read_beside(parts, source)
    pack = load_pack(file.council)
    root = text_to_read(parts)
    final = resolve(root, Revision.FINAL) if has_tracked_changes(root) else root
    styles = styles_of(parts)
    if has_places(look_at(final, styles, pack).places, pack):
        returned = read_beside(parts, Issued(file))
    else:
        typed = read_typed(parts, root, final, styles, pack)
        before = typed if final is root else read_typed(parts, root, resolve(root, Revision.ORIGINAL), styles, pack)
        texts = printed_texts(Issued(file), pack, parts)
        loose = tuple(each for each in typed.loose if not texts.in_body(each.text))
        returned = _by_labels(replace(typed, loose=loose), before, file, pack, spaced=styles.tell_blank_lines)
    imprint = imprint_of(final, parts, pack)
    doubts = (*doubts_beside(imprint, file, returned.assessment, pack), *returned.doubts)
    return replace(returned, doubts=doubts, another=why_another(imprint, file))


def _by_labels(typed: Typed, before: Typed, file: Assessment, pack: Pack, *, spaced: bool) -> Returned:
    if not typed.found.shown:
        raise InputError(f"Nothing of the form of {pack.form.council} was found in this document.")
    shown = gather(typed.found.shown, file, pack.form, spaced=spaced)
    return Returned(
        assessment=shown.assessment,
        pack=pack,
        doubts=(*_doubts(typed, file, pack), *typed.seen.doubts, *shown.doubts),
        tracked=typed.seen.tracked,
        remarks=typed.seen.remarks,
        loose=typed.loose,
        issued=file,
        original=gather(before.found.shown, file, pack.form, spaced=spaced).assessment,
        shown=typed.found.shown,
        found_by=dict.fromkeys(typed.found.shown, FoundBy.LABEL),
    )


def _doubts(typed: Typed, file: Assessment, pack: Pack) -> Iterator[Doubt]:
    """The fields that were found by a label that is only like theirs, and those that were not found."""
    printed = build_view(file, pack.form, draft=False).printed
    found, name = typed.found, pack.places.describe
    for path, sure in found.sure.items():
        if sure < CERTAIN:
            yield Doubt(
                path, Why.ANOTHER_WAY, f"{name(path)}: it is {round(100 * sure)} % sure that this is its answer."
            )
    for path in missing_fields(found.shown, printed):
        yield Doubt(path, Why.GONE, f"{name(path)}: its place was not found in the document.")
    lists = {each for path in printed if (each := list_of(path))}
    for path in sorted(lists):
        if not any(each.startswith(f"{path}.") for each in found.shown):
            yield Doubt(path, Why.GONE, f"{name(path)}: its place was not found in the document.")
