"""The two tables asked the compact way: what is ticked, what is asked for it, and what is printed."""

import pytest

from eqia.interview.page import Act
from eqia.interview.questions.answers import build_assessment

NEEDED = {"relevance": {"analysis_required": "yes"}}


@pytest.fixture
def impacts(drive):
    driver = drive(NEEDED)
    driver.open("impacts")
    return driver


def built(driver):
    return build_assessment(driver.form, driver.draft)


def test_gaining_and_losing_out_may_both_be_ticked_and_each_group_is_asked_once(impacts):
    impacts.answer(("age", "disability"), ("disability",), ())
    asked = []
    while impacts.id.endswith(".explanation"):
        asked.append(impacts.id)
        impacts.answer(f"About {impacts.id}.")
    assert asked == ["impacts.age.explanation", "impacts.disability.explanation"]
    row = built(impacts).impact_of("disability")
    assert (row.positive, row.negative, row.none) == (True, True, False)


def test_silence_is_no_claim_of_no_impact(impacts):
    impacts.answer(("age",), (), "none", (), "Pensioners gain.")
    assert impacts.page.ask.startswith("You have said nothing yet about Disability, Gender reassignment")
    assert built(impacts).impact_of("race").none is False
    impacts.answer("")
    assert built(impacts).impact_of("race").none is False


def test_one_reason_holds_for_all_remaining_groups_and_any_can_have_its_own(impacts):
    impacts.answer(("age",), (), "none", ("race",), "Pensioners gain.", "Nothing changes for them.")
    assert impacts.page.ask == "Which of the groups without an impact need a reason of their own?"
    impacts.answer(("sex",))
    assert impacts.id == "impacts.sex.explanation"
    assert impacts.page.ask == "Why will there be no impact on women or men?"
    impacts.answer("Women and men use it alike: 51% and 49% of visits.")
    assessment = built(impacts)
    assert assessment.impact_of("disability").explanation == "Nothing changes for them."
    assert assessment.impact_of("sex").explanation.startswith("Women and men")
    assert assessment.impact_of("sex").none is True
    assert assessment.impact_of("race") == type(assessment.impact_of("race"))()


def test_text_for_one_meaning_never_turns_up_under_another(impacts):
    impacts.answer((), "none", (), "none", (), "Nothing changes for anybody.", ())
    impacts.open("impacts")
    impacts.answer("impacts@positive", ("race",))
    assert impacts.id == "impacts.race.explanation"
    assert impacts.page.text == ""
    impacts.answer("They gain.")
    assert built(impacts).impact_of("race").explanation == "They gain."
    impacts.answer("impacts@positive", (), "none")
    assert built(impacts).impact_of("race").explanation == "Nothing changes for anybody."
    impacts.answer("impacts@positive", ("race",))
    assert built(impacts).impact_of("race").explanation == "They gain."


def test_contradictory_boxes_of_one_group_stay_as_they_are_ticked(impacts):
    impacts.act(Act.TASKS)
    impacts.iv.push(("check", "impacts"))
    impacts.answer("impacts.age", ("positive", "none"))
    row = built(impacts).impact_of("age")
    assert (row.positive, row.none) == (True, True)


def test_a_box_that_could_not_be_read_is_asked_again_and_stays_until_answered(drive):
    data = {**NEEDED, "impacts": {"race": {"positive": "unreadable", "explanation": "They gain."}}}
    driver = drive(data)
    assert built(driver).impact_of("race").positive == "unreadable"
    driver.open("impacts")
    driver.answer((), "none", (), "none", (), "They gain.", "Nothing for the others.", ())
    assert built(driver).impact_of("race").positive is False
    assert built(driver).impact_of("race").explanation == "They gain."


def test_an_explanation_without_a_tick_is_kept_and_asked_about(drive):
    driver = drive({**NEEDED, "impacts": {"sex": {"explanation": "Girls do better."}}})
    driver.open("impacts")
    driver.answer((), "none", (), "none", ())
    assert driver.page.ask == "Sex: what is the impact on women or men?"
    assert built(driver).impact_of("sex").explanation == "Girls do better."
    driver.answer(("positive",))
    assert driver.page.text == "Girls do better."


def test_an_aim_is_asked_for_the_ticked_groups_and_the_same_words_can_stand_for_all(drive):
    driver = drive(NEEDED)
    driver.open("duty")
    driver.answer(("age", "race", "sex"))
    assert "people of a particular age" in driver.page.ask
    driver.answer("Trained staff on every shift.")
    assert driver.page.ask == "Eliminate discrimination: do the same words hold for the other groups you ticked?"
    driver.answer("yes")
    texts = {row: built(driver).duty_of(row).eliminate_discrimination for row in ("age", "race", "sex", "disability")}
    assert texts == {**dict.fromkeys(("age", "race", "sex"), "Trained staff on every shift."), "disability": ""}


def test_a_group_that_is_unticked_for_an_aim_loses_its_text_only_while_it_is(drive):
    driver = drive({**NEEDED, "duty": {"age": {"advance_equality": "Longer hours."}}})
    driver.open("duty")
    driver.answer((), "none")
    driver.answer(())
    driver.answer("none")
    assert built(driver).duty_of("age").advance_equality == ""
    driver.back()
    driver.answer(("age",))
    assert driver.page.text == "Longer hours."
    assert built(driver).duty_of("age").advance_equality == "Longer hours."


def test_marriage_and_civil_partnership_is_said_to_count_for_one_aim_only(drive):
    driver = drive(NEEDED)
    driver.open("duty")
    assert not any(option.note for option in driver.page.options)
    driver.answer((), "none")
    assert [option.label for option in driver.page.options if option.note] == ["Marriage & civil partnership"]


def test_a_text_can_start_from_what_was_written_for_another_group(impacts):
    impacts.answer(("age", "sex"), (), "none", (), "Pensioners gain.")
    assert Act.REUSE in impacts.page.acts
    impacts.act(Act.REUSE, "Women too.")
    assert impacts.page.options[0].label == "Age: Explanation"
    impacts.answer("0")
    assert (impacts.id, impacts.page.text) == ("impacts.sex.explanation", "Women too.\n\nPensioners gain.")
    assert "impacts.sex.explanation" not in impacts.draft.answers


def test_a_table_in_which_something_stands_is_not_said_to_be_unstarted(drive):
    driver = drive({**NEEDED, "impacts": {"sex": {"explanation": "Girls do better."}}})
    status = {option.id: option.note for option in driver.page.options}
    assert status["impacts"].startswith("In progress")
    assert status["duty"] == "Not started"


def test_ticking_a_direction_takes_no_impact_away_and_that_is_said(drive):
    impacts = {"age": {"positive": True, "none": True, "explanation": "x"}, "sex": {"none": True, "explanation": "own"}}
    driver = drive(
        {
            **NEEDED,
            "impacts": impacts,
            "interview": {"where": [["tasks"], ["step", "impacts", "impacts@positive", "go"]]},
        }
    )
    driver.answer(("age",))
    assert driver.iv.notes == ()
    held = built(driver).impacts
    assert held["age"].positive
    assert held["age"].none  # an imported contradiction stays until something is ticked
    driver.answer(("age", "sex"))
    assert driver.iv.notes == ("No impact is not ticked any more for Age and Sex.",)
    held = built(driver).impacts
    assert (held["age"].positive, held["age"].negative, held["age"].none) == (True, True, False)
    assert (held["sex"].negative, held["sex"].none) == (True, False)


def test_only_no_impact_stands_alone_on_the_page_of_a_group(drive):
    driver = drive({**NEEDED, "interview": {"where": [["tasks"], ["step", "impacts", "impacts.age", "change"]]}})
    assert [(option.id, option.alone) for option in driver.page.options] == [
        ("positive", False), ("negative", False), ("none", True)
    ]  # fmt: skip
    assert driver.page.ruled_out_by("none") == {"positive", "negative"}
    assert driver.page.ruled_out_by("positive") == {"none"}
