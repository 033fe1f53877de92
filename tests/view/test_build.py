"""The view holds every answer exactly, and only plain values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqia.assessment.store import parse
from eqia.characters.pasted import as_meant
from eqia.concepts.model import Concepts
from eqia.form.loader import load_pack
from eqia.view.build import DUTY_BEGAN, build_view

FORM = load_pack("bedford").form


def view_of(data, *, draft=True):
    assessment, problems = parse(data, Concepts)
    assert not problems
    return build_view(assessment, FORM, draft=draft, template="bedford 1.0.0")


def plain(value):
    if isinstance(value, dict):
        return all(isinstance(key, str) and plain(item) for key, item in value.items())
    if isinstance(value, list):
        return all(plain(item) for item in value)
    return type(value) in (str, bool, int)


def test_templates_see_plain_values_only():
    view = view_of({"impacts": {"age": {"positive": True}}, "actions": {"other": [{"what": "x"}]}})
    assert plain(dict(view.facts))
    assert plain(view.sections)
    assert plain(view.values)


def test_the_four_states_of_a_question():
    def boxes(answer):
        printed = view_of({"relevance": {"affects_people": answer}}).printed
        return printed["relevance.affects_people.yes"], printed["relevance.affects_people.no"]

    assert boxes("yes") == (True, False)
    assert boxes("no") == (False, True)
    assert boxes("both") == (True, True)
    assert boxes(None) == (False, False)
    assert boxes("unreadable") == ("unreadable", "unreadable")


def test_ticks_are_heard_as_words():
    view = view_of({"relevance": {"affects_people": "no"}, "impacts": {"age": {"positive": True}}})
    says = {
        cell["path"]: cell["says"]
        for section in view.sections
        for question in section["questions"]
        for cell in [*question["boxes"], *(cell for row in question["rows"] for cell in row["cells"])]
    }
    assert says["relevance.affects_people.yes"] == "Not ticked"
    assert says["relevance.affects_people.no"] == "No"
    assert says["impacts.age.positive"] == "Yes"
    assert says["impacts.age.negative"] == "No"


def test_lists_are_one_a_line_and_the_budget_proposal_joins_the_title():
    view = view_of(
        {
            "activity": {
                "title": "Library hours",
                "budget_proposal": "BP12",
                "decisions": [{"body": "Executive", "date": "1 May 2026"}, {"body": "Council"}],
                "lead_officers": [{"post": "Head of Libraries"}],
            }
        }
    )
    assert view.printed["activity.title"] == "Library hours\nBP12"
    assert view.printed["activity.decisions"] == "Executive, 1 May 2026\nCouncil"
    assert view.printed["activity.lead_officers"] == "Head of Libraries"


def test_an_empty_action_list_still_prints_a_row():
    assert view_of({}).printed["actions.other.0.what"] == ""


def test_sections_are_not_needed_when_question_9_is_no():
    view = view_of({"relevance": {"analysis_required": "no"}})
    assert [section["id"] for section in view.sections if section["needed"]] == ["activity", "description", "relevance"]
    assert "summary" not in view.printed


def test_what_was_written_is_printed_even_where_it_is_not_needed():
    view = view_of({"relevance": {"analysis_required": "no"}, "impacts": {"race": {"explanation": "x"}}})
    assert {section["id"]: section["needed"] for section in view.sections}["impacts"]
    assert view.printed["impacts.race.explanation"] == "x"


@pytest.mark.parametrize(
    ("data", "created"),
    [
        ({}, DUTY_BEGAN),
        ({"activity": {"approval_date": "3 March 2026"}}, "2026-03-03T00:00:00Z"),
        ({"activity": {"approval_date": "TBC"}}, DUTY_BEGAN),
        ({"history": [{"who": "a", "what": "b", "when": "4 May 2026"}]}, "2026-05-04T00:00:00Z"),
    ],
)
def test_the_document_is_dated_by_its_content(data, created):
    assert view_of(data).facts["created"] == created


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r")))
def test_text_is_kept_exactly(text):
    view = view_of({"summary": text, "impacts": {"sex": {"explanation": text}}, "actions": {"other": [{"what": text}]}})
    assert view.printed["summary"] == as_meant(text)
    assert view.printed["impacts.sex.explanation"] == as_meant(text)
    assert view.printed["actions.other.0.what"] == as_meant(text)


def test_a_question_whose_branch_is_closed_is_not_called_unanswered():
    def blank(answer):
        return view_of({"relevance": {"analysis_required": answer}}).values["blank"]["relevance.why_not_required"]

    assert blank("no") == FORM.not_answered
    assert blank("yes") == FORM.not_asked


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"positive": True}, "Positive"),
        ({"negative": True}, "Negative"),
        ({"positive": True, "negative": True}, "Positive and negative"),
        ({"none": True}, "No impact"),
        ({"none": True, "positive": True}, "No impact, and an impact"),
        ({"positive": "unreadable"}, "Could not be read"),
        ({}, "Not ticked"),
    ],
)
def test_each_group_is_told_at_a_glance_in_words(row, says):
    glance = view_of({"impacts": {"age": row, "race": {"none": True}}}).glance
    assert glance["groups"][0]["label"] == "Age"
    assert glance["groups"][0]["says"] == says
    assert len(glance["groups"]) == 10


def test_nothing_is_told_at_a_glance_before_anything_is_ticked():
    assert view_of({}).glance["groups"] == []
