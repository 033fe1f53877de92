"""The documents of a council's pack: made from a view, and read back. Renderers are imported when used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from eqia.errors import InputError, PackError, RenderError
from eqia.form.loader import Pack
from eqia.seals import Purpose, sealed
from eqia.view.document import DocumentView
from eqia.view.limits import excesses

if TYPE_CHECKING:
    from eqia.render.docx import WordTemplate
    from eqia.render.html_text import Page
    from eqia.render.pdf_notes import PdfNote


class Format(StrEnum):
    """A kind of document, named by the ending of its file."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"


_SIGNS: Final = {b"PK": Format.DOCX, b"\xd0\xcf\x11\xe0": Format.DOCX, b"{\\rtf": Format.DOCX, b"%PDF": Format.PDF}
"""How the files of word processors and PDF files begin: of Word the old ones and locked ones too, to be told of."""

_WEB_PAGE: Final = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)


def kind_of(data: bytes) -> Format | None:
    """The kind of document that a file is, by how it begins and whatever it is called; None if it is none of them."""
    signs = (format for sign, format in _SIGNS.items() if data.startswith(sign))
    return next(signs, Format.HTML if _WEB_PAGE.match(data[:1000]) else None)


def make_document(view: DocumentView, pack: Pack, format: Format) -> bytes:
    """The bytes of a document, read back and compared with the view, sealed as a report.

    Raises RenderError, PackError, MissingLibrary.
    """
    _refuse_too_large(view, pack)
    match format:
        case Format.DOCX:
            from eqia.render.docx import render_docx

            return render_docx(view, word_template(pack))
        case Format.PDF:
            from eqia.render.drawing.front import draw_pdf

            return sealed(draw_pdf(view, *_page_template(pack)), Purpose.REPORT)
        case Format.HTML:
            from eqia.render.html import render_html

            return sealed(render_html(view, *_page_template(pack)).encode(), Purpose.REPORT)


def make_empty_form(view: DocumentView, pack: Pack) -> bytes:
    """The form in Word with the guidance beside each question. ``view`` is that of an assessment without answers."""
    from eqia.render.worksheet import make_worksheet

    return sealed(make_worksheet(make_document(view, pack, Format.DOCX), pack.form), Purpose.WORKSHEET)


def read_source(data: bytes, format: Format) -> str | None:
    """The JSON text of the assessment that a Word or PDF document carries; None if it carries none.

    Raises InputError if the document is damaged or refused.
    """
    if format is Format.DOCX:
        from eqia.wordml.archive.package import look_into
        from eqia.wordml.archive.store import read_source as read_word_source

        source = read_word_source(look_into(data))
        return source.json if source and source.whole else None
    if format is Format.PDF:
        from eqia.render.pdf_text import ATTACHMENT, read_attachment

        return read_attachment(data, ATTACHMENT)
    return None


def changed_answers(data: bytes, view: DocumentView, pack: Pack, format: Format) -> Sequence[str]:
    """The paths of the answers that a document shows otherwise than the view says."""
    if format is Format.DOCX:
        from eqia.render import docx

        shown = docx.read_docx(data, word_template(pack), docx.rows_of(view), view.blanks)
        return docx.differences(view, shown)
    if format is Format.HTML:
        from eqia.render import html_text

        return list(html_text.differences(view, _page(data).fields()))
    from eqia.render import pdf_text

    with reading_pdf():
        return list(pdf_text.differences(view, pdf_text.read_pdf(data)))


def answers_in_pdf(data: bytes) -> Mapping[str, str | bool]:
    """What the pages of a PDF show for each field, by field path. Raises InputError if they cannot be read."""
    from eqia.render import pdf_text

    with reading_pdf():
        return pdf_text.read_pdf(data)


def notes_on_pdf(data: bytes) -> Sequence[PdfNote]:
    """The notes that somebody put on the pages of a PDF. Raises InputError if they cannot be read."""
    from eqia.render.pdf_notes import read_pdf_notes

    return read_pdf_notes(data)


def digest_named(data: bytes) -> str:
    """The digest of the answers that a web page names; "" if it names none. Raises InputError if it is no page."""
    return _page(data).digest()


def _page(data: bytes) -> Page:
    from eqia.render.html_text import Page

    try:
        return Page(data.decode("utf-8-sig"))
    except (ValueError, AssertionError, PackError):
        raise InputError("This is not a web page that eqia made, or it is damaged.") from None


@contextmanager
def reading_pdf() -> Iterator[None]:
    """While this holds, what goes wrong in reading a PDF is the fault of the file."""
    from eqia.render.pdf_text import UNREADABLE

    try:
        yield
    except UNREADABLE:
        raise InputError(
            "What the PDF shows cannot be read back: its text or its tags are damaged, or another program changed them."
        ) from None


def _refuse_too_large(view: DocumentView, pack: Pack) -> None:
    """Raise RenderError for a view that would take longer to print than anyone waits, saying where most of it is."""
    too_much = [f"{sentence}: {pack.places.describe(path)}." for sentence, path in excesses(view)]
    if too_much:
        listed = "\n".join(f"  - {each}" for each in too_much)
        raise RenderError(f"The assessment is too large for a document. Move detail to an appendix:\n{listed}")


@lru_cache(maxsize=8)
def word_template(pack: Pack) -> WordTemplate:
    """The compiled Word template of a pack."""
    from eqia.render.docx import compile_word_template

    return compile_word_template(pack.read("report.docx"))


@lru_cache(maxsize=8)
def _page_template(pack: Pack) -> tuple[str, str]:
    """The HTML template and the style sheet of a pack."""
    return pack.read_text("report.html"), pack.read_text("report.css")
