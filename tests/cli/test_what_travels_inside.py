"""What travels inside a document: the answers and what its pages show; the record of the work only if asked for."""

import json
import zipfile

import pikepdf
import pytest

from eqia.assessment import store
from eqia.assessment.model import Acknowledgement
from eqia.concepts.model import Concepts
from eqia.documents import Format, read_source
from eqia.review.standing.carrying import ISSUED
from tests.cli.reviewing import COMPLETED, ROOT, edit, eqia, reword, said

JUDGED = ROOT / "tests" / "cases" / "json" / "approved-with-private-verdict.json"
TODAY = ["--today", "28 November 2026"]
PRIVATE = ("frankly embarrassing", "Secret Name", "Equality officer 2", "Web team", "cff758348db9de21", "A remark")
"""Words of a reviewer, names in the history, and a digest: none of them is printed."""


@pytest.fixture(scope="module")
def worked_on(tmp_path_factory):
    """A file with a verdict, a remark, a history, and half-typed text of the interview."""
    path = tmp_path_factory.mktemp("worked on") / "worked-on.json"
    data = json.loads(JUDGED.read_text(encoding="utf-8"))
    data["review"]["remarks"] = [{"field": "summary", "who": "Secret Name", "when": "", "words": "A remark"}]
    data["interview"] = {"version": 1, "typing": {"summary": "A remark half typed"}}
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def made(file, folder, *words):
    eqia("render", file, "--docx", "--pdf", "--html", "-o", folder, *TODAY, *words)
    return {format: folder / f"{file.stem}.{format}" for format in Format}


def everything_in(path):
    """All that can be read in a file, whatever part of it or stream holds it."""
    data = path.read_bytes()
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as parts:
            return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    if path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            held = [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
            return "\n".join(each.decode("utf-8", "replace") for each in held) + repr(pdf.docinfo)
    return data.decode()


@pytest.mark.parametrize("format", list(Format))
def test_a_rendered_document_holds_nothing_of_the_review_and_the_history(worked_on, tmp_path, format):
    text = everything_in(made(worked_on, tmp_path)[format])
    assert [word for word in PRIVATE if word in text] == []


@pytest.mark.parametrize("format", [Format.DOCX, Format.PDF])
def test_asked_for_the_record_travels_along(worked_on, tmp_path, format):
    path = made(worked_on, tmp_path, "--with-record")[format]
    text = everything_in(path)
    assert "A remark half typed" not in text
    assert [word for word in PRIVATE if word not in text] == []
    inside, _ = store.parse(json.loads(read_source(path.read_bytes(), format)), Concepts)
    assert inside == said(worked_on)


@pytest.mark.parametrize("words", [(), ("--with-record",)], ids=["plain", "with record"])
def test_either_document_is_known_and_read_back_as_the_same_assessment(worked_on, tmp_path, words):
    for format, path in made(worked_on, tmp_path, *words).items():
        told = eqia("verify", path, worked_on).stdout
        assert "what the file holds now" in told, format
        assert "Untouched" in told, told
        if format is Format.HTML:
            continue
        eqia("import", path, "-o", tmp_path / f"{format}.json")
        assert store.content_digest(said(tmp_path / f"{format}.json")) == store.content_digest(said(worked_on))
    assert "Nothing" in eqia("compare", tmp_path / "worked-on.docx", worked_on).stdout
    assert json.loads(eqia("review", "read", tmp_path / "worked-on.docx", "--json").stdout)["changes"] == []


def test_a_document_of_a_batch_holds_no_more_unless_asked(worked_on, tmp_path):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "one.json").write_bytes(worked_on.read_bytes())
    for words, private in (((), []), (("--with-record",), list(PRIVATE)), ((), [])):
        eqia("batch", folder, "-o", out, "--docx", "--pdf", *TODAY, *words)
        for path in (out / "one.docx", out / "one.pdf"):
            text = everything_in(path)
            assert [word for word in PRIVATE if word in text] == private


def test_a_redline_holds_no_more(worked_on, tmp_path):
    eqia("compare", COMPLETED, worked_on, "--docx", tmp_path / "redline.docx", *TODAY)
    text = everything_in(tmp_path / "redline.docx")
    assert [word for word in PRIVATE if word in text] == []


def test_a_review_copy_carries_the_answers_and_its_issue_and_says_so(worked_on, tmp_path):
    file = tmp_path / "a.json"
    file.write_bytes(worked_on.read_bytes())
    eqia("review", "annotate", file, "--author", "The officer", *TODAY)
    copy = tmp_path / "a-review.docx"
    text = everything_in(copy)
    assert [word for word in PRIVATE if word in text] == []
    assert "It does not carry earlier verdicts and comments, or the history." in text
    inside, _ = store.parse(json.loads(read_source(copy.read_bytes(), Format.DOCX)), Concepts)
    assert [(event.what, event.who) for event in inside.history] == [(ISSUED, "The officer")]
    assert store.content_digest(inside) == store.content_digest(said(worked_on))


def test_a_merge_of_three_sides_works_on_what_a_review_copy_carries(worked_on, tmp_path):
    file = tmp_path / "a.json"
    file.write_bytes(worked_on.read_bytes())
    eqia("review", "annotate", file, *TODAY)
    edit(tmp_path / "a-review.docx", reword("The Executive is asked", "The Executive was asked"))
    before = said(file)
    ours = before.model_copy(update={"summary": f"{before.summary}\nOurs."})
    store.save(file, ours)
    eqia("review", "apply", tmp_path / "a-review.docx", file, *TODAY)
    after = said(file)
    assert after.summary.endswith("Ours.")
    assert after.activity.description.startswith("The Executive was asked")
    assert after.review.verdicts == before.review.verdicts
    assert after.review.remarks == before.review.remarks
    assert after.history[: len(before.history)] == before.history


def test_a_document_is_dated_by_the_last_step_which_it_does_not_tell(worked_on, tmp_path):
    files = made(worked_on, tmp_path)
    assert "2026-11-28T00:00:00Z" in everything_in(files[Format.DOCX])


def test_the_program_gives_either_to_other_programs(worked_on):
    from datetime import date

    import eqia as program

    opened = program.load(worked_on)
    for make, format in ((program.render_docx, Format.DOCX), (program.render_pdf, Format.PDF)):
        plain = read_source(make(opened, today=date(2026, 11, 28)), format)
        whole = read_source(make(opened, today=date(2026, 11, 28), with_record=True), format)
        assert [word for word in PRIVATE if word in plain] == []
        assert [word for word in PRIVATE if word not in whole] == []


LAPSED = Acknowledgement(rule="SC02", field="summary", reason="No longer so.", who="A Name", when="May", digest="0")


@pytest.mark.parametrize("words", [(), ("--with-record",)], ids=["plain", "with record"])
def test_a_reason_that_has_lapsed_is_not_printed_and_verify_knows_the_document(tmp_path, words):
    file = tmp_path / "lapsed.json"
    store.save(file, said(COMPLETED).model_copy(update={"acknowledged": (LAPSED,)}))
    for format, path in made(file, tmp_path, *words).items():
        assert "Untouched" in eqia("verify", path, file).stdout
        carried = bool(words) and format is not Format.HTML
        assert ("No longer so." in everything_in(path)) is carried
