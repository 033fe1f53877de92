"""Text to paragraphs and back: a line is a paragraph, ``- `` a bullet, a blank line the space before a paragraph.

Writing and reading are each other's inverse: ``read_prose`` of what ``write_prose`` wrote is the same string.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from eqia.wordml.names import MC, Element, w
from eqia.wordml.styles import Role, Styles

BULLET: Final = "- "

_TAB: Final = '</w:t><w:tab/><w:t xml:space="preserve">'
_BREAK: Final = '</w:t><w:br/><w:t xml:space="preserve">'
_TEXT: Final = w("t")
_DELETED_TEXT: Final = w("delText")
_SYMBOL: Final = w("sym")
_PROPERTIES: Final = w("pPr")
_STYLE: Final = w("pStyle")
_VALUE: Final = w("val")
_CHARACTERS: Final = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
_NO_TEXT: Final = {_PROPERTIES, w("rPr"), w("sdtPr"), w("sdtEndPr"), w("instrText"), w("object"), f"{{{MC}}}Fallback"}


class Revision(Enum):
    """Which text of tracked changes to read. The value names what that text leaves out."""

    FINAL = frozenset({w("del"), w("moveFrom")})
    ORIGINAL = frozenset({w("ins"), w("moveTo")})


_UNMARKED: Final = {Revision.FINAL: f"{w('rPr')}/{w('del')}", Revision.ORIGINAL: f"{w('rPr')}/{w('ins')}"}
"""Where a paragraph says that its end is not part of that text: it runs on into the next paragraph."""


@dataclass(frozen=True)
class Shape:
    """A paragraph of a template, as XML up to its text for each role that a line can have, and from its text on."""

    openings: dict[Role, str]
    closing: str

    def paragraph(self, role: Role, text: str) -> str:
        """One paragraph of XML."""
        return f"{self.openings[role]}{escape(text)}{self.closing}"


def write_prose(text: str, shape: Shape) -> str:
    """The paragraphs of an answer as XML. One blank line becomes the space above the next paragraph."""
    lines = text.split("\n")
    written: list[str] = []
    blank = False
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if not line and after and not blank:
            blank = True
            continue
        bullet = line.startswith(BULLET)
        written.append(shape.paragraph(Role.of(bullet, blank), line[len(BULLET) :] if bullet else line))
        blank = False
    return "".join(written)


def escape(text: str) -> str:
    """Text as the content of a ``w:t``; tabs and line breaks leave it and come back."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\n", _BREAK).replace("\t", _TAB)


def read_prose(paragraphs: Iterable[Element], styles: Styles, revision: Revision = Revision.FINAL, blank: str = "") -> str:
    """The text of an answer's paragraphs. ``blank`` are the words that stand where nothing was answered."""
    lines: list[str] = []
    runs_on = False
    for paragraph in paragraphs:
        text = text_of(paragraph, revision)
        if runs_on:
            lines[-1] += text
        else:
            lines += _lines(paragraph, text, styles, blank)
        runs_on = paragraph.find(f"{_PROPERTIES}/{_UNMARKED[revision]}") is not None
    return "\n".join(lines)


def _lines(paragraph: Element, text: str, styles: Styles, blank: str) -> list[str]:
    properties = paragraph.find(_PROPERTIES)
    if properties is None:
        return [text]
    style = properties.find(_STYLE)
    role = styles.role(style.get(_VALUE) if style is not None else None)
    if role is Role.MISSING and text == blank:
        return [""]
    level = styles.list_level(properties, role)
    line = text if level is None else f"{'  ' * level}{BULLET}{text}"
    return ["", line] if role.follows_blank else [line]


def text_of(node: Element, revision: Revision = Revision.FINAL) -> str:
    """The text within a paragraph or a run."""
    found: list[str] = []
    _collect(node, revision.value, found)
    return "".join(found)


def _collect(node: Element, left_out: frozenset[str], found: list[str]) -> None:
    for child in node:
        tag = child.tag
        if tag == _TEXT or tag == _DELETED_TEXT:
            found.append(child.text or "")
        elif tag in _CHARACTERS:
            found.append(_CHARACTERS[tag])
        elif tag == _SYMBOL:
            found.append(_symbol(child))
        elif tag not in _NO_TEXT and tag not in left_out:
            _collect(child, left_out, found)


def _symbol(node: Element) -> str:
    """A character of a symbol font, kept by its number."""
    number = node.get(w("char"), "")
    try:
        return chr(int(number, 16))
    except (ValueError, OverflowError):
        return ""
