"""The copy for the public holds what its pages show, and nothing of how it came about."""

import json

import pytest

from eqia.assessment.model import Acknowledgement, Event, Remark, Review, Verdict
from eqia.assessment.store import content_digest
from eqia.concepts.model import Concepts
from eqia.errors import RenderError
from eqia.review.publish import find_private, published_part
from eqia.review.redlined import redlined
from eqia.reviewing.publishing import clean_copy
from eqia.wordml.archive.cleaning import without_traces
from eqia.wordml.archive.package import DOCUMENT, read_parts, write_parts
from eqia.wordml.archive.store import read_source
from eqia.wordml.judging.hidden import find_hidden
from eqia.wordml.names import PARAGRAPH, parse, serialise, w

SECRET = "the officer's private words"
WORKED_ON = Concepts(
    summary="All was weighed.",
    acknowledged=(Acknowledgement(rule="RT22", field="summary", reason=SECRET, who="A Name", when="May"),),
    history=(Event(who="A Name", what=SECRET, when="May"),),
    review=Review(
        verdicts=(Verdict(section="summary", mark="fine", words=SECRET, who="A Name", when="May", digest="0"),),
        remarks=(Remark(who="A Name", words=SECRET),),
    ),
)


def test_the_clean_copy_holds_no_word_of_the_work_on_it(docx):
    public = published_part(WORKED_ON)
    assert content_digest(public) == content_digest(WORKED_ON)
    clean = clean_copy(docx(public, draft=False), public)
    assert find_private(clean) == []
    parts = read_parts(clean)
    for name, part in parts.items():
        assert SECRET.encode() not in part, name
        assert b"A Name" not in part, name
    assert json.loads(read_source(parts).json)["summary"] == "All was weighed."


def test_what_is_rendered_for_the_public_is_published_byte_for_byte(docx):
    public = published_part(WORKED_ON)
    document = docx(public, draft=False)
    assert find_private(document) == []
    assert clean_copy(document, public) == document


def test_a_document_with_its_whole_file_inside_is_not_clean(docx):
    assert any("history" in found for found in find_private(docx(WORKED_ON)))
    with pytest.raises(RenderError, match="history"):
        clean_copy(docx(WORKED_ON), WORKED_ON)


def add(part, root_change):
    def change(parts):
        root = parse(parts[part])
        root_change(root)
        return parts | {part: serialise(root)}

    return change


def author(root):
    for node in root:
        if str(node.tag).endswith("creator"):
            last = node.makeelement(node.tag.replace("http://purl.org/dc/elements/1.1/", (
                "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
            )).replace("creator", "lastModifiedBy"))  # fmt: skip
            last.text = "A Name"
            root.append(last)


def hide(root):
    run = next(root.iter(w("r")))
    properties = run.makeelement(w("rPr"))
    properties.append(properties.makeelement(w("vanish")))
    run.insert(0, properties)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda parts: parts | {"word/comments.xml": b"<x/>"}, "comments"),
        (lambda parts: parts | {"word/people.xml": b"<x/>"}, "names of people"),
        (lambda parts: parts | {"customXml/item9.xml": b"<x/>"}, "data of other programs"),
        (lambda parts: parts | {"docProps/custom.xml": b"<x/>"}, "properties that somebody added"),
        (add("docProps/core.xml", author), "who saved it last"),
        (add(DOCUMENT, hide), "hidden text"),
        (add(DOCUMENT, lambda root: next(root.iter(PARAGRAPH)).set(w("rsidR"), "00AB")), "sessions"),
        (add(DOCUMENT, lambda root: next(root.iter(PARAGRAPH)).append(root.makeelement(w("ins")))), "tracked changes"),
    ],
)
def test_whatever_is_hidden_is_found(docx, spoil, said):
    clean = read_parts(clean_copy(docx(Concepts(), draft=False), Concepts()))
    assert find_hidden(clean) == []
    assert said in " ".join(find_hidden(spoil(dict(clean))))


def test_traces_are_taken_out_and_the_text_is_not(docx):
    before = read_parts(docx(Concepts(summary="All was weighed.")))
    before |= {"docProps/custom.xml": b"<x/>"}
    after = without_traces(before)
    assert "docProps/custom.xml" not in after
    assert "All was weighed." in "".join(parse(after[DOCUMENT]).itertext())
    assert read_parts(write_parts(after)).keys() == after.keys()


def test_a_redline_is_never_published(docx):
    line = redlined(docx(Concepts(summary="a")), docx(Concepts(summary="b")), "A Name", "2026-05-04T00:00:00Z")
    assert "tracked changes" in find_private(line)
    with pytest.raises(RenderError, match="tracked changes"):
        clean_copy(line, Concepts(summary="b"))
