"""Text to paragraphs and back: a line is a paragraph, ``- `` a bullet, a blank line the space before a paragraph.

Writing and reading are each other's inverse: what is read of what ``write_prose`` wrote is the same string.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from eqia.wordml.names import MC, Element, w
from eqia.wordml.styles import Role, Styles

BULLET: Final = "- "

_TAB: Final = '</w:t><w:tab/><w:t xml:space="preserve">'
_BREAK: Final = '</w:t><w:br/><w:t xml:space="preserve">'
_SYMBOL: Final = w("sym")
_PROPERTIES: Final = w("pPr")
_STYLE: Final = f"{_PROPERTIES}/{w('pStyle')}"
_TEXTS: Final = (w("t"), w("delText"))
_CHARACTERS: Final = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
_NO_TEXT: Final = frozenset({*(w(name) for name in ("pPr", "rPr", "sdtPr", "instrText", "object")), f"{{{MC}}}Fallback"})


class Revision(Enum):
    """Which text of tracked changes to read. The value names what that text leaves out."""

    FINAL = frozenset({w("del"), w("moveFrom")})
    ORIGINAL = frozenset({w("ins"), w("moveTo")})


_UNMARKED: Final = {
    Revision.FINAL: f"{_PROPERTIES}/{w('rPr')}/{w('del')}",
    Revision.ORIGINAL: f"{_PROPERTIES}/{w('rPr')}/{w('ins')}",
}
"""Where a paragraph says that its end is not part of that text: it runs on into the next paragraph."""


@dataclass(frozen=True)
class Shape:
    """A paragraph of a template, as XML up to its text for each role that a line can have, and from its text on."""

    openings: Mapping[Role, str]
    closing: str

    def paragraph(self, role: Role, text: str) -> str:
        """One paragraph of XML."""
        return f"{self.openings[role]}{escape(text)}{self.closing}"


def write_prose(text: str, shape: Shape) -> str:
    """The paragraphs of an answer as XML. One blank line becomes the space above the next paragraph."""
    text = _escape_line(text)
    if BULLET not in text and "\n\n" not in text and not text.startswith("\n"):
        opening = shape.openings[Role.PLAIN]
        return opening + text.replace("\n", shape.closing + opening) + shape.closing
    return "".join(_paragraphs(text.split("\n"), shape))


def _paragraphs(lines: list[str], shape: Shape) -> Iterator[str]:
    blank = False
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if not line and after and not blank:
            blank = True
            continue
        bullet = line.startswith(BULLET)
        yield f"{shape.openings[Role.of(bullet, blank)]}{line[len(BULLET) :] if bullet else line}{shape.closing}"
        blank = False


def escape(text: str) -> str:
    """Text as the content of a ``w:t``; tabs and line breaks leave it and come back."""
    return _escape_line(text).replace("\n", _BREAK)


def _escape_line(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\t", _TAB)


def read_prose(
    paragraphs: Iterable[Element], styles: Styles, revision: Revision = Revision.FINAL, blank: str | None = None
) -> str:
    """The text of an answer's paragraphs, whatever an editor put into them.

    ``blank`` are the words printed where nothing was answered. A deleted paragraph mark joins two paragraphs.
    """
    lines: list[str] = []
    runs_on = False
    for paragraph in paragraphs:
        text = text_of(paragraph, revision)
        if runs_on:
            lines[-1] += text
        else:
            lines += _lines(paragraph, text, styles, blank)
        runs_on = paragraph.find(_UNMARKED[revision]) is not None
    return "\n".join(lines)


def text_of(node: Element, revision: Revision = Revision.FINAL) -> str:
    """The text within a paragraph or a run."""
    found: list[str] = []
    _collect(node, revision.value, found)
    return "".join(found)


def bullet(level: int) -> str:
    """What a line of a bullet list begins with; the levels of a list are counted from 0."""
    return "  " * level + BULLET


def _lines(paragraph: Element, text: str, styles: Styles, blank: str | None) -> Iterator[str]:
    style = paragraph.find(_STYLE)
    role = styles.role(style.get(w("val"), "") if style is not None else "")
    if role.follows_blank:
        yield ""
    level = styles.list_level(paragraph)
    if role is Role.MISSING and text == blank:
        yield ""
    else:
        yield text if level is None else bullet(level) + text


def _collect(node: Element, left_out: frozenset[str], found: list[str]) -> None:
    for child in node:
        tag = child.tag
        if tag in _TEXTS:
            found.append(child.text or "")
        elif tag in _CHARACTERS:
            found.append(_CHARACTERS[tag])
        elif tag == _SYMBOL:
            found.append(_symbol(child))
        elif tag not in _NO_TEXT and tag not in left_out:
            _collect(child, left_out, found)


def _symbol(node: Element) -> str:
    """A character of a symbol font, kept by its number."""
    try:
        return chr(int(node.get(w("char"), ""), 16))
    except (ValueError, OverflowError):
        return ""
