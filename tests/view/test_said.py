"""What documents state holds: signs by the form's own boxes, a statement of what was done only where it was done."""

import pytest

from eqia.assessment.model import Assessment
from eqia.form.loader import load_pack
from eqia.view.build import build_view
from eqia.view.glance import look

FORM = load_pack("bedford").form


def relabelled(**labels):
    """The form with other words on the boxes of the impacts."""
    sections = []
    for section in FORM.sections:
        questions = [
            question.model_copy(
                update={
                    "columns": tuple(
                        column.model_copy(update={"label": labels.get(column.id, column.label)})
                        for column in question.columns
                    )
                }
            )
            if question.id == "impacts"
            else question
            for question in section.questions
        ]
        sections.append(section.model_copy(update={"questions": tuple(questions)}))
    return FORM.model_copy(update={"sections": tuple(sections)})


def told(form, **ticks):
    group = look(Assessment.model_validate({"impacts": {"age": ticks, "race": {"none": True}}}), form)["groups"][0]
    return group["sign"], group["says"]


@pytest.mark.parametrize(
    ("label", "ticks", "sign", "says"),
    [
        ({"positive": "Benefits"}, {"positive": True}, "", "Benefits"),
        (
            {"positive": "High relevance"},
            {"positive": True, "negative": True},
            "",
            "High relevance and Negative impact",
        ),
        ({"none": "Evidence needed"}, {"none": True}, "", "Evidence needed"),
        ({"none": "Evidence needed"}, {"positive": True, "none": True}, "", "Positive impact and Evidence needed"),
        ({"negative": "Mitigated"}, {"positive": True}, "+", "Positive"),
        ({"negative": "Adverse impact"}, {"negative": True}, "\u2212", "Adverse"),
        ({"negative": "Adverse effect"}, {"positive": True, "negative": True}, "+ \u2212", "Positive and adverse"),
        ({"none": "Neutral"}, {"none": True}, "0", "No impact"),
        ({}, {"positive": True, "none": True}, "?", "No impact, and an impact"),
        ({"positive": "Benefits"}, {}, "?", "Not ticked"),
    ],
)
def test_a_sign_stands_only_for_a_box_that_means_what_it_always_did(label, ticks, sign, says):
    assert told(relabelled(**label), **ticks) == (sign, says)


def summary_of(**fields):
    view = build_view(Assessment.model_validate(fields), FORM, draft=True)
    section = next(each for each in view.sections if each["id"] == "summary")
    return section["fixed"], view.values["answered"]["summary"]


def test_that_consideration_was_given_is_said_only_where_something_was_summed_up():
    assert summary_of() == ("", False)
    assert summary_of(relevance={"analysis_required": "no"}) == ("", False)
    fixed, answered = summary_of(summary="Weighed.")
    assert answered
    assert fixed.startswith("In preparing this report, due consideration has been given")
