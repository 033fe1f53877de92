"""The first page of the Word template: what it is about, what is decided, and how each group is affected.

It stands before all that can be long, so that it stays on the first page.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import Final

from docx.shared import Pt
from docx.table import _Cell

from eqia.form.definition import Form
from eqia.render.word_columns import Head
from eqia.render.word_look import ABOVE_GLANCE, GLANCE_TABLE, LABEL_SHADE, SIGN
from eqia.render.word_pieces import Pieces, keep_together, new_row, statement, value, write
from eqia.wordml.form import building

_SIGN_WIDTH: Final = 24
"""Points in which the signs of an impact stand, so that the words beside them line up."""


def add_first_page(pieces: Pieces, form: Form) -> None:
    """Adds what heads the document, and the box that says at a glance what it is about."""
    _add_heading(pieces, form)
    _notice(pieces, "not facts.notice_is_long")
    _glance(pieces, form)
    _notice(pieces, "facts.notice_is_long")


def _add_heading(pieces: Pieces, form: Form) -> None:
    """The council, its form and the activity, in large letters where there is room; then what the document is."""
    pieces.paragraph(form.council, "Council")
    pieces.paragraph(statement("p if facts.name"))
    pieces.paragraph(form.title, "Form Title")
    pieces.paragraph(statement("p endif"))
    pieces.paragraph(statement("p if facts.heading_is_long"))
    pieces.paragraph(value("facts.heading"), "Long Title")
    pieces.paragraph(statement("p else"))
    pieces.paragraph(value("facts.heading"), "Title")
    pieces.paragraph(statement("p endif"))
    for fact, style in (("stamp", "Stamp"), ("approval", "Approval")):
        pieces.paragraph(statement(f"p if facts.{fact}"))
        pieces.text_line(value(f"facts.{fact}"), style)
        pieces.paragraph(statement("p endif"))


def _notice(pieces: Pieces, condition: str) -> None:
    """What the file says of itself, where there is something and a condition holds."""
    pieces.paragraph(statement(f"p if facts.notice and {condition}"))
    pieces.text_line(value("facts.notice"), "Notice")
    pieces.paragraph(statement("p endif"))


def _glance(pieces: Pieces, form: Form) -> None:
    """The box: what is asked, what is recommended, and how each group is affected.

    Word would join its table with the next if nothing stood between them.
    """
    pieces.paragraph(statement("p if glance.shown"))
    pieces.paragraph("At a glance", "heading 1").paragraph_format.space_before = Pt(ABOVE_GLANCE)
    for fact, words in (("decision", "Decision asked"), ("recommendation", "Recommendation")):
        said = f"{{% if glance.{fact} %}}{value(f'glance.{fact}')}{{% else %}}{form.not_answered}{{% endif %}}"
        _glance_line(pieces, words, said)
    pieces.paragraph(statement("p if glance.groups"))
    _glance_table(pieces, form)
    pieces.paragraph("", "Table Gap")
    pieces.paragraph(statement("p endif"))
    pieces.paragraph(statement("p if glance.unsaid"))
    _glance_line(pieces, "Impact on groups", value("glance.unsaid"))
    pieces.paragraph(statement("p endif"))
    pieces.paragraph(statement("p endif"))


def _glance_line(pieces: Pieces, words: str, text: str) -> None:
    line = pieces.text_line("", "Glance Line")
    line.add_run(f"{words}: ").bold = True
    line.add_run(text)


def _glance_table(pieces: Pieces, form: Form) -> None:
    heads = [Head("Group", 20), Head("Impact", 30)] * 2
    table = pieces.table(heads, "At a glance", "How each group is affected.", GLANCE_TABLE)
    impacts = form.carrying("impacts")
    groups = len(impacts.rows) if impacts else 0
    for left, right in zip_longest(range(0, groups, 2), range(1, groups, 2)):
        row = new_row(table)
        building.keep_whole(row._tr)
        cells = row.cells
        for number, label, impact in ((left, cells[0], cells[1]), (right, cells[2], cells[3])):
            if number is not None:
                write(label, value(f"glance.groups.{number}.label"), "Glance Label")
                _write_impact(impact, f"glance.groups.{number}")
        building.shade(cells[2]._tc, LABEL_SHADE)
    keep_together(table)


def _write_impact(cell: _Cell, group: str) -> None:
    """The sign for how a group is affected, and the words for it beside the sign."""
    paragraph = cell.paragraphs[0]
    paragraph.style = "Glance"
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(_SIGN_WIDTH))
    paragraph.add_run(value(f"{group}.sign"), SIGN)
    paragraph.add_run(f"\t{value(f'{group}.says')}")
