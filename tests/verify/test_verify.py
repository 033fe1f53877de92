"""Whether a document is untouched, and which assessment it shows."""

import json
import re
import shutil
import zipfile
from pathlib import Path

import pikepdf
import pytest

from eqia.assessment.store import content_digest
from eqia.cli.main import run
from eqia.documents import Format, read_source
from eqia.errors import InputError, UsageError
from eqia.verify import State, compare_with_data, verify
from eqia.wordml.archive.package import read_parts, write_parts
from eqia.wordml.archive.store import write_source
from eqia.workflows import make_documents, open_assessment

CASES = Path(__file__).resolve().parents[1] / "cases" / "verify"
SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "not-required.json"


def rewritten(path, folder, change):
    """A copy of a Word file with its main part changed."""
    target = folder / path.name
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == "word/document.xml" else data)
    return target


@pytest.mark.parametrize("format", list(Format))
def test_an_untouched_document_is_known(made, format):
    found = verify(made[format], SAMPLE)
    assert found.state is State.UNTOUCHED
    assert found.same_as_file is True
    assert found.shows.assessment == open_assessment(SAMPLE).assessment


def test_a_word_file_saved_again_shows_the_same(made, tmp_path):
    assert verify(rewritten(made[Format.DOCX], tmp_path, lambda data: data)).state is State.SAVED_AGAIN


def test_a_changed_word_is_found_with_its_place(made, tmp_path):
    for place, state, changed in ((0, State.OTHER_WORDS, ()), (1, State.CHANGED, ("activity.title",))):
        found = verify(rewritten(made[Format.DOCX], tmp_path, lambda data, place=place: misspelt(data, place)))
        assert (found.state, found.changed) == (state, changed)


def misspelt(data, place):
    """A document in which a word of the title is misspelt: in the heading, or in the form."""
    pieces = data.split(b"cost centres")
    return b"cost centres".join([*pieces[:place], b"cost center".join(pieces[place : place + 2]), *pieces[place + 2 :]])


def words_of(found):
    """The words beside the answers that differ, as they are told."""
    return [each.what for each in found.differences if each.state is State.OTHER_WORDS]


def edited_page(made, folder, old, new):
    page = folder / "not-required.html"
    text = made[Format.HTML].read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), encoding="utf-8")
    return page


def saved_pdf(path, folder, change=lambda pdf: None):
    """A copy of a PDF file, changed and saved by another program."""
    target = folder / path.name
    with pikepdf.open(path) as pdf:
        change(pdf)
        pdf.save(target)
    return target


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        (b">Relevance Test<", b">Irrelevance Test<", ("Irrelevance Test", "Relevance Test")),
        (b">Lead officer<", b">Lead officers<", ("Lead officers", "Lead officer")),
    ],
)
def test_other_words_that_were_changed_are_found(made, tmp_path, old, new, lines):
    found = verify(rewritten(made[Format.DOCX], tmp_path, lambda data: data.replace(old, new, 1)))
    assert found.state is State.OTHER_WORDS
    assert words_of(found) == [f"added: {lines[0]}", f"gone: {lines[1]}"]


def test_words_that_were_added_or_moved_are_found(made, tmp_path):
    approved = b"<w:p><w:r><w:t>Approved by the Executive.</w:t></w:r></w:p>"
    found = verify(
        rewritten(made[Format.DOCX], tmp_path, lambda data: data.replace(b"<w:sectPr", approved + b"<w:sectPr", 1))
    )
    assert (found.state, words_of(found)) == (State.OTHER_WORDS, ["added: Approved by the Executive."])


def test_words_at_the_top_and_the_foot_and_pictures_are_looked_at(made, tmp_path):
    parts = read_parts(made[Format.DOCX].read_bytes())
    file = tmp_path / "a.docx"
    file.write_bytes(
        write_parts({**parts, "word/footer1.xml": parts["word/footer1.xml"].replace(b"Bedford", b"Luton")})
    )
    assert "added: Luton Borough Council · Reference EA-2025-003 · Revision 1 #" in words_of(verify(file))
    foot = parts["word/footer1.xml"]
    for old, new in ((b"EA-2025-003", b"EA-2025-004"), (b"Revision 1", b"Revision 2")):
        file.write_bytes(write_parts({**parts, "word/footer1.xml": foot.replace(old, new)}))
        assert verify(file).state is State.OTHER_WORDS
    picture = b"<w:p><w:r><w:drawing/></w:r></w:p><w:sectPr"
    found = verify(rewritten(made[Format.DOCX], tmp_path, lambda data: data.replace(b"<w:sectPr", picture, 1)))
    assert found.state is State.REDRAWN
    assert "thing: drawing" in found.differing()


def test_a_changed_page_is_found(made, tmp_path):
    found = verify(
        edited_page(made, tmp_path, "<p>New numbers for cost centres", "<p>New numbers for cost center"), SAMPLE
    )
    assert (found.state, found.changed) == (State.CHANGED, ("activity.title",))
    found = verify(edited_page(made, tmp_path, "<h2", "<p>Approved.</p><h2"), SAMPLE)
    assert (found.state, words_of(found)) == (State.OTHER_WORDS, ["added: Approved."])


def test_a_page_saved_with_other_line_ends_is_the_same(made, tmp_path):
    page = tmp_path / "a.html"
    page.write_bytes(b"\xef\xbb\xbf" + made[Format.HTML].read_bytes().replace(b"\n", b"\r\n"))
    assert verify(page, SAMPLE).state is State.SAVED_AGAIN


def test_a_page_of_other_answers_is_neither_untouched_nor_changed(made, tmp_path):
    file = tmp_path / "a.json"
    file.write_text(SAMPLE.read_text(encoding="utf-8").replace("cost centres", "cost center"), encoding="utf-8")
    found = verify(made[Format.HTML], file)
    assert (found.state, found.same_as_file) == (State.OTHER_ANSWERS, False)
    assert found.digest == content_digest(open_assessment(SAMPLE).assessment)


def test_a_pdf_saved_again_shows_the_same_but_not_under_another_title(made, tmp_path):
    assert verify(saved_pdf(made[Format.PDF], tmp_path)).state is State.SAVED_AGAIN

    def rename(pdf):
        pdf.docinfo["/Title"] = "Another title"

    def sign(pdf):
        pdf.docinfo["/Producer"] = "Another program"

    assert verify(saved_pdf(made[Format.PDF], tmp_path, sign)).state is State.SAVED_AGAIN
    assert verify(saved_pdf(made[Format.PDF], tmp_path, rename)).state is State.FACTS


def test_what_somebody_put_on_a_page_of_a_pdf_is_found(made, tmp_path):
    def cover(pdf):
        page = pdf.pages[0]
        page.contents_add(pdf.make_stream(b"/Artifact BMC 0 0 500 500 re f EMC"))
        page.contents_coalesce()

    def note(pdf):
        pdf.pages[0].obj.Annots = pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Annot)])

    assert verify(saved_pdf(made[Format.PDF], tmp_path, cover)).state is State.REDRAWN
    assert verify(saved_pdf(made[Format.PDF], tmp_path, note)).state is State.NOTES


def test_data_that_were_altered_in_a_document_are_found(made, tmp_path):
    def attach(pdf):
        text = made_of.replace("cost centres", "cost center").encode()
        files = pdf.attachments["assessment.json"].obj.EF
        for name in list(files.keys()):
            files[name] = pdf.make_stream(text)

    made_of = read_source(made[Format.PDF].read_bytes(), Format.PDF)
    found = verify(saved_pdf(made[Format.PDF], tmp_path, attach), SAMPLE)
    assert (found.state, found.same_as_file) == (State.CHANGED, False)
    assert "activity.title" in found.changed
    parts = read_parts(made[Format.DOCX].read_bytes())
    (name,) = (name for name in parts if name.startswith("customXml/item1."))
    file = tmp_path / "a.docx"
    file.write_bytes(write_parts({**parts, name: parts[name].replace(b"cost centres", b"cost center")}))
    with pytest.raises(InputError, match="taken out or altered"):
        verify(file)


def test_pages_are_compared_with_the_data_that_a_pdf_carries(made):
    forged = CASES / "import-forged-attachment.pdf"
    found = compare_with_data(forged, forged.read_bytes(), Format.PDF)
    assert (found.same, found.state) == (False, State.CHANGED)
    assert "Section 1, About the activity, Service area" in list(found.differing())
    assert compare_with_data(made[Format.PDF], made[Format.PDF].read_bytes(), Format.PDF).same


def test_a_document_may_have_another_name_but_not_another_kind(made, tmp_path):
    assert verify(Path(shutil.copy(made[Format.PDF], tmp_path / "Final v2.PDF"))).state is State.UNTOUCHED
    for format, other in ((Format.PDF, "docx"), (Format.DOCX, "pdf"), (Format.DOCX, "html"), (Format.PDF, "html")):
        with pytest.raises(InputError):
            verify(Path(shutil.copy(made[format], tmp_path / f"a.{other}")), SAMPLE)


@pytest.mark.parametrize("format", list(Format))
@pytest.mark.parametrize("draft", [True, False])
def test_it_is_said_whether_a_document_is_a_draft(tmp_path, format, draft):
    document = tmp_path / f"a.{format}"
    document.write_bytes(make_documents(open_assessment(SAMPLE), [format], draft)[format])
    found = verify(document, SAMPLE)
    assert (found.state, found.draft) == (State.UNTOUCHED, draft)


def test_an_assessment_that_moved_on_is_said(made, tmp_path):
    file = tmp_path / "a.json"
    file.write_text(json.dumps(json.loads(SAMPLE.read_text(encoding="utf-8")) | {"revision": 2}), encoding="utf-8")
    found = verify(made[Format.PDF], file)
    assert found.state is State.UNTOUCHED
    assert found.same_as_file is False


def test_a_page_needs_its_file(made):
    with pytest.raises(UsageError, match="does not carry its data"):
        verify(made[Format.HTML])


def test_the_command_says_what_differs_and_obeys_no_title(made, tmp_path, capsys):
    parts = read_parts(made[Format.DOCX].read_bytes())
    source = write_source(json.dumps({"activity": {"title": "\x9b2J \x1b]0;mine\x07 title"}}))
    document = tmp_path / "a.docx"
    document.write_bytes(write_parts({**parts, "customXml/item1.xml": source}))
    assert run(["verify", str(document)]) == 4
    said = capsys.readouterr().out
    assert said.startswith("CHANGED: it does not show the answers that it was made from.\n  - Section 1, ")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", said)
    changed = rewritten(made[Format.DOCX], tmp_path, lambda data: data.replace(b">Relevance Test<", b">Test<", 1))
    assert run(["verify", str(changed)]) == 4
    said = capsys.readouterr().out
    assert "  - added: Test\n  - gone: Relevance Test\n" in said
    assert "It is marked as a draft.\n" in said
    assert run(["verify", str(made[Format.HTML]), str(SAMPLE)]) == 0


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing", b"PK nothing"])
@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_what_is_no_document_of_ours_is_refused(tmp_path, ending, content):
    path = tmp_path / f"a.{ending}"
    path.write_bytes(content)
    with pytest.raises(InputError):
        verify(path)


def test_other_files_are_refused(tmp_path):
    with pytest.raises(InputError, match="is not a Word, PDF or HTML document"):
        verify(Path(shutil.copy(SAMPLE, tmp_path / "a.json")))
