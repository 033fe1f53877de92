"""Pieces of the Word template that every part of it is made of: paragraphs, tables, rows, and Jinja's marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.shared import Mm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from eqia.render.word_columns import Head
from eqia.render.word_look import ASIDE, FORM_TABLE, TEXT_WIDTH
from eqia.wordml.form import building
from eqia.wordml.form.stylesheet import TableStyle


@dataclass(frozen=True)
class Pieces:
    """Adds pieces to a document."""

    document: WordDocument

    def table(self, heads: Sequence[Head], title: str, description: str = "", style: TableStyle = FORM_TABLE) -> Table:
        """A table with its heading row, its title, and a description that names its columns."""
        table: Table = self.document.add_table(1, len(heads), style.name)
        table.autofit = False
        whole = sum(head.share for head in heads)
        for column, head in zip(table.columns, heads, strict=True):
            column.width = Mm(TEXT_WIDTH * head.share / whole)
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            write(cell, head.text, "Table Heading Centred" if head.tick else "Table Heading")
        building.head_row(table.rows[0]._tr)
        columns = f"Columns: {', '.join(head.text for head in heads)}."
        building.describe_table(table._tbl, title, " ".join(text for text in (description, columns) if text))
        return table

    def text_line(self, text: str, style: str = "Normal") -> Paragraph:
        """A paragraph of text outside tables, in lines that are not too long to read."""
        paragraph = self.paragraph(text, style)
        paragraph.paragraph_format.right_indent = Mm(ASIDE)
        return paragraph

    def paragraph(self, text: str, style: str = "Normal") -> Paragraph:
        """A paragraph in a style."""
        return self.document.add_paragraph(text, style)


def new_row(table: Table) -> _Row:
    """A row at the end of a table."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves this one without types
    return row


def keep_together(table: Table) -> None:
    """Keeps a short table on one page: each row but the last stays with the next."""
    keep_with_next(table.rows[:-1])


def keep_with_next(rows: Sequence[_Row]) -> None:
    """Keeps each of some rows on the page of the next."""
    for row in rows:
        row.cells[0].paragraphs[0].paragraph_format.keep_with_next = True


def write(cell: _Cell, text: str, style: str) -> None:
    """Writes text into an empty cell, in a style."""
    cell.paragraphs[0].style = style
    cell.paragraphs[0].add_run(text)


def value(path: str) -> str:
    """Jinja's mark that prints what stands under a path."""
    return "{{ " + path + " }}"


def statement(words: str) -> str:
    """Jinja's mark that chooses or repeats; words such as ``p if facts.draft`` name what it holds."""
    return "{%" + words + " %}"
