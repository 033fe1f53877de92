"""The files of a review: Word or JSON, read; and saved without writing over what somebody else changed."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Final

from eqia.assessment import store
from eqia.assessment.model import Assessment
from eqia.errors import OutputError, about
from eqia.files import AlreadyThere, read_bounded
from eqia.kept import keep, place_of_copy
from eqia.review.forms.against import read_against
from eqia.review.returned.read import Returned, read_returned
from eqia.wordml.archive.package import OF_WORD
from eqia.workflows import Opened, open_assessment, read_assessment

LARGEST_DOCUMENT: Final = 60_000_000
"""Bytes that a Word file may have."""


def read_document(path: Path, against: Path | None = None) -> Returned:
    """A Word file of ours that came back. Raises InputError if it is damaged, hostile or not one of ours.

    ``against`` names the file of the assessment it was made from, beside which it is read if the data inside it are
    gone.
    """
    data = read_bounded(path, LARGEST_DOCUMENT)
    beside = open_assessment(against).assessment if against else None
    with about(path):
        return read_against(data, beside) if beside else read_returned(data)


def open_either(path: Path, against: Path | None = None) -> tuple[Opened, tuple[str, ...]]:
    """The assessment in a JSON file or in a Word file of ours, and what to know about it. ``against``: see
    ``read_document``.
    """
    data = read_bounded(path, LARGEST_DOCUMENT)
    if not data.startswith(OF_WORD):
        return open_assessment(path), ()
    returned = read_document(path, against)
    notes = []
    if returned.tracked:
        notes.append(f'"{path}" has tracked changes that are open. It is compared as if all of them were accepted.')
    notes += [f'"{path}": {doubt.sentence}' for doubt in returned.doubts]
    notes += [f'"{path}": "{loose.text[:80]}" stands outside the answers.' for loose in returned.loose]
    return Opened(path, returned.assessment, returned.pack), tuple(notes)


def save(opened: Opened, assessment: Assessment) -> None:
    """Save an assessment over the file it came from. Raises OutputError if the file was changed meanwhile."""
    before = refuse_changed(opened)
    try:
        store.save_over(opened.path, before, assessment)
    except AlreadyThere:
        raise _changed(opened.path) from None


def refuse_changed(opened: Opened) -> bytes:
    """The bytes of an assessment's file. Raises OutputError if the file was changed since it was opened."""
    now = read_bounded(opened.path, store.LARGEST_FILE)
    if read_assessment(now, opened.path).assessment != opened.assessment:
        raise _changed(opened.path)
    return now


def _changed(path: Path) -> OutputError:
    return OutputError(f'"{path}" was changed by somebody else meanwhile. Nothing was saved: try again.')


def keep_copy(opened: Opened) -> Path:
    """Keeps a copy of an assessment's file, as it is. Gives its place. Raises OutputError."""
    copy = place_of(opened)
    keep(copy, read_bounded(opened.path, store.LARGEST_FILE))
    return copy


def place_of(opened: Opened) -> Path:
    """Where a copy of an assessment's file is kept: by a digest of all that it says, its comments and history too."""
    return place_of_copy(opened.path, hashlib.sha256(store.to_json(opened.assessment).encode()).hexdigest())


def moment(day: date) -> str:
    """The beginning of a day, as Word writes moments: ``2026-05-04T00:00:00Z``."""
    return f"{day.isoformat()}T00:00:00Z"
