"""What programs paste is read as what it stands for, at every entrance; Word and web page are made of every letter."""

import json
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqia.assessment import store
from eqia.characters.drawing import undrawable
from eqia.characters.pasted import as_meant, as_meant_in_line
from eqia.concepts.model import Concepts
from tests.cli.reviewing import ROOT, eqia, said

CASES = ROOT / "tests" / "cases" / "json"


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        ("She said \x93no\x94.", "She said “no”."),
        ("the council\x92s \x96 \x85", "the council’s – …"),
        ("one\u2028two\u2029three\x0bfour\x0cfive", "one\ntwo\nthree\nfour\nfive"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\uf0b7\tbullet \uf0a7 \uf0fc", "•\tbullet ▪ ✓"),
        ("\x81 stands for nothing, \x07\x00\x1b\x7f for no text", "\ufffd stands for nothing, ␇␀␛␡ for no text"),
    ],
)
def test_a_text_is_read_as_meant(pasted, meant):
    assert as_meant(pasted) == meant
    assert Concepts(summary=pasted).summary == meant
    read, _ = store.parse({"summary": pasted, "activity": {"title": "T"}}, Concepts)
    assert read.summary == meant
    assert store.content_digest(read) == store.content_digest(Concepts.model_validate(
        {"summary": meant, "activity": {"title": "T"}}
    ))  # fmt: skip


def test_a_line_stays_one_line():
    assert as_meant_in_line("A\u2028B\x0bC \x93x\x94") == "A B C “x”"
    assert Concepts.model_validate({"activity": {"title": "A\u2028B"}}).activity.title == "A B"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Zl", "Zp"])))
def test_every_other_text_is_kept_as_typed(text):
    assert as_meant(text) == as_meant_in_line(text) == text


@given(st.text())
def test_reading_it_again_changes_nothing(text):
    assert as_meant(as_meant(text)) == as_meant(text)


def test_a_run_of_characters_is_one_line():
    found = undrawable({"summary": "A resident wrote: গ্রন্থাগার আমাদের জন্য গুরুত্বপূর্ণ, and then \u4e2d\u6587."})
    assert [each.position for each in found] == [19, 65]
    assert str(found[1]).startswith("2 characters from U+4E2D")


@pytest.mark.parametrize(("case", "place"), [("emoji-title", "Title of activity"), ("bengali", "Consultation")])
def test_word_and_web_page_are_made_of_what_a_pdf_cannot_show(tmp_path, case, place):
    file = shutil.copy(CASES / f"{case}.json", tmp_path / "a.json")
    done = eqia("render", file, code=6)
    assert done.stdout.split() == [str(tmp_path / "a.docx")]
    assert 'a.pdf" was not made' in done.stderr
    assert sum(place in line for line in done.stderr.split("\n")) == 1
    assert not (tmp_path / "a.pdf").exists()
    eqia("render", file, "--docx", "--html", "-o", tmp_path / "others")
    eqia("import", tmp_path / "a.docx", "-o", tmp_path / "back.json")
    assert store.content_digest(said(tmp_path / "back.json")) == store.content_digest(said(file))


def test_a_batch_makes_what_it_can_and_names_the_field(tmp_path):
    (tmp_path / "in").mkdir()
    shutil.copy(CASES / "bengali.json", tmp_path / "in" / "a.json")
    done = eqia("batch", tmp_path / "in", "-o", tmp_path / "out", code=8)
    assert "Consultation" in done.stderr
    assert sorted(path.name for path in (tmp_path / "out").glob("a.*")) == ["a.docx", "a.html"]


def test_a_bullet_that_word_copied_is_shown_alike_in_all_three(tmp_path):
    file = shutil.copy(CASES / "title-with-word-bullet.json", tmp_path / "a.json")
    eqia("render", file, "--docx", "--pdf", "--html", "-o", tmp_path)
    assert said(file).activity.title == "• Library review"
    for format in ("docx", "pdf"):
        eqia("import", tmp_path / f"a.{format}", "-o", tmp_path / f"{format}.json")
        assert json.loads((tmp_path / f"{format}.json").read_text("utf-8"))["activity"]["title"] == "• Library review"
    assert "• Library review" in (tmp_path / "a.html").read_text("utf-8")


def test_what_could_not_be_published_is_neither_accepted_nor_approved(tmp_path):
    file = shutil.copy(CASES / "bengali.json", tmp_path / "a.json")
    today = ["--today", "19 October 2018"]
    found = eqia("check", file, "--gate", "draft", *today).stdout
    assert found.count("WH07") == 1
    eqia("review", "submit", file, "--who", "Lead", *today)
    refused = eqia("review", "accept", file, "--who", "Equality officer", *today, code=4).stderr
    assert "Consultation" in refused
    assert said(file).review.state == "submitted"
    refused = eqia("approve", file, "--post", "Director of Children's Services", *today, code=4).stderr
    assert "WH07" in refused
    assert said(file).review.approval is None


def test_what_was_approved_before_is_a_draft_until_it_can_be_shown(tmp_path):
    file = shutil.copy(CASES / "approved-bengali.json", tmp_path / "a.json")
    done = eqia("render", file, "--docx", "-o", tmp_path, "--today", "19 October 2018")
    assert "Stamped DRAFT." in done.stderr
    eqia(
        "review", "publish", file, "-o", tmp_path / "public", "--who", "Web team", "--today", "19 October 2018", code=4
    )
