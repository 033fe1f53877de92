"""Small Word files made by hand: a body, the styles of answers, the parts around them."""

from collections.abc import Callable

import pytest
from lxml import etree

from eqia.wordml.archive.package import write_parts
from eqia.wordml.form.stylesheet import ParagraphStyle, style_sheet
from eqia.wordml.names import CELL, W14, Element, W
from eqia.wordml.text.styles import Role, Styles, read_styles

STYLE_SHEET = style_sheet(
    "Arial",
    "en-GB",
    [
        ParagraphStyle("heading 1"),
        ParagraphStyle("List Paragraph", bullet=True),
        *(ParagraphStyle(role.value, bullet="Bullet" in role.value) for role in Role),
    ],
)
TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)

Body = Callable[[str], Element]
File = Callable[..., bytes]


@pytest.fixture(scope="session")
def styles() -> Styles:
    """The styles of answers."""
    return read_styles(STYLE_SHEET)


@pytest.fixture(scope="session")
def body() -> Body:
    """The root of a document with this XML in its body."""

    def make(xml: str) -> Element:
        return etree.fromstring(f'<w:document xmlns:w="{W}" xmlns:w14="{W14}"><w:body>{xml}</w:body></w:document>')

    return make


@pytest.fixture(scope="session")
def cell(body: Body) -> Body:
    """A cell of a table with this XML in it."""

    def make(xml: str) -> Element:
        return next(body(f"<w:tbl><w:tr><w:tc>{xml}</w:tc></w:tr></w:tbl>").iter(CELL))

    return make


@pytest.fixture(scope="session")
def file() -> File:
    """The bytes of a Word file with this XML in its body, and with other parts."""

    def make(xml: str = "<w:p/>", **parts: bytes) -> bytes:
        text = f'<w:document xmlns:w="{W}" xmlns:w14="{W14}"><w:body>{xml}</w:body></w:document>'
        return write_parts({"[Content_Types].xml": TYPES, "word/document.xml": text.encode(), **parts})

    return make
