"""How the pieces of a template print: a paragraph in each role its lines can have, a tick box in each state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from lxml import etree

from eqia.wordml.names import Element, W, w, w14
from eqia.wordml.text import ticks
from eqia.wordml.text.prose import BULLET
from eqia.wordml.text.styles import Role, Styles

BESIDE_STYLE: Final = "Unreadable Box"
"""The name of the character style of the words beside a box that nobody could read."""

_OWN_NAMESPACES: Final = re.compile(r' xmlns:\w+="[^"]*"')
_STATES: Final[tuple[ticks.Tick, ...]] = (True, False, ticks.UNREADABLE)
_TAB: Final = '</w:t><w:tab/><w:t xml:space="preserve">'
_BREAK: Final = '</w:t><w:br/><w:t xml:space="preserve">'


@dataclass(frozen=True)
class ParagraphShape:
    """A paragraph of a template, as XML up to its text for each role that a line can have, and from its text on."""

    openings: Mapping[Role, str]
    closing: str

    def paragraph(self, role: Role, text: str) -> str:
        """One paragraph of XML."""
        return f"{self.openings[role]}{escape(text)}{self.closing}"


@dataclass(frozen=True)
class Box:
    """A tick box of a template as XML in each state, and its title."""

    states: Mapping[ticks.Tick, str]
    title: str

    def in_row(self, tick: ticks.Tick, id: str, label: str) -> str:
        """The box in a row of a table, given the row's id and label."""
        room = ticks.LONGEST_TITLE - len(self.title) + len(ticks.LABEL)
        return self.states[tick].replace(ticks.ID, id).replace(ticks.LABEL, _attribute(label[:room]))


def write_prose(text: str, shape: ParagraphShape) -> str:
    """The paragraphs of an answer as XML. One blank line becomes the space above the next paragraph.

    What is read of it again is the same string: see ``eqia.wordml.text.prose``.
    """
    text = _escape_line(text)
    if BULLET not in text and "\n\n" not in text and not text.startswith("\n"):
        opening = shape.openings[Role.PLAIN]
        return opening + text.replace("\n", shape.closing + opening) + shape.closing
    return "".join(_paragraphs(text.split("\n"), shape))


def escape(text: str) -> str:
    """Text as the content of a ``w:t``; tabs and line breaks leave it and come back."""
    return _escape_line(text).replace("\n", _BREAK)


def shape_of(paragraph: Element, styles: Styles) -> ParagraphShape:
    """How an answer prints in the place of this paragraph of a template."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"), nsmap={"w": W})
    run = paragraph.find(f"{w('r')}/{w('rPr')}")
    ids = {role: id for id, role in styles.roles.items()}
    openings = {}
    for role in Role:
        own = properties if role is Role.PLAIN else _styled(properties, ids[role])
        openings[role] = f'<w:p>{_xml(own)}<w:r>{_xml(run)}<w:t xml:space="preserve">'
    return ParagraphShape(openings, "</w:t></w:r></w:p>")


def box_of(control: Element, title: str, styles: Styles) -> Box:
    """How a tick box of a template prints. Word numbers the controls of a file itself, so that ours have no numbers."""
    control = deepcopy(control)
    control.tail = None
    for properties in control.iter(w("sdtPr")):
        for number in properties.findall(w("id")):
            properties.remove(number)
    style = next((id for id, name in styles.names.items() if name == BESIDE_STYLE.casefold()), "")
    words = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    beside = f"<w:r>{words}<w:br/><w:t>{ticks.BESIDE_UNREADABLE}</w:t></w:r>"
    states = {state: _in_state(control, state) for state in _STATES}
    return Box(states | {ticks.UNREADABLE: states[ticks.UNREADABLE] + beside}, title)


def _paragraphs(lines: list[str], shape: ParagraphShape) -> Iterator[str]:
    blank = False
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if not line and after and not blank:
            blank = True
            continue
        bullet = line.startswith(BULLET)
        yield f"{shape.openings[Role.of(bullet, blank)]}{line[len(BULLET) :] if bullet else line}{shape.closing}"
        blank = False


def _escape_line(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\t", _TAB)


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _styled(properties: Element, style: str) -> Element:
    """Paragraph properties with another style; what the paragraph sets of its own stays."""
    styled = deepcopy(properties)
    for old in styled.findall(w("pStyle")):
        styled.remove(old)
    styled.insert(0, etree.Element(w("pStyle"), {w("val"): style}))
    return styled


def _in_state(control: Element, state: ticks.Tick) -> str:
    for checked in control.iter(w14("checked")):
        checked.set(w14("val"), "1" if state is True else "0")
    for glyph in control.iter(w("t")):
        glyph.text = ticks.TICKED if state is True else ticks.UNTICKED
    return _xml(control)


def _xml(node: Element | None) -> str:
    """A piece of XML without the namespaces, which the root of the file declares."""
    if node is None or (node.tag == w("pPr") and not len(node)):
        return ""
    return _OWN_NAMESPACES.sub("", etree.tostring(node, encoding="unicode", with_tail=False))
