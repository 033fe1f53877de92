"""The look of text and paragraphs after all styles: what stands in the styles and what stands beside the text, as one.

Office Open XML, part 1, 17.7.2 (how styles are applied) and 17.7.3 (properties that styles toggle).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eqia.wordml.looks.properties import ON, Look, flat
from eqia.wordml.looks.tables import Parts, parts_of
from eqia.wordml.looks.theme import Theme
from eqia.wordml.names import CELL, TABLE, Element, enclosing, w

RUN_LEFT_OUT: Final = frozenset({"lang", "noProof", "kern", "rStyle", "rPrChange", "bCs", "iCs"})
"""What does not show in a text that stands from left to right. Changes of it are told elsewhere."""

PARAGRAPH_LEFT_OUT: Final = frozenset(
    {
        *("pStyle", "rPr", "numPr", "widowControl", "suppressAutoHyphens", "cnfStyle", "sectPr", "pPrChange"),
        *("suppressLineNumbers", "keepNext", "keepLines", "outlineLvl"),
    }
)
"""What only says how lines and pages break, or is told elsewhere."""

_TOGGLED: Final = ("b", "i", "caps", "smallCaps", "strike", "outline", "shadow", "emboss", "imprint", "vanish")
_ADDED: Final = ("b", "i", "caps", "smallCaps")
"""Those that programs disagree on when both the paragraph and the letters have them; they hide nothing."""

_DEEPEST: Final = 16
_VALUE: Final = w("val")
_HINT: Final = "rFonts.hint"
_BULLETS: Final = {"\uf0b7": "\u2022"}
"""The sign of a list as programs write it in their symbol font."""


_Above = tuple[str, str, Parts]
"""What the text of a paragraph has from elsewhere: its style, the style of its table, its parts of that table."""


class Stylesheet:
    """The styles, the numbering and the theme of a file."""

    def __init__(self, styles: Element | None, numbering: Element | None, theme: Theme | None = None) -> None:
        """Takes the roots of both parts, None if the file has none."""
        self.theme = theme or Theme()
        found = [] if styles is None else list(styles.iter(w("style")))
        self.styles = {style.get(w("styleId"), ""): style for style in found}
        self.defaults = {
            style.get(w("type"), ""): style.get(w("styleId"), "")
            for style in found
            if style.get(w("default"), "0") in ("1", "true", "on")
        }
        self._types = {style.get(w("type"), "") for style in found}
        defaults = None if styles is None else styles.find(w("docDefaults"))
        self.run_default = self.flat(_at(defaults, "rPrDefault/rPr"), RUN_LEFT_OUT)
        self.paragraph_default = self.flat(_at(defaults, "pPrDefault/pPr"), PARAGRAPH_LEFT_OUT)
        self._levels = dict(_levels(numbering))
        self._looks: dict[tuple[str, str], Look] = {}
        self._bases: dict[tuple[_Above, str], Look] = {}
        self._in_tables: dict[tuple[str, Parts, str], Look] = {}
        self._cells: dict[Element, tuple[str, Parts]] = {}
        self._last: tuple[Element | None, str] = (None, "")
        self._above: tuple[Element | None, _Above] = (None, ("", "", ()))
        self._of_cell: tuple[Element | None, Look] = (None, {})
        self._paragraphs: dict[Element, Look] = {}

    def flat(self, properties: Element | None, left_out: frozenset[str] = frozenset()) -> Look:
        """The entries of a group of properties, with the colours and fonts of the theme in the place of their names."""
        return self.theme.resolve(flat(properties, left_out))

    def name(self, paragraph: Element) -> str:
        """The name of the style of a paragraph, as programs agree on it."""
        style = self.styles.get(self._id_of(paragraph))
        name = None if style is None else style.find(w("name"))
        return "normal" if name is None else name.get(_VALUE, "").casefold()

    def paragraph(self, paragraph: Element) -> Look:
        """The look of a paragraph, made out once: who reads an answer asks for it again and again."""
        if paragraph not in self._paragraphs:
            self._paragraphs[paragraph] = self._look_of_paragraph(paragraph)
        return dict(self._paragraphs[paragraph])

    def _look_of_paragraph(self, paragraph: Element) -> Look:
        direct = paragraph.find(w("pPr"))
        id = self._id_of(paragraph)
        look = self.paragraph_default | self._style(id, "pPr")
        numbered = self._number(id, direct)
        if numbered:
            look |= self._levels.get(numbered, {"numbering": "unknown"})
            look |= self._style(id, "pPr") if direct is None or direct.find(w("numPr")) is None else {}
        look |= self.flat(direct, PARAGRAPH_LEFT_OUT)
        look["style"] = self.name(paragraph)
        return look

    def run(self, run: Element, paragraph: Element | None) -> Look:
        """The look of a run of text in a paragraph."""
        direct = run.find(w("rPr"))
        style = None if direct is None else direct.find(w("rStyle"))
        above = ("", "", ()) if paragraph is None else self._above_of(paragraph)
        own = self.defaults.get("character", "") if style is None else style.get(_VALUE, "")
        if (above, own) not in self._bases:
            self._bases[above, own] = self._base(above, own)
        look = self._bases[above, own] | self.flat(direct, RUN_LEFT_OUT)
        look.pop(_HINT, None)
        return look

    def cell(self, cell: Element) -> Look:
        """The look of a cell, such as its ground: what its table, the style of that, and it itself say."""
        if self._of_cell[0] is not cell:
            self._of_cell = (cell, self._look_of_cell(cell))
        return dict(self._of_cell[1])

    def _look_of_cell(self, cell: Element) -> Look:
        table = enclosing(cell, TABLE)
        of_table = {} if table is None else self.flat(table.find(w("tblPr")))
        ground = {key: value for key, value in of_table.items() if key.partition(".")[0] == "shd"}
        return ground | self._table_style(*self._place(cell), "tcPr") | self.flat(cell.find(w("tcPr")))

    def _base(self, above: _Above, own: str) -> Look:
        """What the styles of a table, of a paragraph and of a run make of its text."""
        paragraph, table, parts = above
        levels = [self._table_style(table, parts, "rPr"), self._style(paragraph, "rPr"), self._style(own, "rPr")]
        look = self.run_default | levels[0] | levels[1] | levels[2]
        for name in _TOGGLED:
            count = sum(level.get(name) == ON for level in levels)
            if count:
                look[name] = ON if name in _ADDED or count % 2 or self.run_default.get(name) == ON else "off"
        return look

    def _above_of(self, paragraph: Element) -> _Above:
        if self._above[0] is not paragraph:
            cell = enclosing(paragraph, CELL) if "table" in self._types else None
            place = ("", ()) if cell is None else self._place(cell)
            self._above = (paragraph, (self._id_of(paragraph), *place))
        return self._above[1]

    def _place(self, cell: Element) -> tuple[str, Parts]:
        """The style of the table of a cell, and the parts of the table that the cell is in."""
        table = enclosing(cell, TABLE)
        if cell not in self._cells and table is not None:
            named = _value(table.find(w("tblPr")), "tblStyle")
            style = named if named in self.styles else self.defaults.get("table", "")
            self._cells |= {each: (style, parts) for each, parts in parts_of(table, *self._bands(style))}
        return self._cells.get(cell, ("", ()))

    def _bands(self, style: str) -> tuple[int, int]:
        """How many rows and how many columns a band of a table has."""
        look: Look = {}
        for each in self.table(style):
            look |= flat(each.find(w("tblPr")), frozenset())
        sizes = (look.get(f"tblStyle{name}BandSize", "1") for name in ("Row", "Col"))
        row, column = (int(size) if size.isascii() and size.isdecimal() else 1 for size in sizes)
        return row, column

    def _table_style(self, style: str, parts: Parts, properties: str) -> Look:
        """What the style of a table says of its cells, or of their text, in some of its parts."""
        key = (style, parts, properties)
        if key not in self._in_tables:
            left_out = RUN_LEFT_OUT if properties == "rPr" else frozenset()
            chain = list(self.table(style)) if style else []
            look: Look = {}
            for each in chain:
                look |= self.flat(each.find(w(properties)), left_out)
            for part in parts:
                for each in chain:
                    for condition in each.iterfind(w("tblStylePr")):
                        if condition.get(w("type")) == part:
                            look |= self.flat(condition.find(w(properties)), left_out)
            self._in_tables[key] = look
        return self._in_tables[key]

    def table(self, id: str) -> Iterator[Element]:
        """The style of a table and those that it is based on, the most general first."""
        yield from reversed(list(self._chain(id or self.defaults.get("table", ""))))

    def _id_of(self, paragraph: Element) -> str:
        """The style of a paragraph; that of the last one asked for is remembered, for all of its runs."""
        if self._last[0] is not paragraph:
            style = _at(paragraph, "pPr/pStyle")
            id = "" if style is None else style.get(_VALUE, "")
            self._last = (paragraph, id if id in self.styles else self.defaults.get("paragraph", ""))
        return self._last[1]

    def _style(self, id: str, properties: str) -> Look:
        """What a style says with those that it is based on."""
        key = (id, properties)
        if key not in self._looks:
            left_out = RUN_LEFT_OUT if properties == "rPr" else PARAGRAPH_LEFT_OUT
            look: Look = {}
            chain = list(self._chain(id))
            for style in reversed(chain):
                look |= self.flat(style.find(w(properties)), left_out)
            if len(chain) == _DEEPEST:
                look["basedOn"] = "too many styles"
            self._looks[key] = look
        return self._looks[key]

    def _chain(self, id: str) -> Iterator[Element]:
        for _ in range(_DEEPEST):
            style = self.styles.get(id)
            if style is None:
                return
            yield style
            above = style.find(w("basedOn"))
            id = "" if above is None else above.get(_VALUE, "")

    def _number(self, id: str, direct: Element | None) -> tuple[str, str] | None:
        """The list and the level that a paragraph is in."""
        found = [_at(style, "pPr/numPr") for style in self._chain(id)]
        own = None if direct is None else direct.find(w("numPr"))
        number, level = "", ""
        for each in (own, *found):
            number = number or _value(each, "numId")
            level = level or _value(each, "ilvl")
        return (number, level or "0") if number not in ("", "0") else None


def _levels(numbering: Element | None) -> Iterator[tuple[tuple[str, str], Look]]:
    """The look of each level of each list: its sign, and how far it is set in."""
    if numbering is None:
        return
    abstract = {node.get(w("abstractNumId"), ""): node for node in numbering.iter(w("abstractNum"))}
    for number in numbering.iter(w("num")):
        base = abstract.get(_value(number, "abstractNumId"))
        levels = {} if base is None else {node.get(w("ilvl"), ""): node for node in base.iter(w("lvl"))}
        levels |= {node.get(w("ilvl"), ""): node for node in number.iter(w("lvl"))}
        for level, node in levels.items():
            look = flat(node.find(w("pPr")), PARAGRAPH_LEFT_OUT)
            sign = _value(node, "lvlText")
            look |= {"numbering": _value(node, "numFmt"), "numbering.sign": _BULLETS.get(sign, sign)}
            look |= {"numbering.picture": _value(node, "lvlPicBulletId")}
            look |= {
                f"numbering.{name}": value
                for name, value in flat(node.find(w("rPr")), RUN_LEFT_OUT).items()
                if name in ("vanish", "color", "sz", "strike")
            }
            yield (number.get(w("numId"), ""), level), look


def _at(node: Element | None, path: str) -> Element | None:
    return None if node is None else node.find("/".join(map(w, path.split("/"))))


def _value(node: Element | None, name: str) -> str:
    found = None if node is None else node.find(w(name))
    return "" if found is None else found.get(_VALUE, "")
