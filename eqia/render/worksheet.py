"""Makes the worksheet: the form in Word with the guidance beside each question, to fill in with colleagues."""

from __future__ import annotations

import io
from collections.abc import Iterator

from docx import Document
from docx.document import Document as WordDocument
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from eqia.form.definition import Column, Form, Layout, Question, Section
from eqia.wordml.archive.package import read_parts, write_parts

_STYLE = "Guidance"
_UNANSWERED = "Not Answered"


def make_worksheet(empty: bytes, form: Form) -> bytes:
    """A worksheet from the Word document of an assessment without answers. Its anchors are those of any report.

    Guidance stands where no answer is read: under a label, above a table, or above the heading of a text.
    """
    document = Document(io.BytesIO(empty))
    _clear_blanks(document)
    hints = dict(_hints(form))
    for table in document.tables:
        for cell in _label_cells(table):
            if hint := hints.get(cell.text):
                cell.add_paragraph(hint, _STYLE)
    for section in form.sections:
        _guide_section(document, section)
    written = io.BytesIO()
    document.save(written)
    return write_parts(read_parts(written.getvalue()))


def _hints(form: Form) -> Iterator[tuple[str, str]]:
    for section in form.sections:
        for question in section.questions:
            if section.layout is not Layout.TEXT and not question.columns:
                yield question.label, _hint(question)


def _hint(asked: Question | Column) -> str:
    return asked.hint or asked.prompt


def _label_cells(table: Table) -> Iterator[_Cell]:
    return (cell for row in table.rows[1:] for cell in row.cells[::2])


def _clear_blanks(document: WordDocument) -> None:
    inside = (paragraph for table in document.tables for cell in table._cells for paragraph in cell.paragraphs)
    for paragraph in [*document.paragraphs, *inside]:
        if _style(paragraph) == _UNANSWERED:
            paragraph.clear()


def _guide_section(document: WordDocument, section: Section) -> None:
    """Guidance of a section whose questions have no label cell of their own, above its heading or its table."""
    text = _of_section(section)
    heading = _heading(document, section)
    if not text or heading is None:
        return
    guidance = heading.insert_paragraph_before(text, _STYLE)
    if section.layout is not Layout.TEXT:
        heading._p.addnext(guidance._p)


def _of_section(section: Section) -> str:
    if section.layout is Layout.TEXT:
        question = section.questions[0]
        return f"{question.label} {_hint(question)}"
    tables = [question for question in section.questions if question.columns]
    if section.layout is Layout.HEADER or not tables:
        return section.purpose if section.layout is not Layout.HEADER else ""
    columns = [f"{column.label}: {_hint(column)}" for column in tables[0].columns if _hint(column)]
    return " ".join([section.purpose, *columns]).replace("{people}", "these people")


def _heading(document: WordDocument, section: Section) -> Paragraph | None:
    title = section.questions[0].label if section.layout is Layout.TEXT else section.title
    headings = (paragraph for paragraph in document.paragraphs if _style(paragraph).startswith("Heading"))
    return next((heading for heading in headings if heading.text == title), None)


def _style(paragraph: Paragraph) -> str:
    return (paragraph.style.name if paragraph.style else None) or ""
