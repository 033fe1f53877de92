"""Language, direction and links, in the web page and the PDF file: of answers, and wherever else their text stands."""

import io
import json
from pathlib import Path

import page
import pikepdf
import pytest
from lxml import html

from eqia.render.html import render_html
from eqia.render.html_marks import mark_page
from eqia.render.html_text import Page
from eqia.render.pdf import render_pdf
from eqia.render.pdf_text import reading_order

CASE = Path(__file__).parents[1] / "cases/json/many-scripts.json"
ARABIC = "المكتبة مهمة جداً لنا ولأطفالنا."
PERSIAN = "کتابخانه: https://www.bedford.gov.uk/fa، می‌خواهیم (NHS) ۱۲."
LONG = (
    "https://www.bedford.gov.uk/council-and-democracy/equality/impact-assessments/2018/"
    "the_report_of_the_library_service.aspx?year=2018&service=libraries&format=html"
)
ANSWERS = {
    "activity": {
        "title": "Библиотека",
        "service_area": ARABIC,
        "lead_officers": [{"name": "", "post": "eia@bedford.gov.uk"}],
    },
    "scope": {"who_is_affected": f"{ARABIC}\n{PERSIAN}\n- {PERSIAN}\n[Welsh] Mae’r cyngor yn gofyn: www.llyw.cymru"},
    "evidence": {"sources": f"As {LONG} says (and www.ons.gov.uk/census)."},
    "impacts": {"age": {"positive": True, "negative": False, "none": False, "explanation": f"Wrote {ARABIC}"}},
    "actions": {"other": [{"what": f"Read {LONG}", "who": "team@bedford.gov.uk", "when": "", "outcome": ARABIC}]},
    "summary": "First https://a.gov.uk/a_b.\n\nΗ βιβλιοθήκη, https://www.bedford.gov.uk/" + "x" * 400,
}


@pytest.fixture(scope="module")
def views(view_of):
    return [view_of(ANSWERS), view_of(json.loads(CASE.read_text("utf-8")))]


@pytest.fixture(scope="module")
def pages(views, look):
    return [html.document_fromstring(render_html(view, look.template, look.style)) for view in views]


@pytest.fixture(scope="module")
def files(views, look):
    return [render_pdf(view, look.template, look.style) for view in views]


def said(root, name="lang") -> list[tuple[str, str]]:
    return [(each.get(name), each.text_content()) for each in root.find("body").iter() if each.get(name)]


def test_the_page_of_many_scripts_says_each_language(pages):
    languages = dict(said(pages[1]))
    assert languages["uk"] == "Бібліотека важлива для нас; її, ґанок"
    assert languages["he"] == "הספרייה חשובה לנו"
    assert languages["ckb"] == "کتێبخانە بۆ ئێمە گرنگە"
    assert languages.keys() == {"uk", "el", "he", "ar", "fa", "ps", "ckb", "ka", "hy", "kk"}


def test_the_paragraph_in_arabic_and_items_of_a_list_run_from_the_right(pages):
    cell = pages[1].xpath("//*[@data-field='evidence.findings']")[0]
    blocks = [(each.tag, each.get("lang"), each.get("dir")) for each in cell.iter("p", "li")]
    assert blocks == [
        ("p", None, None),
        ("p", "ar", "rtl"),
        ("li", "ar", "rtl"),
        ("li", "he", "rtl"),
        ("p", None, None),
    ]
    assert all(each.text.strip() and not len(each) for each in cell.iter("p", "li"))


def test_text_is_marked_wherever_it_is_printed(pages):
    marked = {(language, text) for language, text in said(pages[0])}
    assert {("ru", "Библиотека"), ("ar", ARABIC), ("cy", "Mae’r cyngor yn gofyn: ")} <= marked
    for path in (
        "activity.service_area",
        "actions.other.0.outcome",
        "impacts.age.explanation",
        "scope.who_is_affected",
    ):
        assert pages[0].xpath(f"//*[@data-field='{path}']//*[@lang='ar'][@dir='rtl']"), path


def test_links_lead_to_what_they_say(pages):
    links = {each.text_content(): each.get("href") for each in pages[0].iter("a") if "#" not in each.get("href")}
    assert links[LONG] == LONG
    assert links["www.ons.gov.uk/census"] == "https://www.ons.gov.uk/census"
    assert links["eia@bedford.gov.uk"] == "mailto:eia@bedford.gov.uk"
    assert links["https://a.gov.uk/a_b"] == "https://a.gov.uk/a_b"
    assert len(links) == 8
    assert all(each.isascii() and "\u200b" not in each for each in links.values())
    assert [each.getparent().get("href") for each in pages[0].iter("wbr")].count(LONG) > 10


def test_every_letter_of_the_page_is_as_typed(views, look):
    for view in views:
        parsed = Page(render_html(view, look.template, look.style))
        assert "\u200b" not in parsed.text().replace("zero\u200bwidth", "")
        assert not parsed.foreign()


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("<p>ar المكتبة</p>", '<p>ar <span lang="ar" dir="rtl">المكتبة</span></p>'),
        ("<title>المكتبة</title>", '<title lang="ar" dir="rtl">المكتبة</title>'),
        ('<td class="x">\n المكتبة\n</td>', '<td class="x" lang="ar" dir="rtl">\n المكتبة\n</td>'),
        ('<p lang="fa" dir="rtl">المكتبة</p>', '<p lang="fa" dir="rtl"><span lang="ar" dir="rtl">المكتبة</span></p>'),
        ("<a href='#x'>www.ons.gov.uk</a>", "<a href='#x'>www.ons.gov.uk</a>"),
        ("<style>a[b]{}/* www.ons.gov.uk */</style>", "<style>a[b]{}/* www.ons.gov.uk */</style>"),
        ("<!-- www.a.uk --><b>x &lt;&amp; Да</b>", '<!-- www.a.uk --><b>x &lt;&amp; <span lang="ru">Да</span></b>'),
        ("<p>a@b.uk?x=1&amp;y</p>", '<p><a href="mailto:a@b.uk">a@b.uk</a>?x=1&amp;y</p>'),
    ],
)  # fmt: skip
def test_only_text_is_marked_and_what_is_marked_is_left(text, marked):
    assert mark_page(text, line_break="") == marked


@pytest.mark.parametrize("profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A])
def test_the_independent_validator_passes_the_file(files, profile, tmp_path):
    for data in files:
        path = tmp_path / "report.pdf"
        path.write_bytes(data)
        report = page.validate_pdf(str(path), profile=profile)
        assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


def elements(data: bytes) -> list[dict[str, object]]:
    """Each structure element of a file: its role, language, text, and what its annotations say and lead to."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        waiting = [pdf.Root.StructTreeRoot.K[0]]
        while waiting:
            element = waiting.pop()
            kids = element.get("/K", [])
            kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
            kids = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]
            waiting += [kid for kid in kids if "/S" in kid]
            leads = [kid.Obj for kid in kids if kid.get("/Type") == "/OBJR"]
            entry = {name: str(element.get(f"/{name}", "")) for name in ("S", "Lang", "ActualText")}
            found.append(entry | {"leads": [(str(each.Contents), str(each.A.URI)) for each in leads]})
    return found


def test_the_tags_say_language_and_words_in_the_order_they_are_read(files):
    marked = {(each["S"], each["Lang"], each["ActualText"]) for each in elements(files[0])}
    assert {("/P", "ar", ARABIC), ("/Span", "ar", ARABIC), ("/Span", "cy", ""), ("/P", "ru", "")} <= marked
    assert ("/Span", "fa", "کتابخانه") in marked
    assert not [each for each in elements(files[0]) if each["S"] == "/Lbl" and each["ActualText"]]
    heard = [piece.text for piece in reading_order(files[0]) if PERSIAN in piece.text]
    assert heard == [PERSIAN, f"• {PERSIAN}"]


def test_a_link_is_one_element_with_an_annotation_for_each_line_that_says_where_it_leads(files):
    links = [each["leads"] for each in elements(files[0]) if each["S"] == "/Link"]
    assert [len(leads) > 1 for leads in links if leads[0] == (LONG, LONG)] == [True, True]
    for leads in links:
        assert len(set(leads)) == 1
        assert leads[0][0] == leads[0][1]
