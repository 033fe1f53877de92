"""Reads one of our Word files that came back: answers, tracked changes, comments, and all that is not sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eqia.assessment.model import Assessment
from eqia.form.loader import load_pack
from eqia.review.returned.answers import gather
from eqia.review.returned.issued import Issued, issued_in
from eqia.review.returned.layout import text_to_read
from eqia.review.returned.look import look_at
from eqia.review.returned.loose import find_loose
from eqia.review.returned.overwritten import find_behind_printed, find_overwritten
from eqia.review.returned.printed import printed_texts
from eqia.review.returned.remarks import headings_of
from eqia.review.returned.seen import Reading, WhereFound, see
from eqia.review.returned.suspicions import find_doubts
from eqia.review.returned.wandered import find_wandered
from eqia.view.build import build_view
from eqia.wordml.archive.package import read_parts
from eqia.wordml.form.anchors import FoundBy
from eqia.wordml.form.reading import Answer
from eqia.wordml.text.prose import Revision
from eqia.wordml.text.revisions import has_tracked_changes, resolve
from eqia.wordml.text.styles import styles_of


@dataclass(frozen=True)
class Returned(Reading):
    """What a document that came back says.

    ``issued`` is the assessment it was made from; ``assessment`` is what it shows with all tracked changes accepted,
    ``original`` with all of them rejected. ``shown`` is what each field shows, ``found_by`` how its place was found;
    ``another`` says why it seems to be of another assessment than the one it was read beside.
    """

    issued: Assessment
    original: Assessment
    shown: Mapping[str, Answer]
    found_by: Mapping[str, FoundBy]
    another: str = ""


def read_returned(data: bytes) -> Returned:
    """Read a Word file of ours that somebody edited. Raises InputError if it is damaged, refused or not ours."""
    parts = read_parts(data)
    return read_beside(parts, issued_in(parts))


def read_beside(parts: Mapping[str, bytes], source: Issued) -> Returned:
    """Read the parts of a Word file of ours beside what it was made from."""
    issued, pack = source.assessment, load_pack(source.assessment.council)
    written = source.written(pack)
    styles = styles_of(parts)
    root = text_to_read(parts)
    raw = look_at(root, styles, pack)
    final, original = raw, raw
    if has_tracked_changes(root):
        final, original = (look_at(resolve(root, each), styles, pack) for each in (Revision.FINAL, Revision.ORIGINAL))
    shown = gather(final.shown, issued, pack.form, spaced=styles.tell_blank_lines)
    texts = printed_texts(source, pack, parts)
    loose = tuple(find_loose(final, parts, texts, written))
    printed = build_view(issued, pack.form, draft=False).printed
    seen = see(parts, root, WhereFound.at(raw.spots, headings_of(root, pack, written)), pack, written)
    return Returned(
        assessment=shown.assessment,
        pack=pack,
        doubts=(
            *find_doubts(raw, final, issued, pack),
            *seen.doubts,
            *find_overwritten(final, texts, pack),
            *find_behind_printed(final, pack),
            *find_wandered(printed, final.shown, loose, pack.places),
            *shown.doubts,
        ),
        tracked=seen.tracked,
        remarks=seen.remarks,
        loose=loose,
        issued=issued,
        original=gather(original.shown, issued, pack.form, spaced=styles.tell_blank_lines).assessment,
        shown=final.shown,
        found_by={spot.path: spot.found_by for spot in final.spots},
    )
