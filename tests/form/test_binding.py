"""Words and model match, and what does not is named."""

import pytest

from eqia.concepts.model import Concepts
from eqia.concepts.roles import concepts_of_forms
from eqia.form.binding import find_faults
from eqia.form.conditions import Answered, Any
from eqia.form.definition import Form
from eqia.form.loader import known_councils, load_pack

FIELDS = """
activity.title activity.budget_proposal activity.decisions activity.service_area activity.lead_officers
activity.approved_by activity.approval_date activity.description
relevance.affects_people relevance.affects_groups relevance.affects_groups_differently relevance.could_disadvantage
relevance.known_inequalities relevance.significant_change relevance.relates_to_duty relevance.corporate_priority
relevance.analysis_required relevance.no_relevance relevance.why_not_required
scope.who_is_affected scope.groups_affected scope.characteristics scope.other_groups
evidence.sources evidence.consultation evidence.findings evidence.gaps duty impacts
commissioning.contract_measures commissioning.commissioning_cycle
actions.lessen_negative actions.increase_positive actions.develop_evidence actions.procurement actions.other
recommendation.no_major_change recommendation.adjustments recommendation.justification recommendation.stop
summary monitoring.arrangements monitoring.review_date
"""


def changed(form: Form, **changes) -> Form:
    return form.model_copy(update=changes)


def test_every_pack_matches_the_model():
    for council in known_councils():
        assert find_faults(load_pack(council).form) == []


def test_the_model_has_the_fields_of_the_form():
    assert concepts_of_forms().keys() == set(FIELDS.split())
    assert load_pack("bedford").model is Concepts


def test_a_question_that_is_asked_twice_is_named():
    form = load_pack("bedford").form
    first = form.sections[0]
    double = changed(form, sections=(first, *form.sections))
    assert '"activity.title" is asked 2 times' in find_faults(double)


def test_boxes_and_columns_that_no_page_asks_for_are_named():
    form = load_pack("bedford").form
    impacts = form.question("impacts")
    assert impacts is not None
    section = next(each for each in form.sections if each.id == "impacts")
    column = impacts.columns[-1].model_copy(update={"id": "mitigation"})
    wider = impacts.model_copy(update={"columns": (*impacts.columns, column)})
    others = tuple(each for each in form.sections if each is not section)
    with_column = changed(form, sections=(*others, section.model_copy(update={"questions": (wider,)})))
    assert '"impacts" has a column "mitigation" of its own, which a table with boxes cannot have' in find_faults(
        with_column
    )
    own = impacts.model_copy(update={"id": "effects"})
    with_table = changed(form, sections=(*others, section.model_copy(update={"questions": (own,)})))
    assert any('"effects" has boxes in its rows' in each for each in find_faults(with_table))


@pytest.mark.parametrize(
    ("id", "fault"),
    [
        ("review", 'has a name that the file keeps for itself: "review"'),
        ("policy.items", 'has a name that the file keeps for itself: "items"'),
        ("policy.Status", "an id has one to four names"),
        ("a.b.c.d.e", "an id has one to four names"),
        ("summary.short", 'question "summary" stands where "summary.short" has its part'),
        ("policy.status", None),
    ],
)
def test_ids_of_a_forms_own_have_a_place_in_the_file(id, fault):
    form = load_pack("bedford").form
    first = form.sections[0]
    question = first.questions[0].model_copy(update={"id": id})
    faults = find_faults(changed(form, sections=(*form.sections, first.model_copy(update={"questions": (question,)}))))
    assert any(fault in each for each in faults) if fault else faults == []


@pytest.mark.parametrize(
    ("id", "update", "fault"),
    [
        ("summary", {"kind": "tick"}, '"summary" is asked as tick'),
        ("duty", {"rows": ("age", "martians")}, 'has a row "martians"'),
        ("duty", {"rows": ()}, '"duty" has no rows'),
        (
            "activity.budget_proposal",
            {"joins": "activity.name"},
            'joins "activity.name", which is not printed in its section',
        ),
        ("summary", {"shown_when": Any(any=())}, "has the condition { any = [] }, which never holds"),
        ("summary", {"shown_when": Answered(answered="summary.x")}, 'looks at "summary.x", which is no question'),
        ("actions.other", {"columns": ()}, '"actions.other" has no columns'),
        ("actions.other", {"kind": "prose"}, '"actions.other" is asked as prose, but what it stands for is records'),
    ],
)
def test_a_question_that_does_not_fit_its_field_is_named(id, update, fault):
    form = load_pack("bedford").form
    sections = tuple(
        section.model_copy(
            update={"questions": tuple(q.model_copy(update=update) if q.id == id else q for q in section.questions)}
        )
        for section in form.sections
    )
    assert any(fault in found for found in find_faults(changed(form, sections=sections)))
