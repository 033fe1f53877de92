"""The text of a report: what can be read of it, and what is left over."""

import json

import pytest

from eqia.assessment import store
from eqia.assessment.model import Person
from eqia.concepts.model import Concepts
from eqia.errors import InputError
from eqia.form.definition import Kind
from eqia.review.forms.import_form import import_text

REPORT = """Equality Analysis Report

Title of activity / Budget Proposal title and number Opening hours of libraries\tCommittee meeting (decision maker) and date Executive for approval
Service area Libraries\tLead officer Head of Libraries
Approved by Director of Communities\tDate of approval

Description of activity:

Branches close on Mondays and open on Sundays.

Please refer to the Equality Analysis Template Notes for guidance on completing this form.

Relevance Test

1. The outcomes of the activity directly and significantly impact on people, e.g. service users, employees, voluntary and community sector groups.\tYes\t\tNo\t\t\t
2. The activity could / does affect one or more protected equality groups.\tYes\t\\boxtimes\tNo\t\t\t
3. The activity could / does affect protected equality groups differently.\tYes\t\tNo\t\\boxtimes\t\t
This activity has no relevance to Bedford Borough Council's duty to eliminate unlawful discrimination, harassment and victimisation; to advance equality of opportunity; and to foster good relations. An equality analysis is not needed.\t\t\t\t\t\t

Evidence, data, information and consultation

What evidence have you used\tWe counted visits:
to analyse the effects on\tDoor counts 2025
equality?\tReaders' survey 2024
What further research or data do you need to fill any gaps in your understanding of the potential or known effects of the activity?\tN/A

General Equality Duty

\tEliminate discrimination, harassment and victimisation\tAdvance equality of opportunity\tFoster good relations
Age\t\tSunday hours\t
Religion or belief\t\t\t

Impact on equality groups

\tPositive\tNegative\tNo\td negative impact will your activity have on equality? Explanation
\timpact\timpact\timpact\t
Age\t\t\t\tOlder readers said that they come on Sundays

A line that the page break has torn from its row

Actions

\tWhat will be done?\tWho?\tWhen?\tWhat will be the outcome?
Actions to lessen negative impact\tAsk readers\tLibrarian\tNow until 2027\tThey are heard

Recommendation

No major change required\t
Stop the activity\t

Summary of analysis

More people can come.
"""  # noqa: E501


def test_the_text_of_a_report_is_read_as_far_as_it_goes():
    imported = import_text(REPORT, "bedford")
    read = imported.assessment
    assert read.activity.title == "Opening hours of libraries"
    assert read.activity.service_area == "Libraries"
    assert read.activity.lead_officers == (Person(post="Head of Libraries"),)
    assert read.activity.description == "Branches close on Mondays and open on Sundays."
    assert read.evidence.sources == "We counted visits:\nDoor counts 2025\nReaders' survey 2024"
    assert read.evidence.gaps == "N/A"
    assert read.duty_of("age").advance_equality == "Sunday hours"
    assert read.impact_of("age").explanation == "Older readers said that they come on Sundays"
    assert read.actions.lessen_negative[0].when.text == "Now until 2027"
    assert read.summary == "More people can come."
    assert "A line that the page break has torn from its row" in imported.left_over
    assert max(imported.sure.values()) <= 0.9


def test_columns_of_text_that_ran_together_are_a_guess_and_the_end_of_a_sentence_is_no_label():
    text = "Title of activity\tReading\tCommittee meeting\tExecutive\nprocurement decision.\tfor schools\n"
    text += "\ndecision.\tChildren's\n"
    imported = import_text(text, "bedford")
    assert imported.sure["activity.title"] == 0.5
    assert "activity.decisions" in imported.missing


def test_in_text_a_box_without_a_mark_is_unreadable_and_never_read_as_not_ticked():
    read = import_text(REPORT, "bedford").assessment
    assert read.relevance.affects_people == "unreadable"
    assert read.relevance.affects_groups == "yes"
    assert read.relevance.affects_groups_differently == "no"
    assert read.relevance.no_relevance == "unreadable"
    assert read.impact_of("age").positive == "unreadable"
    assert read.recommendation.stop == "unreadable"


def test_in_text_what_was_not_found_is_listed():
    imported = import_text(REPORT, "bedford")
    assert "evidence.consultation" in imported.missing
    assert "impacts.race.positive" in imported.missing
    assert "relevance.affects_people.yes" in imported.unreadable


def test_every_question_of_the_form_is_found_missing_or_read(pack):
    imported = import_text(REPORT, "bedford")
    for section in pack.form.sections:
        for question in section.questions:
            if question.printed and not question.joins and question.kind is not Kind.MATRIX:
                paths = [*imported.shown, *imported.missing]
                assert any(path == question.id or path.startswith(f"{question.id}.") for path in paths), question.id


def test_text_of_something_else_is_refused():
    with pytest.raises(InputError, match="Nothing of the form"):
        import_text("Dear all,\n\nplease find the minutes below.", "bedford")


def test_what_is_imported_is_a_file_of_ours():
    imported = import_text(REPORT, "bedford")
    assert store.parse(json.loads(store.to_json(imported.assessment)), Concepts)[0] == imported.assessment
    assert isinstance(imported.assessment, Concepts)
