"""How the pieces of a template print: a paragraph in each role its lines can have, a tick box in each state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from eqia.structure.blocks import Block, Item, Line, Table, item_line
from eqia.structure.grammar import is_plain, parse
from eqia.wordml.form.listing import properties_of
from eqia.wordml.form.tabling import write_table
from eqia.wordml.names import Element, W, w, w14
from eqia.wordml.text import ticks
from eqia.wordml.text.styles import Role, Styles
from eqia.wordml.text.tables import gap_properties

BESIDE_STYLE: Final = "Unreadable Box"
"""The name of the character style of the words beside a box that nobody could read."""

_OWN_NAMESPACES: Final = re.compile(r' xmlns:\w+="[^"]*"')
_STATES: Final[tuple[ticks.Tick, ...]] = (True, False, ticks.UNREADABLE)
_BEFORE_NUMBERING: Final = re.compile(
    "<w:p><w:pPr>(?:<w:(?:pStyle|keepNext|keepLines|pageBreakBefore|widowControl)(?: [^>]*)?/>)*"
)
_INDENT: Final = re.compile("<w:ind [^>]*/>")
_BEFORE_BOLD: Final = re.compile("<w:r><w:rPr>(?:<w:(?:rStyle|rFonts)(?: [^>]*)?/>)*")
_TAB: Final = '</w:t><w:tab/><w:t xml:space="preserve">'
_BREAK: Final = '</w:t><w:br/><w:t xml:space="preserve">'


@dataclass(frozen=True)
class ParagraphShape:
    """A paragraph of a template, as XML up to its text for each role that a line can have, and from its text on."""

    openings: Mapping[Role, str]
    closing: str
    bullets: str = ""
    """The number of the list that bullets belong to; "" where the template has no lists, so that they stay lines."""

    def paragraph(self, role: Role, text: str) -> str:
        """One paragraph of XML."""
        return f"{self.openings[role]}{escape(text)}{self.closing}"

    def item(self, item: Item, *, after_blank: bool) -> str:
        """One item of a list."""
        if not self.bullets and (item.level or item.style):
            line = item_line(item.level, item.label, item.text)
            return self.paragraph(Role.of(bullet=False, after_blank=after_blank), line)
        opening = self.openings[Role.of(bullet=True, after_blank=after_blank)]
        if item.level or item.style:
            opening = _BEFORE_NUMBERING.sub(rf"\g<0>{properties_of(item, self.bullets)}", opening, count=1)
        return f"{opening}{escape(item.text)}{self.closing}"

    def table(self, table: Table) -> str:
        """One table, with the words of its head in bold type."""
        cell = _INDENT.sub('<w:ind w:left="0" w:right="0" w:firstLine="0"/>', self.openings[Role.PLAIN])
        run = cell if "<w:r><w:rPr>" in cell else cell.replace("<w:r>", "<w:r><w:rPr></w:rPr>")
        head = _BEFORE_BOLD.sub(r"\g<0><w:b/>", run, count=1)
        escaped = tuple(tuple(map(escape, row)) for row in table.rows)
        return write_table(replace(table, rows=escaped), (cell, self.closing), (head, self.closing))


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
    if not is_plain(text):
        return "".join(_blocks(parse(text), shape))
    if "\n\n" not in text and not text.startswith("\n"):
        opening = shape.openings[Role.PLAIN]
        return opening + _escape_line(text).replace("\n", shape.closing + opening) + shape.closing
    return "".join(_blocks([Line(line) for line in text.split("\n")], shape))


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
    return ParagraphShape(openings, "</w:t></w:r></w:p>", styles.numbers.get(ids[Role.BULLET], ""))


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


def _blocks(blocks: Sequence[Block], shape: ParagraphShape) -> Iterator[str]:
    blank = False
    for block, below in zip(blocks, [*blocks[1:], None], strict=True):
        if isinstance(block, Table):
            yield shape.table(block)
            yield f"<w:p>{_xml(gap_properties())}</w:p>"
        elif block.source or blank or below is None or not below.source:
            if isinstance(block, Line):
                yield shape.paragraph(Role.of(bullet=False, after_blank=blank), block.source)
            else:
                yield shape.item(block, after_blank=blank)
            blank = False
        else:
            blank = True


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
