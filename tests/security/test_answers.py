"""Whatever an answer holds comes out as that text, in every field of every document, and makes nothing else of it."""

import io
import json
import re
import zipfile
from collections import Counter
from datetime import date

import pikepdf
import pytest
from lxml import etree, html

from eqia.assessment.store import parse, to_json
from eqia.concepts.model import Concepts
from eqia.documents import Format, changed_answers, make_document, read_source
from eqia.errors import InputError, RenderError
from eqia.render.html_text import Page, differences
from eqia.view.build import build_view
from eqia.wordml.archive.package import DOCUMENT, read_parts
from eqia.workflows import Opened, make_documents, open_assessment, render

from .conftest import fill
from .payloads import PATHS, PAYLOADS, UNSHOWABLE

JOINED = len(PAYLOADS) // 12
ACTIVE = re.compile(
    rb"/(JS|JavaScript|Launch|SubmitForm|ImportData|GoToR|GoToE|RichMedia|OpenAction|AA|URI|Movie|Sound|XFA)\b"
)
ADDRESS = re.compile(r"(https?://|mailto:)[^\s\"'<>]+")
"""What a link may lead to: an address that was typed, on the web or of a person's mail."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINKED = {"hyperlink", "rStyle"}
BESIDE = ("docProps/core", "customXml/", "word/header", "word/footer", "word/styles", "word/_rels/document")


def harmless(_number):
    return "An answer of a few words."


def shape(root):
    """What a document is made of besides text: its elements with the names of their attributes."""
    return Counter((element.tag, *sorted(element.attrib)) for element in root.iter(etree.Element))


def without_links(page):
    """A web page whose links to typed addresses are plain words again."""
    root = html.document_fromstring(page)
    for link in root.xpath("//a[@href and not(starts-with(@href, '#'))]"):
        assert ADDRESS.fullmatch(link.get("href")), link.get("href")
        assert sorted(link.attrib) == ["href"]
        link.drop_tag()
    for place in root.xpath("//wbr"):
        place.drop_tag()
    return root


def without_runs(xml):
    """A Word part without its runs and links, and the names of what stood in these. A row that is long may break."""
    root = etree.fromstring(xml)
    inside = set()
    for element in list(root.iter(f"{W}r", f"{W}hyperlink", f"{W}cantSplit")):
        inside |= {etree.QName(each).localname for each in element.iter(etree.Element)}
        element.getparent().remove(element)
    return root, inside


def assert_same_but_for_words(xml, before):
    """Assert that two Word parts differ in words and links alone, with as many fields and pictures as before."""
    (rest, inside), (rest_before, inside_before) = without_runs(xml), without_runs(before)
    assert shape(rest) == shape(rest_before)
    assert inside <= inside_before | LINKED
    for name in ("instrText", "fldChar", "fldSimple", "object", "drawing", "pict"):
        assert xml.count(f"<w:{name}".encode()) == before.count(f"<w:{name}".encode())


def links_of(parts):
    """The relationships of the text of a Word file that lead out of it."""
    relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
    return [relation for relation in relations if relation.get("TargetMode") == "External"]


@pytest.fixture(scope="module")
def plain(filled, bedford):
    """Documents of harmless answers, one a format."""
    view = filled(harmless)
    return {format: make_document(view, bedford, format) for format in Format}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_in_every_field_of_the_word_file(payload, filled, bedford, plain):
    view = filled(lambda _: payload)
    made = make_document(view, bedford, Format.DOCX)
    assert changed_answers(made, view, bedford, Format.DOCX) == []
    assert read_source(made, Format.DOCX) == view.source
    parts, before = read_parts(made), read_parts(plain[Format.DOCX])
    assert list(parts) == list(before)
    assert_same_but_for_words(parts[DOCUMENT], before[DOCUMENT])
    for relation in links_of(parts):
        assert relation.get("Type").endswith("/hyperlink")
        assert ADDRESS.fullmatch(relation.get("Target")), relation.get("Target")
    for name in parts.keys() - {DOCUMENT}:
        if parts[name] != before[name]:
            assert name.startswith(BESIDE if links_of(parts) else BESIDE[:4]), name
            if name.startswith(BESIDE[:4]):
                assert_same_but_for_words(parts[name], before[name])


@pytest.mark.parametrize("payload", PAYLOADS)
def test_in_every_field_of_the_web_page(payload, filled, bedford, plain):
    view = filled(lambda _: payload)
    page = make_document(view, bedford, Format.HTML).decode()
    assert list(differences(view, Page(page).fields())) == []
    assert shape(without_links(page)) == shape(without_links(plain[Format.HTML].decode()))
    assert Page(page).foreign() == []


@pytest.mark.parametrize("shift", range(0, len(PAYLOADS), JOINED))
def test_in_every_field_of_the_pdf(shift, filled, bedford, plain):
    """Each field holds a part of the payloads; over all the files each has held every one."""

    def some(number):
        return " ".join(PAYLOADS[(number + shift + each) % len(PAYLOADS)] for each in range(JOINED))

    view = filled(some)
    made = make_document(view, bedford, Format.PDF)
    assert list(changed_answers(made, view, bedford, Format.PDF)) == []
    assert read_source(made, Format.PDF) == view.source
    with pikepdf.open(io.BytesIO(made)) as pdf, pikepdf.open(io.BytesIO(plain[Format.PDF])) as before:
        assert list(pdf.attachments) == list(before.attachments) == ["assessment.json"]
        assert sorted(pdf.Root.keys()) == sorted(before.Root.keys())
        actions = [note.A for page in pdf.pages for note in page.get("/Annots", [])]
        for action in actions:
            assert action.S == "/URI"
            assert ADDRESS.fullmatch(str(action.URI)), action.URI
            assert set(action.keys()) <= {"/S", "/URI", "/Type"}
            del action.URI
        for number in pdf.objects:
            if isinstance(number, pikepdf.Dictionary | pikepdf.Stream):
                assert not [key for key in number.keys() if ACTIVE.fullmatch(str(key).encode())]  # noqa: SIM118


def test_all_at_once_on_lines_of_their_own(bedford):
    """Prose of many lines, as it is pasted, bullets included."""
    text = "\n".join([*PAYLOADS, *(f"- {payload}" for payload in PAYLOADS)])
    data = json.loads(fill(bedford, harmless).model_dump_json())
    data["summary"] = data["evidence"]["findings"] = data["impacts"]["age"]["explanation"] = text
    assessment, problems = parse(data, Concepts)
    assert assessment is not None, problems
    view = build_view(assessment, bedford.form, draft=True, template=bedford.stamp)
    for format in (Format.DOCX, Format.PDF):
        assert list(changed_answers(make_document(view, bedford, format), view, bedford, format)) == []
    page = make_document(view, bedford, Format.HTML).decode()
    assert list(differences(view, Page(page).fields())) == []


def test_none_of_them_is_carried_out(filled, bedford, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    product = str(191817 * 7)
    for payload in PAYLOADS:
        view = filled(lambda _, payload=payload: payload)
        page = make_document(view, bedford, Format.HTML).decode()
        words = read_parts(make_document(view, bedford, Format.DOCX))[DOCUMENT].decode()
        assert product not in page
        assert product not in words
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", UNSHOWABLE)
def test_what_cannot_be_shown_is_refused_by_its_field(text, bedford, tmp_path):
    everywhere = fill(bedford, lambda _: text)
    once = fill(bedford, lambda _: "plain").model_copy(update={"summary": text})
    for assessment, named in (
        (everywhere, "Title of activity: the character U\\+"),
        (once, "Summary: the character U\\+"),
    ):
        with pytest.raises(RenderError, match=named):
            make_documents(Opened(tmp_path / "a.json", assessment, bedford), [Format.PDF], draft=True)


def test_a_document_is_named_after_its_file_and_stays_in_its_folder(bedford, tmp_path):
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / "plain.json"
    for payload in PATHS:
        file.write_text(to_json(fill(bedford, lambda _, payload=payload: payload)), encoding="utf-8")
        made = render(open_assessment(file), [Format.HTML], tmp_path / "out", today=date(2026, 1, 1))
        assert made.files == (tmp_path / "out" / "plain.html",)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


@pytest.mark.parametrize("payload", PATHS)
def test_the_names_of_councils_and_groups_are_never_paths(payload, tmp_path):
    file = tmp_path / "a.json"
    for data in ({"council": payload}, {"impacts": {payload: {"positive": True}}}, {"duty": {payload: {}}}):
        file.write_text(json.dumps(data), encoding="utf-8")
        with pytest.raises(InputError):
            open_assessment(file)


def test_a_word_file_made_of_payloads_opens_as_a_plain_archive(filled, bedford):
    view = filled(lambda number: PAYLOADS[number % len(PAYLOADS)])
    with zipfile.ZipFile(io.BytesIO(make_document(view, bedford, Format.DOCX))) as archive:
        assert archive.testzip() is None
        assert not [name for name in archive.namelist() if ".." in name or name.startswith("/")]
