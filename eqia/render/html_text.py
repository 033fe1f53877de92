"""Reads a finished web page: what it shows for each field, and whether it holds anything but words and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, Literal

import tinycss2
from lxml import etree, html

from eqia.errors import PackError, RenderError
from eqia.render.shown_lines import flat_lines, list_line, row_line, shown_lines
from eqia.view.document import DocumentView

Read = str | bool | Literal["unreadable"]
"""What a page shows for a field: its text, a line for each paragraph, or whether its box is ticked."""

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""What a page tells browsers in its head: run nothing, and fetch nothing from anywhere."""

_BOXES: Final = {"☒": True, "☐": False}
_ELEMENTS: Final = frozenset(
    {
        *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav", "section", "article"),
        *("aside", "div", "p", "span", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt"),
        *("dd", "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td", "a", "strong"),
        *("em", "b", "i", "small", "sup", "sub", "abbr", "wbr"),
    }
)
_INLINE: Final = frozenset({"a", "abbr", "b", "em", "i", "small", "span", "strong", "sub", "sup", "wbr"})
_ATTRIBUTES: Final = re.compile(
    "(aria|data)-[a-z-]+|id|class|lang|dir|role|scope|headers|title|charset|name|content|colspan|rowspan|span|start"
)
LABEL: Final = re.compile(r"list-style-type:'(\(?\w{1,7}[.)]) '", re.ASCII)
"""The style of an item that says its label."""

_LISTS: Final = ("ul", "ol")
_FETCHING_RULES: Final = ("import", "namespace", "charset")
_FETCHING_FUNCTIONS: Final = re.compile("url|src|image|.*image-set|cross-fade|element")
_LINKS: Final = ("#", "https://", "http://", "mailto:")
_DIGEST: Final = re.compile(r"\b[0-9a-f]{64}\b")
_PARSER: Final = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)


def check_page(page: str, view: DocumentView) -> None:
    """Raise PackError if a page could do or fetch anything, RenderError if it does not show the answers of its view."""
    parsed = Page(page)
    faults = parsed.foreign()
    if faults:
        raise PackError("The template report.html makes a page that holds what no report may hold:", faults)
    wrong = [*differences(view, parsed.fields())]
    if wrong:
        raise RenderError(f"The web page does not show these answers as they were given: {', '.join(wrong)}.")


class Page:
    """A finished web page, read as a browser would read it."""

    def __init__(self, page: str) -> None:
        """Raises PackError if there is nothing on it."""
        try:
            self.root: Any = html.document_fromstring(page.encode(), parser=_PARSER)
        except etree.ParserError:
            raise PackError("The template report.html makes a page with nothing on it.") from None
        if self.root.find("body") is None:
            raise PackError("The template report.html makes a page without a <body>.")

    def fields(self) -> dict[str, Read]:
        """What the page shows for each field, by field path."""
        return {element.get("data-field"): _read(element) for element in self._fields()}

    def labels(self) -> list[tuple[str, str, str]]:
        """Each field path, as often as the page has it, with the words beside it and those of its column."""
        return [(element.get("data-field"), *_labels(element)) for element in self._fields()]

    def foreign(self) -> list[str]:
        """What the page holds that is not plain words and tables, one sentence each."""
        return [*_foreign(self.root)]

    def digest(self) -> str:
        """The digest of the answers that the page names, in its metadata or last of all in its text; "" if none."""
        named = [_DIGEST.findall(each.get("content") or "") for each in self.root.iterfind("head/meta")]
        found = [digest for each in (*named, _DIGEST.findall(self.text())) for digest in each]
        return found[0] if any(named) else found[-1] if found else ""

    def text(self) -> str:
        """All that the page says, without its style sheet."""
        return " ".join(" ".join(self.root.find("body").itertext()).split())

    def _fields(self) -> Iterator[Any]:
        return iter(self.root.iterfind(".//*[@data-field]"))


def differences(view: DocumentView, read: Mapping[str, Read]) -> Iterator[str]:
    """The paths of the fields for which a page does not show what the view says, letter by letter.

    Blank lines are not compared: they are space between paragraphs. A section that is not needed shows no fields.
    """
    left_out = {*view.blanks, ""}
    unneeded = tuple(q["path"] for section in view.sections if not section["needed"] for q in section["questions"])
    for path, expected in view.printed.items():
        found = read.get(path)
        if found is None:
            if not path.startswith(unneeded):
                yield path
        elif isinstance(expected, str) and expected != "unreadable":
            if not _shows(found, expected) and not (expected == "" and found in left_out):
                yield path
        elif found != expected:
            yield path


@lru_cache(maxsize=8)
def style_faults(style: str) -> tuple[str, ...]:
    """What a style sheet holds that would fetch something or end it early, one sentence each."""
    try:
        faults = [*_fetching(tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True))]
    except RecursionError:
        return ("one bracket in another, far too deep.",)
    before, found, _ = style.partition("</")
    if found:
        faults.append(f'line {before.count(chr(10)) + 1} holds "</", which would end the style sheet.')
    return tuple(dict.fromkeys(faults))


def _read(element: Any) -> Read:
    if element.get("role") == "img":
        return _BOXES.get("".join(element.itertext()).strip(), "unreadable")
    return "\n".join(_paragraphs(element))


def _paragraphs(element: Any, level: int = 0) -> Iterator[str]:
    """The lines of an element: one for each paragraph, item of a list and row of a table."""
    if element.tag in ("p", "tr"):
        yield row_line("".join(cell.itertext()) for cell in element) if element.tag == "tr" else _own_words(element)
        return
    if element.tag == "li":
        label = LABEL.fullmatch(element.get("style", ""))
        yield list_line(level, label[1] if label else "", _own_words(element))
        for inner in element.iterchildren(*_LISTS):
            yield from _paragraphs(inner, level + 1)
        return
    line = element.text or ""
    for child in element:
        if child.tag in _INLINE:
            line += "".join(child.itertext())
        else:
            yield from [line] if line.strip() else []
            yield from _paragraphs(child, level)
            line = ""
        line += child.tail or ""
    yield from [line] if line.strip() else []


def _own_words(element: Any) -> str:
    """The words of a paragraph or an item, without those of the lists in it."""
    inner = (_own_words(child) if child.tag not in _LISTS else "" for child in element)
    return (element.text or "") + "".join(
        words + (child.tail or "") * (child.tag not in _LISTS) for words, child in zip(inner, element, strict=True)
    )


def _shows(found: Read, expected: str) -> bool:
    return any(found == "\n".join(lines(expected)) for lines in (shown_lines, flat_lines))


def _labels(element: Any) -> tuple[str, str]:
    """The words beside a field, and those of its column; outside tables, those of the heading above it."""
    cell = next((each for each in (element, *element.iterancestors()) if each.tag == "td"), None)
    if cell is None:
        heading = element.xpath("preceding::*[self::h1 or self::h2 or self::h3 or self::h4][1]")
        return (_words(heading[0]) if heading else "", "")
    beside = cell.xpath("preceding-sibling::th[1]")
    heads = cell.xpath("ancestor::table[1]/thead/tr[last()]/*")
    place = len(cell.xpath("preceding-sibling::*"))
    return (_words(beside[0]) if beside else "", _words(heads[place]) if place < len(heads) else "")


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _foreign(root: Any) -> Iterator[str]:
    """What in a page is not plain words and tables. A title holds text alone, for browsers read no elements in it."""
    for element in root.iter(etree.Element):
        place = f"line {element.sourceline} of the page"
        above = element.getparent()
        if element.tag not in _ELEMENTS or (above is not None and above.tag == "title"):
            yield f"<{element.tag}>, {place}."
        for name, value in element.attrib.items():
            if not _is_harmless(element.tag, name, value):
                yield f'{name}="{value[:60]}" on <{element.tag}>, {place}.'
        if element.tag == "style":
            yield from (f"a style sheet ({fault})" for fault in style_faults(element.text or ""))
    if root.find(f'head/meta[@http-equiv="Content-Security-Policy"][@content="{POLICY}"]') is None:
        yield f'no <meta http-equiv="Content-Security-Policy" content="{POLICY}">. Put it first into the head.'


def _is_harmless(element: str, name: str, value: str) -> bool:
    if name == "href":
        return element == "a" and value.lower().startswith(_LINKS)
    if name == "style":
        return element == "li" and LABEL.fullmatch(value) is not None
    if name == "http-equiv":
        return value == "Content-Security-Policy"
    return _ATTRIBUTES.fullmatch(name) is not None


def _fetching(nodes: Any) -> Iterator[str]:
    """What in a style sheet names something outside it, wherever it is nested."""
    for node in nodes:
        line = f"line {node.source_line}"
        if node.type == "at-rule" and node.lower_at_keyword in _FETCHING_RULES:
            yield f"{line} holds @{node.lower_at_keyword}, which asks for another file."
        if node.type == "url" or (node.type == "function" and _FETCHING_FUNCTIONS.fullmatch(node.lower_name)):
            yield f"{line} holds a url(), which asks for something outside the pack."
        for part in ("prelude", "content", "arguments"):
            yield from _fetching(getattr(node, part, None) or ())
