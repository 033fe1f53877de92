"""The report as PDF: PDF/A-3a and PDF/UA-1 in one file, from the HTML page, read back before it is handed out."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from datetime import datetime
from functools import lru_cache, partial
from typing import Any, Final

from eqia.errors import RenderError
from eqia.render.html import render_page
from eqia.render.pdf_engine import FACES, BundleFetcher, new_fonts, strict, weasyprint
from eqia.render.pdf_file import write_file
from eqia.render.pdf_metadata import add_ua_identifier
from eqia.render.pdf_tags import repair_tags
from eqia.render.pdf_text import ATTACHMENT, differences, read_pdf
from eqia.render.pdf_tree import record_sources
from eqia.render.pdf_unicode import name_characters
from eqia.render.quick.page import PageReader, ReportPage
from eqia.render.quick.patching import quicken
from eqia.render.quick.stack import with_room
from eqia.view.document import DocumentView

_BASE: Final = "bundle:///"
_NOTES: Final = re.compile("footnote|note\\(")


def render_pdf(view: DocumentView, template: str, style: str) -> bytes:
    """The PDF file of a view, in the look of a pack's HTML template and style sheet.

    The same view always gives the same bytes. Raises PackError for a faulty template, RenderError naming the field if
    an answer cannot be read back from the file, MissingLibrary if Pango is not installed.
    """
    return _engine(style).render(view, template)


class PdfEngine:
    """Makes PDF files in one look. It keeps what is the same for each: fonts, the parsed style sheet, styles."""

    def __init__(self, style: str) -> None:
        quicken()
        record_sources()
        self._readers: defaultdict[str, PageReader] = defaultdict(PageReader)
        self._notes = bool(_NOTES.search(style))
        self._fetcher = BundleFetcher()
        self._fonts = new_fonts()
        with strict("The style sheet report.css", self._fetcher):
            self._style = weasyprint.CSS(
                string=style + FACES, base_url=_BASE, url_fetcher=self._fetcher, font_config=self._fonts
            )

    @with_room
    def render(self, view: DocumentView, template: str) -> bytes:
        """The PDF file of a view, read back and compared with it."""
        data = self.draw(view, template)
        check_printed(data, view)
        return data

    def draw(self, view: DocumentView, template: str) -> bytes:
        """The PDF file of a view, not yet read back."""
        with strict("The template report.html", self._fetcher):
            elements = self._readers[template].read(render_page(view, template))
            page = ReportPage(elements, _BASE, self._fetcher, notes=self._notes)
            data: bytes = page.write_pdf(
                stylesheets=[self._style],
                font_config=self._fonts,
                finisher=_finish,
                attachments=[self._source(view)],
                pdf_variant="pdf/a-3a",
                pdf_identifier=view.facts["digest"][:32].encode(),
            )
        return data

    def _source(self, view: DocumentView) -> Any:
        created = datetime.fromisoformat(view.facts["created"])
        return weasyprint.Attachment(
            file_obj=io.BytesIO(view.source.encode()),
            name=ATTACHMENT,
            description="The answers of this report as data",
            created=created,
            modified=created,
            relationship="Source",
            url_fetcher=self._fetcher,
        )


def check_printed(data: bytes, view: DocumentView) -> None:
    """Compare what a PDF file says with its view. Raises RenderError naming the first field that differs."""
    for path in differences(view, read_pdf(data)):
        raise RenderError(
            f"The PDF was not made: the answer {path} did not come out as it was given. Nothing was written."
        )


@lru_cache(maxsize=8)
def _engine(style: str) -> PdfEngine:
    return PdfEngine(style)


def _finish(_document: Any, pdf: Any) -> None:
    add_ua_identifier(pdf)
    repair_tags(pdf)
    name_characters(pdf)
    pdf.write = partial(write_file, pdf)
