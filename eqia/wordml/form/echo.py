"""Hears a document that was just printed back from its XML text, several times as fast as the reader of its tree.

It knows what ``eqia.wordml.form.printing`` writes into a prepared template, and nothing else: of an answer that stands
in any other form it says nothing, and the reader of the tree has to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, unescape

from eqia.wordml.form.anchors import NAME_START, Anchor, Shape, Slot
from eqia.wordml.form.spots import STOPS
from eqia.wordml.text.prose import lines_of
from eqia.wordml.text.styles import Styles
from eqia.wordml.text.ticks import BESIDE_UNREADABLE, UNREADABLE, Tick

_MARK: Final = re.compile(rf'<w:bookmarkStart w:id="\d+" w:name="({NAME_START}\w+)"/>')
_STYLE: Final = r'<w:pPr>(?:<w:pStyle w:val="([^"]*)"/>)?(?:<(?!w:numPr|/w:pPr)[^>]*>)*</w:pPr>'
_LOOK: Final = "(?:<w:rPr>(?:<(?!/w:rPr>)[^>]*>)*</w:rPr>)?"
_RUN: Final = rf'<w:r>{_LOOK}<w:t(?: xml:space="preserve")?>([^<]*)</w:t></w:r>'
_PARAGRAPH: Final = re.compile(rf"<w:p>(?:{_STYLE})?{_RUN}</w:p>")
_MARKED: Final = re.compile(
    rf"<w:p>(?:{_STYLE})?((?:</?w:hyperlink(?: [^>]*)?>|<w:r>{_LOOK}<w:t(?: [^>]*)?>[^<]*</w:t></w:r>)+)</w:p>"
)
"""A paragraph of several runs, some of them links: see ``eqia.wordml.form.marking``."""

_SHOWN: Final = re.compile("<w:t(?: [^>]*)?>([^<]*)</w:t>")
_STYLED: Final = re.compile(f"<w:p>{_STYLE}")
_CELL_PROPERTIES: Final = re.compile(r"<w:tcPr>(?:<(?!/w:tcPr)[^>]*>)*</w:tcPr>")
_TICKED: Final = '<w14:checked w14:val="1"/>'
_UNTICKED: Final = '<w14:checked w14:val="0"/>'
_NOTHING_BESIDE: Final = "</w:sdt></w:p></w:tc>"
_BESIDE: Final = f"<w:t>{BESIDE_UNREADABLE}</w:t></w:r></w:p></w:tc>"
_ROW, _ROW_END, _CELL, _CELL_END, _TABLE_END = "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "</w:tbl>"
_PARAGRAPH_END: Final = "</w:p>"
_BODY_GOES_ON: Final = ("<w:tbl>", "<w:sectPr", "</w:body>")


@dataclass(frozen=True)
class Echo:
    """The hearing of one document's XML. ``blanks`` are the words printed for answers that are not there."""

    xml: str
    styles: Styles
    blanks: frozenset[str]

    def answers(self, anchors: Sequence[Anchor]) -> dict[str, str | Tick]:
        """The answers that can be heard, by field path. XML reads a carriage return as something else: then none."""
        if "\r" in self.xml:
            return {}
        marks = {found[1]: found.end() for found in _MARK.finditer(self.xml)}
        heard: dict[str, str | Tick] = {}
        for anchor in anchors:
            start = marks.get(anchor.name)
            if start is not None:
                heard.update(_HEARD[anchor.shape](self, anchor, start))
        return heard

    def row(self, anchor: Anchor, mark: int) -> Iterator[tuple[str, str | Tick]]:
        """The answers in the row of a label."""
        row = self.xml[self.xml.rfind(_ROW, 0, mark) : self.xml.find(_ROW_END, mark)]
        return self._cells(anchor, row, 0)

    def rows(self, anchor: Anchor, mark: int) -> Iterator[tuple[str, str | Tick]]:
        """The answers in the rows of a list, which ends with the next bookmark or the table."""
        start, end = self.xml.rfind(_ROW, 0, mark), self.xml.find(_TABLE_END, mark)
        next_list = self.xml.find("<w:bookmarkStart ", mark, end)
        rows = self.xml[start : end if next_list < 0 else next_list].split(_ROW_END)[:-1]
        label = f">{escape(anchor.label)}<"
        if all(label in row for row in rows):
            for number, row in enumerate(rows):
                yield from self._cells(anchor, row, number)

    def text(self, anchor: Anchor, start: int) -> Iterator[tuple[str, str | Tick]]:
        """The answer under a heading, without the fixed sentences around it."""
        paragraphs, end = _paragraphs(self.xml, self.xml.find(_PARAGRAPH_END, start) + len(_PARAGRAPH_END))
        stop = next((number for number, (style, _) in enumerate(paragraphs) if self._stops(style)), None)
        if stop is None and not self._ends(end):
            return
        del paragraphs[len(paragraphs) if stop is None else stop :]
        before, after = len(anchor.before), len(paragraphs) - len(anchor.after)
        around = [unescape(text) for _, text in (*paragraphs[:before], *paragraphs[after:])]
        if around == [*anchor.before, *anchor.after]:
            yield anchor.path, self._prose(paragraphs[before:after])

    def _cells(self, anchor: Anchor, row: str, number: int) -> Iterator[tuple[str, str | Tick]]:
        """The answers in the cells of a row; ``number`` is the row's place in a list."""
        cells = row.split(_CELL)[1:]
        for slot in anchor.slots if len(cells) == anchor.cells else ():
            answer = self._answer(slot, cells[slot.cell])
            if answer is not None:
                yield slot.path.replace("#", str(number)), answer

    def _answer(self, slot: Slot, cell: str) -> str | Tick | None:
        if not slot.tick:
            properties = _CELL_PROPERTIES.match(cell)
            paragraphs, end = _paragraphs(cell, properties.end() if properties else 0)
            return self._prose(paragraphs) if cell.startswith(_CELL_END, end) else None
        if _TICKED in cell:
            return True
        if _UNTICKED in cell and cell.endswith(_NOTHING_BESIDE):
            return False
        return UNREADABLE if _UNTICKED in cell and cell.endswith(_BESIDE) else None

    def _ends(self, place: int) -> bool:
        """Whether what stands at a place ends a text: a table, the end of the body, a heading."""
        heading = _STYLED.match(self.xml, place)
        return self.xml.startswith(_BODY_GOES_ON, place) or (heading is not None and self._stops(heading[1] or ""))

    def _stops(self, style: str) -> bool:
        return self.styles.name(style).startswith(STOPS)

    def _prose(self, paragraphs: Sequence[tuple[str, str]]) -> str:
        lines: list[str] = []
        for style, text in paragraphs:
            text = unescape(text) if "&" in text else text
            lines += lines_of(self.styles.role(style), self.styles.levels.get(style), text, self.blanks)
        return "\n".join(lines)


def _paragraphs(xml: str, place: int) -> tuple[list[tuple[str, str]], int]:
    """The paragraphs as we write them from a place on, as style and text, and the place where they end."""
    paragraphs: list[tuple[str, str]] = []
    while found := _PARAGRAPH.match(xml, place) or _MARKED.match(xml, place):
        text = found[2] if found[2][:1] != "<" else "".join(_SHOWN.findall(found[2]))
        paragraphs.append((found[1] or "", text))
        place = found.end()
    return paragraphs, place


_HEARD: Final = {Shape.ROW: Echo.row, Shape.ROWS: Echo.rows, Shape.TEXT: Echo.text}
