"""What one way of reading a Word file sees, doubts, keeps or names, the other does too; nothing is ours by looks."""

import copy
import re
from dataclasses import replace
from pathlib import Path

import pytest

from eqia.assessment import store
from eqia.assessment.model import MOST_ROWS, Activity, Assessment, Decision, Person, When
from eqia.errors import InputError
from eqia.review.annotate import Annotation, annotate
from eqia.review.forms.import_form import import_document
from eqia.review.merging.record import keep_review
from eqia.review.returned.doubts import Why
from eqia.review.returned.read import read_returned
from eqia.review.returned.remarks import Remark as Comment
from eqia.rules.findings import Gate
from eqia.wordml.archive.package import DOCUMENT, read_parts, write_parts
from eqia.wordml.editing.comments import COMMENTS
from eqia.wordml.names import PARAGRAPH, parse, serialise, w
from eqia.wordml.text.prose import text_of
from eqia.workflows import Opened, check_assessment

CASES = Path(__file__).parents[1] / "cases" / "word"
DAY = "1 December 2026"


def case(name):
    return (CASES / f"{name}.docx").read_bytes()


def original():
    return store.parse(store.read_json(CASES / "original.json"))[0]


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


class TestOurs:
    """A comment, a line of the cover, a printed place is ours if it is letter for letter what was issued."""

    @pytest.fixture(scope="class")
    def issued(self, docx, pack):
        assessment = original()
        findings = check_assessment(Opened(None, assessment, pack), When("28 November 2026").reading.day)
        about = Annotation(findings, Gate.APPROVAL, "Equality officer", "28 November 2026", "2026-11-28T00:00:00Z")
        assert findings
        return annotate(docx(assessment), assessment, pack, about)

    def change_comment(self, data, change):
        parts = read_parts(data)
        root = parse(parts[COMMENTS])
        change(root[0])
        return write_parts(parts | {COMMENTS: serialise(root)})

    def test_what_was_issued_is_ours_and_nothing_else_is_seen(self, issued):
        returned = read_returned(issued)
        assert returned.loose == ()
        assert all(remark.rule for remark in returned.remarks)

    def test_it_is_known_after_the_rules_have_changed(self, issued, monkeypatch):
        monkeypatch.setattr("eqia.review.returned.written.findings_of", lambda *_: pytest.fail("made again"))
        assert all(remark.rule for remark in read_returned(issued).remarks)

    def test_words_added_to_it_make_it_the_officers(self, issued):
        def add(comment):
            comment.append(copy.deepcopy(comment[-1]))
            for text in comment[-1].iter(w("t")):
                text.text = "I do not agree."

        remark = read_returned(self.change_comment(issued, add)).remarks[0]
        assert remark.rule == ""
        assert remark.text.endswith("\nI do not agree.")

    def test_another_author_may_say_the_same(self, issued):
        returned = read_returned(self.change_comment(issued, lambda comment: comment.set(w("author"), "Officer A")))
        assert [remark.rule for remark in returned.remarks].count("") == 1

    def test_a_comment_that_begins_like_ours_is_the_officers(self):
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
    def test_a_printed_place_that_was_changed_is_shown(self, issued, edit, old):
        def change(root, _):
            paragraph = next(
                each for each in root.iter(PARAGRAPH) if text_of(each).startswith(old) or old in text_of(each)
            )
            next(paragraph.iter(w("t"))).text += " Read this."

        (loose,) = read_returned(edit(issued, change)).loose
        assert "Read this." in loose.text

    @pytest.mark.parametrize(
        "words",
        [
            "Recommendation: stop and rethink. I do not agree with the author (EO).",
            "Decision asked: none, in my view",
            "Reference X. Revision 3. Digest of the answers: none. Made with care, template none.",
            "Section 7, Impact on equality groups: weak",
        ],
    )
    def test_a_paragraph_that_looks_like_a_printed_one_is_shown_and_kept(self, issued, edit, words):
        def add(root, _):
            last = [each for each in root.iterfind(f"{w('body')}/{PARAGRAPH}") if text_of(each).strip()][-1]
            new = copy.deepcopy(last)
            texts = list(new.iter(w("t")))
            for text in texts:
                text.text = ""
            texts[0].text = words
            last.addnext(new)

        returned = read_returned(edit(issued, add))
        assert [loose.text for loose in returned.loose] == [words]
        assert words in [remark.words for remark in keep_review(original(), returned, DAY).review.remarks]

    def test_what_the_first_page_says_of_one_group_is_not_printed_for_another(self, issued, edit):
        signs = ("Positive", "Negative", "No impact", "Positive and negative")

        def change(root, _):
            told = [each for each in root.iter(PARAGRAPH) if text_of(each).partition("\t")[2] in signs]
            first = told[0]
            other = next(each for each in told if text_of(each) != text_of(first))
            for mine, its in zip(first.iter(w("t")), other.iter(w("t")), strict=True):
                mine.text = its.text

        assert len(read_returned(edit(issued, change)).loose) == 1

    @pytest.mark.parametrize("words", ["No", "DRAFT", "Positive"])
    def test_a_word_that_the_form_prints_elsewhere_is_shown_where_somebody_added_it(self, issued, edit, words):
        def add(root, _):
            last = [each for each in root.iterfind(f"{w('body')}/{PARAGRAPH}") if text_of(each).strip()][-1]
            new = copy.deepcopy(last)
            texts = list(new.iter(w("t")))
            for text in texts:
                text.text = ""
            texts[0].text = words
            last.addnext(new)

        assert [loose.text for loose in read_returned(edit(issued, add)).loose] == [words]

    def test_a_comment_on_an_answer_is_no_verdict_and_one_on_a_heading_is(self, issued):
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


class TestValuesOfOneCell:
    """Title and budget proposal, name and post, body and date: what may have moved waits for a choice."""

    def back(self, docx, edit, activity, old, new):
        def change(root, _):
            for paragraph in [
                each for each in root.iter(PARAGRAPH) if text_of(each) == old and each.getparent().tag == w("tc")
            ]:
                first, *others = new.split("\n")
                texts = list(paragraph.iter(w("t")))
                texts[0].text = first
                for other in others:
                    added = copy.deepcopy(paragraph)
                    next(added.iter(w("t"))).text = other
                    paragraph.addnext(added)
                    paragraph = added

        return read_returned(edit(docx(Assessment(activity=activity)), change))

    def test_a_title_broken_in_two_is_in_doubt_and_so_is_the_budget_proposal(self):
        moved = {doubt.path for doubt in read_returned(case("60b-title-softbreak")).doubts if doubt.why is Why.MOVED}
        assert moved == {"activity.title", "activity.budget_proposal"}

    @pytest.mark.parametrize(
        ("title", "budget", "old", "new"),
        [
            ("Library hours", "", "Library hours", "Library\nhours"),
            ("Library hours", "Saving 12", "Saving 12", "Saving 12\nin 2026"),
            ("", "Saving 12", "Saving 12", "Saving 13"),
        ],
    )
    def test_title_and_budget_proposal(self, docx, edit, title, budget, old, new):
        returned = self.back(docx, edit, Activity(title=title, budget_proposal=budget), old, new)
        moved = {doubt.path for doubt in returned.doubts if doubt.why is Why.MOVED}
        assert moved == {"activity.title", "activity.budget_proposal"}

    @pytest.mark.parametrize(("old", "new"), [("Library hours", "Library opening hours"), ("Saving 12", "Saving 13")])
    def test_a_word_changed_in_one_of_them_is_clean(self, docx, edit, old, new):
        returned = self.back(docx, edit, Activity(title="Library hours", budget_proposal="Saving 12"), old, new)
        assert returned.doubts == ()
        assert new in (returned.assessment.activity.title, returned.assessment.activity.budget_proposal)

    @pytest.mark.parametrize(
        "new",
        [
            "A Name, Acting, Head of Libraries",
            "A Name, Head of Libraries, Museums",
            "Head of Libraries, A Name",
            "A Name\nHead of Libraries",
            "A Name, Head of Libraries\nB Other, Curator",
            "A Name",
        ],
    )
    def test_name_and_post(self, docx, edit, new):
        activity = Activity(lead_officers=(Person(name="A Name", post="Head of Libraries"),))
        returned = self.back(docx, edit, activity, "A Name, Head of Libraries", new)
        assert "activity.lead_officers" in {doubt.path for doubt in returned.doubts}

    @pytest.mark.parametrize(
        "new",
        [
            "Executive, Cabinet, 4 May 2026",
            "Executive\n4 May 2026",
            "4 May 2026, Executive",
            "Executive",
            "Executive, 4 May 2026, 5 pm",
        ],
    )
    def test_body_and_date(self, docx, edit, new):
        activity = Activity(decisions=(Decision(body="Executive", date=When("4 May 2026")),))
        returned = self.back(docx, edit, activity, "Executive, 4 May 2026", new)
        assert "activity.decisions" in {doubt.path for doubt in returned.doubts}

    @pytest.mark.parametrize("new", ["Executive, 6 May 2026", "Cabinet, 4 May 2026"])
    def test_another_date_or_another_body_alone_is_clean(self, docx, edit, new):
        activity = Activity(decisions=(Decision(body="Executive", date=When("4 May 2026")),))
        assert self.back(docx, edit, activity, "Executive, 4 May 2026", new).doubts == ()


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
