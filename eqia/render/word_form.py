"""Makes a council's first Word template from its form, with python-docx. Staff may then edit it in Word."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.table import Table, _Cell

from eqia.form.definition import Column, Form, Layout, Question, Section
from eqia.form.kinds.register import kind_of
from eqia.render.word_columns import BOX_SHARE, LABEL_SHARE, Head, column_heads
from eqia.render.word_first_page import add_first_page
from eqia.render.word_look import LABEL_SHADE, STATEMENT_TABLE
from eqia.render.word_page import prepare_document
from eqia.render.word_pieces import Pieces, keep_together, keep_with_next, new_row, statement, value, write
from eqia.wordml.archive.package import read_parts, write_parts
from eqia.wordml.form import building

_UNNEEDED: Final = "facts.not_needed"
_SMALL_PRINT: Final = (
    "{% if facts.reference %}Reference {{ facts.reference }}. {% endif %}Revision {{ facts.revision }}. "
    "Digest of the answers: {{ facts.digest }}. Made with {{ facts.program }}, template {{ facts.template }}."
)


def build_word_template(form: Form) -> bytes:
    """The Word template of a form: its labels as they are printed, and Jinja where answers go."""
    document = Document()
    prepare_document(document, form)
    writer = _Writer(document)
    add_first_page(writer, form)
    printed = [section for section in form.sections if section.printed]
    for before, section in zip([None, *printed], printed, strict=False):
        if before and _ends_with_table(before):
            writer.paragraph("", "Table End")
        writer.section(section)
    _keep_company(document)
    writer.notes()
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
class _Writer(Pieces):
    """Adds the sections of the form to a document."""

    def section(self, section: Section) -> None:
        if section.may_be_hidden:
            self.paragraph(statement(f"p if shown.{section.id}"))
        self.whole_section(section, section.printed)
        if section.may_be_hidden:
            self.paragraph(statement("p endif"))

    def whole_section(self, section: Section, questions: Sequence[Question]) -> None:
        if section.layout is not Layout.HEADER:
            self.paragraph(_heading(section, questions), "heading 1")
        if section.lead:
            self.text_line(section.lead, "Lead")
        if section.fixed:
            self.paragraph(statement(f"p if answered.{section.id}"))
            self.text_line(section.fixed, "Fixed Statement")
            self.paragraph(statement("p endif"))
        if section.needed_when is None:
            _LAYOUTS[section.layout](self, section, questions)
        else:
            self.paragraph(statement(f"p if needed.{section.id}"))
            _LAYOUTS[section.layout](self, section, questions)
            self.paragraph(statement("p else"))
            self.paragraph(value(_UNNEEDED), "Not Answered")
            self.paragraph(statement("p endif"))
        if section.closing:
            self.text_line(section.closing, "Guidance")

    def notes(self) -> None:
        """How warnings were answered, and what the council has set about the rules, if they were and it has."""
        self.paragraph(statement("p if facts.reasons"))
        self.paragraph("Warnings answered with a reason", "Heading Small")
        self.text_line("The check gave these warnings, and they were answered:\n" + value("facts.reasons"))
        self.paragraph(statement("p endif"))
        self.paragraph(statement("p if facts.notes"))
        self.paragraph("Notes on the check", "Heading Small")
        self.text_line(value("facts.notes"))
        self.paragraph(statement("p endif"))

    def header(self, section: Section, questions: Sequence[Question]) -> None:
        """Two questions a row, each with its answer beside it."""
        table = self.table([Head("Detail", 20), Head("Answer", 30)] * 2, section.title)
        for left, right in zip_longest(questions[::2], questions[1::2]):
            cells = new_row(table).cells
            for question, label, answer in ((left, cells[0], cells[1]), (right, cells[2], cells[3])):
                if question is not None:
                    write(label, question.label, "Label")
                    _answer(answer, question.id)
            building.shade(cells[2]._tc, LABEL_SHADE)

    def text(self, _: Section, questions: Sequence[Question]) -> None:
        self.text_line(value(questions[0].id))

    def statements(self, section: Section, questions: Sequence[Question]) -> None:
        """Statements with Yes and No boxes, with one box, then questions.

        Word would join tables that nothing stands between.
        """
        for number, (words, group) in enumerate(groupby(questions, _boxes_of)):
            if number:
                self.paragraph("", "Table Gap")
            if words is None:
                self.answers(section, list(group))
            elif words:
                self.boxes(section, list(group), words)
            else:
                self.options(section, list(group), "Statement", "Ticked")

    def boxes(self, section: Section, questions: Sequence[Question], words: Sequence[str]) -> None:
        heads = [Head("Statement", 100 - 2 * BOX_SHARE), *(Head(word, BOX_SHARE, True) for word in words)]
        table = self.table(heads, section.title, style=STATEMENT_TABLE)
        for question in questions:
            cells = _statement_row(table, question)
            for cell, word in zip(cells[1:], words, strict=True):
                _box(cell, f"{question.id}.{word.lower()}", f"{question.short}: {word}", "Tick Box Centred")

    def answers(self, section: Section, questions: Sequence[Question]) -> None:
        table = self.table([Head("Question", 27), Head("Answer", 73)], section.title)
        for question in questions:
            label, answer = new_row(table).cells
            write(label, question.label, "Label")
            if kind_of(question).boxed:
                _box(answer, question.id, question.short, "Tick Box")
            else:
                _answer(answer, question.id)

    def matrix(self, section: Section, questions: Sequence[Question]) -> None:
        for question in questions:
            if question.shown_when:
                self.paragraph(statement(f"p if asked.{question.id}"))
            heads = [Head("Protected group", LABEL_SHARE), *column_heads(question.columns)]
            table = self.table(heads, section.title, question.label)
            self.rows(table, question.id, value("row.label"), question.columns)
            if question.shown_when:
                self.paragraph(statement("p endif"))

    def actions(self, section: Section, questions: Sequence[Question]) -> None:
        heads = [Head("Action", LABEL_SHARE), *column_heads(questions[0].columns)]
        table = self.table(heads, section.title)
        for question in questions:
            with _if_asked(table, question):
                self.rows(table, question.id, question.label, question.columns)

    def options(
        self, section: Section, questions: Sequence[Question], first: str = "Outcome", ticked: str = "Selected"
    ) -> None:
        heads = [Head(first, 100 - BOX_SHARE), Head(ticked, BOX_SHARE, True)]
        table = self.table(heads, section.title, style=STATEMENT_TABLE)
        for question in questions:
            with _if_asked(table, question if section.leaves_out(question) else None):
                _box(_statement_row(table, question)[1], question.id, question.short, "Tick Box Centred")
        keep_together(table)

    def rows(self, table: Table, path: str, label: str, columns: Sequence[Column]) -> None:
        """One row for each row of the data."""
        write(new_row(table).cells[0], statement(f"tr for row in {path}"), "Normal")
        cells = new_row(table).cells
        write(cells[0], label, "Label")
        for cell, column in zip(cells[1:], columns, strict=True):
            if kind_of(column).boxed:
                _box(cell, f"row.{column.id}", f"{value('row.label')}: {column.label}", "Tick Box Centred")
            else:
                _answer(cell, f"row.{column.id}")
        write(new_row(table).cells[0], statement("tr endfor"), "Normal")


_LAYOUTS: Final[dict[Layout, Callable[[_Writer, Section, Sequence[Question]], None]]] = {
    Layout.HEADER: _Writer.header,
    Layout.TEXT: _Writer.text,
    Layout.STATEMENTS: _Writer.statements,
    Layout.ANSWERS: _Writer.answers,
    Layout.MATRIX: _Writer.matrix,
    Layout.ACTIONS: _Writer.actions,
    Layout.OPTIONS: _Writer.options,
}


def _ends_with_table(section: Section) -> bool:
    return section.layout is not Layout.TEXT and not section.closing


def _boxes_of(question: Question) -> tuple[str, ...] | None:
    """The words over the boxes of a statement, none for a single box; None for a question with an answer in words."""
    kind = kind_of(question)
    return tuple(box.label for box in kind.boxes(question, "", kind.blank) if kind.box_words) if kind.boxed else None


def _heading(section: Section, questions: Sequence[Question]) -> str:
    """A section of one text is headed by its question's label, which the form prints."""
    return questions[0].label if section.layout is Layout.TEXT else section.title


@contextmanager
def _if_asked(table: Table, question: Question | None) -> Iterator[None]:
    """Rows that are printed where a question is asked; always without a condition."""
    condition = question is not None and question.shown_when
    if question and condition:
        write(new_row(table).cells[0], statement(f"tr if asked.{question.id}"), "Normal")
    yield
    if condition:
        write(new_row(table).cells[0], statement("tr endif"), "Normal")


def _statement_row(table: Table, question: Question) -> tuple[_Cell, ...]:
    row = new_row(table)
    building.keep_whole(row._tr)
    write(row.cells[0], question.label, "Statement")
    return row.cells


def _keep_company(document: WordDocument) -> None:
    """Keeps the end of the last section on the page of the small print, which is not to stand on a page alone."""
    keep_with_next(document.tables[-1].rows[-2:])
    unneeded = [each for each in document.paragraphs if each.text == value(_UNNEEDED)]
    for paragraph in unneeded[-1:]:
        paragraph.paragraph_format.keep_with_next = True


def _answer(cell: _Cell, path: str) -> None:
    write(cell, value(path), "Normal")


def _box(cell: _Cell, path: str, title: str, style: str) -> None:
    cell.paragraphs[0].style = style
    building.add_tick_box(cell.paragraphs[0]._p, path, title)
