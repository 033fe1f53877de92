"""A comment, a line of the cover, a printed place is ours if it is letter for letter what was issued."""

import copy

import pytest

from eqia.assessment.model import When
from eqia.review.annotate import Annotation, annotate
from eqia.review.merging.record import keep_review
from eqia.review.returned.doubts import Why
from eqia.review.returned.read import read_returned
from eqia.rules.findings import Gate
from eqia.wordml.archive.package import DOCUMENT, read_parts, write_parts
from eqia.wordml.names import PARAGRAPH, parse, serialise, w
from eqia.wordml.text.asides import COMMENTS
from eqia.wordml.text.prose import text_of
from eqia.workflows import Opened, check_assessment

from .cases import case, original

DAY = "1 December 2026"


@pytest.fixture(scope="module")
def issued(docx, pack):
    assessment = original()
    findings = check_assessment(Opened(None, assessment, pack), When("28 November 2026").reading.day)
    about = Annotation(findings, Gate.APPROVAL, "Equality officer", "28 November 2026", "2026-11-28T00:00:00Z")
    assert findings
    return annotate(docx(assessment), assessment, pack, about)


def change_comment(data, change):
    parts = read_parts(data)
    root = parse(parts[COMMENTS])
    change(root[0])
    return write_parts(parts | {COMMENTS: serialise(root)})


def test_what_was_issued_is_ours_and_nothing_else_is_seen(issued):
    returned = read_returned(issued)
    assert returned.loose == ()
    assert all(remark.rule for remark in returned.remarks)


def test_it_is_known_after_the_rules_have_changed(issued, monkeypatch):
    monkeypatch.setattr("eqia.review.returned.written.findings_of", lambda *_: pytest.fail("made again"))
    assert all(remark.rule for remark in read_returned(issued).remarks)


def test_words_added_to_it_make_it_the_officers(issued):
    def add(comment):
        comment.append(copy.deepcopy(comment[-1]))
        for text in comment[-1].iter(w("t")):
            text.text = "I do not agree."

    remark = read_returned(change_comment(issued, add)).remarks[0]
    assert remark.rule == ""
    assert remark.text.endswith("\nI do not agree.")


def test_another_author_may_say_the_same(issued):
    returned = read_returned(change_comment(issued, lambda comment: comment.set(w("author"), "Officer A")))
    assert [remark.rule for remark in returned.remarks].count("") == 1


def test_a_comment_that_begins_like_ours_is_the_officers():
    (officers,) = [remark for remark in read_returned(case("a-rule-comment")).remarks if not remark.rule]
    assert officers.text.startswith("CU03 does not apply: ")
    kept = keep_review(original(), read_returned(case("a-rule-comment")), DAY)
    assert officers.text in [remark.words for remark in kept.review.remarks]


@pytest.mark.parametrize(
    "old",
    [
        "Review copy: ",
        "Please leave the printed questions as they are.",
        "Decision asked: ",
        "Digest of the answers: ",
    ],
)
def test_a_printed_place_that_was_changed_is_shown(issued, edit, old):
    def change(root, _):
        paragraph = next(each for each in root.iter(PARAGRAPH) if text_of(each).startswith(old) or old in text_of(each))
        next(paragraph.iter(w("t"))).text += " Read this."

    (loose,) = read_returned(edit(issued, change)).loose
    assert "Read this." in loose.text


def one_more(words):
    """Adds words to a document in a paragraph like its last."""

    def add(root, _):
        last = [each for each in root.iterfind(f"{w('body')}/{PARAGRAPH}") if text_of(each).strip()][-1]
        new = copy.deepcopy(last)
        texts = list(new.iter(w("t")))
        for text in texts:
            text.text = ""
        texts[0].text = words
        last.addnext(new)

    return add


@pytest.mark.parametrize(
    "words",
    [
        "Recommendation: stop and rethink. I do not agree with the author (EO).",
        "Decision asked: none, in my view",
        "Reference X. Revision 3. Digest of the answers: none. Made with care, template none.",
        "Section 7, Impact on equality groups: weak",
    ],
)
def test_a_paragraph_that_looks_like_a_printed_one_is_shown_and_kept(issued, edit, words):
    returned = read_returned(edit(issued, one_more(words)))
    assert [loose.text for loose in returned.loose] == [words]
    assert words in [remark.words for remark in keep_review(original(), returned, DAY).review.remarks]


def test_what_the_first_page_says_of_one_group_is_not_printed_for_another(issued, edit):
    signs = ("Positive", "Negative", "No impact", "Positive and negative")

    def change(root, _):
        told = [each for each in root.iter(PARAGRAPH) if text_of(each).partition("\t")[2] in signs]
        first = told[0]
        other = next(each for each in told if text_of(each) != text_of(first))
        for mine, its in zip(first.iter(w("t")), other.iter(w("t")), strict=True):
            mine.text = its.text

    assert len(read_returned(edit(issued, change)).loose) == 1


@pytest.mark.parametrize("words", ["No", "DRAFT", "Positive"])
def test_a_word_that_the_form_prints_elsewhere_is_shown_where_somebody_added_it(issued, edit, words):
    assert [loose.text for loose in read_returned(edit(issued, one_more(words))).loose] == [words]


def test_a_comment_on_an_answer_is_no_verdict_and_one_on_a_heading_is(issued):
    parts = read_parts(issued)
    comments = parse(parts[COMMENTS])
    for text in list(comments[0].iter(w("t")))[1:]:
        text.text = ""
    next(comments[0].iter(w("t"))).text = "Fine"
    comments[0].set(w("author"), "Officer A")
    parts[COMMENTS] = serialise(comments)
    (on_answer,) = [remark for remark in read_returned(write_parts(parts)).remarks if not remark.rule]
    assert on_answer.path
    assert on_answer.verdict is None

    root = parse(parts[DOCUMENT])
    number = comments[0].get(w("id"))
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for mark in [each for each in root.iter(w(tag)) if each.get(w("id")) == number]:
            mark.getparent().remove(mark)
    heading = next(
        each for each in root.iter(PARAGRAPH) if text_of(each) == "Action Plan" or "Evidence, data" in text_of(each)
    )
    for tag in ("commentRangeStart", "commentRangeEnd"):
        mark = heading.makeelement(w(tag), {w("id"): number})
        heading.insert(1, mark) if tag.endswith("Start") else heading.append(mark)
    parts[DOCUMENT] = serialise(root)
    (on_heading,) = [remark for remark in read_returned(write_parts(parts)).remarks if not remark.rule]
    assert on_heading.verdict == ("fine", "")

    next(comments[0].iter(w("t"))).text = "Fine... but write it anew"
    returned = read_returned(write_parts(parts | {COMMENTS: serialise(comments)}))
    (like_one,) = [remark for remark in returned.remarks if not remark.rule]
    assert (like_one.verdict, like_one.text) == (None, "Fine... but write it anew")
    (doubt,) = [doubt for doubt in returned.doubts if doubt.why is Why.VERDICT]
    assert "begins like a verdict, and is kept as a comment" in doubt.sentence
