"""The files of a review: Word or JSON, read; and saved without writing over what somebody else changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from eqia.assessment import store
from eqia.assessment.model import Assessment
from eqia.errors import OutputError
from eqia.files import read_bounded, write_atomically
from eqia.review.returned.read import Returned, read_returned
from eqia.workflows import Opened, open_assessment

LARGEST_DOCUMENT: Final = 60_000_000
"""Bytes that a Word file may have."""

_ZIP: Final = b"PK"


def read_document(path: Path) -> Returned:
    """A Word file of ours that came back. Raises InputError if it is damaged, hostile or not one of ours."""
    return read_returned(read_bounded(path, LARGEST_DOCUMENT))


def open_either(path: Path) -> tuple[Opened, tuple[str, ...]]:
    """The assessment in a JSON file or in a Word file of ours, and what to know about it."""
    data = read_bounded(path, LARGEST_DOCUMENT)
    if data[:2] != _ZIP:
        return open_assessment(path), ()
    returned = read_returned(data)
    notes = []
    if returned.tracked:
        notes.append(f'"{path}" has tracked changes that are open. It is compared as if all of them were accepted.')
    notes += [f'"{path}": {doubt.sentence}' for doubt in returned.doubts]
    notes += [f'"{path}": "{loose.text[:80]}" stands outside the answers.' for loose in returned.loose]
    return Opened(path, returned.assessment, returned.pack), tuple(notes)


def save(opened: Opened, assessment: Assessment) -> None:
    """Save an assessment over the file it came from. Raises OutputError if the file was changed meanwhile."""
    if open_assessment(opened.path).assessment != opened.assessment:
        raise OutputError(f'"{opened.path}" was changed by somebody else meanwhile. Nothing was saved: try again.')
    store.save(opened.path, assessment)


def keep_copy(opened: Opened) -> Path:
    """Keeps the file as it is beside itself, under the digest of what it says."""
    copy = place_of_copy(opened)
    write_atomically(copy, store.to_json(opened.assessment).encode())
    return copy


def place_of_copy(opened: Opened) -> Path:
    """Where a copy of the file as it is stands: beside it, named by the digest of what it says."""
    digest = store.content_digest(opened.assessment)[:12]
    return opened.path.with_name(f"{opened.path.stem}.before-{digest}{opened.path.suffix}")


def moment(day: date) -> str:
    """The beginning of a day, as Word writes moments: ``2026-05-04T00:00:00Z``."""
    return f"{day.isoformat()}T00:00:00Z"
