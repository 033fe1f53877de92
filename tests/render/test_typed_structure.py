"""Lists and tables that people type, on the web page and in the PDF: as what they are, and read back as typed."""

import json
from pathlib import Path

import lxml.html
import pytest

from eqia.concepts.model import Concepts
from eqia.render.html import render_html, render_page
from eqia.render.html_text import Page
from eqia.render.pdf import PdfEngine
from eqia.render.pdf_text import differences, read_pdf
from eqia.structure.grammar import parse
from eqia.view.build import build_view

CASE = Path(__file__).parents[1] / "cases" / "json" / "structure.json"
LISTS = """Steps:
1. one
2. two
   a) two a
   b) two b
      (i) deep
3. three
- dot
  - dash

4) no list

(a) x
(b) y"""
TABLE = "Before\n\nWard\tVisits\tNote\nCastle\t10,400\t\n\t9,950\t<b> & | x\nAfter"


@pytest.fixture(scope="module")
def case(bedford):
    assessment = Concepts.model_validate_json(CASE.read_bytes())
    return build_view(assessment, bedford.form, draft=True, template=bedford.stamp)


@pytest.fixture(scope="module")
def engine(look):
    return PdfEngine(look.style)


def in_html(view, look, path="scope.who_is_affected"):
    page = lxml.html.fromstring(render_html(view, look.template, look.style))
    return page.xpath(f"//*[@data-field='{path}']")[0]


def test_lists_stand_in_lists_with_the_labels_that_were_typed(view_of, look):
    field = in_html(view_of({"scope": {"who_is_affected": LISTS}}), look)
    top = [(each.tag, each.get("start")) for each in field]
    assert top == [("p", None), ("ol", "1"), ("ul", None), ("p", None), ("ol", "1")]
    assert [item.get("style") for item in field[1]] == [f"list-style-type:'{number}. '" for number in (1, 2, 3)]
    inner = field[1][1].find("ol")
    assert [item.get("style") for item in inner] == ["list-style-type:'a) '", "list-style-type:'b) '"]
    assert inner[1].find("ol")[0].text_content() == "deep"
    assert field[2][0].find("ul")[0].text_content() == "dash"


def test_a_table_has_headers_for_its_columns_and_rows(view_of, look):
    field = in_html(view_of({"scope": {"who_is_affected": TABLE}}), look)
    table = field.find("table")
    assert [(cell.tag, cell.get("scope"), cell.text) for cell in table.find("thead").iter("th", "td")] == [
        ("th", "col", "Ward"),
        ("th", "col", "Visits"),
        ("th", "col", "Note"),
    ]
    rows = [[(cell.tag, cell.get("data-label"), cell.text or "") for cell in row] for row in table.find("tbody")]
    assert rows == [
        [("th", None, "Castle"), ("td", "Visits", "10,400"), ("td", "Note", "")],
        [("td", "Ward", ""), ("td", "Visits", "9,950"), ("td", "Note", "<b> & | x")],
    ]


def test_an_answer_with_all_of_it_is_read_back_from_both(case, look, engine):
    render_html(case, look.template, look.style)
    assert list(differences(case, read_pdf(engine.draw(case, look.template)))) == []


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("- a\n- b", "- a\n  - b"),
        ("1. a\n2. b", "1) a\n2) b"),
        ("1. a\n2. b", "- a\n- b"),
        ("a\tb\tc1\nd\te\tf", "ab\t\tc1\nd\te\tf"),
    ],
)
def test_what_differs_in_structure_alone_is_found(text, other, view_of, look, engine):
    one, two = (view_of({"scope": {"who_is_affected": each}}) for each in (text, other))
    assert [*differences(one, read_pdf(engine.draw(two, look.template)))] == ["scope.who_is_affected"]
    shown = Page(render_html(two, look.template, look.style)).fields()["scope.who_is_affected"]
    assert shown != Page(render_html(one, look.template, look.style)).fields()["scope.who_is_affected"]


def test_long_lists_and_tables_go_over_pages(view_of, look, engine):
    items = "\n".join(f"{number}. item {number}\n  - in it" for number in range(1, 200))
    rows = "\n".join(["Ward\tVisits", *(f"Ward\t{number}" for number in range(200))])
    view = view_of({"scope": {"who_is_affected": items}, "evidence": {"sources": f"{rows}\n{items}"}})
    assert list(differences(view, read_pdf(engine.draw(view, look.template)))) == []


def test_items_that_are_read_from_right_to_left(view_of, look, engine):
    view = view_of({"scope": {"who_is_affected": "1. مرحبا بالعالم.\n  - مرحبا (one)\n2. مرحبا\n\nא\tב\t1\nג\tד\t2"}})
    render_html(view, look.template, look.style)
    assert list(differences(view, read_pdf(engine.draw(view, look.template)))) == []


def test_a_template_that_prints_lines_alone_shows_them_as_they_were_typed(view_of, look, engine):
    """Packs that were made before lists stood in lists have a macro of their own."""
    items = "<ul>{% for line in block.bullets %}<li>{{ line }}</li>{% endfor %}</ul>"
    either = f"{{% if block.bullets %}}{items}{{% else %}}<p>{{{{ block.line }}}}</p>{{% endif %}}"
    macro = f"{{% for block in question.text|blocks %}}{either}{{% endfor %}}"
    template = look.template.replace("{{ question.text|prose }}", macro)
    view = view_of({"scope": {"who_is_affected": f"{LISTS}\n{TABLE}"}})
    render_html(view, template, look.style)
    assert list(differences(view, read_pdf(engine.draw(view, template)))) == []


def test_what_is_typed_never_becomes_markup(view_of, look):
    text = '1. <b>&amp;"\n2. \'</li>\n\n<i>\t2\n<script>\t"3"'
    page = render_page(view_of({"scope": {"who_is_affected": text}}), look.template)
    assert "<b>" not in page
    assert "<script>" not in page
    assert len(parse(text)) == 3


def test_the_case_keeps_its_text(case):
    assert case.printed["activity.description"] == json.loads(CASE.read_bytes())["activity"]["description"]
