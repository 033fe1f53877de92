"""The way from draft to publication and back: every step walked, none without its line in the history, none stuck."""

import json

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from eqia.assessment import store
from eqia.assessment.model import Person
from eqia.concepts.model import Concepts
from eqia.errors import UsageError
from eqia.form.loader import load_pack
from eqia.review.standing.sign_off import approve, fill_in, signed_off
from eqia.review.standing.states import LAST, MOVES, PINNED, Step, revise, standing, take
from eqia.review.standing.verdicts import find_section, judge, parse_verdict, still_to_fix, verdicts_of

FORM = load_pack("bedford").form
OFFICER = {"who": "Equality officer", "when": "1 May 2026"}
DIRECTOR = Person(post="Director of Libraries")
STATES = ("draft", "submitted", "returned", "accepted", "approved", "published", "superseded", "withdrawn")


def edited(assessment, text="More was found."):
    return assessment.model_copy(update={"summary": assessment.summary + text})


def in_state(state):
    review = Concepts().review.model_copy(update={"state": state, "digest": store.content_digest(Concepts())})
    return Concepts(review=review)


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("state", STATES)
def test_each_step_leads_where_it_says_or_is_refused_with_what_can_be_done(state, step):
    here = in_state(state)
    if state in MOVES[step].start:
        there = take(here, step, **OFFICER)
        assert standing(there).state == MOVES[step].end
        assert [event.what for event in there.history] == [MOVES[step].event]
        assert there.history[-1].digest == store.content_digest(here)
    else:
        with pytest.raises(UsageError, match=r"From here you can|eqia review revise"):
            take(here, step, **OFFICER)


@pytest.mark.parametrize("state", STATES)
def test_an_edit_ends_what_was_said_of_the_text_before(state):
    now = standing(edited(in_state(state)))
    assert now.state == ("draft" if state in PINNED else state)
    assert now.changed_since == (state if state in PINNED else None)


def test_what_was_returned_can_be_edited_and_submitted_again_any_number_of_times():
    one = take(Concepts(), Step.SUBMIT, **OFFICER)
    for _ in range(3):
        one = take(edited(take(one, Step.RETURN, **OFFICER)), Step.SUBMIT, **OFFICER)
    one = take(take(one, Step.RETURN, **OFFICER), Step.SUBMIT, **OFFICER)
    assert standing(take(one, Step.ACCEPT, **OFFICER)).state == "accepted"


class Review(RuleBasedStateMachine):
    """Author, reviewer and approver do whatever they like, in any order."""

    def __init__(self):
        super().__init__()
        self.now = Concepts(summary="At first.")
        self.expected = "draft"
        self.events = 0
        self.edits = 0
        self.approved_text = None

    @rule(step=st.sampled_from([step for step in Step if step is not Step.APPROVE]))
    def take_a_step(self, step):
        if self.expected in MOVES[step].start:
            self.now = take(self.now, step, **OFFICER)
            self.expected = MOVES[step].end
            self.events += 1
        else:
            with pytest.raises(UsageError):
                take(self.now, step, **OFFICER)

    @rule()
    def edit(self):
        self.edits += 1
        self.now = edited(self.now, f" Finding {self.edits}.")
        if self.expected in PINNED:
            self.expected = "draft"

    @precondition(lambda self: self.approved_text is not None)
    @rule()
    def go_back_to_the_text_that_was_approved(self):
        self.now = self.now.model_copy(update={"summary": self.approved_text})
        self.expected = standing(self.now).state

    @rule(mark=st.sampled_from(["fine", "could be better", "must be fixed"]))
    def judge_the_summary(self, mark):
        self.now = judge(self.now, find_section(FORM, "summary"), mark, "Say which figures.", **OFFICER)
        self.events += 1

    @rule()
    def sign(self):
        allowed = self.expected in MOVES[Step.APPROVE].start and not still_to_fix(self.now, FORM)
        if allowed:
            self.now = approve(self.now, FORM, DIRECTOR, "2 May 2026", author_may_approve=False)
            self.expected, self.approved_text = "approved", self.now.summary
            self.events += 1
        else:
            with pytest.raises(UsageError):
                approve(self.now, FORM, DIRECTOR, "2 May 2026", author_may_approve=False)

    @precondition(lambda self: self.expected in LAST)
    @rule()
    def begin_again(self):
        number = self.now.revision
        self.now = revise(self.now, **OFFICER)
        assert self.now.revision == number + 1
        assert verdicts_of(self.now, FORM) == ()
        assert signed_off(self.now) is None
        self.expected, self.approved_text = "draft", None
        self.events += 1

    @invariant()
    def it_stands_where_it_should(self):
        assert standing(self.now).state == self.expected

    @invariant()
    def nothing_is_lost_from_the_history(self):
        assert len(self.now.history) == self.events
        assert all(event.who and event.when and len(event.digest) == 64 for event in self.now.history)

    @invariant()
    def an_approval_counts_for_the_text_that_was_approved_and_for_no_other(self):
        given = signed_off(self.now)
        assert (given is not None and given.holds) == (self.approved_text == self.now.summary)

    @invariant()
    def nobody_is_stuck(self):
        assert standing(self.now).steps or self.expected in LAST

    @invariant()
    def the_file_holds_all_of_it(self):
        assert store.parse(json.loads(store.to_json(self.now)), Concepts)[0] == self.now


TestReview = Review.TestCase
TestReview.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


def test_a_verdict_is_stale_once_its_section_was_edited_and_only_then():
    section = find_section(FORM, "Summary of analysis")
    one = judge(Concepts(summary="It is good."), section, "must be fixed", "For whom?", **OFFICER)
    assert [each.holds for each in verdicts_of(one, FORM)] == [True]
    elsewhere = one.model_copy(update={"evidence": one.evidence.model_copy(update={"gaps": "None"})})
    assert [each.holds for each in verdicts_of(elsewhere, FORM)] == [True]
    assert [each.holds for each in verdicts_of(edited(one), FORM)] == [False]


def test_what_must_be_fixed_binds_until_its_reviewer_judges_anew_whatever_was_written_since():
    section = find_section(FORM, "11")
    one = judge(Concepts(summary="It is good."), section, "must be fixed", "For whom?", **OFFICER)
    another = judge(edited(one), section, "fine", who="Legal officer", when="2 May 2026")
    assert [(each.verdict.who, each.holds) for each in still_to_fix(another, FORM)] == [("Equality officer", False)]
    assert len(verdicts_of(another, FORM)) == 2
    assert still_to_fix(judge(another, section, "fine", who="equality  Officer", when="3 May 2026"), FORM) == ()


def test_a_verdict_of_another_reviewer_can_be_taken_over_by_who_says_so():
    section = find_section(FORM, "11")
    one = judge(Concepts(), section, "must be fixed", "For whom?", **OFFICER)
    legal = {"who": "Legal officer", "when": "2 May 2026"}
    with pytest.raises(UsageError, match="There are verdicts by: Equality officer"):
        judge(one, section, "fine", takes_over="Director", **legal)
    done = judge(one, section, "fine", takes_over="equality officer", **legal)
    assert [each.verdict.who for each in verdicts_of(done, FORM)] == ["Legal officer"]
    anew = judge(done, section, "must be fixed", "Still: for whom?", **OFFICER)
    assert [each.verdict.who for each in still_to_fix(anew, FORM)] == ["Equality officer"]


def test_of_each_reviewer_the_latest_verdict_on_a_section_counts_and_the_earlier_one_is_kept():
    section = find_section(FORM, "11")
    one = judge(Concepts(), section, "could be better", "Shorter.", **OFFICER)
    two = judge(one, section, "fine", **OFFICER)
    assert [each.verdict.mark for each in verdicts_of(two, FORM)] == ["fine"]
    assert len(two.review.verdicts) == 2


def test_what_must_be_fixed_is_said():
    with pytest.raises(UsageError, match="Say what must be fixed"):
        judge(Concepts(), find_section(FORM, "summary"), "must be fixed", "  ", **OFFICER)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Fine", ("fine", "")),
        ("must be fixed: no figures\nfor carers", ("must be fixed", "no figures\nfor carers")),
        ("Could be better. Say when.", ("could be better", "Say when.")),
        (" Must be fixed \nNo figures", ("must be fixed", "No figures")),
        ("FINE :", ("fine", "")),
        ("Could be better - say when.", None),
        ("Fine, but for the figures", None),
        ("Fine words butter no parsnips.", None),
        ("Must be fixed in the autumn", None),
        ("Fine... I suppose we had better write it anew", None),
        ("Fine… or not", None),
        ("Finely put", None),
        ("This is fine", None),
        ("", None),
    ],
)
def test_a_verdict_is_a_comment_that_says_so_with_the_words_alone_or_before_a_mark(text, verdict):
    assert parse_verdict(text) == verdict


def test_an_unknown_section_is_answered_with_the_known_ones():
    with pytest.raises(UsageError, match="7 Impact on equality groups"):
        find_section(FORM, "impact on dogs")


class TestApproval:
    def ready(self, **activity):
        one = Concepts(summary="All was weighed.")
        return one.model_copy(update={"activity": one.activity.model_copy(update=activity)})

    def test_names_who_and_when_and_exactly_what(self):
        one = fill_in(self.ready(), DIRECTOR, "2 May 2026")
        assert one.activity.approved_by == (DIRECTOR,)
        assert one.activity.approval_date.text == "2 May 2026"
        done = approve(one, FORM, DIRECTOR, "2 May 2026", author_may_approve=False)
        assert done.review.approval.digest == store.content_digest(one) == store.content_digest(done)
        assert str(signed_off(done)).startswith("Approved by Director of Libraries on 2 May 2026. The text is exactly")
        assert standing(done).state == "approved"

    def test_is_void_after_any_change_and_says_so(self):
        done = approve(self.ready(), FORM, DIRECTOR, "2 May 2026", author_may_approve=False)
        after = edited(done)
        assert "is void: the text was changed afterwards" in str(signed_off(after))
        assert standing(after).changed_since == "approved"

    def test_by_the_author_is_refused_or_allowed_as_the_pack_says_and_recorded(self):
        one = self.ready(lead_officers=(Person(name="A Name", post="Officer"),))
        author = Person(name="a  NAME", post="Something else")
        with pytest.raises(UsageError, match="the author may not approve"):
            approve(one, FORM, author, "2 May 2026", author_may_approve=False)
        done = approve(one, FORM, author, "2 May 2026", author_may_approve=True)
        assert done.history[-1].what == "approved: author and approver are the same person"

    def test_waits_for_what_must_be_fixed(self):
        one = judge(self.ready(), find_section(FORM, "summary"), "must be fixed", "For whom?", **OFFICER)
        with pytest.raises(UsageError, match="must be fixed before approval: Summary"):
            approve(one, FORM, DIRECTOR, "2 May 2026", author_may_approve=False)

    def test_does_not_contradict_what_the_form_says(self):
        with pytest.raises(UsageError, match="Approved by: Chief Executive"):
            fill_in(self.ready(approved_by=(Person(post="Chief Executive"),)), DIRECTOR, "2 May 2026")
        dated = self.ready(approval_date=type(Concepts().activity.approval_date)("1 April 2026"))
        with pytest.raises(UsageError, match="Date of approval: 1 April 2026"):
            fill_in(dated, DIRECTOR, "2 May 2026")
        assert fill_in(dated, DIRECTOR, "01/04/2026").activity.approval_date.text == "1 April 2026"
