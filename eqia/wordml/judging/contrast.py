"""Contrast of text in a Word file: which colour it has, on which ground, and how far apart the two are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from eqia.wordml.looks.colours import HIGHLIGHTS, WHITE, is_colour, ratio_of
from eqia.wordml.names import CELL, PARAGRAPH, ROW, TABLE, Element, enclosing, parse, w

LEAST: Final = 4.5
"""The least contrast of text with its ground: WCAG 2.2, 1.4.3."""

LEAST_LARGE: Final = 3.0
"""The same for large text: 18 points, or 14 points bold."""

_RUN: Final = w("rPr")


@dataclass(frozen=True)
class Contrast:
    """Text that is hard to see: its paragraph, its colour and that of its ground, and the contrast of the two."""

    paragraph: Element
    colour: str
    ground: str
    ratio: float


class Colours:
    """Colours by the styles of one file."""

    def __init__(self, styles_part: bytes) -> None:
        root = parse(styles_part)
        self._styles = {style.get(w("styleId"), ""): style for style in root.iter(w("style"))}
        self._default = root.find(f"{w('docDefaults')}/{w('rPrDefault')}")
        self._normal = next((id for id, style in self._styles.items() if _is_default_paragraph(style)), "")

    def low_contrasts(self, root: Element) -> Iterator[Contrast]:
        """Each paragraph with text that stands out too little from what is behind it."""
        for paragraph in root.iter(PARAGRAPH):
            for run in paragraph.iter(w("r")):
                if any((text.text or "").strip() for text in run.iter(w("t"))):
                    found = self._judge(paragraph, run)
                    if found:
                        yield found
                        break

    def _judge(self, paragraph: Element, run: Element) -> Contrast | None:
        colour = self._first(self._run_sources(paragraph, run), f"{_RUN}/{w('color')}", "val")
        ground = self._ground(paragraph, run)
        if not colour or ratio_of(colour, ground) >= self._least(paragraph, run):
            return None
        return Contrast(paragraph, colour, ground, ratio_of(colour, ground))

    def _least(self, paragraph: Element, run: Element) -> float:
        sources = [*self._run_sources(paragraph, run)]
        half_points = next((size for source in sources if (size := _value(source, f"{_RUN}/{w('sz')}", "val"))), "20")
        bold = next((mark for source in sources if (mark := source.find(f"{_RUN}/{w('b')}")) is not None), None)
        is_bold = bold is not None and bold.get(w("val"), "1") not in ("0", "false")
        return LEAST_LARGE if float(half_points) / 2 >= (14 if is_bold else 18) else LEAST

    def _ground(self, paragraph: Element, run: Element) -> str:
        marked = _value(run, f"{_RUN}/{w('highlight')}", "val")
        if marked in HIGHLIGHTS:
            return HIGHLIGHTS[marked]
        in_run = self._first(self._run_sources(paragraph, run), f"{_RUN}/{w('shd')}", "fill")
        in_paragraph = self._first(self._paragraph_sources(paragraph), f"{w('pPr')}/{w('shd')}", "fill")
        return in_run or in_paragraph or self._cell_ground(paragraph) or WHITE

    def _cell_ground(self, paragraph: Element) -> str:
        cell, row, table = (enclosing(paragraph, tag) for tag in (CELL, ROW, TABLE))
        if cell is None or row is None or table is None:
            return ""
        own = _colour(_value(cell, f"{w('tcPr')}/{w('shd')}", "fill"))
        return own or self._table_ground(cell, row, table)

    def _table_ground(self, cell: Element, row: Element, table: Element) -> str:
        """The ground that the table's style gives to its first row, its first column, or all of it."""
        look = table.find(f"{w('tblPr')}/{w('tblLook')}")
        first_row, first_cell = table.find(ROW) is row, row.find(CELL) is cell
        asked = [("firstRow", "firstRow", first_row), ("firstCol", "firstColumn", first_cell)]
        parts = [part for part, box, here in asked if here and look is not None and look.get(w(box)) == "1"]
        for style in self._chain(_value(table, f"{w('tblPr')}/{w('tblStyle')}", "val")):
            for part in parts:
                for conditional in style.findall(w("tblStylePr")):
                    if conditional.get(w("type")) == part and (fill := _fill(conditional)):
                        return fill
            if fill := _fill(style):
                return fill
        return ""

    def _run_sources(self, paragraph: Element, run: Element) -> Iterator[Element]:
        """What says how a run looks, nearest first: itself, its style, its paragraph's styles, the file."""
        yield run
        yield from self._chain(_value(run, f"{_RUN}/{w('rStyle')}", "val"))
        yield from self._paragraph_styles(paragraph)
        if self._default is not None:
            yield self._default

    def _paragraph_sources(self, paragraph: Element) -> Iterator[Element]:
        yield paragraph
        yield from self._paragraph_styles(paragraph)

    def _paragraph_styles(self, paragraph: Element) -> Iterator[Element]:
        return self._chain(_value(paragraph, f"{w('pPr')}/{w('pStyle')}", "val") or self._normal)

    def _chain(self, id: str) -> Iterator[Element]:
        seen: set[str] = set()
        while id in self._styles and id not in seen:
            seen.add(id)
            yield self._styles[id]
            id = _value(self._styles[id], w("basedOn"), "val")

    @staticmethod
    def _first(sources: Iterator[Element], path: str, attribute: str) -> str:
        """The nearest colour that is said; nothing if it is left to Word, which then makes it stand out."""
        said = (_value(source, path, attribute) for source in sources)
        return _colour(next((value for value in said if value), ""))


def _fill(node: Element) -> str:
    return _colour(_value(node, f"{w('tcPr')}/{w('shd')}", "fill"))


def _colour(value: str) -> str:
    return value.upper() if is_colour(value) else ""


def _value(node: Element, path: str, attribute: str) -> str:
    found = node.find(path)
    return found.get(w(attribute), "") if found is not None else ""


def _is_default_paragraph(style: Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default")) == "1"
