"""Verifies a document: which assessment it was made from, and whether it still shows what that says.

The document is made again from its data, and both are compared whole. What may differ is a closed list for each format
(``word``, ``pdf``, ``html``); all else is told by its kind and place.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from eqia.assessment.model import When
from eqia.assessment.store import check_format, content_digest, read_object
from eqia.documents import Format, changed_answers, digest_named, kind_of, make_document, read_source, reading_pdf
from eqia.errors import EqiaError, InputError, MissingLibrary, UsageError, about
from eqia.files import read_bounded
from eqia.form.projection import concepts_in
from eqia.review.standing.carrying import Carry, carried
from eqia.seals import Purpose, purpose_of, sealed
from eqia.verify.copies import review_copies
from eqia.verify.states import GRAVEST, Difference, State, Verified
from eqia.view.build import DUTY_BEGAN
from eqia.workflows import Opened, check_assessment, edition_of, open_assessment, parse_assessment, view_of

LARGEST_DOCUMENT: Final = 60_000_000
"""Bytes that a document may have."""

Comparison = Callable[[bytes], Sequence[Difference]]
"""What tells how a document differs from one expected, whose bytes it is given."""


def verify(document: Path, file: Path | None = None, today: date | None = None) -> Verified:
    """Compare a document with the data it carries, and with an assessment file if one is named.

    A web page carries no data: which reasons it shows goes by the day ``today``. Raises InputError for what is not a
    document of ours, UsageError for a web page without its file.
    """
    data = read_bounded(document, LARGEST_DOCUMENT)
    format = _format_of(document, data)
    named = open_assessment(file) if file else None
    with about(document):
        if format is Format.HTML:
            return _verify_page(document, data, named, today or date.today())
        found = compare_with_data(document, data, format)
    return found if named is None else replace(found, same_as_file=content_digest(named.assessment) == found.digest)


def compare_with_data(document: Path, data: bytes, format: Format) -> Verified:
    """Compare a Word or PDF document, whose bytes are ``data``, with the assessment that it carries.

    Raises InputError for what is not a document of ours. ``document`` names it in messages.
    """
    shows = _source(document, data, format)
    return _compared(data, format, [shows], content_digest(shows.assessment), None, partial(_comparison, data, format))


def _verify_page(document: Path, data: bytes, named: Opened | None, today: date) -> Verified:
    """A web page does not carry its data, but names the digest of the answers that it was made from."""
    if named is None:
        raise UsageError(f'A web page does not carry its data. Name the file too: eqia verify "{document}" FILE')
    from eqia.verify.html import PageComparison

    page = PageComparison(data)
    found, digest = digest_named(data), content_digest(named.assessment)
    if not found:
        raise InputError(f'"{document}" was not made by eqia, or the digest of its answers has been taken out.')
    if found != digest:
        return Verified(State.OTHER_ANSWERS, named, found, same_as_file=False)
    shows = _as_shown(named, today)
    days = frozenset(_days(shows[0]))
    return _compared(data, Format.HTML, shows, digest, True, lambda: partial(page.differences, days=days))


def _as_shown(named: Opened, today: date) -> list[Opened]:
    """What a page of these answers can show: the reasons that hold today, all that were given, none yet."""
    shown = edition_of(named, check_assessment(named, today)).shown
    given = (shown.assessment.acknowledged, named.assessment.acknowledged, ())
    printing = replace(shown.printing, lapsed=())
    return [
        replace(shown, assessment=carried(named.assessment, Carry.PRINTED, reasons=each), printing=printing)
        for each in dict.fromkeys(given)
    ]


def _opens_as(format: Format, data: bytes) -> bool:
    """Whether other programs open a file as this kind of document, with whatever before it."""
    if format is Format.PDF:
        return b"%PDF-" in data[:1024]
    return format is Format.DOCX and zipfile.is_zipfile(io.BytesIO(data))


def _format_of(document: Path, data: bytes) -> Format:
    """The kind of a document: by what it holds, else, where that is damaged, by its name. Both must not disagree, but
    what stands before its beginning does not count: other programs open it all the same.
    """
    kind, ending = kind_of(data), document.suffix.lower().lstrip(".")
    named = Format(ending) if ending in list(Format) else None
    if named and _opens_as(named, data):
        return named
    if kind and named and kind is not named:
        raise InputError(f'"{document}" holds what a .{kind} file does. Give it back the name that it had.')
    if kind or named:
        return kind or Format(ending)
    raise InputError(
        f'"{document}" is not a Word, PDF or HTML document. Name the document first, and after it the file of the '
        "assessment: eqia verify DOCUMENT FILE"
    )


def _source(document: Path, data: bytes, format: Format) -> Opened:
    text = read_source(data, format)
    if text is None:
        raise InputError(
            f'"{document}" was not made by eqia, or the data it was made from has been taken out or altered.'
        )
    source = read_object(text, f"What {document} was made from")
    check_format(source, str(document))
    return parse_assessment(source, document)


@dataclass(frozen=True)
class _Remade:
    """A document as eqia makes it of the data: a draft or not, and how many comments it has if it is for review."""

    data: bytes
    draft: bool
    comments: int | None = None


def _compared(
    data: bytes, format: Format, shows: list[Opened], digest: str, same: bool | None, compare: Callable[[], Comparison]
) -> Verified:
    """Compare a document with all that eqia can make of its data; what counts is that which it is most like.

    ``compare`` gives what compares it, and is asked only if its bytes are not the same.
    """
    purpose = purpose_of(data) or Purpose.REPORT
    remade = [each for opened in shows for each in _remade(opened, format, purpose)]
    same_bytes = next((each for each in remade if each.data == data), None)
    if same_bytes is not None:
        return _verified(shows[0], digest, same, same_bytes, [])
    changed = _changed(data, shows[0], format)
    answers = [Difference(State.CHANGED, shows[0].pack.places.describe(path)) for path in changed]
    if not remade:
        return Verified(State.CHANGED, shows[0], digest, changed, tuple(answers), same_as_file=same)
    differences = compare()
    found = [differences(each.data) for each in remade]
    nearest = min(range(len(remade)), key=lambda number: _distance(found[number]))
    told = [*answers, *found[nearest]]
    return replace(_verified(shows[0], digest, same, remade[nearest], told, again=True), changed=changed)


def _distance(found: Sequence[Difference]) -> tuple[int, int]:
    """How far a document is from another: in words first."""
    return sum(each.state is State.OTHER_WORDS for each in found), len(found)


def _verified(
    shows: Opened, digest: str, same: bool | None, remade: _Remade, found: list[Difference], *, again: bool = False
) -> Verified:
    if remade.comments is not None:
        found = [Difference(State.REVIEW_COPY, f"{remade.comments} comments of eqia's"), *found]
    if any(each.state is State.OTHER_VERSION for each in found):
        found = [each for each in found if each.state not in _OF_THE_VERSION]
    at_best = State.SAVED_AGAIN if again else State.UNTOUCHED
    state = max((at_best, *(each.state for each in found)), key=GRAVEST.index)
    return Verified(state, shows, digest, differences=tuple(found), draft=remade.draft, same_as_file=same)


_OF_THE_VERSION: Final = (State.FACTS, State.HEARD, State.REDRAWN, State.OTHER_WORDS)
"""What another version of eqia or of the template may make otherwise."""


def _changed(data: bytes, shows: Opened, format: Format) -> tuple[str, ...]:
    """The paths of the answers that a document shows otherwise; none if it is a PDF whose tags cannot be read."""
    try:
        return tuple(changed_answers(data, view_of(shows, draft=False), shows.pack, format))
    except InputError:
        if format is Format.PDF:
            return ()
        raise


def _comparison(data: bytes, format: Format) -> Comparison:
    """What tells how a Word or PDF document differs from one expected."""
    if format is Format.DOCX:
        from eqia.verify.word import WordComparison

        return WordComparison(data).differences
    from eqia.verify.pdf import pdf_differences

    return reading_pdf()(partial(pdf_differences, data))


def _days(shows: Opened) -> Iterator[str]:
    """The days of the steps in a file's history: a page bears that of the last one when it was made."""
    assessment = shows.assessment
    typed = concepts_in(assessment).activity.approval_date.text
    named = (shows.printing.date, typed, *(each.when for each in assessment.history))
    yield DUTY_BEGAN[:10]
    yield from (day.isoformat() for text in named if (day := When(text).reading.day))


def _remade(shows: Opened, format: Format, purpose: Purpose) -> Iterator[_Remade]:
    """What eqia makes of the data now, sealed for a purpose: a draft, one that is none, and the copies for review that
    it may have issued.
    """
    for draft in (True, False):
        try:
            made = make_document(view_of(shows, draft=draft), shows.pack, format)
        except MissingLibrary:
            raise
        except EqiaError:
            return
        yield _Remade(sealed(made, purpose), draft)
        if format is Format.DOCX:
            yield from (_Remade(sealed(copy, purpose), draft, count) for copy, count in review_copies(made, shows))
