"""What documents state holds: signs by the form's own boxes, a statement of what was done only where it was done."""

import json

import pytest

from eqia.characters.directions import closed
from eqia.concepts.model import Concepts
from eqia.documents import Format, changed_answers, make_document
from eqia.form.loader import load_pack
from eqia.view.approval import approval_said
from eqia.view.build import build_view
from eqia.view.glance import look
from eqia.view.of_pack import view_by
from eqia.view.printing import FROM_THE_FILE
from eqia.wordml.archive.package import read_parts

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
    group = look(Concepts.model_validate({"impacts": {"age": ticks, "race": {"none": True}}}), form)["groups"][0]
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
        ({"none": "Neutral"}, {"none": True}, "0", "Neutral"),
        ({"none": "No differential effect"}, {"none": True}, "0", "No differential effect"),
        ({}, {"positive": True, "none": True}, "?", "No impact, and an impact"),
        ({"none": "Neutral"}, {"positive": True, "none": True}, "?", "Neutral, and an impact"),
        ({"positive": "Benefits"}, {}, "?", "Not ticked"),
    ],
)
def test_a_sign_stands_only_for_a_box_that_means_what_it_always_did(label, ticks, sign, says):
    assert told(relabelled(**label), **ticks) == (sign, says)


def summary_of(**fields):
    view = build_view(Concepts.model_validate(fields), FORM, draft=True)
    section = next(each for each in view.sections if each["id"] == "summary")
    return section["fixed"], view.values["answered"]["summary"]


def test_that_consideration_was_given_is_said_only_where_something_was_summed_up():
    assert summary_of() == ("", False)
    assert summary_of(relevance={"analysis_required": "no"}) == ("", False)
    fixed, answered = summary_of(summary="Weighed.")
    assert answered
    assert fixed.startswith("In preparing this report, due consideration has been given")


TURNED = "Ann \u202eelpmaxE"
NEVER_ENDED = {
    "plain": "plain",
    "\u202eover": "\u202eover\u202c",
    "\u202eover\u202c": "\u202eover\u202c",
    "\u2067isolate \u202band": "\u2067isolate \u202band\u202c\u2069",
    "\u2067isolate \u202bended\u2069 by": "\u2067isolate \u202bended\u2069 by",
    "\u202c\u2069 nothing to end": "\u202c\u2069 nothing to end",
}


@pytest.mark.parametrize("text", NEVER_ENDED)
def test_a_turn_of_direction_that_is_never_ended_is_ended(text):
    assert closed(text) == NEVER_ENDED[text]
    assert closed(closed(text)) == closed(text)


@pytest.mark.parametrize("format", [Format.DOCX, Format.HTML])
def test_what_is_typed_turns_no_word_of_ours(format):
    """A title stands beside DRAFT in the band of a page, a reference before the digest, a name before the day."""
    answers = {
        "reference": TURNED,
        "activity": {"title": TURNED, "approved_by": [{"name": TURNED}], "approval_date": "1 June 2026"},
        "acknowledged": [{"rule": "EV02", "field": "evidence.findings", "reason": "Why.", "who": TURNED, "when": "1"}],
    }
    assessment = Concepts.model_validate_json(json.dumps(answers))
    pack = load_pack("bedford")
    view = view_by(pack, assessment, FROM_THE_FILE, draft=True)
    assert approval_said(assessment, elsewhere=True).startswith(f"Approved by {TURNED}\u202c on 1 June 2026")
    made = make_document(view, pack, format)
    text = b"".join(read_parts(made).values()).decode("utf-8", "ignore") if format is Format.DOCX else made.decode()
    assert f"Report: {TURNED}\u202c" in text
    assert f"Reference {TURNED}\u202c. Revision" in text
    assert f"Answered by {TURNED}\u202c, 1: Why." in text
    assert view.values["activity"]["title"]
    assert changed_answers(made, view, pack, format) == []
