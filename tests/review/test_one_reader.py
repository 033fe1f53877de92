"""What one way of reading a Word file sees, doubts, keeps or names, the other does too."""

import re
from dataclasses import replace

import pytest

from eqia.assessment.model import MOST_ROWS
from eqia.errors import InputError
from eqia.review.forms.import_form import import_document
from eqia.review.merging.record import keep_review
from eqia.review.returned.doubts import Why
from eqia.review.returned.read import read_returned
from eqia.review.returned.remarks import Remark as Comment
from eqia.wordml.archive.package import read_parts, write_parts

from .cases import case, original

DAY = "1 December 2026"


def stripped(data):
    """The document without the data inside it."""
    parts = {name: part for name, part in read_parts(data).items() if not name.startswith("customXml/")}
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        parts[name] = re.sub(rb"<(Override|Relationship) [^>]*customXml[^>]*/>", b"", parts[name])
    return write_parts(parts)


def beside(reading):
    """What a reading says beside the answers, for comparing two."""
    return (
        {(edit.path, edit.kind, edit.author, edit.when, edit.text) for edit in reading.tracked},
        [(remark.path, remark.author, remark.text, remark.resolved, remark.replies) for remark in reading.remarks],
        {loose.text for loose in reading.loose},
    )


@pytest.mark.parametrize(
    "name",
    [
        "a-rule-comment",
        "aa-end-recommendation",
        "60b-title-softbreak",
        "t1",
        "t2",
        "70-revA",
        "71-revB",
        "w_column_deleted",
    ],
)
def test_import_and_review_see_the_same_in_a_document_of_ours(name):
    returned, imported = read_returned(case(name)), import_document(case(name), "bedford")
    assert beside(imported) == beside(returned)
    assert imported.assessment == returned.assessment
    assert set(returned.doubts) <= set(imported.doubts)


@pytest.mark.parametrize("name", ["a-rule-comment", "t2", "70-revA"])
def test_a_document_that_lost_its_data_says_the_same_of_comments_and_tracked_changes(name):
    whole, lost = (import_document(data, "bedford") for data in (case(name), stripped(case(name))))
    assert beside(whole)[0] == beside(lost)[0]
    assert [remark.text for remark in lost.remarks] == [remark.text for remark in whole.remarks]
    assert {loose.text for loose in whole.loose} <= {loose.text for loose in lost.loose}


def test_what_a_document_without_its_data_prints_of_itself_is_read_and_what_is_lost_is_named():
    for name in ("a-doc-back", "s_customxml_lost_only"):
        imported = import_document(case(name), "bedford")
        assert (imported.assessment.reference, imported.assessment.revision) == ("EA-2018-014", 3)
        said = next(doubt.sentence for doubt in imported.doubts if doubt.why is Why.BESIDE)
        assert "Characteristics affected" in said
        assert "--against" in said
        assert not any("Digest of the answers" in loose.text for loose in imported.loose)


def test_comments_verdicts_and_words_outside_are_kept_by_an_import():
    imported = import_document(case("a-doc-back"), "bedford")
    kept = keep_review(imported.assessment, imported, DAY).review
    assert "Which survey was it?" in [remark.words for remark in kept.remarks]
    assert [(verdict.section, verdict.mark, verdict.words) for verdict in kept.verdicts] == [
        ("summary", "must be fixed", "too long")
    ]


def test_a_form_typed_by_hand_is_read_with_the_same_care():
    imported = import_document(case("h3-extras"), "bedford")
    assert {(each.author, each.text, each.path) for each in imported.remarks} == {
        ("Priya", "Which census?", "evidence.sources"),
        ("Tom", "2021 I think", "evidence.sources"),
    }
    assert {(edit.kind.value, edit.text.strip(), edit.path) for edit in imported.tracked} == {
        ("inserted", "INSERTEDTEXT", "evidence.consultation"),
        ("deleted", "DELETEDTEXT", "evidence.consultation"),
    }
    odd = " ".join(doubt.sentence for doubt in imported.doubts if doubt.why is Why.NOT_TEXT)
    assert "the address of a link" in odd
    assert "a picture" in odd
    assert "DELETEDTEXT" not in str(imported.shown)
    words = [remark.words for remark in keep_review(imported.assessment, imported, DAY).review.remarks]
    assert {"Which census?", "2021 I think"} <= set(words)


def test_boxes_that_are_gone_are_named_as_not_found():
    imported = import_document(case("w_column_deleted"), "bedford")
    assert {path for path in imported.missing if path.startswith("recommendation.")} == {
        "recommendation.no_major_change",
        "recommendation.adjustments",
        "recommendation.justification",
        "recommendation.stop",
    }


class TestThreads:
    def test_a_comment_that_comes_back_settled_is_one_thread_settled(self):
        once = keep_review(original(), read_returned(case("t1")), DAY)
        twice = keep_review(once, read_returned(case("t2")), DAY)
        (remark,) = twice.review.remarks
        assert (remark.words, remark.settled) == ("Which survey was it?", True)
        assert [(reply.who, reply.words) for reply in remark.replies] == [("Lead", "It was the 2017 survey.")]
        assert keep_review(twice, read_returned(case("t2")), DAY) == twice

    def test_an_older_copy_that_comes_after_it_opens_nothing_again(self):
        settled = keep_review(original(), read_returned(case("t2")), DAY)
        assert keep_review(settled, read_returned(case("t1")), DAY) == settled


class TestMoreThanAFileHolds:
    """What cannot be kept is refused in a sentence, before anything is written."""

    def with_remarks(self, *texts):
        remarks = (Comment("summary", "summary", "A", "", text) for text in texts)
        return replace(read_returned(case("t1")), remarks=tuple(remarks))

    def test_too_many_comments(self):
        with pytest.raises(InputError, match="more comments"):
            keep_review(original(), self.with_remarks(*map(str, range(MOST_ROWS + 1))), DAY)

    def test_a_comment_that_is_too_long(self):
        with pytest.raises(InputError, match="longer than 100,000 characters"):
            keep_review(original(), self.with_remarks("x" * 100_001), DAY)
