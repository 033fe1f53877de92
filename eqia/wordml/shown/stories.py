"""All that a part of a Word file shows, piece by piece: text with its look, paragraphs, cells, rows, tables, fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from eqia.wordml.looks.properties import Look, bare, flat, local
from eqia.wordml.looks.resolving import Stylesheet
from eqia.wordml.names import CELL, PARAGRAPH, ROW, TABLE, Element, w, w14
from eqia.wordml.shown.links import led_to_by_field


class Kind(Enum):
    """What a piece is; the value is what a person calls it."""

    TEXT = "text"
    PARAGRAPH = "paragraph"
    CELL = "cell"
    ROW = "row"
    TABLE = "table"
    PAGE = "page"
    FIELD = "field"
    LINK = "link"
    THING = "thing"
    TRACKED = "tracked change"
    NOTE = "comment"
    CONTROL = "control"


@dataclass(frozen=True)
class Piece:
    """A piece of what is shown: its kind, its words (or what it is), and its look."""

    kind: Kind
    words: str
    look: Look = field(default_factory=dict, hash=False)


_IGNORED: Final = frozenset(
    {
        *("proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak", "permStart", "permEnd", "annotationRef"),
        *("commentRangeStart", "commentRangeEnd", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr"),
        *("sdtEndPr", "tblPrEx", "smartTagPr", "customXmlPr", "separator", "continuationSeparator"),
    }
)
"""What shows nothing, and what is looked at with what it belongs to."""

_WRAPPERS: Final = frozenset({"sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo", "hyperlink", "fldSimple"})
_TRACKED: Final = frozenset({"ins", "moveTo", "del", "moveFrom"})
_SIGNS: Final = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_COUNTED: Final = frozenset({"PAGE", "NUMPAGES"})
"""Fields whose results every program counts anew."""

_COUNT: Final = re.compile(r"\d{1,4}")
_CONTROLS: Final = frozenset(
    {"alias", "tag", "id", "lock", "placeholder", "rPr", w14("checkbox"), "temporary", "text", "richText"}
) | {f"{{http://schemas.microsoft.com/office/word/2012/wordml}}{name}" for name in ("color", "appearance")}
_CHANGES: Final = (
    "rPrChange",
    "pPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
    "numberingChange",
)
_MOST_ATTRIBUTES: Final = 100
_MARK: Final = ("ins", "del", "moveFrom", "moveTo", "vanish", "specVanish")
_NOT_OF_CELLS: Final = frozenset({"cnfStyle", "tcW", "tcPrChange"})
_NOT_OF_ROWS: Final = frozenset({"cnfStyle", "divId", "trPrChange", "cantSplit"})
_NOT_OF_TABLES: Final = frozenset({"tblStyle", "tblW", "tblPrChange"})
_NOT_OF_PAGES: Final = frozenset(
    {"headerReference", "footerReference", "type", "formProt", "docGrid", "cols", "sectPrChange"}
) | {"footnotePr", "endnotePr", "noEndnote"}


def pieces_of(root: Element, styles: Stylesheet) -> list[Piece]:
    """The pieces of a part: of a body, of the top or the foot of a page, of notes."""
    found = list(_Reader(styles).blocks(root))
    found += [Piece(Kind.TRACKED, "another look") for name in _CHANGES for _ in root.iter(w(name))]
    return found


class _Reader:
    """Reads a part from its beginning to its end."""

    def __init__(self, styles: Stylesheet) -> None:
        self.styles = styles
        self.fields: list[str] = []
        self.shown: list[str] = []
        """Fields that are open, innermost last: what they say so far; and those whose result is being read."""

    def blocks(self, node: Element) -> Iterator[Piece]:
        """The pieces of what stands in a body, a cell, a header or a note."""
        for child in node:
            if child.tag == PARAGRAPH:
                yield from self._paragraph(child)
            elif child.tag == TABLE:
                yield from self._table(child)
            elif local(child) == "sectPr":
                yield _page(child)
            elif local(child) in ("sdt", "customXml", "sdtContent", "ins", "moveTo", "body", "footnote", "endnote"):
                yield from _around(child)
                yield from self.blocks(child)
            elif local(child) not in _IGNORED and local(child):
                yield Piece(Kind.THING, local(child))

    def _paragraph(self, paragraph: Element) -> Iterator[Piece]:
        texts: list[tuple[str, Look]] = []
        for piece in self._inline(paragraph, paragraph):
            if piece.kind is not Kind.TEXT:
                yield piece
            elif texts and texts[-1][1] == piece.look:
                texts[-1] = (texts[-1][0] + piece.words, piece.look)
            elif piece.words:
                texts.append((piece.words, piece.look))
        yield from (Piece(Kind.TEXT, words, look) for words, look in texts)
        properties = paragraph.find(w("pPr"))
        mark = None if properties is None else properties.find(w("rPr"))
        look = bare(self.styles.paragraph(paragraph))
        look |= {f"mark.{name}": "on" for name in _MARK if mark is not None and mark.find(w(name)) is not None}
        yield Piece(Kind.PARAGRAPH, "".join(words for words, _ in texts), look)
        section = None if properties is None else properties.find(w("sectPr"))
        if section is not None:
            yield _page(section)

    def _inline(self, node: Element, paragraph: Element) -> Iterator[Piece]:
        for child in node:
            name = local(child)
            if name == "r":
                yield from self._run(child, paragraph)
            elif name in ("del", "moveFrom"):
                yield Piece(Kind.TRACKED, "".join(each.text or "" for each in child.iter(w("delText"))))
            elif name in _WRAPPERS:
                yield from _around(child)
                yield from self._within(child, paragraph)
            elif name not in _IGNORED and name and not name.startswith(("moveFrom", "moveTo")):
                yield Piece(Kind.THING, name)

    def _within(self, child: Element, paragraph: Element) -> Iterator[Piece]:
        simple = local(child) == "fldSimple"
        if simple:
            self.shown.append(_instruction(child.get(w("instr"), "")))
        yield from self._inline(child, paragraph)
        if simple:
            self.shown.pop()

    def _run(self, run: Element, paragraph: Element) -> Iterator[Piece]:
        look: Look | None = None
        for child in run:
            name = local(child)
            sign = _sign(child, name)
            if name == "fldChar":
                yield from self._field(child)
            elif name == "instrText":
                if self.fields:
                    self.fields[-1] += child.text or ""
            elif sign is not None:
                look = bare(self.styles.run(run, paragraph)) if look is None else look
                counted = bool(self.shown) and self.shown[-1] in _COUNTED and _COUNT.fullmatch(sign)
                yield Piece(Kind.TEXT, "#" if counted else sign, look)
            elif name == "commentReference":
                yield Piece(Kind.NOTE, "")
            elif name not in _IGNORED and name:
                yield Piece(Kind.THING, name)

    def _field(self, node: Element) -> Iterator[Piece]:
        """A field begins, shows its result, or ends (17.16.18)."""
        kind = node.get(w("fldCharType"))
        if kind == "begin":
            self.fields.append("")
            if len(node):
                yield Piece(Kind.FIELD, "a form to fill in")
        elif kind == "separate" and self.fields:
            self.shown.append(_instruction(self.fields[-1]))
        elif kind == "end" and self.fields:
            said = _instruction(self.fields.pop())
            if len(self.shown) > len(self.fields):
                self.shown.pop()
            yield _field(said)

    def _table(self, table: Element) -> Iterator[Piece]:
        properties = table.find(w("tblPr"))
        style = None if properties is None else properties.find(w("tblStyle"))
        chain = list(self.styles.table("" if style is None else style.get(w("val"), "")))
        look: Look = {}
        for each in chain:
            look |= self.styles.flat(each.find(w("tblPr")), _NOT_OF_TABLES)
            look |= _conditions(each, self.styles)
        look |= self.styles.flat(properties, _NOT_OF_TABLES)
        rows = list(_children(table, ROW))
        yield Piece(Kind.TABLE, _head(table), bare(look))
        widths = [_number(column.get(w("w"))) for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
        for number, row in enumerate(rows):
            yield from _tracked_row(row)
            exceptions = flat(row.find(w("tblPrEx")), frozenset())
            yield Piece(Kind.ROW, _head(row), bare(flat(row.find(w("trPr")), _NOT_OF_ROWS) | exceptions))
            place = 0
            for cell in _children(row, CELL):
                span = _span(cell)
                width = sum(widths[place : place + span])
                yield Piece(Kind.CELL, _head(cell), self._cell(cell, chain, number == 0, place == 0, width))
                yield from self.blocks(cell)
                place += span
        for stray in (child for child in table if local(child) not in {*_IGNORED, "tr", *_WRAPPERS} and local(child)):
            yield Piece(Kind.THING, local(stray))

    def _cell(self, cell: Element, chain: list[Element], first_row: bool, first_column: bool, width: int) -> Look:
        look: Look = {}
        for style in chain:
            look |= self.styles.flat(style.find(w("tcPr")), _NOT_OF_CELLS)
            for kind, applies in (("firstCol", first_column), ("firstRow", first_row)):
                for condition in style.iterfind(w("tblStylePr")):
                    if applies and condition.get(w("type")) == kind:
                        look |= self.styles.flat(condition.find(w("tcPr")), _NOT_OF_CELLS)
        direct = cell.find(w("tcPr"))
        look |= self.styles.flat(direct, _NOT_OF_CELLS)
        own = None if direct is None else direct.find(w("tcW"))
        if own is not None and own.get(w("type")) == "dxa":
            width = _number(own.get(w("w")))
        return bare(look | {"width": str(width)})


def _around(node: Element) -> Iterator[Piece]:
    """What a wrapper says beside what it holds."""
    name = local(node)
    if name in _TRACKED:
        yield Piece(Kind.TRACKED, "".join(each.text or "" for each in node.iter(w("t"))))
    elif name == "hyperlink":
        said = sorted(_attributes(node))
        yield Piece(Kind.LINK, " ".join(value if key == "id" else f"{key}={value}" for key, value in said))
    elif name == "fldSimple":
        yield _field(_instruction(node.get(w("instr"), "")))
    elif name == "sdt":
        properties = node.find(w("sdtPr"))
        for each in () if properties is None else properties:
            if local(each) == "alias":
                yield Piece(Kind.CONTROL, f"called {each.get(w('val'), '')}")
            elif local(each) not in _CONTROLS and local(each):
                yield Piece(Kind.CONTROL, local(each))


def _field(instruction: str) -> Piece:
    address = led_to_by_field(instruction)
    return Piece(Kind.LINK, address) if address else Piece(Kind.FIELD, instruction)


def _attributes(node: Element) -> Iterator[tuple[str, str]]:
    """The attributes of an element, by the last part of their names."""
    for name, value in node.attrib.items() if len(node.attrib) <= _MOST_ATTRIBUTES else ():
        yield str(name).rpartition("}")[2], str(value)


def _sign(node: Element, name: str) -> str | None:
    """The text that a piece of a run shows; None if it is no text."""
    if name == "t":
        return node.text or ""
    if name == "br":
        return {"page": "\f", "column": "\v"}.get(node.get(w("type"), ""), "\n")
    if name == "sym":
        return f"[{node.get(w('font'), '')} {node.get(w('char'), '')}]"
    return _SIGNS.get(name)


def _instruction(text: str) -> str:
    words = text.replace("\\* MERGEFORMAT", "").replace("\\* Arabic", "").split()
    return " ".join([words[0].upper(), *words[1:]]) if words else ""


def _page(section: Element) -> Piece:
    columns = section.find(w("cols"))
    look = flat(section, _NOT_OF_PAGES)
    look.pop("pgSz.code", None)
    look["columns"] = "1" if columns is None else str(max(len(columns), _number(columns.get(w("num"), "1"))))
    return Piece(Kind.PAGE, "", bare(look))


def _conditions(style: Element, sheet: Stylesheet) -> Look:
    """What a style of tables says of the text in it and of its rows, whatever part of a table it is for."""
    look: Look = {}
    for part in [style, *style.iterfind(w("tblStylePr"))]:
        kind = part.get(w("type"), "") if part is not style else "all"
        for name in ("rPr", "pPr", "trPr", "tcPr"):
            if not (name == "tcPr" and kind in ("firstRow", "firstCol", "all")):
                entries = sheet.flat(part.find(w(name)))
                look |= {f"{kind}.{key}": value for key, value in entries.items()}
    return look


def _tracked_row(row: Element) -> Iterator[Piece]:
    properties = row.find(w("trPr"))
    for name in ("ins", "del"):
        if properties is not None and properties.find(w(name)) is not None:
            yield Piece(Kind.TRACKED, f"a row: {_head(row)}")


def _children(node: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in controls."""
    for child in node:
        if child.tag == tag:
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _children(child, tag)


def _span(cell: Element) -> int:
    span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    return max(1, min(100, _number(None if span is None else span.get(w("val"))))) if span is not None else 1


def _number(text: str | None) -> int:
    try:
        return int(float(text or 0))
    except (ValueError, OverflowError):
        return 0


def _head(node: Element) -> str:
    """The first words in a row, a cell or a table."""
    found = ""
    for each in node.iter(w("t")):
        found += each.text or ""
        if len(found) >= 40:
            break
    return found[:40]
