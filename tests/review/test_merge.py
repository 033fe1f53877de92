"""Three ways to one: what came back is taken over, what the file got stays, and where both changed, people choose."""

from hypothesis import given, settings
from hypothesis import strategies as st

from eqia.assessment import store
from eqia.assessment.model import Person
from eqia.concepts.model import Action, Actions, Activity, Concepts, Impact, Recommendation, Relevance
from eqia.form.loader import load_pack
from eqia.resources import folder
from eqia.review.merging.merge import apply, propose, undecided
from eqia.review.merging.proposals import Choice, Status, Three
from eqia.review.returned.doubts import Doubt, Why

FORM = load_pack("bedford").form
FULL = store.parse(store.read_json(folder("samples") / "bedford-school-improvement-2018-completed.json"), Concepts)[0]


def proposals(issued, returned, now, doubts=()):
    return {each.key: each for each in propose(Three(issued, returned, now), FORM, doubts)}


def merged(issued, returned, now, doubts=(), **choices):
    chosen = {key.replace("__", "."): Choice(choice) for key, choice in choices.items()}
    three = Three(issued, returned, now)
    return apply(three, FORM, propose(three, FORM, doubts), chosen)


def plan(*rows):
    return Concepts(actions=Actions(other=tuple(Action(what=what, when=when) for what, when in rows)))


def test_what_came_back_is_taken_over_where_the_file_stood_still():
    now = Concepts(summary="As issued.", evidence={"gaps": "Filled in since."})
    issued = Concepts(summary="As issued.")
    returned = Concepts(summary="As the officer has it.")
    assert merged(issued, returned, now) == now.model_copy(update={"summary": "As the officer has it."})
    assert [each.status for each in proposals(issued, returned, now).values()] == [Status.CLEAN]


def test_where_both_changed_nothing_is_overwritten_until_somebody_chooses():
    issued, returned, now = (Concepts(summary=text) for text in ("One.", "Two.", "Three."))
    found = proposals(issued, returned, now)
    assert found["summary"].status is Status.CONFLICT
    assert found["summary"].theirs == "Summary: from 'One.' to 'Two.'"
    assert found["summary"].ours == "Summary: from 'One.' to 'Three.'"
    assert undecided(tuple(found.values()), {}) == tuple(found.values())
    assert undecided(tuple(found.values()), {"summary": Choice.KEEP}) == ()
    assert merged(issued, returned, now) == now
    assert merged(issued, returned, now, summary="take") == returned


def test_the_same_change_on_both_sides_is_none():
    issued, both = Concepts(summary="One."), Concepts(summary="Two.")
    assert proposals(issued, both, both) == {}


def test_boxes_that_say_one_thing_are_taken_over_together():
    issued = Concepts()
    returned = Concepts(recommendation=Recommendation(adjustments=True), impacts={"age": Impact(negative=True)})
    now = Concepts(recommendation=Recommendation(stop=True), impacts={"age": Impact(positive=True)})
    found = proposals(issued, returned, now)
    assert {key: each.status for key, each in found.items()} == {
        "impacts.age": Status.CONFLICT,
        "recommendation": Status.CONFLICT,
    }
    taken = merged(issued, returned, now, recommendation="take", impacts__age="take")
    assert taken.recommendation == returned.recommendation
    assert taken.impact_of("age") == Impact(negative=True)


def test_an_answer_that_came_back_empty_waits_for_a_word():
    issued, returned = Concepts(summary="Long and careful."), Concepts()
    doubt = Doubt("summary", Why.EMPTY, "It came back empty.")
    found = proposals(issued, returned, issued, [doubt])
    assert found["summary"].status is Status.IN_DOUBT
    assert merged(issued, returned, issued, [doubt]) == issued
    assert merged(issued, returned, issued, [doubt], summary="take") == returned


def test_cells_rows_and_new_rows_of_both_sides_come_together():
    issued = plan(("Train all governors", "March"), ("Ask parents of pupils", "May"))
    returned = plan(
        ("Train all governors", "31 March 2026"), ("Print the leaflets anew", ""), ("Ask parents of pupils", "May")
    )
    now = plan(("Train all governors", "March"), ("Ask parents of pupils in writing", "May"), ("Report to members", ""))
    assert merged(issued, returned, now) == plan(
        ("Train all governors", "31 March 2026"),
        ("Print the leaflets anew", ""),
        ("Ask parents of pupils in writing", "May"),
        ("Report to members", ""),
    )


def test_a_row_taken_out_on_one_side_and_changed_on_the_other_is_a_conflict():
    issued = plan(("Train all governors", "March"))
    changed = plan(("Train all governors", "31 March 2026"))
    gone = plan()
    assert proposals(issued, gone, changed)["actions.other.0"].status is Status.CONFLICT
    assert merged(issued, gone, changed) == changed
    assert merged(issued, gone, changed, actions__other__0="take") == gone
    assert proposals(issued, changed, gone)["actions.other.gone1"].status is Status.CONFLICT
    assert merged(issued, changed, gone) == gone
    assert merged(issued, changed, gone, actions__other__gone1="take") == changed


def test_rows_in_another_order_are_put_in_that_order():
    rows = [("Train all governors", "March"), ("Ask parents of pupils", "May"), ("Report to members", "June")]
    issued, returned = plan(*rows), plan(rows[2], rows[0], rows[1])
    assert merged(issued, returned, issued) == returned
    assert merged(issued, returned, issued, actions__other__order="keep") == issued


def test_people_are_taken_over_one_by_one():
    issued = Concepts(activity=Activity(lead_officers=(Person(post="Head of Libraries"),)))
    returned = Concepts(activity=Activity(lead_officers=(Person(post="Head of Libraries"), Person(post="Librarian"))))
    now = Concepts(activity=Activity(lead_officers=(Person(name="A Name", post="Head of Libraries"),)))
    assert [person.post for person in merged(issued, returned, now).activity.lead_officers] == [
        "Head of Libraries",
        "Librarian",
    ]
    assert merged(issued, returned, now).activity.lead_officers[0].name == "A Name"


TEXT = st.sampled_from(["", "One.", "Two words.", "Ask parents.", "Train all governors in data."])
SIDES = st.builds(
    Concepts,
    summary=TEXT,
    activity=st.builds(
        Activity, title=TEXT, lead_officers=st.lists(st.builds(Person, post=TEXT), max_size=2).map(tuple)
    ),
    relevance=st.builds(Relevance, affects_people=st.sampled_from([None, "yes", "no", "both"])),
    impacts=st.dictionaries(
        st.sampled_from(["age", "race"]), st.builds(Impact, negative=st.booleans(), explanation=TEXT)
    ),
    recommendation=st.builds(Recommendation, stop=st.booleans(), adjustments=st.booleans()),
    actions=st.builds(Actions, other=st.lists(st.builds(Action, what=TEXT, outcome=TEXT), max_size=4).map(tuple)),
)


@settings(deadline=None, max_examples=150)
@given(SIDES, SIDES)
def test_where_one_side_stood_still_the_other_side_is_the_result(issued, other):
    assert store.content_digest(merged(issued, other, issued)) == store.content_digest(other)
    assert merged(issued, issued, other) == other
    assert merged(issued, other, other) == other


@settings(deadline=None, max_examples=150)
@given(SIDES, SIDES, SIDES)
def test_keeping_everything_changes_nothing_and_unchosen_conflicts_keep_the_file(issued, returned, now):
    found = proposals(issued, returned, now)
    three, keep = Three(issued, returned, now), dict.fromkeys(found, Choice.KEEP)
    kept = apply(three, FORM, tuple(found.values()), keep)
    assert store.content_digest(kept) == store.content_digest(now)
    again = apply(three, FORM, tuple(found.values()), {})
    conflicts = [each.key for each in found.values() if each.status is Status.CONFLICT]
    for key in conflicts:
        if "." not in key or key.startswith(("impacts", "activity.title", "relevance")):
            assert proposals(issued, returned, again)[key].status is Status.CONFLICT


def test_a_full_assessment_goes_through_unharmed():
    assert merged(FULL, FULL, Concepts()) == Concepts()
    unprinted = {"scope": FULL.scope, "notice": FULL.notice, "reference": FULL.reference, "revision": FULL.revision}
    came = merged(Concepts(), FULL, Concepts()).model_copy(update=unprinted)
    assert store.content_digest(came) == store.content_digest(FULL)
