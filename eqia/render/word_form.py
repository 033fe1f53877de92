"""Makes a council's first Word template from its form, with python-docx. Staff may then edit it in Word."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.parser import parse_xml
from docx.shared import Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from eqia.form.definition import Column, Form, Kind, Layout, Question, Section
from eqia.render.word_look import FONT, HEAD_SHADE, LABEL_SHADE, MARGIN, PARAGRAPH_STYLES, TABLE_STYLE, TEXT_WIDTH
from eqia.wordml import building
from eqia.wordml.package import read_parts, write_parts
from eqia.wordml.stylesheet import style_sheet

_MADE: Final = datetime(2011, 4, 5)
"""A fixed date, so that the same form always makes the same template."""

_UNWANTED: Final = ("/customXml", "/thumbnail", "/stylesWithEffects", "/webSettings")
_SMALL_PRINT: Final = (
    "{% if facts.reference %}Reference {{ facts.reference }}. {% endif %}Revision {{ facts.revision }}. "
    "Digest of the answers: {{ facts.digest }}. Made with {{ facts.program }}, template {{ facts.template }}."
)
_COLUMN_WEIGHTS: Final = {Kind.PROSE: 2.3, Kind.LINE: 1.0, Kind.WHEN: 0.9}


def build_word_template(form: Form) -> bytes:
    """The Word template of a form: its labels as they are printed, and Jinja where answers go."""
    document = Document()
    _prepare(document, form)
    writer = _Writer(document)
    writer.masthead(form)
    for section in form.sections:
        writer.section(section)
    writer.paragraph(_SMALL_PRINT, "Small Print")
    for table in document.tables:
        building.free_widths(table._tbl)
    written = io.BytesIO()
    document.save(written)
    parts = read_parts(written.getvalue())
    parts["word/numbering.xml"] = building.numbering()
    parts["word/settings.xml"] = building.settings(form.language)
    return write_parts(parts)


@dataclass(frozen=True)
class _Head:
    """A column of a table: its heading, its share of the width, and whether it holds tick boxes."""

    text: str
    share: float
    tick: bool = False


@dataclass(frozen=True)
class _Writer:
    """Adds pieces of the form to a document."""

    document: WordDocument

    def masthead(self, form: Form) -> None:
        self.paragraph(form.council, "Council")
        self.paragraph(form.title, "Title")
        self.only_if("facts.stamp", lambda: self.paragraph("{{ facts.stamp }}", "Stamp"))
        self.only_if("facts.notice", lambda: self.paragraph("{{ facts.notice }}", "Notice"))

    def section(self, section: Section) -> None:
        questions = [question for question in section.questions if question.printed and not question.joins]
        if section.layout is not Layout.HEADER:
            self.paragraph(_heading(section, questions), "heading 1")
        for text, style in ((section.lead, "Lead"), (section.fixed, "Fixed Statement")):
            if text:
                self.paragraph(text, style)
        write = _LAYOUTS[section.layout]
        if section.needed_when is None:
            write(self, section, questions)
        else:
            self.paragraph("{%%p if needed.%s %%}" % section.id)
            write(self, section, questions)
            self.paragraph("{%p else %}")
            self.paragraph("{{ facts.not_needed }}", "Not Answered")
            self.paragraph("{%p endif %}")
        if section.closing:
            self.paragraph(section.closing, "Guidance")

    def header(self, section: Section, questions: Sequence[Question]) -> None:
        table = self.table([_Head("Detail", 15), _Head("Answer", 35), _Head("Detail", 15), _Head("Answer", 35)], section.title, "")
        for pair in zip(questions[::2], [*questions[1::2], None]):
            row = table.add_row().cells
            for question, label, answer in zip(pair, row[::2], row[1::2], strict=True):
                if question is not None:
                    _label(label, question.label)
                    _answer(answer, question.id)
                else:
                    _label(label, "")

    def text(self, section: Section, questions: Sequence[Question]) -> None:
        self.paragraph("{{ %s }}" % questions[0].id)

    def statements(self, section: Section, questions: Sequence[Question]) -> None:
        """Statements with Yes and No boxes, then questions; Word would join two tables that nothing stands between."""
        for number, (boxes, group) in enumerate(groupby(questions, lambda question: question.kind is Kind.YES_NO)):
            if number:
                self.paragraph("", "Table Gap")
            if boxes:
                self.statement_table(section, list(group))
            else:
                self.answers(section, list(group))

    def statement_table(self, section: Section, questions: Sequence[Question]) -> None:
        table = self.table([_Head("Statement", 84), _Head("Yes", 8, True), _Head("No", 8, True)], section.title, "")
        for question in questions:
            row = table.add_row()
            building.keep_whole(row._tr)
            _write(row.cells[0], question.label, "Statement")
            for cell, word in zip(row.cells[1:], ("Yes", "No"), strict=True):
                _box(cell, f"{question.id}.{word.lower()}", f"{question.short}: {word}", "Tick Box Centred")

    def answers(self, section: Section, questions: Sequence[Question]) -> None:
        table = self.table([_Head("Question", 27), _Head("Answer", 73)], section.title, "")
        for question in questions:
            label, answer = table.add_row().cells
            _label(label, question.label)
            if question.kind is Kind.TICK:
                _box(answer, question.id, question.short, "Tick Box")
            else:
                _answer(answer, question.id)

    def matrix(self, section: Section, questions: Sequence[Question]) -> None:
        for question in questions:
            heads = [_Head("Protected group", 15), *_column_heads(question.columns, 85)]
            table = self.table(heads, section.title, question.label)
            self.rows(table, question.id, "{{ row.label }}", question.columns)

    def actions(self, section: Section, questions: Sequence[Question]) -> None:
        table = self.table([_Head("Action", 15), *_column_heads(questions[0].columns, 85)], section.title, "")
        for question in questions:
            self.rows(table, question.id, question.label, question.columns)

    def options(self, section: Section, questions: Sequence[Question]) -> None:
        table = self.table([_Head("Outcome", 92), _Head("Selected", 8, True)], section.title, "")
        for question in questions:
            row = table.add_row()
            building.keep_whole(row._tr)
            _write(row.cells[0], question.label, "Statement")
            _box(row.cells[1], question.id, question.short, "Tick Box Centred")

    def rows(self, table: Table, path: str, label: str, columns: Sequence[Column]) -> None:
        """One row for each row of the data."""
        _write(table.add_row().cells[0], "{%%tr for row in %s %%}" % path, "Normal")
        cells = table.add_row().cells
        _label(cells[0], label)
        for cell, column in zip(cells[1:], columns, strict=True):
            if column.kind is Kind.TICK:
                title = f"{{{{ row.label }}}}: {column.label}"
                _box(cell, f"row.{column.id}", title, "Tick Box Centred")
            else:
                _answer(cell, f"row.{column.id}")
        _write(table.add_row().cells[0], "{%tr endfor %}", "Normal")

    def table(self, heads: Sequence[_Head], title: str, description: str) -> Table:
        """A table with its heading row."""
        table = self.document.add_table(1, len(heads), TABLE_STYLE.name)
        table.autofit = False
        whole = sum(head.share for head in heads)
        for column, head in zip(table.columns, heads, strict=True):
            column.width = Mm(TEXT_WIDTH * head.share / whole)
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            _write(cell, head.text, "Table Heading Centred" if head.tick else "Table Heading")
            building.shade(cell._tc, HEAD_SHADE)
        building.head_row(table.rows[0]._tr)
        columns = ", ".join(head.text for head in heads)
        building.describe_table(table._tbl, title, " ".join(text for text in (description, f"Columns: {columns}.") if text))
        return table

    def only_if(self, condition: str, write: Callable[[], object]) -> None:
        self.paragraph("{%%p if %s %%}" % condition)
        write()
        self.paragraph("{%p endif %}")

    def paragraph(self, text: str, style: str = "Normal") -> Paragraph:
        return self.document.add_paragraph(text, style)


_LAYOUTS: Final[dict[Layout, Callable[[_Writer, Section, Sequence[Question]], None]]] = {
    Layout.HEADER: _Writer.header,
    Layout.TEXT: _Writer.text,
    Layout.STATEMENTS: _Writer.statements,
    Layout.ANSWERS: _Writer.answers,
    Layout.MATRIX: _Writer.matrix,
    Layout.ACTIONS: _Writer.actions,
    Layout.OPTIONS: _Writer.options,
}


def _heading(section: Section, questions: Sequence[Question]) -> str:
    """A section of one text is headed by its question's label, which the form prints."""
    return questions[0].label if section.layout is Layout.TEXT else section.title


def _column_heads(columns: Sequence[Column], share: float) -> Iterator[_Head]:
    """Columns of boxes are narrow, columns of text share the rest by what they hold."""
    ticks = [column for column in columns if column.kind is Kind.TICK]
    rest = share - 8 * len(ticks)
    whole = sum(_COLUMN_WEIGHTS[column.kind] for column in columns if column.kind is not Kind.TICK)
    for column in columns:
        tick = column.kind is Kind.TICK
        yield _Head(column.label, 8 if tick else rest * _COLUMN_WEIGHTS[column.kind] / whole, tick)


def _prepare(document: WordDocument, form: Form) -> None:
    """Empties python-docx's own template, sets up the page, the styles, the margins' texts and the file's facts."""
    for holder in (document.part.rels, document.part.package.rels):
        for id in [id for id, relation in holder.items() if relation.reltype.endswith(_UNWANTED)]:
            del holder[id]
    sheet = parse_xml(style_sheet(FONT, form.language, PARAGRAPH_STYLES, TABLE_STYLE))
    styles = document.styles.element
    styles[:] = sheet[:]
    _page(document, form)
    facts = document.core_properties
    facts.title, facts.author, facts.language = form.title, form.council, form.language
    facts.comments, facts.last_modified_by, facts.revision = "", "", 1
    facts.created = facts.modified = _MADE


def _page(document: WordDocument, form: Form) -> None:
    """Landscape A4; the first page has the title in its text, the others have it at the top."""
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(297), Mm(210)
    page.left_margin = page.right_margin = Mm(MARGIN)
    page.top_margin, page.bottom_margin = Mm(20), Mm(18)
    page.header_distance = page.footer_distance = Mm(9)
    page.different_first_page_header_footer = True
    running = page.header.paragraphs[0]
    running.style = "header"
    running.add_run("{{ facts.title }}{% if facts.name %}: {{ facts.name }}{% endif %}\t")
    running.add_run("{{ facts.stamp }}")
    page.first_page_header.paragraphs[0].style = "header"
    for footer in (page.footer, page.first_page_footer):
        _page_number(footer.paragraphs[0], form.council)


def _page_number(paragraph: Paragraph, council: str) -> None:
    paragraph.style = "footer"
    paragraph.add_run(f"{council}\tPage ")
    building.add_field(paragraph._p, "PAGE")
    paragraph.add_run(" of ")
    building.add_field(paragraph._p, "NUMPAGES")


def _write(cell: _Cell, text: str, style: str) -> None:
    cell.paragraphs[0].style = style
    cell.paragraphs[0].add_run(text)


def _label(cell: _Cell, text: str) -> None:
    _write(cell, text, "Label")
    building.shade(cell._tc, LABEL_SHADE)


def _answer(cell: _Cell, path: str) -> None:
    _write(cell, "{{ %s }}" % path, "Normal")


def _box(cell: _Cell, path: str, title: str, style: str) -> None:
    cell.paragraphs[0].style = style
    building.add_tick_box(cell.paragraphs[0]._p, path, title)
