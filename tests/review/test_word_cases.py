"""Word files that other programs and people made of two issued documents, and what is right for each."""

from pathlib import Path

import pytest

from eqia.assessment import store
from eqia.concepts.model import Concepts
from eqia.review.forms.import_form import import_document
from eqia.review.merging.merge import propose
from eqia.review.merging.proposals import Status, Three
from eqia.review.returned.doubts import Why
from eqia.review.returned.read import read_returned

CASES = Path(__file__).parent.parent / "cases" / "word"


def returned(name):
    return read_returned((CASES / f"{name}.docx").read_bytes())


def proposed(name, file="original"):
    """What came back in a case, and the changes that it proposes, by their keys."""
    back = returned(name)
    now, _ = store.parse(store.read_json(CASES / f"{file}.json"), Concepts)
    proposals = propose(Three(back.issued, back.assessment, now), back.pack.form, back.doubts)
    return back, {each.key: each for each in proposals}


@pytest.mark.parametrize("name", ["s_word_online_document2", "s_box_2611", "s_utf16_part"])
def test_what_another_program_wrote_otherwise_is_read_as_ever(name):
    back, proposals = proposed(name)
    assert (proposals, back.doubts, back.loose) == ({}, (), ())


def test_raised_figures_are_read_as_such():
    back, proposals = proposed("u_superscript")
    assert "\nIn 2018³ there were 10² pupils\n" in back.assessment.activity.description
    assert {key: each.status for key, each in proposals.items()} == {"activity.description": Status.CLEAN}


@pytest.mark.parametrize(
    ("name", "file", "path", "said"),
    [
        ("u_hidden_para", "original", "activity.description", "hidden text"),
        ("75-red-text", "submitted", "monitoring.arrangements", "text in another colour"),
    ],
)
def test_text_that_looks_otherwise_waits_for_a_choice(name, file, path, said):
    back, proposals = proposed(name, file)
    assert proposals[path].status is Status.IN_DOUBT
    assert [doubt for doubt in back.doubts if doubt.path == path and said in doubt.sentence]


def test_a_piece_of_another_file_is_named_where_it_stands():
    back, proposals = proposed("u_altchunk")
    (doubt,) = back.doubts
    assert (doubt.path, doubt.why) == ("activity.description", Why.NOT_TEXT)
    assert "a piece of another file" in doubt.sentence
    assert proposals == {}


def test_a_chart_with_its_workbook_refuses_no_file():
    back, proposals = proposed("u_embedded_xlsx")
    assert proposals == {}
    assert ["embedded file" in doubt.sentence for doubt in back.doubts] == [True]


def test_a_control_around_a_cell_moves_no_answer_to_another():
    back, proposals = proposed("s_cell_sdt")
    assert back.assessment.activity.title == "Retitled by reviewer"
    assert {key: each.status for key, each in proposals.items()} == {"activity.title": Status.CLEAN}
    assert (back.doubts, back.loose) == ((), ())


def test_a_table_pasted_into_an_answer_takes_no_paragraph_out():
    back, proposals = proposed("u_table_in_desc")
    before, after = back.issued.activity.description.split("\n"), back.assessment.activity.description.split("\n")
    assert [line for line in after if line in before] == before
    assert [line for line in after if line not in before] == ["Ward\tPupils", "Castle\t12", "Harpur\t"]
    assert proposals["activity.description"].status is Status.CLEAN
    assert back.loose == ()


def test_a_control_that_shows_its_placeholder_is_unanswered():
    imported = import_document((CASES / "hand_placeholder.docx").read_bytes(), "bedford")
    assert imported.shown["activity.title"] == ""
    assert imported.assessment.activity.title == ""


def test_boxes_in_a_column_that_was_deleted_are_named_as_not_found():
    imported = import_document((CASES / "w_column_deleted.docx").read_bytes(), "bedford")
    gone = [path for path in imported.missing if path.startswith("recommendation.")]
    assert len(gone) == 4
