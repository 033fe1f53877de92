"""Columns and cells that somebody put into another order move no answer to another field unasked."""

import pytest

from eqia.concepts.model import Action, Actions, Concepts, Impact
from eqia.review.forms.import_form import import_document
from eqia.review.merging.merge import propose
from eqia.review.merging.proposals import Three
from eqia.review.returned.doubts import Why
from eqia.review.returned.read import read_returned
from eqia.wordml.names import CELL, ROW, TABLE, enclosing
from tests.review.edits import paragraph_with, row_with

ISSUED = Concepts(
    scope={"who_is_affected": "Carers and the people they care for."},
    impacts={"age": Impact(positive=True, explanation="Longer opening hours.")},
    actions=Actions(
        lessen_negative=(Action(what="Ask schools", who="Adviser", when="May 2027", outcome="Fewer exclusions"),),
        other=(Action(what="Write a summary", who="Editor", when="June 2027", outcome="Parents know"),),
    ),
)


def columns_moved(text, order):
    """Puts the cells of all rows of the table with this text into another order, as one drags columns in Word."""

    def move(root, _):
        for row in enclosing(paragraph_with(root, text), TABLE).iterchildren(ROW):
            in_another_order(row, order)

    return move


def in_another_order(row, order):
    cells = row.findall(CELL)
    for number in order:
        row.append(cells[number])


@pytest.mark.parametrize(
    ("text", "order", "path"),
    [
        ("Ask schools", (0, 2, 1, 3, 4), "actions.lessen_negative"),
        ("Ask schools", (1, 2, 3, 4, 0), "actions.other"),
        ("Longer opening", (0, 2, 1, 3, 4), "impacts.age"),
        ("Longer opening", (4, 0, 1, 2, 3), "impacts.race"),
        ("1. The outcomes", (0, 2, 1), "relevance.affects_people"),
        ("Carers and the people", (1, 0), "scope.who_is_affected"),
    ],
)
def test_columns_in_another_order_are_read_below_their_headings_and_it_is_said(docx, edit, text, order, path):
    data = edit(docx(ISSUED), columns_moved(text, order))
    for back in (read_returned(data), import_document(data, "bedford")):
        assert back.assessment == ISSUED
        assert [doubt.why for doubt in back.doubts if doubt.path == path] == [Why.COLUMNS]


def test_cells_of_one_row_that_changed_places_change_no_answer(docx, edit):
    def swap(root, _):
        in_another_order(row_with(root, "Carers and the people"), (1, 0))

    back = read_returned(edit(docx(ISSUED), swap))
    assert back.assessment == ISSUED
    assert Why.COLUMNS in {doubt.why for doubt in back.doubts if doubt.path == "scope.who_is_affected"}
    assert "Carers and the people they care for." in {loose.text for loose in back.loose}


def test_labels_and_answers_of_two_fields_in_one_row_are_not_mixed_up(docx, edit, pack):
    issued = Concepts(activity={"service_area": "Libraries", "title": "Opening hours"})
    back = read_returned(edit(docx(issued), columns_moved("Libraries", (1, 0, 3, 2))))
    assert propose(Three(issued, back.assessment, issued), pack.form, back.doubts) == ()
    assert {"Libraries", "Opening hours"} <= {loose.text for loose in back.loose}


def test_a_heading_in_other_words_moves_nothing_and_is_named(docx, edit):
    def reword(root, _):
        next(node for node in paragraph_with(root, "Who?").iter() if node.text == "Who?").text = "Responsible officer"

    back = read_returned(edit(docx(ISSUED), reword))
    assert back.assessment == ISSUED
    assert {doubt.why for doubt in back.doubts} == {Why.OVERWRITTEN}
    assert all('"Who?" now reads' in doubt.sentence for doubt in back.doubts)
    assert "Responsible officer" in {loose.text for loose in back.loose}
