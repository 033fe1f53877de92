"""Assessments of every shape, for properties that must hold for all of them."""

from hypothesis import strategies as st

from eqia.assessment.model import Acknowledgement, Person, When
from eqia.assessment.vocabulary import Characteristic
from eqia.concepts.model import (
    Action,
    Actions,
    Activity,
    Commissioning,
    Concepts,
    Decision,
    Duty,
    Evidence,
    Impact,
    Monitoring,
    Recommendation,
    Relevance,
    Scope,
)

TEXTS = st.one_of(
    st.sampled_from(
        [
            "", " ", "N/A", "TBC", "-", "None", "as above", "{0}", "{count}", "%s", "Age", "no barriers were found",
            "Older and disabled people lose two mornings. Most users were worried.", "Section 149(1)", "x" * 500,
        ]
    ),
    st.text(max_size=60),
)  # fmt: skip
LINES = st.one_of(
    st.sampled_from(["", "TBC", "Director", "{items}", "Schools"]),
    st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=30),
)
WHENS = st.one_of(
    st.sampled_from(
        ["", "TBC", "14 Nov 2018", "Nov 2018", "2018", "Now until 2021", "1/2/2030", "31/11/2018", "2018/19", "9999"]
    ),
    LINES,
).map(When)
TICKS = st.sampled_from([True, False, "unreadable"])
YES_NO = st.sampled_from(["yes", "no", "both", "unreadable", None])
GROUPS = st.sampled_from([*map(str, Characteristic), "other", "care_leavers"])


def some(strategy, most=3):
    return st.lists(strategy, max_size=most).map(tuple)


def built(model, **fields):
    kinds = {str: TEXTS, When: WHENS}
    known = {name: kinds[info.annotation] for name, info in model.model_fields.items() if info.annotation in kinds}
    return st.builds(model, **{**known, **fields})


ACTIONS = some(built(Action, who=LINES))
ACTIVITIES = built(
    Activity,
    title=LINES,
    budget_proposal=LINES,
    service_area=LINES,
    decisions=some(built(Decision, body=LINES)),
    lead_officers=some(built(Person, name=LINES, post=LINES)),
    approved_by=some(built(Person, name=LINES, post=LINES)),
)
QUESTIONS = {name: YES_NO for name in Relevance.model_fields if name not in ("no_relevance", "why_not_required")}
ASSESSMENTS = st.builds(
    Concepts,
    activity=ACTIVITIES,
    relevance=built(Relevance, **QUESTIONS, no_relevance=TICKS),
    scope=built(Scope, characteristics=some(GROUPS), other_groups=some(LINES)),
    evidence=built(Evidence),
    duty=st.dictionaries(GROUPS, built(Duty)),
    impacts=st.dictionaries(GROUPS, built(Impact, positive=TICKS, negative=TICKS, none=TICKS)),
    commissioning=built(Commissioning),
    actions=st.builds(Actions, **dict.fromkeys(Actions.model_fields, ACTIONS)),
    recommendation=st.builds(Recommendation, **dict.fromkeys(Recommendation.model_fields, TICKS)),
    summary=TEXTS,
    monitoring=built(Monitoring),
    acknowledged=some(
        st.builds(Acknowledgement, rule=LINES, field=LINES, reason=TEXTS, who=LINES, when=LINES, digest=LINES)
    ),
)
