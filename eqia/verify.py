"""Verifies a document: which assessment it was made from, and whether it still shows what that says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from eqia.assessment.store import content_digest
from eqia.documents import Format, changed_answers, make_document, read_source
from eqia.errors import EqiaError, InputError, UsageError
from eqia.files import read_bounded
from eqia.workflows import Opened, open_assessment, parse_assessment, view_of

LARGEST_DOCUMENT: Final = 60_000_000
"""Bytes that a document may have."""


class State(StrEnum):
    """What can be said of a document."""

    UNTOUCHED = "untouched"
    SAVED_AGAIN = "saved again"
    CHANGED = "changed"


@dataclass(frozen=True)
class Verified:
    """What a document is. ``changed`` are the paths of the answers it shows otherwise than its source says.

    ``shows`` is the assessment it was made from. ``same_as_file`` says whether that is what the assessment file holds
    now; None if no file was named.
    """

    state: State
    shows: Opened
    digest: str
    changed: tuple[str, ...] = ()
    same_as_file: bool | None = None


def verify(document: Path, file: Path | None = None) -> Verified:
    """Compare a document with the data it carries, and with an assessment file if one is named.

    UNTOUCHED: byte for byte what this version of eqia makes of that data. SAVED_AGAIN: other bytes, same answers.
    Raises InputError for what is not a document of ours, UsageError for a web page without its file.
    """
    format = _format_of(document)
    data = read_bounded(document, LARGEST_DOCUMENT)
    named = open_assessment(file) if file else None
    shows = _source(document, data, format, named)
    digest = content_digest(shows.assessment)
    same = None if named is None else content_digest(named.assessment) == digest
    if any(made == data for made in _remade(shows, format)):
        return Verified(State.UNTOUCHED, shows, digest, same_as_file=same)
    if format is Format.HTML:
        return Verified(State.CHANGED, shows, digest, same_as_file=same)
    changed = tuple(changed_answers(data, view_of(shows, draft=False), shows.pack, format))
    return Verified(State.CHANGED if changed else State.SAVED_AGAIN, shows, digest, changed, same)


def _format_of(document: Path) -> Format:
    try:
        return Format(document.suffix.lower().lstrip("."))
    except ValueError:
        raise InputError(f'"{document}" is not a Word, PDF or HTML document.') from None


def _source(document: Path, data: bytes, format: Format, named: Opened | None) -> Opened:
    if format is Format.HTML:
        if named is None:
            raise UsageError(f"A web page does not carry its data. Name the file too: eqia verify {document} FILE")
        return named
    text = read_source(data, format)
    if text is None:
        raise InputError(f'"{document}" was not made by eqia, or the data it was made from has been taken out.')
    return parse_assessment(json.loads(text), document)


def _remade(shows: Opened, format: Format) -> Iterator[bytes]:
    for draft in (True, False):
        try:
            yield make_document(view_of(shows, draft=draft), shows.pack, format)
        except EqiaError:
            return
