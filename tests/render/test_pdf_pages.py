"""How pages of the PDF look: no heading at a page's foot, no page of small print alone, no line too long to read."""

import pytest
import weasyprint
from weasyprint.formatting_structure import boxes

from eqia.concepts.model import Concepts
from eqia.render.html import render_page
from eqia.render.pdf_engine import FACES, BundleFetcher, new_fonts
from eqia.view.build import build_view

LONGEST_LINE = 145
"""Characters of a line outside tables: more, and the eye loses the next line."""


@pytest.fixture(scope="session")
def pages_of(bedford, look):
    """Lays an assessment out and gives its pages, each as the box of its body."""
    fetcher, fonts = BundleFetcher(), new_fonts()

    def lay_out(assessment, style=look.style):
        view = build_view(assessment, bedford.form, draft=True)
        sheet = weasyprint.CSS(string=style + FACES, url_fetcher=fetcher, font_config=fonts)
        page = weasyprint.HTML(string=render_page(view, look.template), url_fetcher=fetcher)
        laid = page.render(stylesheets=[sheet], font_config=fonts)
        return [each._page_box.children[0] for each in laid.pages]

    return lay_out


@pytest.fixture(scope="session")
def reports(samples, pages_of):
    return [pages_of(read(path)) for path in samples]


def read(path):
    return Concepts.model_validate_json(path.read_bytes())


def below(box, kind):
    """The boxes of a kind in a box, in the order of the page."""
    if isinstance(box, kind):
        yield box
    for child in getattr(box, "children", ()):
        yield from below(child, kind)


def long_lines(pages):
    """The lines outside tables that are too long; the small print is one line on purpose."""
    within = {
        id(line) for page in pages for table in below(page, boxes.TableBox) for line in below(table, boxes.LineBox)
    }
    free = [line for page in pages for line in below(page, boxes.LineBox) if id(line) not in within]
    read = [line for line in free if line.element.get("class") != "small-print"]
    texts = ["".join(text.text for text in below(line, boxes.TextBox)) for line in read]
    return [text for text in texts if len(text) > LONGEST_LINE]


def beginnings(pages):
    """The lines of label and answer at the foot of a page, of rows that go over to the next."""
    rows = {}
    for page in pages:
        for row in below(page, boxes.TableRowBox):
            if "long" in row.element.get("class", ""):
                lines = [len([*below(cell, boxes.LineBox)]) for cell in row.children]
                rows.setdefault(row.element, []).append((lines[0], lines[-1]))
    return [parts[0] for parts in rows.values() if len(parts) > 1]


def test_a_row_that_breaks_begins_with_its_label_and_three_lines_of_its_text(pages_of, look):
    prose = "The council asked the schools and heard from parents. " * 30
    answers = {"who_is_affected": prose, "groups_affected": prose}
    evidence = dict.fromkeys(("sources", "consultation", "findings", "gaps"), prose)
    found, without = [], []
    for lines in range(8):
        above = {"description": "\n".join(["Line."] * lines)}
        assessment = Concepts.model_validate({"activity": above, "scope": answers, "evidence": evidence})
        found += beginnings(pages_of(assessment))
        without += beginnings(pages_of(assessment, look.style.replace("height: 42pt", "")))
    assert len(found) > 10
    assert all(label and text >= 3 for label, text in found)
    assert min(text for _, text in without) < 3


def test_no_heading_stands_at_a_pages_foot(reports):
    for page in (page for pages in reports for page in pages):
        *_, last = below(page, boxes.LineBox)
        assert last.element.tag not in ("h1", "h2", "h3")
        assert last.element.get("scope") != "col"


def test_the_small_print_does_not_stand_on_a_page_alone(reports):
    for pages in reports:
        assert any(line.element.get("class") != "small-print" for line in below(pages[-1], boxes.LineBox))


def test_lines_outside_tables_are_not_too_long_to_read(reports, samples, pages_of, look):
    assert [long_lines(pages) for pages in reports] == [[]] * len(reports)
    assert long_lines(pages_of(read(samples[0]), look.style.replace("max-width: 195mm", "")))
