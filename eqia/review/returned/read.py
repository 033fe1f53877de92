"""Reads one of our Word files that came back: answers, tracked changes, comments, and all that is not sure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eqia.assessment import store
from eqia.assessment.model import Assessment
from eqia.errors import InputError
from eqia.form.loader import Pack, load_pack
from eqia.review.returned.answers import gather
from eqia.review.returned.doubts import Doubt
from eqia.review.returned.layout import STYLES, text_to_read
from eqia.review.returned.look import Look, look_at
from eqia.review.returned.loose import Loose, find_loose
from eqia.review.returned.remarks import Remark, find_remarks, owners_of
from eqia.review.returned.suspicions import fallen_out, find_doubts
from eqia.wordml.archive.package import read_parts
from eqia.wordml.archive.store import read_source
from eqia.wordml.editing.comments import read_comments
from eqia.wordml.form.anchors import FoundBy
from eqia.wordml.names import PARAGRAPH, ROW, Element
from eqia.wordml.text.oddities import oddities_of
from eqia.wordml.text.prose import Revision
from eqia.wordml.text.revisions import Tracked, has_tracked_changes, resolve, tracked_changes
from eqia.wordml.text.styles import read_styles


@dataclass(frozen=True)
class TrackedEdit:
    """A tracked change: on which field ("" for none), what, by whom and when as the file says."""

    path: str
    kind: Tracked
    author: str
    when: str
    text: str


@dataclass(frozen=True)
class Returned:
    """What a document that came back says.

    ``issued`` is the assessment it was made from; ``assessment`` is what it shows with all tracked changes accepted,
    ``original`` with all of them rejected. ``found_by`` says for each field how its place was found.
    """

    issued: Assessment
    assessment: Assessment
    original: Assessment
    pack: Pack
    found_by: Mapping[str, FoundBy]
    doubts: tuple[Doubt, ...]
    tracked: tuple[TrackedEdit, ...]
    remarks: tuple[Remark, ...]
    loose: tuple[Loose, ...]


def read_returned(data: bytes) -> Returned:
    """Read a Word file of ours that somebody edited. Raises InputError if it is damaged, refused or not ours."""
    parts = read_parts(data)
    issued = issued_in(parts)
    pack = load_pack(issued.council)
    styles = read_styles(parts.get(STYLES, b""))
    root = text_to_read(parts)
    raw = look_at(root, styles, pack)
    final, original = raw, raw
    if has_tracked_changes(root):
        final, original = (look_at(resolve(root, each), styles, pack) for each in (Revision.FINAL, Revision.ORIGINAL))
    edits = tuple(_edits(root, raw))
    shown = gather(final.shown, issued, pack.form)
    loose = tuple(find_loose(final, parts, issued, pack))
    tracked = frozenset(edit.path for edit in edits)
    return Returned(
        issued=issued,
        assessment=shown.assessment,
        original=gather(original.shown, issued, pack.form).assessment,
        pack=pack,
        found_by={spot.path: spot.found_by for spot in final.spots},
        doubts=(
            *find_doubts(raw, final, issued, pack, oddities_of(parts), tracked),
            *fallen_out(loose, issued, pack),
            *shown.doubts,
        ),
        tracked=edits,
        remarks=tuple(find_remarks(read_comments(parts, root), root, raw.spots, pack)),
        loose=loose,
    )


def _edits(root: Element, raw: Look) -> Iterator[TrackedEdit]:
    owners = owners_of(raw.spots)
    for change in tracked_changes(root):
        holder = change.node if change.node.tag == PARAGRAPH else next(change.node.iterancestors(PARAGRAPH, ROW), None)
        within = holder.iter(PARAGRAPH) if holder is not None else ()
        path = next((owners[paragraph] for paragraph in within if paragraph in owners), "")
        yield TrackedEdit(path, change.kind, change.author, change.when, change.text)


def issued_in(parts: Mapping[str, bytes]) -> Assessment:
    """The assessment that a Word file was made from, which travels inside it. Raises InputError if that is not so."""
    source = read_source(parts)
    if source is None:
        raise InputError(
            "This Word file does not carry the assessment it was made from: it is not one of ours, or another program "
            'dropped it. To read it as a form filled in by hand, use "eqia import".'
        )
    assessment = None
    if source.whole:
        try:
            assessment, _ = store.parse(json.loads(source.json))
        except (ValueError, RecursionError, AttributeError):
            assessment = None
    if assessment is None:
        raise InputError(
            "The assessment inside this Word file was altered or damaged, so that it cannot be told what was changed. "
            'To read what the document shows, use "eqia import".'
        )
    return assessment
