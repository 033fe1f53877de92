"""A filled-in form, ours or typed by hand, in Word, PDF or text, made into an assessment's file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from eqia.assessment import store
from eqia.assessment.dates import in_words
from eqia.documents import Format, kind_of, read_source
from eqia.errors import InputError, about
from eqia.files import read_bounded
from eqia.form.loader import load_pack
from eqia.replacing import Guard
from eqia.review.forms.import_form import Imported, import_document, import_text
from eqia.review.merging.record import keep_review
from eqia.review.standing.states import record
from eqia.reviewing.files import LARGEST_DOCUMENT
from eqia.reviewing.import_pdf import import_pdf

LARGEST_TEXT: Final = 5_000_000
"""Bytes that a text may have."""

IMPORT: Final = "import"
"""Who, in the file's history, made the assessment."""

_WEB_PAGE: Final = (
    '"{path}" is a web page, which does not carry the assessment it was made from. Import the Word or PDF document '
    "that was made with it. To read what a page shows, open it in Word, save it as a Word Document (.docx), and import "
    "that."
)


def import_file(path: Path, council: str) -> Imported:
    """The assessment that a document shows. ``council`` names the form of documents that do not carry our data.

    Raises InputError, saying what to do, for what cannot be read.
    """
    load_pack(council)
    data = read_bounded(path, LARGEST_DOCUMENT)
    with about(path):
        match kind_of(data):
            case Format.DOCX:
                return import_document(data, council)
            case Format.PDF:
                return _import_pdf(path, data)
            case Format.HTML:
                raise InputError(_WEB_PAGE.format(path=path))
        if len(data) > LARGEST_TEXT:
            raise InputError(f'"{path}" is larger than {LARGEST_TEXT // 1_000_000} MB. Is it the right file?')
        return import_text(_text_of(path, data), council)


def save_imported(
    imported: Imported, source: Path, target: Path, day: date, *, force: bool = False
) -> tuple[Path, ...]:
    """Save what was imported as a new assessment file, with the comments and verdicts that stand in the document and
    its words outside the answers. Gives the copy that was kept of what ``force`` replaced.

    Raises OutputError rather than write over a file without it.
    """
    what = f'imported from "{source.name}", read {imported.how}'
    kept = keep_review(imported.assessment, imported, in_words(day))
    done = record(kept, what, who=IMPORT, when=in_words(day))
    return Guard(None, force=force).write({target: store.to_json(done).encode()})


def _import_pdf(path: Path, data: bytes) -> Imported:
    source = read_source(data, Format.PDF)
    if source is None:
        raise InputError(
            f'"{path}" is a PDF file that eqia did not make. Turn it into text first, for instance with '
            f'"pdftotext -layout", and import the text: what is in boxes and columns may get lost on the way.'
        )
    return import_pdf(path, data)


def _text_of(path: Path, data: bytes) -> str:
    if data.lstrip()[:1] == b"{":
        raise InputError(f'"{path}" looks like an assessment file already. Try: eqia check "{path}"')
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f'"{path}" is neither a Word file (.docx), nor a PDF, nor text in UTF-8.') from None
