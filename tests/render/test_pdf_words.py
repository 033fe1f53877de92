"""The Word file, the PDF and the web page say the same words in the same order."""

import io
import re
import zipfile
from pathlib import Path

import lxml.html
import pytest
from lxml import etree

from eqia.concepts.model import Concepts
from eqia.documents import word_template
from eqia.render.docx import render_docx
from eqia.render.html import render_html
from eqia.render.pdf import render_pdf
from eqia.render.pdf_text import reading_order
from eqia.view.build import build_view

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BOX = re.compile("☒|☐")


def words_of_word(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    paragraphs = body.iter(f"{W}p")
    pieces = [[part.text or " " for part in one.iter(f"{W}t", f"{W}tab", f"{W}br")] for one in paragraphs]
    return plain("".join(parts) for parts in pieces)


def words_of_pdf(data: bytes) -> list[str]:
    boxes = {"Yes": "☒", "No": "☐", "Not ticked": "☐", "Could not be read": "☐ could not be read"}
    heard = reading_order(data)
    return plain(boxes[piece.text] if piece.role == "Span" else piece.text.removeprefix("• ") for piece in heard)


def words_of_page(page: str) -> list[str]:
    body = lxml.html.fromstring(page).find("body")
    body.find("nav").drop_tree()  # the contents, which paper has not
    pieces = body.iter("p", "h1", "h2", "h3", "li", "th", "td")
    return plain(piece.text_content() for piece in pieces if piece.find("p") is None and piece.find("ul") is None)


def plain(texts) -> list[str]:
    squeezed = (" ".join(BOX.sub("☐", text).split()).casefold() for text in texts)
    return [text for text in squeezed if text]


@pytest.fixture
def views(view_of, full, samples, bedford):
    stored = [Concepts.model_validate_json(Path(sample).read_text(encoding="utf-8")) for sample in samples]
    return [view_of(), view_of(full), *(build_view(one, bedford.form, draft=True) for one in stored)]


def test_the_pdf_says_what_the_word_file_says(views, bedford, look):
    template = word_template(bedford)
    for view in views:
        assert words_of_pdf(render_pdf(view, look.template, look.style)) == words_of_word(render_docx(view, template))


def test_the_web_page_says_what_the_pdf_says(views, look):
    for view in views:
        page = render_html(view, look.template, look.style)
        assert words_of_page(page) == words_of_pdf(render_pdf(view, look.template, look.style))
