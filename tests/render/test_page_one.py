"""Page one has the title, the decision and the box at a glance, however long the rest; every page says whose it is.

The PDF and the Word document are looked at page by page, the web page as it is and as a browser prints it.
"""

import json
import re
import subprocess
from pathlib import Path

import pytest

from eqia.concepts.model import Concepts
from eqia.render.docx import compile_word_template, render_docx
from eqia.render.html import render_html
from eqia.render.html_text import Page
from eqia.render.pdf import render_pdf
from eqia.view.brief import LONGEST_HEADING, first_of, in_brief
from eqia.view.build import build_view
from tests.conftest import ROOT, need

CASES = ROOT / "tests" / "cases" / "json"
TITLE = ("How libraries, museums, children's centres and adult learning are run across the borough. " * 7)[:600].strip()
BODIES = [{"body": f"Area Committee {n} of the Council and its Partners", "date": f"{n % 28} May"} for n in range(60)]
POST = "Chief Officer for Education, Special Educational Needs and Disabilities, Infrastructure, Property and Highways"
OFFICERS = [{"name": f"Officer {n}", "post": f"{POST}, acting as Deputy Director of Place"} for n in range(20)]
PARAGRAPH = "The Executive is asked to agree that branch libraries open on two evenings a week, as borrowers asked. "
LONG = {
    "title": {"title": TITLE},
    "decision makers": {"decisions": BODIES},
    "one decision maker": {"decisions": [{"body": "The Council and its Partners " * 100, "date": "TBC"}]},
    "officers": {"lead_officers": OFFICERS, "approved_by": OFFICERS},
    "description": {"description": "\n\n".join([PARAGRAPH * 6] * 25)},
    "everything": {
        "title": TITLE,
        "decisions": BODIES,
        "lead_officers": OFFICERS,
        "approved_by": OFFICERS,
        "description": "\n\n".join([PARAGRAPH * 6] * 25),
    },
}
NOTICE = "This paper may not be shown to anybody before the meeting. " * 30


def views(bedford, samples):
    """All samples, the cases of many decision makers, and one sample with one or all of its answers far too long."""
    files = {path.stem: json.loads(path.read_bytes()) for path in samples}
    for name in ("four-decisions", "sixty"):
        files[name] = json.loads((CASES / f"{name}.json").read_bytes())
    data = files["bedford-school-improvement-2018-completed"]
    for name, long in LONG.items():
        files[name] = {**data, "activity": {**data["activity"], **long}}
    files["notice"] = {**data, "notice": NOTICE}
    files["everything"]["reference"] = "EA-2018-014 " * 20
    made = {name: Concepts.model_validate_json(json.dumps(file)) for name, file in files.items()}
    return {name: build_view(each, bedford.form, draft=True, template=bedford.stamp) for name, each in made.items()}


@pytest.fixture(scope="module")
def shown(bedford, samples):
    return views(bedford, samples)


def pages_of(pdf: Path) -> list[str]:
    """The text of each page of a PDF file, as another program reads it."""
    read = subprocess.run([need("pdftotext"), "-layout", pdf, "-"], capture_output=True, encoding="utf-8", check=True)
    return [" ".join(page.split()) for page in read.stdout.split("\f")[:-1]]


@pytest.fixture(scope="module")
def pdf(shown, look, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pdf")
    for name, view in shown.items():
        (folder / f"{name}.pdf").write_bytes(render_pdf(view, look.template, look.style))
    return {name: pages_of(folder / f"{name}.pdf") for name in shown}


@pytest.fixture(scope="module")
def word(shown, bedford, tmp_path_factory):
    folder = tmp_path_factory.mktemp("word")
    template = compile_word_template(bedford.read("report.docx"))
    for name, view in shown.items():
        (folder / f"{name}.docx").write_bytes(render_docx(view, template))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [need("soffice"), "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, folder.glob("*.docx"))], capture_output=True, timeout=300, check=True)
    return {name: pages_of(folder / f"{name}.pdf") for name in shown}


@pytest.fixture(params=["pdf", "word"])
def paper(request):
    """The pages of each document, in one format and the other."""
    return request.getfixturevalue(request.param)


def squeezed(text):
    return "".join(text.split())


def test_page_one_has_the_title_the_decision_and_the_box(paper, shown):
    for name, view in shown.items():
        first, glance = squeezed(paper[name][0]), view.glance
        assert squeezed(view.facts["title"]) in first, name
        assert squeezed(view.facts["name"]) in first, name
        assert squeezed(f"Decision asked: {glance['decision']}") in first, name
        assert squeezed(f"Recommendation: {glance['recommendation'] or view.facts['not_answered']}") in first, name
        for group in glance["groups"]:
            assert squeezed(f"{group['label']}{group['sign']}{group['says']}") in first, (name, group)


def test_a_report_that_is_not_required_says_so_on_page_one(paper, shown):
    assert squeezed(shown["not-required"].facts["not_needed"]) in squeezed(paper["not-required"][0])
    assert shown["not-required"].glance["groups"] == []


def test_the_first_page_is_not_left_half_empty_for_a_long_list(paper):
    for name in ("four-decisions", "sixty", "decision makers", "everything"):
        assert "Detail" in paper[name][0], name


def test_each_page_names_council_reference_and_revision_at_its_foot(paper, shown):
    for name, view in shown.items():
        facts, pages = view.facts, paper[name]
        assert len(pages) > 3
        for number, page in enumerate(pages, 1):
            assert page.endswith(f"Page {number} of {len(pages)}"), (name, number)
            assert squeezed(facts["foot"]) in squeezed(page)[-250:], (name, number)
        named = [f"Reference {facts['reference'][:20].strip()}"] if facts["reference"] else []
        assert all(words in facts["foot"] for words in (facts["council"], *named, f"Revision {facts['revision']}"))


def test_no_last_page_has_one_row_or_the_small_print_alone(paper, shown):
    for name in shown:
        last = paper[name][-1]
        before = last[: last.index("Digest of the answers")]
        assert len(before) > 200, (name, last)
        assert "Question Answer Review date" not in before, (name, last)


def test_no_heading_of_a_section_stands_alone_at_a_foot(paper, shown, bedford):
    headings = {squeezed(section.questions[0].label) for section in bedford.form.sections if section.layout == "text"}
    headings |= {squeezed(section.title) for section in bedford.form.sections if section.layout != "header"}
    for name, view in shown.items():
        for number, page in enumerate(paper[name]):
            text = squeezed(page)
            above = text[: text.rindex(squeezed(view.facts["council"]))]
            assert not above.endswith(tuple(headings)), (name, number)


def test_what_is_cut_on_page_one_stands_whole_in_the_form(pdf, word, shown):
    for pages in (pdf["everything"], word["everything"]):
        whole = "".join(pages)
        assert all(f"Committee {number} of" in whole for number in range(60))
        assert all(f"Officer {number}," in whole for number in range(20))
    assert "and 5" in shown["everything"].glance["decision"]
    assert "more, all named beside" in shown["everything"].glance["decision"]


def test_a_notice_stands_above_the_box_and_a_long_one_below_it(paper):
    short, long = paper["four-decisions"][0], paper["notice"][0]
    assert short.index("Illustration") < short.index("At a glance")
    assert long.index("At a glance") < long.index("may not be shown")
    assert squeezed("".join(paper["notice"])).count("maynotbeshown") == NOTICE.count("may not be shown")


def test_the_activity_heads_the_web_page_and_the_form_where_there_is_no_title(view_of, shown, look):
    def headings(view):
        return [each.text_content() for each in Page(render_html(view, look.template, look.style)).root.iter("h1")]

    for view in shown.values():
        assert headings(view) == [view.facts["name"]]
    assert headings(view_of()) == ["Equality Analysis Report"]
    assert headings(view_of({"summary": "Said."})) == ["Equality Analysis Report"]


def test_the_box_comes_before_the_form_on_the_web_page_and_in_its_contents(shown, look):
    for view in shown.values():
        root = Page(render_html(view, look.template, look.style)).root
        assert [each.get("id") for each in root.iter("h2")][:2] == ["contents", "at-a-glance"]
        assert root.xpath("//nav//a/@href")[0] == "#at-a-glance"
        assert root.xpath("//a[@class='skip']/@href") == ["#report"]
        assert len(root.xpath("//*[@id='report']")) == 1


@pytest.mark.parametrize("name", ["sixty", "everything"])
def test_a_browser_prints_the_same_at_head_and_foot(name, shown, look, tmp_path):
    view, page, printed = shown[name], tmp_path / "page.html", tmp_path / "printed.pdf"
    page.write_text(render_html(view, look.template, look.style), encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={tmp_path}"]
    command = [need("chromium"), *flags, f"--print-to-pdf={printed}", page.as_uri()]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    pages = pages_of(printed)
    assert "At a glance" in pages[0]
    assert view.glance["groups"][-1]["label"] in pages[0]
    for number, text in enumerate(pages, 1):
        assert squeezed(view.facts["foot"]) in squeezed(text), number
        assert f"Page {number} of {len(pages)}" in text
        assert number == 1 or squeezed(view.facts["running"]) in squeezed(text), number


@pytest.mark.parametrize(
    "words", ['"; } body { display: none }', "</style><script>alert(1)</script>", "\\", "é ½ — “x”"]
)
def test_nothing_in_a_reference_or_a_title_ends_its_place_in_the_style_sheet(words, view_of, look):
    view = view_of({"reference": words, "activity": {"title": words}})
    page = Page(render_html(view, look.template, look.style))
    own = page.root.findall("head/style")[-1].text
    assert re.fullmatch(r':root \{( --\w+: "(?:[A-Za-z0-9]|\\[0-9a-f]+ )*";?){3} \}', own)
    assert page.root.findtext(".//h1") == words


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("Short", "Short"),
        ("One two three four", "One two…"),
        ("Supercalifragilistic", "Supercali…"),
        ("abcdefghe\u0301\u0301\u0301x", "abcdefgh…"),
        ("Two \U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466\u200d\U0001f466", "Two…"),
    ],
)
def test_a_long_text_is_cut_between_words_and_never_within_a_character(text, brief):
    assert in_brief(text, 10) == brief


def test_entries_are_told_until_there_is_no_room_and_the_others_are_counted():
    assert first_of([], 10, "Who decides") == ""
    assert first_of(["A"], 10, "Who decides") == "A"
    assert first_of(["A", "B"], 10, "Who decides") == "A; B"
    assert first_of(["A", "B", "C" * 20], 10, "Who decides") == "A; B; and 1 more, all named beside “Who decides”"
    assert first_of(["C" * 20, "A"], 10, "Who decides") == "CCCCCCCCC…; and 1 more, all named beside “Who decides”"


def test_a_title_that_no_page_could_hold_is_cut_in_the_heading_alone(view_of):
    view = view_of({"activity": {"title": "word " * 5_000}})
    assert len(view.facts["heading"]) <= LONGEST_HEADING
    assert view.facts["heading"].endswith("word…")
    assert view.printed["activity.title"] == "word " * 5_000
