"""Lists of people and actions, the actions that answers call for, and what the rules find on the way."""

import pytest

from eqia.errors import RenderError
from eqia.interview import words
from eqia.interview.page import Act
from eqia.interview.questions.answers import build_assessment
from eqia.interview.state import Services
from tests.interview.conftest import COMPLETED, TODAY, Driver, sample

NEEDED = {"relevance": {"analysis_required": "yes"}}


def built(driver):
    return build_assessment(driver.form, driver.draft)


def labels(driver):
    return [option.label for option in driver.page.options]


@pytest.fixture
def actions(drive):
    driver = drive(NEEDED)
    driver.open("actions")
    return driver


def test_a_list_that_must_be_filled_begins_at_its_first_row(drive):
    driver = drive({"activity": {"title": "T"}})
    driver.open("activity")
    driver.skip()
    assert driver.id == "activity.decisions.0.body"
    driver.back()
    assert driver.id == "activity.decisions?list"


def test_rows_are_added_changed_moved_and_deleted(actions):
    for what in ("First", "Second"):
        actions.answer("add", what, "Head of Libraries", "June 2027", "Fewer complaints")
    assert labels(actions)[0] == "First, Head of Libraries, June 2027"
    actions.answer("row:0", "down")
    assert [row.what for row in built(actions).actions.lessen_negative] == ["Second", "First"]
    actions.answer("change", "First, and better", "", "", "")
    assert [row.what for row in built(actions).actions.lessen_negative] == ["Second", "First, and better"]
    actions.answer("row:0", "delete", "keep")
    assert len(built(actions).actions.lessen_negative) == 2
    actions.answer("row:0", "delete", "delete")
    assert [row.what for row in built(actions).actions.lessen_negative] == ["First, and better"]


def test_a_row_is_kept_from_its_first_field_on(actions):
    actions.answer("add", "Only begun")
    assert built(actions).actions.lessen_negative[0].what == "Only begun"
    assert actions.again().id == "actions.lessen_negative.0.who"


def test_an_empty_row_is_no_row(actions):
    actions.answer("add", "", "", "", "")
    assert built(actions).actions.lessen_negative == ()


def test_when_keeps_words_and_reads_dates(actions):
    actions.answer("add", "Do it", "Head of Libraries", "Now until 2021")
    assert "Date read as: until 31 December 2021." in actions.page.notes
    assert built(actions).actions.lessen_negative[0].when.text == "Now until 2021"


def test_a_doubtful_date_in_a_row_is_asked_about(actions):
    actions.answer("add", "Do it", "Head of Libraries", "30/2/2027")
    assert "no such day" in actions.page.ask
    actions.answer("keep")
    assert actions.id == "actions.lessen_negative.0.outcome"
    assert built(actions).actions.lessen_negative[0].when.text == "30/2/2027"


def test_who_loses_out_and_what_is_not_known_offer_an_action_to_begin(drive):
    driver = drive(
        {
            **NEEDED,
            "impacts": {"disability": {"negative": True, "explanation": "Longer ways."}},
            "evidence": {"gaps": "How many carers use the evening hours."},
        }
    )
    driver.open("actions")
    assert labels(driver)[0] == "Start an action for Disability: it could lose out"
    assert driver.page.start == "offer:0"
    driver.answer("offer:0")
    assert driver.page.text == "To lessen the impact on disabled people: "
    assert built(driver).actions.lessen_negative == ()
    driver.answer("To lessen the impact on disabled people: a bus.", "", "", "")
    assert labels(driver)[1:] == ["Add another", "No more, go on"]
    driver.answer("on", "on")
    assert labels(driver)[0] == 'Start an action for your gap in the evidence: "How many carers use the evening hours."'


def test_a_gap_of_not_applicable_offers_nothing(drive):
    driver = drive({**NEEDED, "evidence": {"gaps": "N/A"}})
    driver.open("actions")
    driver.answer("on", "on")
    assert labels(driver) == ["Add one", "None, go on"]


def contradiction(drive):
    driver = drive({"relevance": {"affects_groups": "no", "affects_groups_differently": "yes"}})
    driver.open("relevance")
    while driver.id.startswith("relevance."):
        driver.skip()
    return driver


def test_a_finding_shows_both_answers_and_leads_to_each(drive):
    driver = contradiction(drive)
    assert driver.id.startswith("findings RT13")
    assert '- Question 3 (different effects): "Yes"' in driver.page.lines
    driver.answer("fix:relevance.affects_groups")
    assert driver.id == "relevance.affects_groups"
    driver.answer("yes")
    assert driver.page.notes == ("That is resolved.",)
    assert not driver.id.startswith("findings RT13")


def test_a_finding_that_is_still_there_is_said_to_be(drive):
    driver = contradiction(drive)
    driver.answer("fix:relevance.affects_groups", "no")
    assert driver.page.notes == ("Saved. The point is still open.",)
    assert driver.id.startswith("findings RT13")


def test_a_finding_can_be_left_and_is_there_again_next_time(drive):
    driver = contradiction(drive)
    driver.answer("leave")
    while driver.id.startswith("findings"):
        driver.answer("leave")
    assert driver.id == "tasks"
    driver.iv.push(("findings", "relevance"))
    assert driver.id.startswith("findings RT13")


def test_findings_speak_only_of_what_was_asked(drive):
    driver = drive()
    driver.open("relevance")
    for value in ("yes", "yes", "yes", "no", "no", "yes", "yes", "yes", "yes"):
        driver.answer(value)
    assert driver.id == "tasks"


def test_an_error_cannot_be_reasoned_away_and_a_warning_can(drive):
    driver = contradiction(drive)
    assert "It can stay: give a reason" not in labels(driver)
    data = sample(COMPLETED)
    data["relevance"]["known_inequalities"] = "no"
    data["acknowledged"] = []
    driver = drive(data)
    driver.answer("end", "mend")
    driver.answer("reason", "The gap closed last year.")
    assert driver.page.notes == ("Your reason is kept.",)
    given = built(driver).acknowledged[-1]
    assert (given.reason, given.when) == ("The gap closed last year.", "2 March 2026")
    assert given.who == data["activity"]["lead_officers"][0]["post"]
    assert given.digest


def test_a_reason_that_lapsed_is_filled_in_again_and_it_is_said_what_ended_it(drive):
    data = sample(COMPLETED)
    data["relevance"]["known_inequalities"] = "no"
    driver = drive(data)
    driver.answer("end", "mend", "reason", "The gap closed last year.")
    given = built(driver).acknowledged[-1]
    changed = built(driver).model_dump(mode="json")
    field = given.rests_on[-1].field
    changed = put_in(changed, field)
    again = drive(changed)
    again.answer("end", "mend")
    assert any(line.startswith("Your reason of 2 March 2026 no longer counts") for line in again.page.lines)
    again.answer("reason")
    assert again.page.typed == "The gap closed last year."
    again.answer("The gap closed last year.")
    assert built(again).acknowledged[-1].digest != given.digest


def put_in(data, path):
    """The data with more words in a text."""
    *parents, name = path.split(".")
    holder = data
    for parent in parents:
        holder = holder[int(parent)] if parent.isdecimal() else holder[parent]
    holder[name] = f"{holder[name]} The gap is as it was."
    return data


def test_the_end_counts_what_is_open_at_each_gate_and_lists_it(drive):
    driver = contradiction(drive)
    driver.act(Act.TASKS)
    driver.answer("end")
    assert driver.page.lines[0] == "Still to do: all 12 sections."
    assert "As a draft: 1 to put right, 0 to look at again." in driver.page.lines
    driver.answer("open")
    (contradicted,) = [option for option in driver.page.options if option.id.startswith("RT13")]
    assert contradicted.label.startswith("Put right: ")
    driver.answer(contradicted.id)
    assert driver.id.startswith("findings RT13")
    driver.answer("fix:relevance.affects_groups", "yes")
    assert driver.id == "open"


def test_documents_are_made_at_the_end_and_failure_is_said_there(drive, form, services):
    driver = drive(sample(COMPLETED))
    driver.answer("end", "documents")
    assert driver.page.notes == ("made", words.MARKED_DRAFT)

    def fail():
        raise RenderError("Some characters cannot be printed.")

    broken = Driver(form, Services(services.check, fail, TODAY), driver.draft)
    broken.answer("documents")
    assert broken.page.notes == ("Some characters cannot be printed.",)
    assert broken.id == "end"


def test_a_long_message_about_the_documents_leaves_the_page_on_the_screen(drive, services):
    driver = drive(sample(COMPLETED))

    def fail():
        raise RenderError("\n".join(["Some characters cannot be printed:", *(f"  - place {n}" for n in range(9))]))

    broken = Driver(driver.form, Services(services.check, fail, TODAY), driver.draft)
    broken.answer("end", "documents")
    (note,) = broken.page.notes
    assert note.split("\n")[-2:] == ["  - place 2", "  and 6 more"]


def test_a_field_of_a_list_says_which_list_it_belongs_to(drive):
    driver = drive(NEEDED)
    driver.open("activity")
    driver.skip()
    driver.skip()
    assert driver.page.ask == "Who will decide, and at which meeting?\nWhich committee or person decides?"
    assert driver.page.where.endswith("question 3 of 7, entry 1")


def test_help_on_a_choice_gives_reasons_and_on_a_text_answers(drive):
    driver = drive(NEEDED)
    driver.open("relevance")
    assert not any(line.startswith("A good answer") for line in driver.page.help)
    assert any(line.startswith("A sound reason: Yes") for line in driver.page.help)
    driver.open("description")
    assert any(line.startswith("A good answer: ") for line in driver.page.help)


def test_help_on_a_finding_says_why_it_matters_and_where_there_is_more(drive):
    driver = contradiction(drive)
    why, more = driver.page.help
    assert why.startswith("Why: ")
    assert more.endswith("eqia rules RT13")


def test_a_finding_on_one_box_of_several_leads_to_the_question_by_its_name(drive):
    driver = drive(sample("bedford-school-improvement-2018-as-published"))
    driver.answer("end", "open")
    (finding,) = [option for option in driver.page.options if "no recommendation is ticked" in option.label]
    driver.answer(finding.id)
    assert labels(driver)[0] == "Change now: Recommendation"
    driver.answer(driver.page.options[0].id)
    assert driver.page.ask.startswith("Recommendation: which")


def test_starting_from_an_earlier_text_can_be_called_off(drive):
    driver = drive(sample(COMPLETED))
    driver.iv.push(("reuse", "summary", "summary"))
    assert labels(driver)[-1] == "None of these, go back"
    before = driver.draft.typing
    driver.answer(driver.page.options[-1].id)
    assert driver.draft.typing == before


def test_a_row_is_shortened_between_words(actions):
    actions.answer("add", "To lessen the impact on people of a particular age: visits", "Head", "May 2027", "Fewer")
    assert labels(actions)[0].startswith("To lessen the impact on people of a..., Head, ")


def test_a_complete_section_with_something_to_look_at_again_opens_there(drive):
    data = sample(COMPLETED)
    data["relevance"]["known_inequalities"] = "no"
    driver = drive(data)
    (row,) = [option for option in driver.page.options if option.id == "relevance"]
    assert row.note == "Complete (1 to look at again)"
    driver.open("relevance")
    assert driver.page.ask == "1 of 1: please look at this again"
    driver.answer("leave")
    assert driver.page.ask == "Check your answers: Relevance Test"


def test_a_box_that_is_only_part_of_the_reason_is_to_be_looked_at_not_changed(drive):
    data = sample(COMPLETED)
    data["impacts"]["disability"]["negative"] = True
    data["actions"]["lessen_negative"] = []
    driver = drive(data)
    driver.answer("end", "open")
    (finding,) = [option for option in driver.page.options if "no action to lessen it" in option.label]
    driver.answer(finding.id)
    assert labels(driver)[:2] == [
        "Change now: Action to lessen negative impact",
        "Look at again: Impact on equality groups: Disability",
    ]
