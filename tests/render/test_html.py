"""The web page: paragraphs and lists from plain text, real headers, and what a browser needs to know."""

from itertools import pairwise

import lxml.html
import pytest

from eqia.render.html import blocks, render_html, render_page


def shapes(text: str) -> list[str | list[str]]:
    return [block["bullets"] or block["line"] for block in blocks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("One.", ["One."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("- a\n- b", [["a", "b"]]),
        ("Before:\n- a\n- b\nAfter.", ["Before:", ["a", "b"], "After."]),
        ("- a\n\n- b", [["a"], ["b"]]),
        ("-", ["-"]),
        ("-5 degrees\n–", ["-5 degrees", "–"]),
        ("  - indented", ["  - indented"]),
        ("- - nested", [["- nested"]]),
        ("\n\n \n", []),
    ],
)
def test_lines_are_paragraphs_and_dashes_are_bullets(text, expected):
    assert shapes(text) == expected


def test_a_blank_line_is_space_before_what_follows():
    assert [block["gap"] for block in blocks("One.\n\nTwo.\nThree.\n\n- a\n- b")] == [False, True, False, True]


@pytest.fixture(scope="module")
def page(view_of, full, look):
    return lxml.html.fromstring(render_html(view_of(full), look.template, look.style))


def test_it_says_its_language_and_its_title(page):
    assert page.get("lang") == "en-GB"
    assert page.findtext(".//title") == "Equality Analysis Report: Opening hours of branch libraries 2026-2029"


def test_every_table_has_a_name_a_head_and_headers_with_a_scope(page):
    for table in page.iter("table"):
        name = table.get("aria-label") or page.get_element_by_id(table.get("aria-labelledby")).text_content()
        assert name.strip()
        assert [cell.get("scope") for cell in table.find("thead").iter("th")] == ["col"] * len(table.findall(".//col"))
        assert all(
            cell.get("scope") == "row" and cell.text_content().strip() for cell in table.find("tbody").iter("th")
        )


def test_an_answer_of_the_header_block_names_its_own_label(page):
    [block] = page.xpath("//table[@class='header']")
    for cell in block.find("tbody").iter("td"):
        label = page.get_element_by_id(cell.get("headers"))
        assert label.getnext() is cell


def test_every_box_is_named_by_what_it_says(page):
    says = {"Yes", "No", "Not ticked", "Could not be read"}
    boxes = page.xpath("//*[@role='img']")
    assert len(boxes) > 50
    assert {box.get("aria-label") for box in boxes} == says
    shown = {(box.text[0], box.get("aria-label")) for box in boxes}
    assert ("☐", "Yes") not in shown
    assert ("☒", "Not ticked") not in shown
    assert ("☒", "Could not be read") not in shown


def test_headings_skip_no_level(page):
    levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_its_metadata_say_what_it_was_made_of_and_with_what(view_of, full, look):
    facts = view_of(full).facts
    page = lxml.html.fromstring(render_html(view_of(full), look.template, look.style))
    metadata = {each.get("name"): each.get("content") for each in page.iterfind("head/meta")}
    assert metadata["generator"] == f"{facts['program']}, template {facts['template']}"
    assert metadata["keywords"] == f"Digest of the answers: {facts['digest']}"


def test_it_asks_for_nothing_from_outside(page):
    assert not list(page.iter("script", "link", "img", "iframe", "object", "embed"))
    assert "url(" not in page.findtext(".//style")
    assert "@import" not in page.findtext(".//style")


def test_a_section_that_is_not_needed_says_so_and_an_empty_answer_too(view_of, look, bedford):
    page = render_html(view_of({"relevance": {"analysis_required": "no"}}), look.template, look.style)
    assert bedford.form.not_needed in page
    assert bedford.form.not_answered in page


def test_very_long_words_get_places_to_break_in_the_pdf_and_are_left_alone_on_the_web(view_of, look):
    view = view_of({"summary": "&" * 300})
    assert "&amp;\u200b&amp;" in render_page(view, look.template)
    assert "\u200b" not in render_html(view, look.template, look.style)
