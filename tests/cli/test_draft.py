"""DRAFT stands until people have approved exactly this text and it is clear for publication; then it is said who."""

import json
import shutil
import subprocess
from html import unescape

import pytest
from PIL import Image

from eqia import resources
from eqia.assessment import store
from eqia.documents import Format
from eqia.render.pdf_text import reading_order
from eqia.wordml.archive.package import read_parts
from eqia.wordml.text.lines import lines_of
from tests.cli.reviewing import COMPLETED, PUBLISHED, ROOT, eqia, said
from tests.conftest import need
from tests.render.test_html_browser import browse

TODAY = ["--today", "19 October 2018"]
APPROVER = ["--post", "Director of Children's Services"]
CARRIED_THROUGH = ROOT / "samples" / "bedford-education-improvement-strategy.json"
SENTENCE = "Approved by Director of Children's Services on 19 October 2018."


@pytest.fixture
def file(tmp_path):
    return shutil.copy(COMPLETED, tmp_path / "a.json")


def rendered(file, *words):
    done = eqia("render", file, "--docx", "--pdf", "--html", "-o", file.parent, *TODAY, *words)
    return done, {format: file.with_suffix(f".{format}") for format in Format}


def lines_shown(data, format):
    """All that a document says, line by line."""
    if format is Format.DOCX:
        return lines_of(read_parts(data))
    return (
        unescape(data.decode()).split("\n") if format is Format.HTML else [piece.text for piece in reading_order(data)]
    )


def lines(documents):
    return {format: lines_shown(path.read_bytes(), format) for format, path in documents.items()}


def assert_draft(file):
    done, documents = rendered(file)
    assert "Stamped DRAFT" in done.stderr
    for format, shown in lines(documents).items():
        assert any("DRAFT" in line for line in shown), format
        assert not any(line.startswith("Approved by Director") for line in shown), format
    refused = eqia("render", file, "--final", "-o", file.parent / "final", *TODAY, code=4)
    assert "No final documents were made" in refused.stderr
    assert not (file.parent / "final").exists()
    return refused.stderr


def assert_approved(file, sentence=SENTENCE, today=TODAY):
    done, documents = rendered(file, "--final", *today)
    assert "DRAFT" not in done.stderr
    for format, shown in lines(documents).items():
        assert not any("DRAFT" in line for line in shown), format
        assert sum(sentence in line for line in shown) == 1, format
        assert "Untouched" in eqia("verify", documents[format], file, *today).stdout
    return documents


def test_what_nobody_approved_is_a_draft_however_clear_it_is(file):
    assert f'eqia approve "{file}"' in assert_draft(file)


def test_what_is_approved_says_by_whom_and_when(file):
    eqia("approve", file, *APPROVER, *TODAY)
    documents = assert_approved(file)
    returned = json.loads(eqia("review", "read", documents[Format.DOCX], "--json").stdout)
    assert (returned["changes"], returned["doubts"]) == ([], [])
    assert "Approved by" not in json.dumps(returned)


def test_a_change_after_approval_makes_it_a_draft_again(file):
    eqia("approve", file, *APPROVER, *TODAY)
    approved = said(file)
    store.save(file, approved.model_copy(update={"summary": f"{approved.summary} More."}))
    assert "is void: the text was changed afterwards" in assert_draft(file)
    store.save(file, approved)
    assert_approved(file)


def test_an_approved_text_in_which_something_stands_before_publication_is_a_draft(file):
    eqia("approve", file, *APPROVER, *TODAY)
    spoilt = said(file).model_copy(update={"summary": ""})
    review = spoilt.review.model_copy(
        update={"digest": store.content_digest(spoilt), "approval": spoilt.review.approval.model_copy(
            update={"digest": store.content_digest(spoilt)}
        )}
    )  # fmt: skip
    store.save(file, spoilt.model_copy(update={"review": review}))
    assert "--gate publication" in assert_draft(file)


@pytest.mark.parametrize(("step", "draft"), [("publish", False), ("withdraw", True), ("revise", True)])
def test_later_steps(file, step, draft):
    eqia("approve", file, *APPROVER, *TODAY)
    more = ["-o", file.parent / "public"] if step == "publish" else []
    eqia("review", step, file, "--who", "Web team", *TODAY, *more)
    assert_draft(file) if draft else assert_approved(file)


def test_what_is_published_says_who_approved_it(file):
    eqia("approve", file, *APPROVER, *TODAY)
    eqia("review", "publish", file, "-o", file.parent / "public", "--who", "Web team", *TODAY)
    for format in (Format.DOCX, Format.PDF):
        assert SENTENCE in lines_shown((file.parent / "public" / f"a.{format}").read_bytes(), format)


def test_the_sample_that_was_carried_through_is_published_and_its_approval_holds(tmp_path):
    assert said(CARRIED_THROUGH).review.state == "published"
    file = shutil.copy(CARRIED_THROUGH, tmp_path / "a.json")
    assert_approved(
        file, "Approved by Director of Children's Services on 27 October 2023.", ["--today", "10 November 2023"]
    )


@pytest.fixture
def elsewhere(file, tmp_path, monkeypatch):
    """The file on the form of a council that signs in another system."""
    folder = tmp_path / "packs" / "elsewhere"
    folder.mkdir(parents=True)
    (folder / "pack.toml").write_text(
        'council = "elsewhere"\nname = "Elsewhere"\nversion = "1"\nextends = "bedford"\n'
        "[sign_off]\nsigned_elsewhere = true\n",
        encoding="utf-8",
    )
    (folder / "form.toml").write_text('council = "Elsewhere Council"\n', encoding="utf-8")
    monkeypatch.setenv(resources.TEMPLATES_VARIABLE, str(folder.parent))
    put(file, council="elsewhere")
    return file


def put(file, **fields):
    data = json.loads(file.read_text(encoding="utf-8"))
    activity = {name: fields.pop(name) for name in ("approved_by", "approval_date") if name in fields}
    file.write_text(json.dumps(data | fields | {"activity": data["activity"] | activity}), encoding="utf-8")


TYPED = (
    "Approved by Director of Children's Services on 19 October 2018, as typed into the form. "
    "The council signs elsewhere: there is no record of the approval here."
)


def test_where_the_council_signs_elsewhere_what_was_typed_counts_and_is_called_that(elsewhere):
    assert_approved(elsewhere, TYPED)
    eqia("review", "publish", elsewhere, "-o", elsewhere.parent / "public", "--who", "Web team", *TODAY)
    assert said(elsewhere).history[0].what.startswith("approved: signed elsewhere")
    assert TYPED in lines_shown((elsewhere.parent / "public" / "a.docx").read_bytes(), Format.DOCX)


@pytest.mark.parametrize("missing", [{"approved_by": []}, {"approval_date": ""}, {"approval_date": "in autumn"}])
def test_where_it_signs_elsewhere_both_must_have_been_typed(elsewhere, missing):
    put(elsewhere, **missing)
    assert_draft(elsewhere)


def test_elsewhere_an_approval_given_here_counts_as_ever(elsewhere):
    eqia("approve", elsewhere, *APPROVER, *TODAY)
    assert_approved(elsewhere)
    put(elsewhere, summary="Quite another text.")
    assert "is void" in assert_draft(elsewhere)


def on_each_page(pdf):
    """The text of each page of a PDF file, as it is drawn."""
    text = subprocess.run([need("pdftotext"), pdf, "-"], capture_output=True, encoding="utf-8", check=True).stdout
    return text.split("\f")[:-1]


@pytest.fixture(scope="module")
def drafts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("drafts")
    eqia("render", PUBLISHED, "--docx", "--pdf", "--html", "-o", folder, *TODAY)
    return {format: folder / f"{PUBLISHED.stem}.{format}" for format in Format}


PALE = (0xF6, 0xD5, 0xD6)
"""The colour of the letters across a printed web page."""


def in_one_line(text):
    """A text without blanks: the mark's letters stand apart."""
    return "".join(text.split())


def test_the_mark_is_on_every_page_of_the_pdf_and_heard_once(drafts):
    pages = on_each_page(drafts[Format.PDF])
    assert len(pages) > 10
    assert all("DRAFT" in in_one_line(page) for page in pages)
    spoken = [piece.text for piece in reading_order(drafts[Format.PDF].read_bytes())]
    assert [text for text in spoken if "DRAFT" in text] == ["DRAFT"]


def test_the_mark_is_on_every_page_of_the_word_document_as_libreoffice_prints_it(drafts, tmp_path):
    command = [need("soffice"), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(drafts[Format.DOCX])]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    pages = on_each_page(tmp_path / drafts[Format.DOCX].with_suffix(".pdf").name)
    assert len(pages) > 10
    assert all("DRAFT" in in_one_line(page) for page in pages)


def test_the_mark_is_on_every_page_of_the_web_page_as_chromium_prints_it(drafts, tmp_path):
    page = shutil.copy(drafts[Format.HTML], tmp_path / "a.html")
    browse(page, f"--print-to-pdf={tmp_path / 'a.pdf'}", "--no-pdf-header-footer")
    subprocess.run([need("pdftoppm"), "-r", "30", "-png", tmp_path / "a.pdf", tmp_path / "page"], check=True)
    pages = [Image.open(path).convert("RGB") for path in tmp_path.glob("page-*.png")]
    assert len(pages) > 10
    for page in pages:
        pale = sum(count for count, colour in page.getcolors(page.width * page.height) if colour == PALE)
        assert pale > page.width * page.height / 50
