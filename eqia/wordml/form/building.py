"""Pieces of Word that python-docx cannot make: tick boxes, heading rows, table titles, fields, lists, settings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from eqia.wordml.names import W14, Element, W, w
from eqia.wordml.text.ticks import LONGEST_TITLE, TICKED, UNTICKED

BOX_FONT: Final = "MS Gothic"
"""The font in which Word itself sets tick boxes. The style of their paragraphs must name it."""

_DECLARED: Final = f'xmlns:w="{W}" xmlns:w14="{W14}"'
_WORD: Final = "http://schemas.microsoft.com/office/word"
_COMPATIBLE: Final = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}
_BULLETS: Final = ("•", "–", "•")
_BULLET_INDENT: Final = 260
"""Twentieths of a point by which each level of a list stands in."""


def add_tick_box(paragraph: Element, tag: str, title: str) -> None:
    """Adds a box that toggles in Word. ``tag`` is a field path, ``title`` what a screen reader says."""
    states = "".join(
        f'<w14:{name} w14:val="{ord(glyph):04X}" w14:font="{BOX_FONT}"/>'
        for name, glyph in (("checkedState", TICKED), ("uncheckedState", UNTICKED))
    )
    control = _xml(
        f"<w:sdt {_DECLARED}><w:sdtPr><w:alias/><w:tag/>"
        f'<w14:checkbox><w14:checked w14:val="0"/>{states}</w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{UNTICKED}</w:t></w:r></w:sdtContent></w:sdt>"
    )
    for name, value in (("alias", title[:LONGEST_TITLE]), ("tag", tag)):
        for node in control.iter(w(name)):
            node.set(w("val"), value)
    paragraph.append(control)


def add_field(paragraph: Element, instruction: str) -> None:
    """Adds a field that Word fills in, such as PAGE or NUMPAGES."""
    paragraph.append(_xml(f'<w:fldSimple {_DECLARED} w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))


def head_row(row: Element) -> None:
    """Makes a row the table's heading row: it repeats on every page and is announced as headings."""
    keep_whole(row)
    _child(row, "trPr", after=("tblPrEx",)).append(_xml(f"<w:tblHeader {_DECLARED}/>"))


def keep_whole(row: Element) -> None:
    """Keeps a row of a few lines on one page. Not for rows that hold answers, which may be longer than a page."""
    _child(row, "trPr", after=("tblPrEx",)).append(_xml(f"<w:cantSplit {_DECLARED}/>"))


def describe_table(table: Element, title: str, description: str) -> None:
    """Gives a table its alternative text, and says that its first row and column are headings."""
    properties = _child(table, "tblPr")
    for name in ("tblLook", "tblCaption", "tblDescription"):
        for old in properties.findall(w(name)):
            properties.remove(old)
    parts = {"firstRow": 1, "lastRow": 0, "firstColumn": 1, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
    look = "".join(f' w:{name}="{value}"' for name, value in parts.items())
    properties.append(_xml(f'<w:tblLook {_DECLARED} w:val="06A0"{look}/>'))
    for name, text in (("tblCaption", title), ("tblDescription", description)):
        etree.SubElement(properties, w(name)).set(w("val"), text)


def shade(cell: Element, colour: str) -> None:
    """Gives a cell a background, as six hexadecimal digits."""
    _child(cell, "tcPr").append(_xml(f'<w:shd {_DECLARED} w:val="clear" w:color="auto" w:fill="{colour}"/>'))


def free_widths(table: Element) -> None:
    """Leaves the widths of cells to the table's grid, so that nothing says them twice."""
    for cell in table.iter(w("tc")):
        for properties in cell.findall(w("tcPr")):
            for width in properties.findall(w("tcW")):
                properties.remove(width)
            if not len(properties):
                cell.remove(properties)


def numbering() -> bytes:
    """The part ``word/numbering.xml``: one list with three levels of bullets."""
    levels = "".join(_list_level(level, bullet) for level, bullet in enumerate(_BULLETS))
    kind = '<w:multiLevelType w:val="hybridMultilevel"/>'
    listed = f'<w:abstractNum w:abstractNumId="0">{kind}{levels}</w:abstractNum>'
    used = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return _part(f"<w:numbering {_DECLARED}>{listed}{used}</w:numbering>")


def settings(language: str) -> bytes:
    """The part ``word/settings.xml``: Word's present way of laying out, and the language of what is typed."""
    compatible = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{_WORD}" w:val="{value}"/>' for name, value in _COMPATIBLE.items()
    )
    return _part(
        f'<w:settings {_DECLARED}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{compatible}</w:compat>'
        f'<w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _list_level(level: int, bullet: str) -> str:
    indent = f'<w:pPr><w:ind w:left="{_BULLET_INDENT * (level + 1)}" w:hanging="{_BULLET_INDENT}"/></w:pPr>'
    mark = f'<w:numFmt w:val="bullet"/><w:lvlText w:val="{bullet}"/><w:lvlJc w:val="left"/>'
    return f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/>{mark}{indent}</w:lvl>'


def _child(node: Element, name: str, after: Iterable[str] = ()) -> Element:
    """The child of this name, made if there is none: in the first place, or after those named."""
    found = node.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        ahead = {w(other) for other in after}
        node.insert(sum(1 for child in node if child.tag in ahead), found)
    return found


def _xml(text: str) -> Element:
    return etree.fromstring(text)


def _part(text: str) -> bytes:
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text.encode()
