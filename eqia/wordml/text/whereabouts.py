"""Where a paragraph or a table is, in the words of someone who looks at the file in Word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from eqia.wordml.names import CELL, PARAGRAPH, ROW, TABLE, Element, enclosing, w
from eqia.wordml.text.prose import text_of
from eqia.wordml.text.styles import Styles

_LONGEST_QUOTE: Final = 60
_STYLE: Final = f"{w('pPr')}/{w('pStyle')}"
_CAPTION: Final = f"{w('tblPr')}/{w('tblCaption')}"
_VALUE: Final = w("val")
_BOXES: Final = ("☐", "☒")


@dataclass(frozen=True)
class Whereabouts:
    """Places in one part of a file: its headings by the elements that follow them, and its tables by number."""

    headings: dict[Element, str]
    tables: dict[Element, int]

    @classmethod
    def of(cls, root: Element, styles: Styles) -> Whereabouts:
        """The places in the part with this root."""
        headings, heading = {}, ""
        for node in root.iter(PARAGRAPH, TABLE):
            if node.tag == PARAGRAPH and heading_level(node, styles) is not None:
                heading = text_of(node).strip() or heading
            headings[node] = heading
        return cls(headings, {table: number for number, table in enumerate(root.iter(TABLE), 1)})

    def of_node(self, node: Element) -> str:
        """Where anything is: where its paragraph is, else the one before it, else its table."""
        holder, table = enclosing(node, PARAGRAPH), enclosing(node, TABLE)
        before = holder if holder is not None else next(node.itersiblings(PARAGRAPH, preceding=True), None)
        if before is None and table is not None:
            return self.of_table(table)
        return self.of_paragraph(before) if before is not None else "at the top of the first page"

    def of_paragraph(self, paragraph: Element) -> str:
        """Where a paragraph is: 'in the table "Evidence", beside "What does this tell you?"', 'under "Actions"'."""
        cell, row, table = (enclosing(paragraph, tag) for tag in (CELL, ROW, TABLE))
        if table is None or row is None or cell is None:
            heading = self.headings.get(paragraph, "")
            return f"under the heading {quoted(heading)}" if heading else "at the top of the first page"
        cells = row.findall(CELL)
        place = cells.index(cell) if cell in cells else 0
        first = next(iter(table.findall(ROW)), row)
        heads = [words(head) for head in first.findall(CELL)]
        beside = next((words(cell) for cell in reversed(cells[:place]) if words(cell)), "")
        parts = [self.of_table(table)]
        if beside:
            parts.append(f"beside {quoted(beside)}")
        if place and place < len(heads) and heads[place]:
            parts.append(f"in the column {quoted(heads[place])}")
        return ", ".join(parts)

    def of_table(self, table: Element) -> str:
        """Which table it is, by its title, else by its number and the heading above it."""
        caption = table.find(_CAPTION)
        title = caption.get(_VALUE) if caption is not None else ""
        if title:
            return f"in the table {quoted(title)}"
        heading = self.headings.get(table, "")
        under = f", under the heading {quoted(heading)}" if heading else ""
        return f"in table {self.tables.get(table, 0)}{under}"


def heading_level(paragraph: Element, styles: Styles) -> int | None:
    """The level of a heading, 0 for the title of the document; None for what is no heading."""
    style = paragraph.find(_STYLE)
    name = styles.name(style.get(_VALUE, "")) if style is not None else ""
    if name == "title":
        return 0
    kind, _, level = name.partition(" ")
    return int(level) if kind == "heading" and level.isdecimal() else None


def words(cell: Element) -> str:
    """The text of a cell, unless it is a place for an answer."""
    text = " ".join(" ".join(text_of(paragraph) for paragraph in cell.iter(PARAGRAPH)).split())
    return "" if "{" in text or text in _BOXES else text


def quoted(text: str) -> str:
    """A text in quotation marks, cut where it is long."""
    short = " ".join(text.split())
    return f'"{short if len(short) <= _LONGEST_QUOTE else short[: _LONGEST_QUOTE - 1].rstrip() + "…"}"'
