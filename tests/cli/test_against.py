"""eqia review read, apply and compare with --against: documents whose data another program dropped."""

import shutil

import pytest

from tests.cli.reviewing import ROOT, edit, eqia, fits, flat, reword, said

CASES = ROOT / "tests" / "cases" / "word"


@pytest.fixture
def file(tmp_path):
    return shutil.copy(CASES / "original.json", tmp_path / "a.json")


@pytest.fixture
def lost(tmp_path):
    copied = tmp_path / "lost.docx"
    shutil.copy(CASES / "s_customxml_lost_only.docx", copied)
    return edit(copied, reword("It takes the place of", "It replaces"))


def test_without_it_the_refusal_says_how(lost, file):
    for words in (["review", "read", lost], ["review", "apply", lost, file]):
        assert "--against FILE.json" in eqia(*words, code=5).stderr


def test_read_says_what_changed_and_apply_takes_it_over(lost, file):
    before = said(file)
    out = flat(eqia("review", "read", lost, "--against", file).stdout)
    assert "Description: text changed" in out
    assert "made from these answers" in out
    report = fits(eqia("review", "read", lost, "--against", file, "--json").stdout, "review")
    assert [change["path"] for change in report["changes"]] == ["activity.description"]
    assert said(file) == before

    eqia("review", "apply", lost, "--against", file, "--today", "4 May 2026")
    after = said(file)
    assert "It replaces" in after.activity.description
    assert (after.reference, after.revision, after.scope) == (before.reference, before.revision, before.scope)


def test_apply_with_neither_file_is_told_what_to_name(lost):
    assert "Name the file" in eqia("review", "apply", lost, code=2).stderr


def test_compare_reads_it_too(lost, file):
    assert "Description: text changed" in flat(eqia("compare", file, lost, "--against", file).stdout)


def test_a_document_of_another_assessment_is_refused(lost, tmp_path):
    other = shutil.copy(ROOT / "samples" / "bedford-school-improvement-2018-as-published.json", tmp_path / "b.json")
    assert "does not belong" in flat(eqia("review", "apply", lost, "--against", other, code=5).stderr)
