"""A redline is both versions at once: accepting gives exactly the new one, rejecting exactly the old one."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eqia.assessment import store
from eqia.concepts.model import Action, Actions, Activity, Concepts, Evidence, Impact, Recommendation, Relevance
from eqia.review.redlined import redlined
from eqia.wordml.archive.package import DOCUMENT, read_parts
from eqia.wordml.names import PARAGRAPH, ROW, enclosing, parse, w, w14
from eqia.wordml.text.prose import Revision, text_of
from eqia.wordml.text.revisions import has_tracked_changes, resolve, tracked_changes

DAY = "2026-05-04T00:00:00Z"
LINES = (
    "One line.",
    "Another line, longer than the first.",
    "- an item",
    "- another item of the list",
    "",
    "Last words.",
)
PROSE = st.lists(st.sampled_from(LINES), max_size=5).map("\n".join)
WORDS = st.lists(st.sampled_from(("the", "gap", "is", "wide", "narrow", "\t", "&", "<b>")), max_size=8).map(" ".join)
ASSESSMENTS = st.builds(
    Concepts,
    activity=st.builds(Activity, title=WORDS.map(lambda text: text.replace("\t", " ")), description=PROSE),
    relevance=st.builds(
        Relevance,
        affects_people=st.sampled_from([None, "yes", "no", "both", "unreadable"]),
        analysis_required=st.sampled_from(["yes", "no"]),
    ),
    evidence=st.builds(Evidence, gaps=PROSE, findings=WORDS),
    impacts=st.dictionaries(
        st.sampled_from(["age", "race"]),
        st.builds(Impact, positive=st.sampled_from([False, True, "unreadable"]), explanation=PROSE),
    ),
    recommendation=st.builds(Recommendation, stop=st.booleans()),
    actions=st.builds(Actions, other=st.lists(st.builds(Action, what=WORDS, outcome=PROSE), max_size=3).map(tuple)),
    summary=PROSE,
)


def paragraphs(root):
    """Every paragraph: its text, its style, and the number of tables it stands in."""
    for paragraph in root.iter(PARAGRAPH):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        depth = len(list(paragraph.iterancestors(ROW)))
        yield depth, style.get(w("val")) if style is not None else "", text_of(paragraph)


def root_of(data, part=DOCUMENT):
    return parse(read_parts(data)[part])


def assert_both(old, new, line):
    root = root_of(line)
    assert list(paragraphs(resolve(root, Revision.FINAL))) == list(paragraphs(root_of(new)))
    assert list(paragraphs(resolve(root, Revision.ORIGINAL))) == list(paragraphs(root_of(old)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ASSESSMENTS, ASSESSMENTS)
def test_any_two_assessments_are_both_in_their_redline(docx, first, second):
    old, new = docx(first), docx(second)
    assert_both(old, new, redlined(old, new, "Equality officer", DAY))


SAMPLES = (
    "bedford-school-improvement-2018-as-published",
    "bedford-school-improvement-2018-completed",
    "not-required",
    "hillingdon-school-improvement-2020-2023",
)


@pytest.mark.parametrize("new", SAMPLES)
@pytest.mark.parametrize("old", SAMPLES)
def test_any_two_samples_are_both_in_their_redline(docx, sample, old, new):
    before, after = (docx(sample(name), draft=False) for name in (old, new))
    line = redlined(before, after, "Equality officer", DAY)
    assert_both(before, after, line)
    if old == new:
        assert not has_tracked_changes(root_of(line))


def test_the_same_two_documents_give_the_same_bytes(docx, sample):
    old, new = docx(Concepts(summary="One.")), docx(Concepts(summary="Two."))
    assert redlined(old, new, "A", DAY) == redlined(old, new, "A", DAY)


def test_only_the_words_that_changed_are_marked(docx):
    old = docx(Concepts(summary="The gap between the groups is wide and grows each year."))
    new = docx(Concepts(summary="The gap between the groups is narrow and grows each year."))
    changes = [(change.kind, change.text) for change in tracked_changes(root_of(redlined(old, new, "A", DAY)))]
    assert ("deleted", " wide") in changes
    assert ("inserted", " narrow") in changes
    assert not any("grows" in text for _, text in changes)


def test_every_change_has_its_author_a_moment_and_a_number_of_its_own(docx, sample):
    old, new = (docx(sample(name)) for name in SAMPLES[:2])
    root = root_of(redlined(old, new, "Equality officer", DAY))
    marks = list(root.iter(*map(w, ("ins", "del", "pPrChange"))))
    assert {mark.get(w("author")) for mark in marks} == {"Equality officer"}
    assert {mark.get(w("date"))[:10] for mark in marks} == {"2026-05-04"}
    assert len({mark.get(w("id")) for mark in marks}) == len(marks)
    assert not list(root.iter(*map(w, ("moveFrom", "moveTo"))))
    assert not root.xpath("//w:ins//w:del | //w:del//w:ins", namespaces={"w": w("x")[1:-2]})


def test_a_changed_box_shows_both_marks_and_others_stay_boxes(docx):
    old, new = (docx(Concepts(impacts={"race": Impact(negative=tick)})) for tick in (False, True))
    root = root_of(redlined(old, new, "A", DAY))
    texts = {(change.kind, change.text) for change in tracked_changes(root) if change.text in ("☐", "☒")}
    assert texts == {("deleted", "☐"), ("inserted", "☒")}
    boxes = len(list(root_of(new).iter(w14("checkbox"))))
    assert len(list(root.iter(w14("checkbox")))) == boxes - 1


def test_bookmarks_stay_unique(docx, sample):
    old, new = (docx(sample(name)) for name in (SAMPLES[2], SAMPLES[1]))
    for pair in ((old, new), (new, old)):
        names = [m.get(w("name")) for m in root_of(redlined(*pair, "A", DAY)).iter(w("bookmarkStart"))]
        assert len(set(names)) == len(names)


def test_the_running_heads_are_redlined_too(docx):
    old, new = (docx(Concepts(activity=Activity(title=title))) for title in ("Opening hours", "Closing hours"))
    parts = read_parts(redlined(old, new, "A", DAY))
    assert any(has_tracked_changes(parse(part)) for name, part in parts.items() if name.startswith("word/header"))


def test_what_it_carries_is_the_new_version(docx):
    old, new = (docx(Concepts(summary=text)) for text in ("One.", "Two."))
    parts = read_parts(redlined(old, new, "A", DAY))
    source = next(part for name, part in parts.items() if name.startswith("customXml/item") and b"Two." in part)
    assert json.loads(parse(source).text)["summary"] == "Two."
    assert store.parse(json.loads(parse(source).text), Concepts)[0].summary == "Two."


def test_rows_that_came_or_went_are_marked_whole(docx):
    rows = [Action(what=f"Do thing {number}") for number in range(3)]
    old, new = docx(Concepts(actions=Actions(other=tuple(rows)))), docx(Concepts(actions=Actions(other=(rows[0],))))
    root = root_of(redlined(old, new, "A", DAY))
    gone = [mark for mark in root.iter(w("del")) if mark.getparent().tag == w("trPr")]
    assert [text_of(enclosing(mark, ROW), Revision.ORIGINAL)[-10:] for mark in gone] == ["Do thing 1", "Do thing 2"]
