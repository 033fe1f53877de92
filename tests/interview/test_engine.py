"""The engine driven by replies alone: where they lead, what they keep, what is said."""

import json

import pytest

from eqia.assessment import store
from eqia.concepts.model import Concepts
from eqia.interview.keeping.files import text_of
from eqia.interview.page import Act, Widget
from eqia.interview.questions.answers import build_assessment
from tests.interview.conftest import COMPLETED, sample
from tests.interview.robot import Robot

SAMPLES = [
    COMPLETED,
    "bedford-education-improvement-strategy",
    "hertfordshire-school-improvement",
    "hillingdon-school-improvement-2020-2023",
    "north-west-inclusion-workstream",
    "not-required",
]


def relevance(**answers):
    return {"relevance": {"analysis_required": "yes", **answers}}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_robot_officer_types_each_sample_and_gets_the_same_assessment(name, drive, form):
    data = sample(name)
    wanted, _ = store.parse(data, Concepts)
    robot, driver = Robot(wanted.model_dump(mode="json")), drive()
    for _ in range(400):
        if driver.id == "end":
            break
        driver.iv.take(robot.reply(driver.page))
    assert driver.page.lines[0] == "All sections are complete."
    typed = build_assessment(form, driver.draft)
    around = {
        "reference": wanted.reference,
        "notice": wanted.notice,
        "history": wanted.history,
        "revision": wanted.revision,
    }
    around["acknowledged"] = wanted.acknowledged
    assert store.content_digest(typed.model_copy(update=around)) == store.content_digest(wanted)


def test_every_page_says_where_it_is_and_has_every_way_off(drive):
    robot, driver = Robot(sample_data(COMPLETED)), drive()
    for _ in range(400):
        page = driver.page
        if page.id == "end":
            return
        assert Act.LEAVE in page.acts
        if page.widget is not Widget.MENU:
            assert page.where.startswith("Section ")
            assert {Act.BACK, Act.SKIP, Act.TASKS} <= set(page.acts)
        driver.iv.take(robot.reply(page))
    pytest.fail("the end was not reached")


def sample_data(name):
    return store.parse(sample(name), Concepts)[0].model_dump(mode="json")


def test_back_and_forth_through_all_pages_changes_nothing(drive, form):
    driver = drive(sample(COMPLETED))
    before = store.content_digest(build_assessment(form, driver.draft))
    for section in form.sections:
        for step in driver.iv.outline.steps(section.id):
            driver.iv.push(("step", section.id, step.id, "go"))
            while driver.page.id == step.id:
                driver.back()
            driver.act(Act.TASKS)
    assert store.content_digest(build_assessment(form, driver.draft)) == before


def test_a_restart_shows_the_same_page_with_what_was_half_typed(drive, form):
    driver = drive()
    driver.answer("activity", "My title")
    driver.iv.type(driver.page, "Prop")
    text = text_of(driver.iv.draft, form, saved="", where="")
    again = drive(json.loads(text))
    assert (again.id, again.page.text) == ("activity.budget_proposal", "Prop")


def test_half_typed_text_stays_with_its_page_whatever_way_off_is_taken(drive):
    for act in (Act.BACK, Act.SKIP, Act.TASKS, Act.LEAVE):
        driver = drive()
        driver.answer("description")
        driver.act(act, "Half a sen")
        assert driver.draft.typing == {"activity.description": "Half a sen"}
        assert driver.draft.answers == {}


@pytest.mark.parametrize("section", ["scope", "duty", "impacts", "recommendation"])
def test_enter_alone_records_nothing_on_a_tick_list(section, drive):
    driver = drive(relevance())
    driver.open(section)
    while driver.page.widget is not Widget.TICKS:
        driver.answer("Some text")
    id = driver.id
    driver.answer(())
    assert driver.page.ask == "You have ticked nothing. What do you want to record?"
    assert driver.page.start == "back"
    driver.answer("back")
    assert driver.id == id
    driver.answer((), "none")
    assert driver.draft.marks[id] == "none"
    driver.back()
    assert driver.draft.answers == drive(relevance()).draft.answers | {
        slot: value for slot, value in driver.draft.answers.items() if value == "Some text"
    }


def test_not_knowing_yet_is_no_answer_and_shows_in_the_status(drive):
    driver = drive()
    driver.open("relevance")
    driver.skip()
    assert driver.iv.draft.answers == {}
    driver.act(Act.TASKS)
    assert status(driver, "relevance") == "In progress (0 of 9, 1 not known yet)"


def status(driver, section):
    return next(option.note for option in driver.page.options if option.id == section)


def test_the_states_of_sections(drive):
    driver = drive()
    assert status(driver, "activity") == "Not started"
    driver.answer("activity", "Title")
    driver.act(Act.TASKS)
    assert status(driver, "activity") == "In progress (1 of 7)"
    driver.open("description")
    driver.answer("What it is and for whom.")
    driver.act(Act.TASKS)
    assert status(driver, "description") == "Complete (1 to look at again)"
    driver = drive({"relevance": {"analysis_required": "no"}})
    assert status(driver, "impacts") == "Not needed"
    driver.answer("impacts")
    assert "not needed" in driver.page.notes[0]
    driver = drive({**relevance(affects_groups="no", affects_groups_differently="yes"), "summary": "x"})
    assert status(driver, "relevance") == "Has problems (1)"


def test_only_optional_questions_left_are_named_as_such(drive):
    driver = drive(
        {
            "activity": {
                "title": "T",
                "service_area": "S",
                "decisions": [{"body": "E", "date": "1 May 2026"}],
                "lead_officers": [{"post": "P"}],
            }
        }
    )
    assert status(driver, "activity") == "In progress (3 optional not looked at)"


def test_a_section_that_is_complete_opens_as_its_answers(drive):
    driver = drive({"activity": {"description": "The council wants to close a library."}})
    driver.open("description")
    assert driver.page.ask == "Check your answers: Description of activity"
    assert driver.page.options[0].note == "The council wants to close a library."
    driver.answer("activity.description", "The council wants to close two libraries.")
    assert driver.page.options[0].note == "The council wants to close two libraries."
    driver.answer("next")
    assert driver.id == "tasks"


def test_checking_goes_through_every_needed_section_to_the_end(drive, form):
    driver = drive(sample(COMPLETED))
    driver.answer("check")
    seen = []
    while driver.id.startswith("check "):
        seen.append(driver.id.removeprefix("check "))
        driver.answer("next")
    assert seen == [section.id for section in form.sections]
    assert driver.id == "end"


def test_a_change_that_opens_questions_asks_them_first_and_then_comes_back(drive):
    driver = drive(sample(COMPLETED))
    driver.open("relevance")
    driver.answer("relevance.analysis_required", "no")
    assert driver.id == "relevance.no_relevance"
    driver.answer("yes")
    assert driver.id == "relevance.why_not_required"
    driver.answer("Nobody is affected by this.")
    assert driver.id == "check relevance"


def test_answers_of_a_part_that_closes_are_said_to_be_kept_and_to_be_back(drive):
    driver = drive(sample(COMPLETED))
    driver.iv.push(("step", "relevance", "relevance.analysis_required", "change"))
    driver.answer("no")
    assert "answers are kept but do not count now" in driver.page.notes[0]
    driver.back()
    driver.iv.push(("step", "relevance", "relevance.analysis_required", "change"))
    driver.answer("yes")
    assert "count again" in driver.page.notes[0]


def test_a_date_is_read_back_with_its_weekday(drive):
    driver = drive()
    driver.open("monitoring")
    driver.answer("Quarterly figures.", "14 Nov 2026")
    assert "Date read as: Saturday 14 November 2026." in driver.page.notes


def test_a_day_that_does_not_exist_is_asked_about_and_can_stay(drive, form):
    driver = drive()
    driver.open("monitoring")
    driver.answer("Quarterly figures.", "31/11/2026")
    assert "no such day" in driver.page.ask
    driver.answer("again")
    assert driver.page.text == "31/11/2026"
    driver.answer("31/11/2026", "keep")
    assert build_assessment(form, driver.draft).monitoring.review_date.text == "31/11/2026"
    assert driver.draft.typing == {}


def test_words_instead_of_a_date_are_kept_and_said_to_be_none(drive, form):
    driver = drive()
    driver.open("monitoring")
    driver.answer("Quarterly figures.", "every term")
    assert build_assessment(form, driver.draft).monitoring.review_date.text == "every term"
    assert any("No date can be read" in note for note in driver.page.notes)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("two\nlines", "one line"),
        ("bell \x07 here", "U+0007"),
        ("half \ud800 a sign", "U+D800"),
        ("x" * 100_001, "100,000"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words_and_stays_on_the_page(text, says, drive):
    driver = drive()
    driver.answer("activity", text)
    assert driver.id == "activity.title"
    assert says in driver.page.notes[0]
    assert driver.page.text == text
    assert "activity.title" not in driver.draft.answers


def test_another_engine_on_the_same_draft_shows_the_same_page_everywhere(drive):
    robot, driver = Robot(sample_data(COMPLETED)), drive()
    for _ in range(400):
        page = driver.page
        if page.id == "end":
            return
        again = driver.again().page
        assert (again.id, again.where, again.options, again.value) == (page.id, page.where, page.options, page.value)
        driver.iv.take(robot.reply(page))


def test_the_next_section_to_do_is_one_with_questions_nobody_looked_at(drive, form):
    driver = drive()
    driver.open("description")
    driver.skip()
    assert status(driver, "description") == "In progress (0 of 1, 1 not known yet)"
    assert driver.page.start == "activity"
    driver.open("activity")
    while driver.id != "tasks":
        driver.act(Act.SKIP)
    assert driver.page.start == "relevance"
    driver = drive(sample(COMPLETED))
    driver.open("activity")
    while driver.id != "tasks":
        driver.act(Act.SKIP)
    driver.open("description")
    driver.answer("activity.description", "")
    driver.act(Act.TASKS)
    assert driver.page.start == "description"


def test_blank_lines_are_nothing_half_typed(drive):
    driver = drive()
    driver.open("description")
    driver.act(Act.SKIP, "\n\n")
    assert driver.draft.typing == {}
    driver.open("description")
    driver.act(Act.TASKS, "\nWe propose")
    assert driver.draft.typing == {"activity.description": "\nWe propose"}


def test_only_a_section_that_is_complete_is_offered_as_right(drive):
    driver = drive({"activity": {"description": "The council wants to close a library."}})
    driver.answer("check")
    assert driver.page.options[-1].label == "Next section"
    driver.answer("next")
    assert driver.page.options[-1].label == "Looks right, next section"


def test_the_impacts_are_checked_group_by_group_and_nothing_twice(drive):
    driver = drive(sample(COMPLETED))
    driver.open("impacts")
    labels = [option.label for option in driver.page.options]
    assert labels[:2] == ["Age", "Disability"]
    assert len(labels) == len(set(labels))
    assert not {"Positive impact", "Negative impact", "Reasons of their own"} & set(labels)
    driver = drive({"relevance": {"analysis_required": "yes"}})
    driver.open("impacts")
    driver.answer(("age",))
    driver.act(Act.TASKS)
    driver.iv.push(("check", "impacts"))
    assert {"Negative impact", "Age"} <= {option.label for option in driver.page.options}


def test_an_answer_that_was_typing_is_taken_back_once_with_all_that_it_changed(drive):
    driver = drive({"interview": {"where": [["tasks"], ["step", "relevance", "relevance.affects_people", "go"]]}})
    before, page = driver.draft, driver.page
    driver.act(Act.UNDO)
    assert (driver.draft, driver.page) == (before, page)
    driver.answer("no")
    assert driver.page.id != page.id
    driver.act(Act.UNDO)
    assert (driver.draft, driver.page) == (before, page)
    driver.act(Act.UNDO)
    assert (driver.draft, driver.page) == (before, page)
