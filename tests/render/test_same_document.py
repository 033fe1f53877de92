"""Word and the page say the same words in the same order: the box on page one, blank answers, notes, short rows."""

import re

import pytest

from eqia.concepts.model import Concepts
from eqia.render.docx import compile_word_template, render_docx
from eqia.render.html import render_html
from eqia.render.html_text import Page
from eqia.render.pdf import render_pdf
from eqia.render.pdf_text import reading_order
from eqia.view.build import build_view
from eqia.wordml.archive.package import DOCUMENT, read_parts
from eqia.wordml.names import PARAGRAPH, ROW, parse, w
from eqia.wordml.text.prose import text_of

REASONS = [
    "RT22 (A rule), Section 11. Answered by Head of <Libraries>, 3 May: seen & kept.",
    "R1, Section 2. By A, B: C",
]
NOTES = ["A1 (First rule): switched off. Reason: <the> council's own form.", "Longest summary: 900 words."]


@pytest.fixture(scope="session")
def template(bedford):
    return compile_word_template(bedford.read("report.docx"))


@pytest.fixture
def body(template):
    """The body of the Word document of a view."""
    return lambda view: parse(read_parts(render_docx(view, template))[DOCUMENT])


def words_of_word(root):
    return " ".join(" ".join(text_of(paragraph) for paragraph in root.iter(PARAGRAPH)).split())


def said(view, look):
    return page_of(view, look).text()


def page_of(view, look):
    """The page of a view without its way in: the contents, which paper has not, and the link that skips them."""
    page = Page(render_html(view, look.template, look.style))
    for way_in in page.root.xpath("//nav | //a[@class='skip']"):
        way_in.drop_tree()
    return page


def plain(text):
    return "".join(text.casefold().replace("•", "").split())


def test_every_sample_says_the_same_in_word_and_on_the_page(samples, bedford, look, body):
    for path in samples:
        assessment = Concepts.model_validate_json(path.read_bytes())
        view = build_view(assessment, bedford.form, draft=True, template=bedford.stamp, notes=NOTES, reasons=REASONS)
        page = page_of(view, look)
        lines = ["".join(each.itertext()) for each in page.root.iter("p", "h1", "h2", "th", "td", "li") if own(each)]
        assert plain("".join(lines)) == plain(words_of_word(body(view))), path.stem


def test_a_box_that_could_not_be_read_is_spoken_of_alike(view_of, look, body):
    view = view_of({"recommendation": {"stop": "unreadable"}})
    heard = [piece.text for piece in reading_order(render_pdf(view, look.template, look.style))]
    for text in (said(view, look), words_of_word(body(view)), " ".join(heard)):
        assert re.findall("could not be read", text, re.IGNORECASE) == ["Could not be read"]


def own(element):
    """Whether an element holds words of its own rather than paragraphs or lists."""
    return element.find("p") is None and element.find("ul") is None


def test_the_box_on_page_one_says_what_is_asked_and_how_each_group_is_affected(view_of, full, look, body):
    view = view_of({**full, "impacts": {"age": {"positive": True, "negative": True}, "race": {"none": True}}})
    for text in (said(view, look), words_of_word(body(view))):
        box = text[text.index("At a glance") : text.index("Detail")]
        for words in ("Decision asked:", "Recommendation:", "Age + − Positive and negative", "Race 0 No impact"):
            assert words in box
        assert box.count("? Not ticked") == 8


def test_there_is_no_box_before_anything_is_answered_and_no_heading_without_notes(view_of, look, body):
    for text in (said(view_of(), look), words_of_word(body(view_of()))):
        assert "At a glance" not in text
        assert "Notes on the check" not in text
        assert "Warnings answered" not in text


def test_a_question_whose_branch_is_closed_is_not_needed_rather_than_not_answered(view_of, look, body):
    view = view_of({"relevance": {"analysis_required": "yes"}})
    closed = [q for section in view.sections for q in section["questions"] if q["path"] == "relevance.why_not_required"]
    assert [question["blank"] for question in closed] == ["Not needed"]
    for text in (said(view, look), words_of_word(body(view))):
        assert "Explanation why equality analysis is not needed Not needed" in text


def test_short_rows_stay_on_one_page_and_long_ones_may_break(view_of, body):
    view = view_of({"scope": {"who_is_affected": "long " * 300, "groups_affected": "short"}})
    whole = {}
    for row in body(view).iter(ROW):
        whole[text_of(next(row.iter(PARAGRAPH)))] = row.find(f"{w('trPr')}/{w('cantSplit')}") is not None
    assert whole["Who is / will be impacted by the activity's aims and outcomes?"] is False
    assert whole["Which particular protected equality groups are likely / will be affected?"] is True
