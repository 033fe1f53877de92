"""Forms typed by hand: what is found, how sure, what could not be read, what is left over. No tick is ever guessed."""

import re

import pytest
from docx import Document

from eqia.assessment import store
from eqia.assessment.model import Person
from eqia.concepts.model import Concepts
from eqia.errors import InputError
from eqia.render.worksheet import make_worksheet
from eqia.resources import folder
from eqia.review.comparing.compare import compare
from eqia.review.forms.import_form import import_document
from eqia.review.merging.record import keep_review
from eqia.wordml.editing.redline_text import without_controls
from eqia.wordml.names import w
from tests.review.typed_forms import STATEMENTS, boxes_of, control, form_field, handmade, in_font, saved, symbol, table

SAMPLES = sorted(folder("samples").glob("*.json"))


@pytest.mark.parametrize(
    ("yes", "no", "answer"),
    [
        ("X", "", "yes"),
        ("", "x", "no"),
        ("✓", "", "yes"),
        ("✔", "☐", "yes"),
        ("☐", "☒", "no"),
        ("☒", "☒", "both"),
        ("", "", None),
        ("☐", "☐", None),
        ("√", "", "yes"),
        (symbol("F0FC"), "", "yes"),
        (symbol("F0FE"), symbol("F0A8"), "yes"),
        (symbol("F052", "Wingdings 2"), symbol("F0A3", "Wingdings 2"), "yes"),
        (in_font("ü", "Wingdings"), "", "yes"),
        (control(False), control(True), "no"),
        (form_field(True), form_field(False), "yes"),
        (form_field(None, default=True), form_field(None), "yes"),
        ("ü", "", "unreadable"),
        ("maybe", "", "unreadable"),
        (symbol("F04A"), "", "unreadable"),
    ],
)
def test_every_way_of_ticking_is_read_and_what_is_not_known_is_said_to_be_unreadable(yes, no, answer):
    assert boxes_of(yes, no) == answer


@pytest.mark.parametrize(
    ("cells", "answer"),
    [
        (["Yes", "☒", "No", "☐"], "yes"),
        (["Yes", "", "No", "X"], "no"),
        (["Yes ☐", "No ☒"], "no"),
        (["☒ Yes", "☐ No"], "yes"),
        (["Yes ☒ No ☐"], "yes"),
        (["Yes"], "yes"),
        (["No"], "no"),
        (["Yes / No"], "unreadable"),
        (["see below"], "unreadable"),
        (["Yes", "", "No", ""], None),
    ],
)
def test_boxes_beside_words(cells, answer):
    document = Document()
    table(document, [[STATEMENTS[1], *cells]])
    assert import_document(saved(document), "bedford").assessment.relevance.affects_groups == answer


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_our_own_documents_are_read_without_any_hidden_mark(path, docx, edit, pack):
    assessment = store.parse(store.read_json(path), Concepts)[0]

    def strip(root, parts):
        for mark in list(root.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            mark.getparent().remove(mark)
        without_controls(root)
        for name in [name for name in parts if re.fullmatch(r"customXml/item\d+\.xml", name)]:
            del parts[name]

    imported = import_document(edit(docx(assessment), strip), "bedford")
    scope = assessment.scope.model_copy(update={"characteristics": (), "other_groups": ()})
    printed = assessment.model_copy(update={"reference": "", "notice": "", "revision": 1, "scope": scope})
    assert compare(printed, imported.assessment, pack.form) == ()
    assert imported.how == "by its printed labels"
    assert all(0.7 <= sure <= 1 for sure in imported.sure.values())


def test_our_own_document_is_imported_with_all_that_travels_inside(docx, full):
    imported = import_document(docx(full), "bedford")
    assert imported.assessment == full
    assert set(imported.sure.values()) == {1.0}


@pytest.mark.parametrize("four_columns", [False, True])
def test_a_form_typed_by_hand_is_read(four_columns):
    imported = import_document(handmade(four_columns), "bedford")
    read = imported.assessment
    assert read.activity.title == "Opening hours of libraries"
    assert [(each.body, each.date.text) for each in read.activity.decisions] == [("Executive", "14 May 2026")]
    assert read.activity.service_area == "Libraries"
    assert read.activity.lead_officers == (Person(name="A Name", post="Head of Libraries"),)
    assert read.activity.approved_by == (Person(post="Director of Communities"),)
    assert read.activity.approval_date.text == ""
    assert read.activity.description == "Branches close on Mondays.\n- They open on Sundays."
    relevance = read.relevance
    assert (relevance.affects_people, relevance.affects_groups, relevance.affects_groups_differently) == (
        "yes",
        "no",
        None,
    )
    assert read.scope.who_is_affected == "Readers.\nTheir carers."
    assert read.scope.groups_affected == "Older people"
    assert read.duty_of("age").advance_equality == "Sunday hours"
    assert read.duty_of("race").foster_good_relations == "Reading groups"
    assert read.impact_of("disability").none is True
    split = read.impact_of("pregnancy_maternity")
    assert (split.positive, split.negative, split.none, split.explanation) == (True, True, False, "Both ways")
    assert read.impact_of("race").none is False
    assert [row.what for row in read.actions.lessen_negative] == ["Ask readers", "Ask again"]
    assert read.actions.other[0].when.text == "Yearly"
    assert read.recommendation.adjustments is True
    assert read.recommendation.stop is False
    assert read.summary == "More people can come."
    assert read.monitoring.review_date.text == "May 2027"
    assert "the new hours" in read.monitoring.arrangements
    assert "Counts at the door." in read.monitoring.arrangements


def test_a_form_typed_by_hand_says_what_is_sure_what_is_missing_and_what_is_left_over():
    imported = import_document(handmade(four_columns=False), "bedford")
    assert imported.sure["activity.service_area"] == 1
    assert imported.sure["activity.title"] < 1
    assert imported.sure["activity.description"] < 1
    assert "evidence.gaps" in imported.missing
    assert "impacts.sex.positive" in imported.missing
    assert "recommendation.justification" in imported.missing
    assert imported.assessment.recommendation.justification is False
    assert "Where are the figures?" in imported.left_over
    kept = keep_review(imported.assessment, imported, "4 May 2026").review.remarks
    assert [remark.words for remark in kept] == list(imported.left_over)


def test_a_label_with_its_answer_in_one_cell_or_one_paragraph():
    document = Document()
    document.add_paragraph("Service area: Libraries")
    table(document, [["Date of approval: 3 May 2026", "Review date\nMay 2027"]])
    read = import_document(saved(document), "bedford").assessment
    assert read.activity.service_area == "Libraries"
    assert read.activity.approval_date.text == "3 May 2026"
    assert read.monitoring.review_date.text == "May 2027"


def test_labels_in_a_row_with_the_answers_below():
    document = Document()
    table(document, [["Service area", "Review date"], ["Libraries", "May 2027"]])
    read = import_document(saved(document), "bedford").assessment
    assert (read.activity.service_area, read.monitoring.review_date.text) == ("Libraries", "May 2027")


def test_an_answer_found_twice_is_kept_twice_and_less_sure():
    document = Document()
    table(document, [["Service area", "Libraries"], ["Service area", "Museums"]])
    imported = import_document(saved(document), "bedford")
    assert "Libraries" in imported.assessment.activity.service_area
    assert "Museums" in imported.assessment.activity.service_area
    assert imported.sure["activity.service_area"] < 1


def test_contradictory_ticks_are_said_to_be_unreadable():
    document = Document()
    for mark in ("X", "☐"):
        table(document, [["Stop the activity", mark]])
    assert import_document(saved(document), "bedford").assessment.recommendation.stop == "unreadable"


def test_a_document_about_something_else_is_refused():
    document = Document()
    document.add_paragraph("Dear all, please find the minutes below.")
    with pytest.raises(InputError, match="Nothing of the form"):
        import_document(saved(document), "bedford")


def test_a_worksheet_that_nobody_filled_in_is_blank_and_its_guidance_is_no_stray_text(docx, pack):
    imported = import_document(make_worksheet(docx(Concepts()), pack.form), "bedford")
    assert imported.assessment == Concepts()
    assert imported.left_over == ()
