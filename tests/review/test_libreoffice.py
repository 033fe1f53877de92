"""LibreOffice as the officer's editor: what it saves is read right, field by field, after every kind of edit."""

import json
import re
from datetime import date

import pytest

from eqia.assessment import store
from eqia.concepts.model import Action, Actions, Concepts
from eqia.form.loader import load_pack
from eqia.review.annotate import Annotation, annotate
from eqia.review.redlined import redlined
from eqia.review.returned.doubts import Why
from eqia.review.returned.look import look_at
from eqia.review.returned.read import read_returned
from eqia.rules.findings import Gate
from eqia.wordml.archive.package import DOCUMENT, read_parts
from eqia.wordml.form.anchors import FoundBy
from eqia.wordml.names import PARAGRAPH, parse
from eqia.wordml.text.prose import text_of
from eqia.wordml.text.revisions import tracked_changes
from eqia.wordml.text.styles import styles_of
from eqia.workflows import Opened, check_assessment

DAY = "2026-05-04T00:00:00Z"


def words_of(data):
    """The text of a document, paragraph by paragraph, blank ones left out."""
    root = parse(read_parts(data)[DOCUMENT])
    return [text for paragraph in root.iter(PARAGRAPH) if (text := text_of(paragraph).strip())]


def look(data):
    """What each field of a document shows."""
    parts = read_parts(data)
    return look_at(parse(parts[DOCUMENT]), styles_of(parts), load_pack("bedford")).shown


def replaced(assessment, *pairs):
    text = store.to_json(assessment)
    for old, new in pairs:
        text = re.sub(old, new, text)
    return store.parse(json.loads(text), Concepts)[0]


def test_saved_without_an_edit_every_field_is_the_same_and_found_by_its_mark(officer, full, docx):
    returned = read_returned(officer(docx(full), []))
    assert returned.assessment == full
    assert set(returned.found_by.values()) == {FoundBy.BOOKMARK}
    assert {doubt.why for doubt in returned.doubts} <= {Why.ANOTHER_WAY}
    assert returned.loose == ()


def test_every_field_is_edited_and_every_field_is_right(officer, full, docx):
    numbers = [found[1] for found in re.finditer(r"word(\d{3}) stands", store.to_json(full))]
    steps = [["replace", f"word{number} stands", f"WORD{number} stood"] for number in numbers]
    steps += [["replace", "A second paragraph", "Another paragraph"]]
    returned = read_returned(officer(docx(full), steps))
    assert returned.assessment == replaced(
        full, (r"word(\d{3}) stands", r"WORD\1 stood"), ("A second paragraph", "Another paragraph")
    )
    assert returned.issued == full


def test_words_paragraphs_rows_and_boxes_put_in_and_taken_out(officer, docx):
    one = Concepts(
        summary="First thing.\nSecond thing.\nThird thing.\nFourth thing.",
        evidence={"gaps": "We lack figures on carers."},
        actions=Actions(other=(Action(what="Do one", who="A"), Action(what="Do two", who="B"))),
    )
    back = officer(
        docx(one),
        [
            ["insert_after", "First", " and best"],
            ["delete", "Second thing."],
            ["new_paragraph_before", "Third"],
            ["join_with_next", "Third thing."],
            ["new_paragraph_after", "figures on carers.", "Ask the carers' forum."],
            ["bullet", "Ask the carers"],
            ["add_row_after", "Do one"],
            ["fill_row_after", "Do one", "", "Do one and a half", "C", "May", "Done"],
            ["delete_row", "Do two"],
            ["tick", 0],
            ["tick", 3],
        ],
    )
    returned = read_returned(back)
    now = returned.assessment
    assert now.summary == "First and best thing.\n\n\nThird thing.Fourth thing."
    assert now.evidence.gaps == "We lack figures on carers.\n- Ask the carers' forum."
    assert [(row.what, row.who, row.when.text, row.outcome) for row in now.actions.other] == [
        ("Do one", "A", "", ""),
        ("Do one and a half", "C", "May", "Done"),
    ]
    assert (now.relevance.affects_people, now.relevance.affects_groups) == ("yes", "no")
    assert returned.issued == one


def test_tracked_edits_give_both_texts_in_every_field(officer, full, docx):
    numbers = [found[1] for found in re.finditer(r"word(\d{3}) stands", store.to_json(full))]
    steps = [["track", True], *(["replace", f"word{number}", f"WORD{number}"] for number in numbers)]
    returned = read_returned(officer(docx(full), steps))
    assert returned.original == full
    assert returned.assessment == replaced(full, (r"word(\d{3}) stands", r"WORD\1 stands"))
    assert len([edit for edit in returned.tracked if edit.kind == "inserted" and edit.path]) == len(numbers)
    assert all(re.match(r"\d{4}-\d\d-\d\dT", edit.when) for edit in returned.tracked)


def test_a_paragraph_end_tracked_in_an_answer_reads_both_ways(officer, docx):
    one = Concepts(summary="First thing. Second thing.", evidence={"gaps": "One line.\nAnother line."})
    steps = [["track", True], ["new_paragraph_before", "Second"], ["join_with_next", "One line."]]
    returned = read_returned(officer(docx(one), steps))
    assert returned.original == one
    assert returned.assessment.summary == "First thing. \nSecond thing."
    assert returned.assessment.evidence.gaps == "One line.Another line."


def test_comments_are_read_on_the_field_they_are_on_beside_ours(officer, docx, sample, pack):
    published = sample("bedford-school-improvement-2018-as-published")
    findings = check_assessment(Opened(None, published, pack), date(2026, 5, 4))
    copy = annotate(
        docx(published), published, pack, Annotation(findings, Gate.APPROVAL, "Equality officer", "4 May", DAY)
    )
    back = officer(
        copy,
        [
            ["comment", "Early Years Census 2017", "Equality officer", "Which term?"],
            ["comment", "Commissioned services", "Equality officer", "Could be better: name the contracts."],
            ["replace", "Early Years Census 2017", "Early Years Census of 2017"],
        ],
    )
    returned = read_returned(back)
    assert returned.assessment.evidence.sources.replace("Census of 2017", "Census 2017") == published.evidence.sources
    own = [remark for remark in returned.remarks if remark.rule]
    before = {(remark.rule, remark.path) for remark in read_returned(copy).remarks}
    assert {(remark.rule, remark.path) for remark in own} == before
    assert len(own) == len(findings)
    theirs = [remark for remark in returned.remarks if not remark.rule]
    on_the_cover, on_the_answer = theirs
    assert (on_the_cover.path, on_the_cover.section) == ("", "commissioning")
    assert on_the_cover.verdict == ("could be better", "name the contracts.")
    assert (on_the_answer.path, on_the_answer.section) == ("evidence.sources", "evidence")
    assert (on_the_answer.author, on_the_answer.text) == ("Equality officer", "Which term?")
    assert on_the_answer.when == ""


AS_PUBLISHED = "bedford-school-improvement-2018-as-published"
COMPLETED = "bedford-school-improvement-2018-completed"
PAIRS = [(AS_PUBLISHED, COMPLETED), (COMPLETED, AS_PUBLISHED), (COMPLETED, "not-required"), ("not-required", COMPLETED)]


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
@pytest.mark.parametrize("choice", ["accept_all", "reject_all"])
def test_a_redline_leads_to_exactly_the_new_or_the_old_version(officer, docx, sample, pair, choice):
    old, new = (docx(sample(name), draft=False) for name in pair)
    settled = officer(redlined(old, new, "Equality officer", DAY), [[choice]])
    wanted = new if choice == "accept_all" else old
    assert list(tracked_changes(parse(read_parts(settled)[DOCUMENT]))) == []
    assert words_of(settled) == words_of(wanted)
    shown, expected = (read_returned(data) for data in (settled, wanted))
    assert shown.assessment.model_copy(update={"scope": None}) == expected.assessment.model_copy(
        update={"scope": None}
    ) or (choice == "reject_all")


def test_a_heading_that_somebody_reworded_loses_no_answer_and_is_told(officer, docx):
    data = officer(docx(Concepts(summary="All was weighed.")), [["replace", "Summary of analysis", "Our summary"]])
    returned = read_returned(data)
    assert returned.assessment.summary == "All was weighed."
    assert {doubt.why for doubt in returned.doubts if doubt.path == "summary"} == {Why.OVERWRITTEN}
