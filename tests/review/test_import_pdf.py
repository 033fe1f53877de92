"""A PDF of ours, imported: its pages are compared with the data inside it, and the notes on them are kept."""

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from eqia.assessment import store
from eqia.concepts.model import Concepts
from eqia.documents import Format
from eqia.errors import InputError, MissingLibrary
from eqia.form.loader import load_pack
from eqia.review.merging.record import keep_review
from eqia.review.returned.doubts import Why
from eqia.reviewing.importing import import_file
from eqia.workflows import Opened, make_documents

CASES = Path(__file__).parents[1] / "cases"
WHERE = {"/Text": (500, 300, 520, 320), "/Highlight": (200, 300, 400, 312)}


@pytest.fixture(scope="module")
def original():
    return store.parse(store.read_json(CASES / "word" / "original.json"), Concepts)[0]


@pytest.fixture(scope="module")
def made(original):
    return make_documents(Opened(None, original, load_pack("bedford")), [Format.PDF], False)[Format.PDF]


@pytest.fixture
def noted(made, tmp_path):
    """The PDF with notes on its pages: ``noted((page, subtype, facts), ...)``; facts may name the note they answer."""

    def put(*notes):
        with pikepdf.open(io.BytesIO(made)) as pdf:
            known = []
            for page, kind, facts in notes:
                place = Array(facts.pop("Rect", WHERE.get(kind, (200, 200, 400, 212))))
                if "IRT" in facts:
                    facts["IRT"] = known[facts["IRT"]]
                said = {key: String(value) if isinstance(value, str) else value for key, value in facts.items()}
                note = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=place, **said))
                known.append(note)
                holder = pdf.pages[page - 1].obj
                holder.Annots = Array([*holder.get("/Annots", ()), note])
            pdf.save(tmp_path / "noted.pdf")
        return import_file(tmp_path / "noted.pdf", "bedford")

    return put


def test_untouched_it_says_no_more_than_its_data(made, original, tmp_path):
    (tmp_path / "a.pdf").write_bytes(made)
    imported = import_file(tmp_path / "a.pdf", "bedford")
    assert imported.assessment == original
    assert (imported.doubts, imported.remarks, imported.loose) == ((), (), ())


def test_where_page_and_data_differ_both_are_said_and_the_page_is_kept():
    imported = import_file(CASES / "verify" / "import-forged-attachment.pdf", "bedford")
    doubted = {doubt.path: doubt.sentence for doubt in imported.doubts if doubt.why is Why.PAGE}
    assert "the page shows 'School Improvement, Children's Services'" in doubted["activity.service_area"]
    assert "'School Improvement, Forged Department'" in doubted["activity.service_area"]
    assert imported.sure["activity.service_area"] < 1 == imported.sure["summary"]
    assert any("CHANGED" in doubt.sentence for doubt in imported.doubts if not doubt.path)
    kept = [remark.words for remark in keep_review(imported.assessment, imported, "4 May 2026").review.remarks]
    assert "School Improvement, Children's Services" in kept


def test_where_no_pdf_can_be_drawn_the_answers_are_compared_and_that_is_said(monkeypatch):
    def missing(*_):
        raise MissingLibrary("Pango is missing.")

    monkeypatch.setattr("eqia.reviewing.import_pdf.compare_with_data", missing)
    imported = import_file(CASES / "verify" / "import-forged-attachment.pdf", "bedford")
    assert "Pango is missing." in imported.doubts[0].sentence
    assert "activity.service_area" in {doubt.path for doubt in imported.doubts}


def test_a_note_its_answers_and_that_it_is_settled_are_one_thread(noted):
    imported = noted(
        (2, "/Text", {"Contents": "Which year – is this?", "T": "Officer A", "M": "D:20261128134656Z"}),
        (2, "/Text", {"Contents": "2017.", "T": "Lead", "IRT": 0, "RT": Name.R}),
        (2, "/Text", {"Contents": "", "T": "Lead", "IRT": 1, "State": "Completed", "StateModel": "Review"}),
        (2, "/Popup", {}),
    )
    (remark,) = imported.remarks
    assert (remark.author, remark.when, remark.text) == ("Officer A", "2026-11-28T13:46:56", "Which year – is this?")
    assert remark.resolved
    assert [(reply.author, reply.text) for reply in remark.replies] == [("Lead", "2017.")]
    assert remark.path.startswith(("activity.", "relevance."))
    (kept,) = keep_review(imported.assessment, imported, "4 May 2026").review.remarks
    assert (kept.field, kept.words, kept.settled) == (remark.path, "Which year – is this?", True)


@pytest.mark.parametrize(
    ("kind", "facts", "words"),
    [
        ("/Highlight", {"Contents": "Not so"}, "Not so"),
        ("/Highlight", {}, "(words are highlighted)"),
        ("/StrikeOut", {}, "(words are struck out)"),
        ("/FreeText", {"Contents": "Typed on\rthe page"}, "Typed on\nthe page"),
        ("/Text", {"RC": "<body><p>In <b>bold</b></p></body>"}, "In bold"),
        ("/Stamp", {"Name": Name.Approved}, "(a stamp: Approved)"),
        ("/Ink", {}, "(something is drawn by hand)"),
        ("/Unknown", {"Contents": "Look"}, "Look"),
        ("/Unknown", {}, "(a mark, unknown)"),
    ],
)
def test_every_kind_of_note_is_listed(noted, kind, facts, words):
    (remark,) = noted((4, kind, facts | {"T": "B"})).remarks
    assert (remark.author, remark.text, remark.place) == ("B", words, "page 4")


def test_what_lies_near_no_answer_is_kept_with_its_page(noted):
    imported = noted((1, "/Text", {"Contents": "Good work", "T": "B", "Rect": (2, 2, 4, 4)}))
    (kept,) = keep_review(imported.assessment, imported, "4 May 2026").review.remarks
    assert (kept.field, kept.words) == ("", "(page 1) Good work")


@pytest.mark.parametrize(
    "start", ["<!DOCTYPE html>\n<html>", "\ufeff<html lang='en'>", "<!-- saved -->\n<!doctype HTML>"]
)
def test_a_web_page_is_refused_with_what_to_do(tmp_path, start):
    (tmp_path / "a.html").write_text(f"{start}<body>Title</body></html>", encoding="utf-8")
    with pytest.raises(InputError, match="is a web page"):
        import_file(tmp_path / "a.html", "bedford")
