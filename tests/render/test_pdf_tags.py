"""A PDF as a screen reader reads it; and an engine that works in another way than the repairs expect."""

from types import SimpleNamespace

import pydyf
import pytest

from eqia.render import pdf_tree
from eqia.render.pdf import render_pdf
from eqia.render.pdf_file import write_file
from eqia.render.pdf_metadata import add_ua_identifier
from eqia.render.pdf_tags import mark_artifacts
from eqia.render.pdf_text import Spoken, reading_order
from eqia.render.pdf_tree import EngineChanged, TagTree
from eqia.render.pdf_unicode import name_characters


@pytest.fixture(scope="module")
def spoken(view_of, full, look) -> list[Spoken]:
    return reading_order(render_pdf(view_of(full), look.template, look.style))


def test_a_tick_is_heard_with_its_group_its_column_and_its_state(spoken):
    assert [piece for piece in spoken if piece.headers == ("Age", "Positive impact")] == [
        Spoken("Span", ("Age", "Positive impact"), "Yes")
    ]
    assert Spoken("Span", ("Age", "Negative impact"), "No") in spoken
    assert Spoken("Span", ("Age", "No impact"), "Could not be read") in spoken


def test_nobody_hears_of_a_ballot_box(spoken):
    assert not [piece for piece in spoken if "☒" in piece.text or "☐" in piece.text]


def test_a_yes_and_a_no_box_are_heard_with_their_statement(spoken):
    statement = "2. The activity could / does affect one or more protected equality groups."
    assert [piece.text for piece in spoken if piece.headers == (statement, "Yes")] == ["Not ticked"]
    assert [piece.text for piece in spoken if piece.headers == (statement, "No")] == ["No"]


def test_an_answer_of_the_header_block_is_heard_with_its_own_label(spoken):
    assert Spoken("P", ("Lead officer", "Answer"), "Head of Libraries") in spoken
    assert Spoken("P", ("Date of approval", "Answer"), "1 December 2026") in spoken


def test_words_do_not_run_together_where_a_line_ends(spoken):
    labels = [piece.text for piece in spoken if piece.role == "TH"]
    assert "Title of activity / Budget Proposal title and number" in labels
    assert "Eliminate discrimination, harassment and victimisation" in labels


def test_the_document_is_heard_in_the_order_of_the_form(spoken, bedford):
    sections = bedford.form.sections[1:]  # the header block has no heading
    headings = [section.questions[0].label if section.layout == "text" else section.title for section in sections]
    heard = [piece.text for piece in spoken if piece.role == "H2"]
    assert [heading for heading in heard if heading in headings] == headings


def test_everything_the_view_says_is_heard_in_its_order(spoken, view_of, full):
    heard = [" ".join(piece.text.split()) for piece in spoken]
    place = 0
    for section in view_of(full).sections:
        for question in section["questions"]:
            cells = [cell["text"] for row in question["rows"] for cell in row["cells"]]
            for text in (question["text"], *cells):
                for line in filter(None, (" ".join(line.split()) for line in text.split("\n"))):
                    place = heard.index(f"• {line[2:]}" if line.startswith("- ") else line, place) + 1


def test_running_titles_are_not_heard(spoken):
    assert not [piece for piece in spoken if piece.text.startswith("Page ")]
    assert [piece.text for piece in spoken].count("DRAFT") == 1


def test_right_to_left_text_is_heard_in_the_order_it_is_read(view_of, look):
    text = "שלום עולם (hello) 12"
    heard = reading_order(render_pdf(view_of({"summary": text}), look.template, look.style))
    assert text in [piece.text for piece in heard]


def test_an_engine_that_builds_tags_in_another_way_is_refused(monkeypatch):
    for engine in (SimpleNamespace(), SimpleNamespace(_build_box_tree=lambda box, parent: None)):
        monkeypatch.setattr(pdf_tree, "engine", engine)
        with pytest.raises(EngineChanged, match=r"builds its tags in another way.*Install eqia again"):
            pdf_tree.record_sources.__wrapped__()


def test_a_pdf_without_the_tags_that_are_expected_is_refused():
    with pytest.raises(EngineChanged, match="without a tag tree"):
        TagTree(pydyf.PDF())


def test_content_that_is_marked_in_another_way_is_refused():
    tree = SimpleNamespace(elements=list, contents=lambda: [([b"/Span", {"MCID": 0}, b"DP"], [b"9 0 R"])])
    with pytest.raises(EngineChanged, match="marks content in another way"):
        mark_artifacts(tree)
    tree.contents = lambda: [([], [b"9 0 R"])]
    with pytest.raises(EngineChanged, match="is not on its page"):
        mark_artifacts(tree)


def test_a_file_of_another_kind_is_refused():
    pdf = pydyf.PDF()
    with pytest.raises(EngineChanged, match="writes its files in another way"):
        write_file(pdf, None, "2.0", b"x", True)
    pdf.catalog["Metadata"] = b"3 0 R"
    pdf.add_object(pydyf.Stream([b"<nothing/>"]))
    with pytest.raises(EngineChanged, match="metadata have another shape"):
        add_ua_identifier(pdf)
    pdf.add_object(pydyf.Dictionary({"Type": "/Font", "ToUnicode": b"3 0 R", "BaseFont": b"/ABCDEF+Arial"}))
    with pytest.raises(EngineChanged, match="Arial, which is not one of the report's"):
        name_characters(pdf)
