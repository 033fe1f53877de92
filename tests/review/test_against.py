"""A document whose data another program dropped is read beside the file it was made from."""

import re
from pathlib import Path

import pytest

from eqia.assessment import store
from eqia.concepts.model import Concepts
from eqia.errors import InputError
from eqia.review.forms.against import read_against
from eqia.review.merging.proposals import Status
from eqia.review.returned.doubts import Why
from eqia.reviewing.merging import begin_merge
from eqia.wordml.archive.package import DOCUMENT, read_parts, write_parts
from eqia.wordml.names import PARAGRAPH, parse, serialise, w
from eqia.wordml.text.prose import text_of
from eqia.workflows import Opened

CASES = Path(__file__).parents[1] / "cases" / "word"
LOST = (CASES / "s_customxml_lost_only.docx").read_bytes()
OLD, NEW = "It takes the place of", "It replaces"


@pytest.fixture(scope="module")
def file():
    return store.parse(store.read_json(CASES / "original.json"), Concepts)[0]


def changed(data, *changes):
    """The document with these changes of its text's tree."""
    parts = read_parts(data)
    root = parse(parts[DOCUMENT])
    for change in changes:
        change(root)
    return write_parts(parts | {DOCUMENT: serialise(root)})


def reword(old, new):
    def change(root):
        for text in root.iter(w("t")):
            text.text = (text.text or "").replace(old, new)

    return change


def without(*names):
    def change(root):
        for node in list(root.iter(*(w(name) for name in names))):
            node.getparent().remove(node)

    return change


def without_imprint(root):
    for paragraph in [each for each in root.iter(PARAGRAPH) if "Digest of the answers" in text_of(each)]:
        paragraph.getparent().remove(paragraph)


def no_identifier(data):
    parts = read_parts(data)
    parts["docProps/core.xml"] = re.sub(rb"<dc:identifier>[^<]*</dc:identifier>", b"", parts["docProps/core.xml"])
    return write_parts(parts)


def proposals(data, file, pack):
    returned = read_against(data, file)
    return begin_merge(returned, Opened(Path("a.json"), file, pack), knowingly=True).proposals


def test_unedited_it_says_what_the_file_says_and_resets_nothing_that_is_not_printed(file):
    returned = read_against(LOST, file)
    assert returned.assessment == file
    assert returned.loose == ()
    assert returned.another == ""
    assert [doubt.why for doubt in returned.doubts] == [Why.BESIDE]
    assert "made from these answers" in returned.doubts[0].sentence


def test_an_edit_is_a_clean_change_where_the_digest_says_that_it_belongs(file, pack):
    (proposal,) = proposals(changed(LOST, reword(OLD, NEW)), file, pack)
    assert (proposal.key, proposal.status) == ("activity.description", Status.CLEAN)


def test_without_marks_it_is_read_by_its_labels(file, pack):
    bare = changed(LOST, without("bookmarkStart", "bookmarkEnd"), reword(OLD, NEW))
    returned = read_against(bare, file)
    assert returned.assessment.scope == file.scope
    assert NEW in returned.assessment.activity.description
    assert returned.assessment.impacts == file.impacts
    (proposal,) = proposals(bare, file, pack)
    assert proposal.status is Status.IN_DOUBT


def test_what_was_made_from_an_earlier_text_waits_for_a_choice(file, pack):
    later = file.model_copy(update={"summary": f"{file.summary} And more."})
    returned = read_against(changed(LOST, reword(OLD, NEW)), later)
    assert returned.another == ""
    assert {each.status for each in proposals(changed(LOST, reword(OLD, NEW)), later, pack)} == {Status.IN_DOUBT}


@pytest.mark.parametrize("other", [Concepts(), Concepts(reference="EA-2019-001", summary="Of something else.")])
def test_a_document_of_another_assessment_is_refused_unless_it_is_merged_knowingly(file, pack, other):
    returned = read_against(LOST, other)
    assert "EA-2018-014" in returned.another
    with pytest.raises(InputError, match="does not belong"):
        begin_merge(returned, Opened(Path("b.json"), other, pack))
    assert {each.status for each in proposals(LOST, other, pack)} == {Status.IN_DOUBT}


def test_the_same_reference_with_answers_that_the_file_never_held_is_refused(file, pack):
    never = file.model_copy(update={"summary": "Else.", "history": ()})
    assert "never held" in read_against(LOST, never).another


def test_where_nothing_says_that_it_belongs_each_change_waits(file, pack):
    mute = no_identifier(changed(LOST, without_imprint, reword(OLD, NEW)))
    assert [each.status for each in proposals(mute, file, pack)] == [Status.IN_DOUBT]


def test_the_facts_of_the_file_say_it_where_the_last_page_does_not(file, pack):
    (proposal,) = proposals(changed(LOST, without_imprint, reword(OLD, NEW)), file, pack)
    assert proposal.status is Status.CLEAN


def test_comments_and_verdicts_of_a_file_saved_as_doc_and_back(file):
    returned = read_against((CASES / "a-doc-back.docx").read_bytes(), file)
    assert [(remark.text, bool(remark.rule)) for remark in returned.remarks] == [
        ("Which survey was it?", False),
        ("Must be fixed: too long", False),
        (next(each.text for each in returned.remarks if each.rule), True),
    ]
    assert returned.loose == ()
    assert returned.assessment.scope.characteristics == file.scope.characteristics


def test_a_form_without_our_layout_is_read_by_labels_and_what_is_not_found_is_kept(file):
    returned = read_against((CASES / "h3-extras.docx").read_bytes(), file)
    assert returned.assessment.reference == file.reference
    assert returned.assessment.scope.characteristics == file.scope.characteristics
    doubted = {doubt.path for doubt in returned.doubts if doubt.why in (Why.BESIDE, Why.GONE)}
    assert "summary" in doubted
    assert "Which census?" in [remark.text for remark in returned.remarks]
