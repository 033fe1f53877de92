"""The page that a PDF is made of: read quickly where it is well-formed, and without rules for notes it has not got."""

from __future__ import annotations

import copy
import re
from typing import Any, Final
from xml.etree import ElementTree

import cssselect2
import tinyhtml5
import weasyprint

_VOID: Final = re.compile("<(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\\b([^>]*?)/?>")
"""The elements of HTML without content or end tag (HTML, 13.1.2)."""

_NOTES: Final = {"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}


class PageReader:
    """Reads the pages of one template: as XML, if the first one it is given means the same as XML and as HTML.

    Reading HTML takes ten times as long. A page that is not well-formed is read as HTML.
    """

    def __init__(self) -> None:
        self._alike: bool | None = None

    def read(self, page: str) -> ElementTree.Element:
        """The elements of a page."""
        elements = _read_xml(page)
        if self._alike is None:
            self._alike = elements is not None and _are_alike(elements, _read_html(page))
        return elements if elements is not None and self._alike else _read_html(page)


class ReportPage(weasyprint.HTML):
    """A report's page, for WeasyPrint. ``notes`` says whether its style sheet may have footnotes or sidenotes."""

    def __init__(self, elements: ElementTree.Element, base_url: str, fetcher: Any, *, notes: bool) -> None:
        self.base_url = base_url
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(elements, content_language=None)
        self.etree_element = self.wrapper_element.etree_element
        self._notes = notes

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        sheets: list[Any] = super()._ua_stylesheets(forms)
        return sheets if self._notes else [_without_notes(sheet) for sheet in sheets]


def _read_xml(page: str) -> ElementTree.Element | None:
    if "<!ENTITY" in page:
        return None
    try:
        return ElementTree.XML(_VOID.sub(r"<\1\2/>", page).strip())
    except ElementTree.ParseError:
        return None


def _read_html(page: str) -> ElementTree.Element:
    elements: ElementTree.Element = tinyhtml5.parse(page, namespace_html_elements=False)
    return elements


def _are_alike(one: ElementTree.Element, other: ElementTree.Element) -> bool:
    """Whether two pages have the same elements, attributes and text; blanks between elements do not count."""
    return (
        one.tag == other.tag
        and one.attrib == other.attrib
        and len(one) == len(other)
        and _are_alike_texts(one.text or "", other.text or "")
        and _are_alike_texts(one.tail or "", other.tail or "")
        and all(map(_are_alike, one, other))
    )


def _are_alike_texts(one: str, other: str) -> bool:
    return one == other or not (one + other).strip()


def _without_notes(sheet: Any) -> Any:
    """WeasyPrint's style sheet without the rules that give each element five pseudo-elements for notes."""
    lighter = copy.copy(sheet)
    lighter.matcher = copy.copy(sheet.matcher)
    lighter.matcher.other_selectors = [entry for entry in sheet.matcher.other_selectors if entry[3] not in _NOTES]
    return lighter
