"""Which answers count: files become drafts and drafts become files, closed branches stay out and stay kept."""

import json
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eqia.assessment import store
from eqia.concepts.model import Concepts
from eqia.errors import InputError, InvalidFile
from eqia.form.loader import load_pack
from eqia.interview.engine import HANDLERS, Interview
from eqia.interview.keeping.files import draft_of, text_of
from eqia.interview.page import Act, Reply, Widget
from eqia.interview.questions.answers import build_assessment, live_answers
from eqia.interview.state import Services
from eqia.resources import folder
from eqia.rules.findings import Findings
from tests.interview.conftest import TODAY, sample

FORM = load_pack("bedford").form
SAMPLES = [path.stem for path in folder("samples").glob("*.json")]
ticks = st.sampled_from([True, False, "unreadable"])
texts = st.sampled_from(["", "One.", "Two.", "The same for all."])
rows = st.fixed_dictionaries({"positive": ticks, "negative": ticks, "none": ticks, "explanation": texts})
duties = st.fixed_dictionaries(
    {"eliminate_discrimination": texts, "advance_equality": texts, "foster_good_relations": texts}
)
answers = st.sampled_from([None, "yes", "both", "unreadable"])
groups = st.sampled_from([group.id for group in FORM.groups])


def again(data):
    """What a file holds after the interview has opened and saved it."""
    draft = draft_of(data, FORM, "file")
    return json.loads(text_of(draft, FORM, saved="", where=""))


@pytest.mark.parametrize("name", SAMPLES)
def test_opening_and_saving_a_sample_changes_nothing_of_it(name):
    before, _ = store.parse(sample(name), Concepts)
    after, problems = store.parse(again(sample(name)), Concepts)
    assert not problems
    assert store.content_digest(after) == store.content_digest(before)
    assert (after.history, after.acknowledged) == (before.history, before.acknowledged)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(groups, rows), st.dictionaries(groups.filter(lambda group: group != "other"), duties), answers)
def test_no_state_of_a_table_is_changed_by_opening_and_saving_it_twice(impacts, duty, answered):
    data = {"impacts": impacts, "duty": duty, "relevance": {"affects_people": answered}}
    before, _ = store.parse(data, Concepts)
    once = again(data)
    assert store.content_digest(store.parse(once, Concepts)[0]) == store.content_digest(before)
    assert again(once)[store.INTERVIEW] == once[store.INTERVIEW]


def test_answers_of_a_closed_branch_do_not_count_and_are_kept_in_the_file():
    data = sample("bedford-school-improvement-2018-completed")
    open_branch = deepcopy(data)
    data["relevance"]["analysis_required"] = "no"
    closed = again(data)
    assert closed["summary"] == ""
    assert closed["impacts"] == {}
    assert closed["actions"]["other"] == []
    closed["relevance"]["analysis_required"] = "yes"
    opened, before = store.parse(again(closed), Concepts)[0], store.parse(open_branch, Concepts)[0]
    assert store.content_digest(opened) == store.content_digest(before)


def test_a_closed_branch_opens_nothing_further_on(form):
    answers = {"relevance.analysis_required": "yes", "relevance.why_not_required": "Because."}
    assert "relevance.why_not_required" not in live_answers(form, answers)


def test_rows_and_fields_the_form_does_not_ask_for_stay():
    data = {"reference": "EA-1", "notice": "Illustration.", "history": [{"who": "a", "what": "b", "when": "c"}]}
    saved = again(data)
    assert (saved["reference"], saved["notice"], saved["history"][0]["what"]) == ("EA-1", "Illustration.", "b")


def test_a_file_changed_by_another_command_is_taken_as_it_is_now():
    saved = again({"impacts": {"age": {"none": True, "explanation": "Nothing changes."}}})
    saved["impacts"]["age"] = {"positive": True, "negative": False, "none": False, "explanation": "They gain."}
    assessment = build_assessment(FORM, draft_of(saved, FORM, "file"))
    assert assessment.impact_of("age").explanation == "They gain."
    assert assessment.impact_of("age").none is False


@pytest.mark.parametrize(
    "part",
    [
        7,
        [],
        "x",
        {"where": 7, "kept": [], "typing": 1, "marks": None},
        {"where": [["nowhere"], [], 3], "marks": {"a": "b"}},
    ],
)
def test_a_damaged_part_of_the_interview_loses_no_answer(part):
    draft = draft_of({"summary": "Kept.", "interview": part}, FORM, "file")
    assert build_assessment(FORM, draft).summary == "Kept."


def test_the_interview_of_a_newer_program_is_refused_with_a_sentence():
    with pytest.raises(InputError, match="newer eqia"):
        draft_of({"interview": {"version": 2}}, FORM, "file")
    with pytest.raises(InputError, match="newer eqia"):
        draft_of({"format": 99}, FORM, "file")


def test_faults_of_a_file_are_named_in_the_forms_words():
    with pytest.raises(InvalidFile, match="Section 3, Relevance Test, Question 1"):
        draft_of({"relevance": {"affects_people": "maybe"}}, FORM, "file")


names = st.sampled_from(
    [
        *("summary", "impacts", "impacts.age.none", "impacts.age.explanation@none", "impacts@none", "impacts@unknown"),
        *("duty@advance_equality", "duty.age.advance_equality", "relevance.affects_people", "activity.lead_officers"),
        *(
            "impacts.sex.none@beside",
            "scope.characteristics",
            "recommendation.stop",
            "notice",
            "",
            "a.b.c",
            "summary.x",
        ),
    ]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["", "yes", "age", "text"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=5,
)
kinds = st.sampled_from(list(HANDLERS))
parts = st.sampled_from(
    ["", "go", "change", "add", "one", "0", "7", "all", "*", "scope", "actions", "activity", "impacts"]
)
ids = st.sampled_from(
    ["activity.title", "actions.other", "scope.characteristics", "impacts@none", "what", "impacts.age"]
)
places = st.tuples(kinds, st.lists(parts | ids, max_size=5)).map(lambda pair: [pair[0], *pair[1]])
parts_of_files = values | st.fixed_dictionaries(
    {},
    optional={
        "kept": st.dictionaries(names, values),
        "typing": st.dictionaries(names, values),
        "marks": st.dictionaries(names, values),
        "where": st.lists(places | values, max_size=4),
    },
)


@settings(max_examples=300, deadline=None)
@given(parts_of_files, st.lists(st.sampled_from([*Act]), max_size=4))
def test_whatever_stands_in_the_interviews_part_is_refused_in_words_or_can_be_carried_on_with(
    form, services, part, acts
):
    try:
        draft = draft_of({"summary": "Kept.", "interview": part}, FORM, "file")
    except InputError:
        return
    interview = Interview(FORM, draft, Services(lambda _: Findings(), list, TODAY))
    for act in acts:
        page = interview.page()
        menu = page.widget is Widget.MENU
        interview.take(Reply(act, page.options[0].id if menu else page.value))
    assert text_of(interview.draft, FORM, saved="", where="")
