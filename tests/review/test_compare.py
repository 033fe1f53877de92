"""Changes are told in the form's words: every change once, and none where there is none."""

import json
import time
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqia.assessment import store
from eqia.assessment.model import When
from eqia.assessment.paths import walk
from eqia.concepts.model import Activity, Concepts, Decision
from eqia.form.kinds.changes import What
from eqia.form.kinds.row_matching import match_rows
from eqia.form.loader import load_pack
from eqia.resources import folder
from eqia.review.comparing.compare import compare
from eqia.textdiff import Kind, diff_words

FORM = load_pack("bedford").form
SAMPLES = sorted(folder("samples").glob("*.json"))


def sample(name):
    return store.parse(store.read_json(folder("samples") / f"{name}.json"), Concepts)[0]


def changed(data, path, value):
    """The assessment in this JSON data with one value changed."""
    data = json.loads(json.dumps(data))
    *parents, name = path.split(".")
    place = data
    for parent in parents:
        place = place[int(parent)] if isinstance(place, list) else place[parent]
    place[int(name) if isinstance(place, list) else name] = value
    return store.parse(data, Concepts)[0]


def sentences(old, new):
    return [change.sentence for change in compare(old, new, FORM)]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_an_assessment_is_the_same_as_itself(path):
    one = store.parse(store.read_json(path), Concepts)[0]
    assert compare(one, one, FORM) == ()


def test_an_impact_is_told_as_the_form_says_it():
    old = store.parse({"impacts": {"disability": {"none": True}}}, Concepts)[0]
    new = store.parse({"impacts": {"disability": {"negative": True}}}, Concepts)[0]
    assert sentences(old, new) == ["Disability: impact changed from none to negative"]
    both = store.parse({"impacts": {"disability": {"negative": True, "positive": True}}}, Concepts)[0]
    assert sentences(new, both) == ["Disability: impact changed from negative to positive and negative"]
    assert sentences(both, Concepts()) == ["Disability: impact changed from positive and negative to not ticked"]


def test_the_cell_of_an_action_is_told_with_the_number_of_the_action():
    rows = [{"what": "Ask parents of pupils"}, {"what": "Train governors in data", "when": "March"}]
    later = [rows[0], {**rows[1], "when": "31 March 2026"}]
    old, new = (store.parse({"actions": {"lessen_negative": each}}, Concepts)[0] for each in (rows, later))
    assert sentences(old, new) == ["Action 2 to lessen negative impact: when, from 'March' to '31 March 2026'"]


def test_answers_boxes_and_recommendations_are_told_in_words():
    old = store.parse({"relevance": {"affects_people": "yes"}, "recommendation": {"no_major_change": True}}, Concepts)[
        0
    ]
    new = store.parse(
        {"relevance": {"affects_people": "unreadable"}, "recommendation": {"adjustments": True}}, Concepts
    )[0]
    assert sentences(old, new) == [
        "Question 1 (people): from Yes to could not be read",
        "Recommendation: from No major change required to Adjustments required",
    ]


def test_rows_are_matched_by_what_they_say():
    old = [{"what": f"{word} the timetable with every school", "who": ""} for word in ("Agree", "Print", "Discuss")]
    new = [
        old[0],
        {"what": "Something that nobody planned before", "who": ""},
        {**old[2], "who": "Head"},
        old[1],
    ]
    match = match_rows(old, new)
    assert match.pairs == ((0, 0), (None, 1), (2, 2), (1, 3))
    assert len(match.moved) == 1


def test_a_row_that_is_filled_in_is_no_new_row():
    assert match_rows([{"what": ""}], [{"what": "Train governors"}]).pairs == ((0, 0),)


def test_a_decision_that_gets_its_date_is_the_same_decision():
    old = Concepts(activity=Activity(decisions=(Decision(body="Executive"),)))
    new = Concepts(activity=Activity(decisions=(Decision(body="Executive", date=When("14 May 2026")),)))
    assert sentences(old, new) == ["Decision 1: date, filled in, '14 May 2026'"]


def test_every_leaf_of_a_full_assessment_is_watched():
    base = sample("bedford-school-improvement-2018-completed")
    data = json.loads(store.to_json(base))
    unwatched = ("format", "council", "acknowledged", "review", "history")
    for path, value in walk(base):
        if path.startswith(unwatched):
            continue
        other = "no" if value == "yes" else (not value) if isinstance(value, bool) else f"{value} and more"
        if path.startswith("scope.characteristics"):
            other = "other"
        changes = compare(base, changed(data, path, other), FORM)
        assert changes, path
        assert any(change.what is not What.MOVED for change in changes)


def test_revisions_and_rows_taken_out_are_told():
    base = sample("bedford-school-improvement-2018-completed")
    fewer = base.model_copy(update={
        "revision": 4, "actions": base.actions.model_copy(update={"other": ()})})  # fmt: skip
    said = sentences(base, fewer)
    assert said[0] == "Revision: from '3' to '4'"
    assert said[1].startswith("Other action 1: removed, '")


TEXTS = st.text(st.sampled_from("ab .\n- é"), max_size=60)


@given(TEXTS, TEXTS)
def test_the_words_of_a_change_give_back_both_texts(old, new):
    edits = diff_words(old, new)
    assert "".join(edit.text for edit in edits if edit.kind is not Kind.NEW) == old
    assert "".join(edit.text for edit in edits if edit.kind is not Kind.GONE) == new
    assert all(edit.text for edit in edits)


def test_a_long_answer_is_compared_in_no_time():
    start = time.process_time()
    diff_words("a b " * 25_000, "b a c " * 16_000)
    assert time.process_time() - start < 2


ACTIONS = st.lists(st.fixed_dictionaries({"what": TEXTS, "who": st.text("xy", max_size=3)}), max_size=8)


@given(ACTIONS, ACTIONS)
def test_every_row_of_both_lists_is_in_one_pair(old, new):
    match = match_rows(old, new)
    assert sorted(a for a, _ in match.pairs if a is not None) == list(range(len(old)))
    assert [b for _, b in match.pairs if b is not None] == list(range(len(new)))
    assert match.moved <= set(range(len(new)))
    assert match_rows(old, old).moved == frozenset()


def test_a_change_can_be_printed_as_json():
    old, new = (
        Concepts(summary="One two three."),
        Concepts(summary="One two four, and a good deal more than before. " * 3),
    )
    (change,) = compare(old, new, FORM)
    assert json.loads(json.dumps(asdict(change)))["edits"]
