"""Pieces of Word that python-docx cannot make: tick boxes, repeating heading rows, table titles, fields, lists, settings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from eqia.wordml.names import W14, Element, W, w
from eqia.wordml.ticks import LONGEST_TITLE, TICKED, UNTICKED

BOX_FONT: Final = "MS Gothic"
"""The font in which Word itself sets tick boxes. The style of their paragraphs must name it."""

_DECLARED: Final = f'xmlns:w="{W}" xmlns:w14="{W14}"'
_BULLETS: Final = ("•", "–", "•")
_BULLET_INDENT: Final = 260
"""Twentieths of a point by which each level of a list stands in."""


def add_tick_box(paragraph: Element, tag: str, title: str) -> None:
    """Adds a box that toggles in Word. ``tag`` is a field path, ``title`` what a screen reader says."""
    control = _xml(
        f"<w:sdt {_DECLARED}><w:sdtPr><w:alias/><w:tag/><w14:checkbox>"
        f'<w14:checked w14:val="0"/><w14:checkedState w14:val="{ord(TICKED):04X}" w14:font="{BOX_FONT}"/>'
        f'<w14:uncheckedState w14:val="{ord(UNTICKED):04X}" w14:font="{BOX_FONT}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{UNTICKED}</w:t></w:r></w:sdtContent></w:sdt>"
    )
    for name, value in (("alias", title[:LONGEST_TITLE]), ("tag", tag)):
        control.find(f"{w('sdtPr')}/{w(name)}").set(w("val"), value)  # type: ignore[union-attr]
    paragraph.append(control)


def add_field(paragraph: Element, instruction: str) -> None:
    """Adds a field that Word fills in, such as PAGE or NUMPAGES."""
    paragraph.append(
        _xml(f'<w:fldSimple {_DECLARED} w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )


def head_row(row: Element) -> None:
    """Makes a row the table's heading row: it repeats on every page and is announced as headings."""
    properties = _first(row, "trPr", after=("tblPrEx",))
    properties.append(_xml(f"<w:cantSplit {_DECLARED}/>"))
    properties.append(_xml(f"<w:tblHeader {_DECLARED}/>"))


def keep_whole(row: Element) -> None:
    """Keeps a row of a few lines on one page. Not for rows that hold answers, which may be longer than a page."""
    _first(row, "trPr", after=("tblPrEx",)).append(_xml(f"<w:cantSplit {_DECLARED}/>"))


def describe_table(table: Element, title: str, description: str) -> None:
    """Gives a table its alternative text, and says that its first row and column are headings."""
    properties = _first(table, "tblPr")
    for name in ("tblLook", "tblCaption", "tblDescription"):
        for old in properties.findall(w(name)):
            properties.remove(old)
    look = 'w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"'
    properties.append(_xml(f"<w:tblLook {_DECLARED} {look}/>"))
    for name, text in (("tblCaption", title), ("tblDescription", description)):
        etree.SubElement(properties, w(name)).set(w("val"), text)


def free_widths(table: Element) -> None:
    """Leaves the widths of cells to the table's grid, so that nothing says them twice."""
    for properties in list(table.iter(w("tcPr"))):
        for width in properties.findall(w("tcW")):
            properties.remove(width)
        if not len(properties):
            properties.getparent().remove(properties)  # type: ignore[union-attr]


def shade(cell: Element, colour: str) -> None:
    """Gives a cell a background, as six hexadecimal digits."""
    shading = _xml(f'<w:shd {_DECLARED} w:val="clear" w:color="auto" w:fill="{colour}"/>')
    properties = _first(cell, "tcPr")
    properties.append(shading)


def numbering() -> bytes:
    """The part ``word/numbering.xml``: one list with three levels of bullets."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{bullet}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{_BULLET_INDENT * (level + 1)}" w:hanging="{_BULLET_INDENT}"/></w:pPr></w:lvl>'
        for level, bullet in enumerate(_BULLETS)
    )
    listed = f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
    return _part(f'<w:numbering {_DECLARED}>{listed}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>')


def settings(language: str) -> bytes:
    """The part ``word/settings.xml``: Word's present way of laying out, and the language of what is typed."""
    address = "http://schemas.microsoft.com/office/word"
    return _part(
        f'<w:settings {_DECLARED}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{address}" w:val="15"/>'
        f'<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" w:uri="{address}" w:val="1"/>'
        f'<w:compatSetting w:name="enableOpenTypeFeatures" w:uri="{address}" w:val="1"/>'
        f'<w:compatSetting w:name="doNotFlipMirrorIndents" w:uri="{address}" w:val="1"/>'
        f'<w:compatSetting w:name="differentiateMultirowTableHeaders" w:uri="{address}" w:val="1"/></w:compat>'
        f'<w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _first(node: Element, name: str, after: Iterable[str] = ()) -> Element:
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
