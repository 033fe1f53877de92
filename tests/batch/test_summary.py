"""What an equality manager reads when a batch is done: a table for spreadsheets, and a page."""

import csv
import io
import json
import re

import pytest

from eqia.batch.manifest import Entry, Output
from eqia.batch.summary import as_csv, as_page, neutral
from eqia.documents import Format
from tests.batch.conftest import TODAY, run, write
from tests.render.test_html_browser import WIDTHS, look_through


def counts(draft, approval, publication, warnings):
    errors = {"draft": draft, "approval": approval, "publication": publication}
    return {gate: {"error": number, "warning": warnings, "info": 0} for gate, number in errors.items()}


ENTRIES = [
    Entry(file="bad.json", error='"bad.json" has one thing to mend:\n  - Section 11, Summary: <b>'),
    Entry(
        file="deep/good one.json",
        title="Annual charge for garden waste",
        counts=counts(0, 0, 0, 2),
        rules={"EV01": 2},
        draft=False,
        outputs=(
            Output(path="deep/good #1.html", sha256="0", size=1),
            Output(path="deep/good #1.pdf", sha256="0", size=1),
        ),
    ),
    Entry(
        file="open.json",
        counts=counts(0, 3, 7, 5),
        rules={"EV01": 1, "RT17": 6},
        outputs=(Output(path="open.html", sha256="0", size=1),),
        made=True,
    ),
]


def text_of(page):
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page[page.index("<main>") :]))


def rows_of(entries):
    return list(csv.DictReader(io.StringIO(as_csv(entries))))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "  =1", "\u00a0=1", "＝1"])
def test_no_cell_can_be_taken_for_a_formula(cell):
    assert neutral(cell) == f"'{cell}"


def test_every_cell_is_in_quotation_marks_so_that_a_spreadsheet_with_semicolons_splits_none():
    (row,) = csv.reader(
        io.StringIO(as_csv([Entry(file="a.json", title="a;=1+1")]).splitlines()[1]), quoting=csv.QUOTE_NONE
    )
    assert all(cell.startswith('"') and cell.endswith('"') for cell in row)


def test_the_summaries_hold_titles_as_text(folders):
    inside, _ = folders
    write(inside / "one.json", {"activity": {"title": '=cmd|"/C calc"!A0 <b>'}})
    entries = list(run(folders).values())
    assert '\'=cmd|"/C calc"!A0 <b>' in [row["Title"] for row in rows_of(entries)]
    page = as_page(entries, TODAY)
    assert "<b>" not in page
    assert "&lt;b&gt;" in page
    assert '<html lang="en-GB">' in page


def test_the_table_says_of_each_file_what_was_made_and_what_stands_before_which_gate():
    bad, good, open_ = rows_of(ENTRIES)
    assert (bad["Status"], bad["Errors before approval"], bad["Warnings"]) == ("Failed", "", "")
    assert "Section 11, Summary" in bad["What went wrong"]
    assert good["Status"] == "No errors before publication"
    assert good["Documents"] == "deep/good #1.html deep/good #1.pdf"
    assert [open_[f"Errors before {gate}"] for gate in ("draft", "approval", "publication")] == ["0", "3", "7"]
    assert (open_["Warnings"], open_["Status"]) == ("5", "Draft")


def test_the_page_says_what_was_made_what_failed_and_why_what_stands_and_what_recurs():
    page = as_page(ENTRIES, TODAY, ["old & gone.html"])
    text = text_of(page)
    for sentence in (
        "Checked as on 1 June 2026.",
        "1 made in this run, 1 up to date, 1 failed.",
        "0 of 2 have errors before draft.",
        "1 of 2 have errors before approval.",
        "2 of 2 have warnings.",
        "bad.json &#34;bad.json&#34; has one thing to mend:",
        "deep/good one.json Annual charge for garden waste No errors before publication 0 0 0 2",
        "open.json (no title) Draft 0 3 7 5",
        "EV01",
        "old &amp; gone.html",
    ):
        assert sentence in text
    assert 'href="deep/good%20%231.html"' in page
    assert text.index("EV01") < text.index("RT17"), "what is in most assessments comes first"


def test_documents_that_no_longer_belong_to_an_assessment_are_told(folders):
    inside, out = folders
    run(folders)
    (inside / "one.json").unlink()
    (inside / "two.json").write_text("{", encoding="utf-8")
    run(folders)
    told = text_of((out / "summary.html").read_text(encoding="utf-8")).partition("Documents of earlier runs")[2]
    assert "one.html" in told
    assert "two.html" in told
    assert "deep/three.html" not in told
    assert (out / "one.html").is_file()


def test_a_document_of_a_format_that_was_not_asked_for_again_is_told(folders):
    _, out = folders
    run(folders, formats=(Format.HTML, Format.DOCX))
    run(folders)
    told = text_of((out / "summary.html").read_text(encoding="utf-8")).partition("Documents of earlier runs")[2]
    assert re.findall(r"\S+\.\w+", told.partition("asked for.")[2]) == ["deep/three.docx", "one.docx", "two.docx"]


@pytest.mark.parametrize("size", WIDTHS)
def test_the_page_is_accessible_and_as_wide_as_its_screen(size, tmp_path):
    page = as_page(ENTRIES, TODAY, ["old.html"])
    result = look_through(page, WIDTHS[size], tmp_path)
    assert result["found"] == []
    assert result["width"] <= result["shown"] == WIDTHS[size]


def test_the_manifest_and_the_page_agree(folders):
    _, out = folders
    run(folders)
    lines = [json.loads(line) for line in (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    page = (out / "summary.html").read_text(encoding="utf-8")
    for line in lines:
        errors = "".join(f'<td class="number">{line["counts"][gate]["error"]}</td>\n' for gate in line["counts"])
        assert errors in page
        assert line["file"] in page


def test_no_cell_holds_what_a_terminal_would_obey_or_nobody_would_see():
    (row,) = rows_of([Entry(file="a.json", title="=1+\x1b[31m\u202e", error="Not\x07 this\nnor that")])
    assert row["Title"] == "'=1+\\x1b[31m\\u202e"
    assert row["What went wrong"] == "Not\\x07 this\nnor that"


def test_a_title_in_another_language_says_so_and_names_of_files_are_no_links():
    page = as_page([Entry(file="www.ons.gov.uk.json", title="مكتبة الأمل", counts=counts(0, 0, 0, 0))], TODAY)
    assert '<td lang="ar" dir="rtl">مكتبة الأمل</td>' in page
    assert '<th scope="row">www.ons.gov.uk.json</th>' in page
