"""Verifies a document: which assessment it was made from, and whether it still shows what that says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from eqia.assessment.store import check_format, content_digest, read_object
from eqia.documents import (
    Format,
    changed_answers,
    digest_named,
    lines_shown,
    make_document,
    pages_drawn,
    read_source,
)
from eqia.errors import EqiaError, InputError, UsageError
from eqia.files import read_bounded
from eqia.verify.states import State, Verified
from eqia.workflows import Opened, check_assessment, edition_of, open_assessment, parse_assessment, view_of

LARGEST_DOCUMENT: Final = 60_000_000
"""Bytes that a document may have."""


def verify(document: Path, file: Path | None = None, today: date | None = None) -> Verified:
    """Compare a document with the data it carries, and with an assessment file if one is named.

    A web page carries no data: which reasons it shows goes by the day ``today``. Raises InputError for what is not a
    document of ours, UsageError for a web page without its file.
    """
    format = _format_of(document)
    data = read_bounded(document, LARGEST_DOCUMENT)
    named = open_assessment(file) if file else None
    if format is Format.HTML:
        return _verify_page(document, data, named, today or date.today())
    found = compare_with_data(document, data, format)
    return found if named is None else replace(found, same_as_file=content_digest(named.assessment) == found.digest)


def compare_with_data(document: Path, data: bytes, format: Format) -> Verified:
    """Compare a Word or PDF document, whose bytes are ``data``, with the assessment that it carries.

    Raises InputError for what is not a document of ours. ``document`` names it in messages.
    """
    shows = _source(document, data, format)
    return _compared(data, format, shows, content_digest(shows.assessment), None)


def _verify_page(document: Path, data: bytes, named: Opened | None, today: date) -> Verified:
    """A web page does not carry its data, but names the digest of the answers that it was made from."""
    if named is None:
        raise UsageError(f"A web page does not carry its data. Name the file too: eqia verify {document} FILE")
    found, digest = digest_named(data), content_digest(named.assessment)
    if not found:
        raise InputError(f'"{document}" was not made by eqia, or the digest of its answers has been taken out.')
    if found != digest:
        return Verified(State.OTHER_ANSWERS, named, found, same_as_file=False)
    shown = edition_of(named, check_assessment(named, today)).shown
    return _compared(data, Format.HTML, shown, digest, True)


def _format_of(document: Path) -> Format:
    try:
        return Format(document.suffix.lower().lstrip("."))
    except ValueError:
        raise InputError(f'"{document}" is not a Word, PDF or HTML document.') from None


def _source(document: Path, data: bytes, format: Format) -> Opened:
    text = read_source(data, format)
    if text is None:
        raise InputError(
            f'"{document}" was not made by eqia, or the data it was made from has been taken out or altered.'
        )
    source = read_object(text, f"What {document} was made from")
    check_format(source, str(document))
    return parse_assessment(source, document)


def _compared(data: bytes, format: Format, shows: Opened, digest: str, same: bool | None) -> Verified:
    remade = dict(_remade(shows, format))
    for draft, made in remade.items():
        if made == data:
            return Verified(State.UNTOUCHED, shows, digest, draft=draft, same_as_file=same)
    changed = tuple(changed_answers(data, view_of(shows, draft=False), shows.pack, format))
    if changed or not remade:
        return Verified(State.CHANGED, shows, digest, changed, same_as_file=same)
    said = lines_shown(data, format)
    compared = {draft: _differences(said, lines_shown(made, format)) for draft, made in remade.items()}
    draft = min(compared, key=lambda each: sum(map(len, compared[each])))
    state, (added, gone) = State.SAVED_AGAIN, compared[draft]
    if added or gone:
        state = State.OTHER_WORDS
    elif format is Format.PDF and pages_drawn(data) != pages_drawn(remade[draft]):
        state = State.REDRAWN
    return Verified(state, shows, digest, added=added, gone=gone, draft=draft, same_as_file=same)


def _remade(shows: Opened, format: Format) -> Iterator[tuple[bool, bytes]]:
    """What eqia makes of the data now, as a draft and not; nothing if it can make no document of them."""
    for draft in (True, False):
        try:
            yield draft, make_document(view_of(shows, draft=draft), shows.pack, format)
        except EqiaError:
            return


def _differences(said: Sequence[str], expected: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines that were added to what was expected, and those that are gone; a line that has moved is both."""
    added = tuple((Counter(said) - Counter(expected)).elements())
    gone = tuple((Counter(expected) - Counter(said)).elements())
    if added or gone or list(said) == list(expected):
        return added, gone
    moved = tuple(now for now, before in zip(said, expected, strict=True) if now != before)
    return moved, moved
