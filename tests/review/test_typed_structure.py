"""Lists and tables in answers, there and back through Word: untouched, edited, tracked, made by a reviewer."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from eqia.assessment import store
from eqia.concepts.model import Action, Actions, Activity, Concepts, Evidence
from eqia.form.loader import load_pack
from eqia.review.redlined import redlined
from eqia.review.returned.look import look_at
from eqia.review.returned.read import read_returned
from eqia.structure.forms import plain
from eqia.wordml.archive.package import DOCUMENT, read_parts
from eqia.wordml.names import PARAGRAPH, ROW, TABLE, W, parse, w
from eqia.wordml.text.prose import Revision, text_of
from eqia.wordml.text.revisions import resolve
from eqia.wordml.text.styles import styles_of

DAY = "2026-05-04T00:00:00Z"
CASE = Path(__file__).parents[1] / "cases" / "json" / "structure.json"
LISTS = "Steps:\n* one\n* two\n   - in two\n1) first\n2) second\n   (a) in second\n3) third\n\nAfter."
TABLE_TEXT = "Before.\n| Ward | Visits |\n|------|:--|\n| Castle | 10,400 |\n| Kingsbrook | 9,950 |\nAfter."
TYPED = Concepts(
    activity=Activity(title="Libraries", description=LISTS),
    evidence=Evidence(gaps=TABLE_TEXT, findings="A\tB\tC\n1\t2\t3\n\n\nD\tE\tF\n4\t5\t6"),
    actions=Actions(other=(Action(what="1. this\n2. that", outcome=TABLE_TEXT),)),
    summary=TABLE_TEXT,
)
LINES = st.sampled_from(
    ["1. a", "2. b", "3. c", "  a) d", "  b) e", "- f", "  - g", "* h", "* i", "", "Words.", "A\tB\t1", "C\tD\t2"]
)
ANSWERS = st.lists(LINES, max_size=8).map("\n".join)
ASSESSMENTS = st.builds(
    Concepts,
    activity=st.builds(Activity, description=ANSWERS),
    evidence=st.builds(Evidence, gaps=ANSWERS),
    actions=st.builds(Actions, other=st.lists(st.builds(Action, what=ANSWERS), max_size=2).map(tuple)),
)


def shown(root, data):
    answers = look_at(root, styles_of(read_parts(data)), load_pack("bedford")).shown
    return {path: answer for path, answer in answers.items() if answer}


def assert_both(docx, first, second):
    old, new = docx(first), docx(second)
    line = redlined(old, new, "Equality officer", DAY)
    root = parse(read_parts(line)[DOCUMENT])
    assert shown(resolve(root, Revision.FINAL), line) == shown(parse(read_parts(new)[DOCUMENT]), new)
    assert shown(resolve(root, Revision.ORIGINAL), line) == shown(parse(read_parts(old)[DOCUMENT]), old)


@pytest.fixture(scope="module")
def case():
    assessment, _ = store.parse(store.read_json(CASE), Concepts)
    return assessment


def paragraph_with(root, text):
    return next(each for each in root.iter(PARAGRAPH) if text_of(each) == text)


def run(text):
    made = etree.Element(w("r"))
    etree.SubElement(made, w("t")).text = text
    return made


def xml(text):
    return etree.fromstring(text.replace(">", f' xmlns:w="{W}">', 1))


@pytest.mark.parametrize("name", ["typed", "case"])
def test_an_untouched_document_gives_back_what_was_typed(name, case, docx):
    assessment = {"typed": TYPED, "case": case}[name]
    returned = read_returned(docx(assessment))
    assert returned.assessment == assessment
    assert (returned.doubts, returned.loose) == ((), ())


@pytest.mark.parametrize("name", ["typed", "case"])
def test_so_does_one_that_libreoffice_saved(name, case, docx, officer):
    assessment = {"typed": TYPED, "case": case}[name]
    returned = read_returned(officer(docx(assessment), []))
    assert returned.assessment == assessment
    assert returned.loose == ()


def test_an_edit_in_an_item_and_in_a_cell_leaves_the_rest_as_typed(docx, officer):
    steps = [["replace", "in second", "within the second"], ["replace", "Kingsbrook", "Queens Park"]]
    returned = read_returned(officer(docx(TYPED), steps))
    assert returned.assessment.activity.description == LISTS.replace("   (a) in second", "  (a) within the second")
    assert "Queens Park\t9,950" in returned.assessment.evidence.gaps.replace(" | ", "\t")
    assert returned.assessment.evidence.findings == TYPED.evidence.findings


def test_tracked_changes_in_an_item_and_in_a_cell_are_both_texts(docx, edit):
    def change(root, _):
        for text in ("in second", "Castle"):
            paragraph = paragraph_with(root, text)
            mark = etree.SubElement(paragraph, w("ins"), {w("id"): "900", w("author"): "Reviewer", w("date"): DAY})
            mark.append(run(" more"))

    returned = read_returned(edit(docx(TYPED), change))
    assert "(a) in second more" in returned.assessment.activity.description
    assert "Castle more" in returned.assessment.evidence.gaps
    assert returned.original == TYPED
    assert {each.author for each in returned.tracked} == {"Reviewer"}


def test_comments_on_an_item_and_on_a_cell_are_kept_at_their_answers(docx, officer):
    steps = [["comment", "in second", "Officer", "Which?"], ["comment", "Kingsbrook", "Officer", "Check it."]]
    returned = read_returned(officer(docx(TYPED), steps))
    said = {remark.text: remark.path for remark in returned.remarks}
    assert said == {"Which?": "activity.description", "Check it.": "evidence.gaps"}
    assert returned.assessment == TYPED


def test_an_item_that_is_added_in_word_moves_the_numbers_on(docx, edit):
    def change(root, _):
        second = paragraph_with(root, "second")
        new = copy.deepcopy(second)
        new.find(f"{w('r')}/{w('t')}").text = "one more"
        second.addprevious(new)

    text = read_returned(edit(docx(TYPED), change)).assessment.activity.description
    assert text == LISTS.replace("2) second", "2) one more\n3) second").replace("3) third", "4) third")


def test_a_row_that_is_added_in_word_is_a_row(docx, edit):
    def change(root, _):
        row = next(paragraph_with(root, "Castle").iterancestors(ROW))
        new = copy.deepcopy(row)
        for text, words in zip(new.iter(w("t")), ("Cauldwell", "77"), strict=True):
            text.text = words
        row.addnext(new)

    returned = read_returned(edit(docx(TYPED), change))
    assert [each.split() for each in returned.assessment.evidence.gaps.split("\n") if "77" in each] == [
        ["Cauldwell", "77"]
    ]
    assert returned.doubts == ()


NUMBERED = (
    '<w:abstractNum w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%1)"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
)


def test_a_list_that_a_reviewer_makes_is_one_that_is_typed(docx, edit):
    def change(root, parts):
        part = parse(parts["word/numbering.xml"])
        part.insert(0, xml(NUMBERED))
        part.append(xml('<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
        parts["word/numbering.xml"] = etree.tostring(part)
        last = paragraph_with(root, "All is said.")
        for words, level in (("last", 0), ("inner", 1), ("first", 0)):
            numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
            last.addnext(xml(f"<w:p><w:pPr>{numbering}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"))

    returned = read_returned(edit(docx(Concepts(summary="All is said.")), change))
    assert returned.assessment.summary == "All is said.\na) first\n  a.1 inner\nb) last"
    assert returned.doubts == ()


def table_of(*rows):
    made = etree.Element(TABLE)
    for row in rows:
        line = etree.SubElement(made, ROW)
        for words in row:
            cell = etree.SubElement(line, w("tc"))
            etree.SubElement(cell, PARAGRAPH).append(run(words))
    return made


def test_a_table_that_a_reviewer_makes_is_one_that_is_typed(docx, edit):
    def change(root, _):
        paragraph_with(root, "All is said.").addnext(table_of(("Ward", "Visits"), ("Castle", "10"), ("Harpur", "20")))

    returned = read_returned(edit(docx(Concepts(summary="All is said.\nLast.")), change))
    assert returned.assessment.summary == "All is said.\nWard\tVisits\nCastle\t10\nHarpur\t20\nLast."
    assert returned.doubts == ()


def test_a_table_that_nobody_could_type_waits_for_a_choice(docx, edit):
    def change(root, _):
        table = table_of(("Ward", "Visits"), ("Castle",))
        paragraph_with(root, "All is said.").addnext(table)

    returned = read_returned(edit(docx(Concepts(summary="All is said.\nLast.")), change))
    assert returned.assessment.summary == "All is said.\nWard | Visits\nCastle\nLast."
    assert [doubt.path for doubt in returned.doubts] == ["summary"]


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(ASSESSMENTS, ASSESSMENTS)
def test_any_two_texts_are_both_in_their_redline(docx, first, second):
    assert_both(docx, first, second)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LISTS, LISTS.replace("2) second", "2) one more\n3) second").replace("3) third", "4) third")),
        (LISTS, "All gone."),
        ("Nothing.", LISTS),
        (TABLE_TEXT, TABLE_TEXT.replace("| Castle | 10,400 |\n", "")),
        (TABLE_TEXT, TABLE_TEXT.replace("10,400", "11,000")),
        (TABLE_TEXT, "Before.\nAfter."),
        ("Before.\nAfter.", TABLE_TEXT),
        ("Before.", TABLE_TEXT.removesuffix("\nAfter.")),
        ("", "A\tB\t1\nA\tB\t1\n1. a\n2. b"),
        ("Before.", TABLE_TEXT),
        (TABLE_TEXT, "Before."),
        (TABLE_TEXT, "A\tB\tC\nd\te\tf"),
        ("1. a\n2. b\n\nWords.\n\n1. c\n2. d", "Words.\n\n1. c\n2. d"),
    ],
)
def test_a_redline_of_lists_and_tables_leads_to_both(docx, old, new):
    for make in (
        lambda text: Concepts(summary=text),
        lambda text: Concepts(evidence=Evidence(gaps=text), actions=Actions(other=(Action(what=text),))),
    ):
        assert_both(docx, make(old), make(new))


@pytest.mark.parametrize("step", ["accept_all", "reject_all"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LISTS, LISTS.replace("2) second", "2) one more\n3) second").replace("3) third", "4) third")),
        (TABLE_TEXT, TABLE_TEXT.replace("| Castle | 10,400 |\n", "")),
        ("Before.\nAfter.", TABLE_TEXT),
        (TABLE_TEXT, "Before.\nAfter."),
    ],
)
def test_libreoffice_accepts_or_rejects_a_redline_of_them(docx, officer, old, new, step):
    files = [docx(Concepts(summary=text, evidence=Evidence(gaps=text))) for text in (old, new)]
    kept = officer(redlined(*files, "Equality officer", DAY), [[step]])
    expected = files[step == "accept_all"]
    here, there = (shown(parse(read_parts(each)[DOCUMENT]), each) for each in (kept, expected))
    assert {path: here[path] for path in ("summary", "evidence.gaps")} == {
        path: there[path] for path in ("summary", "evidence.gaps")
    }


def test_without_the_data_inside_it_is_read_in_the_plain_form(docx):
    data = docx(TYPED)
    answers = shown(parse(read_parts(data)[DOCUMENT]), data)
    assert answers["activity.description"] == plain(LISTS)
    assert answers["evidence.gaps"] == plain(TABLE_TEXT)


def test_the_case_is_what_people_typed(case):
    assert case.activity.description == json.loads(CASE.read_bytes())["activity"]["description"]
