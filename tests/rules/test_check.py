"""The check as a whole: total, repeatable, in order, folded, and aware of gates."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eqia.concepts.model import Concepts
from eqia.errors import UsageError
from eqia.form.loader import load_pack
from eqia.rules.acknowledgement import acknowledge
from eqia.rules.check import MOST_NAMED, check
from eqia.rules.findings import GATES, SEVERITIES, Findings, Gate, Severity
from eqia.rules.order import place_key
from eqia.rules.settings import Override, RuleSettings
from eqia.workflows import labels_of

from .assessments import ASSESSMENTS

TODAY = date(2026, 1, 15)
LABELS = labels_of(load_pack("bedford"))


def read(**parts):
    return Concepts.model_validate_json(json.dumps(parts))


def found(assessment, rule=None, **options):
    findings = check(assessment, today=TODAY, labels=LABELS, **options)
    return Findings(finding for finding in findings if rule in (None, finding.rule))


def rules_of(findings):
    return [finding.rule for finding in findings]


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(ASSESSMENTS, st.dates())
def test_any_assessment_is_checked_and_twice_the_same(assessment, today):
    first = check(assessment, today=today, labels=LABELS)
    assert first == check(assessment.model_copy(deep=True), today=today, labels=LABELS)
    for finding in first:
        assert finding.message
        assert finding.levels
        assert finding.fields


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(ASSESSMENTS)
def test_every_finding_leads_to_a_place_on_the_form(assessment):
    for finding in check(assessment, today=TODAY, labels=LABELS):
        for field in finding.fields:
            if "care_leavers" not in field:
                assert not LABELS.place(field).startswith("field "), (finding.rule, field)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(ASSESSMENTS)
def test_what_blocks_approval_comes_first_and_the_form_gives_the_order(assessment):
    findings = check(assessment, today=TODAY, labels=LABELS)
    blocks = [finding.severity(Gate.APPROVAL) is Severity.ERROR for finding in findings]
    assert blocks == sorted(blocks, reverse=True)
    blocking = findings[: sum(blocks)]
    places = [place_key(finding.fields[0], tuple(LABELS.groups)) for finding in blocking]
    assert [place[0] for place in places] == sorted(place[0] for place in places)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(ASSESSMENTS)
def test_a_gate_shows_what_is_due_worst_first_and_leaves_the_rest_to_do(assessment):
    findings = check(assessment, today=TODAY, labels=LABELS)
    for gate in GATES:
        due = findings.at(gate)
        ranks = [SEVERITIES.index(finding.severity(gate)) for finding in due]
        assert ranks == sorted(ranks)
        assert len(due) + len(findings.to_do(gate)) == len(findings)
        assert findings.clear(gate) == (not findings.errors(gate))


def test_an_empty_form_shows_nothing_at_the_draft_gate_and_its_blanks_as_things_to_do():
    findings = found(Concepts())
    assert findings.at(Gate.DRAFT) == ()
    assert set(rules_of(findings.to_do(Gate.DRAFT))) == {"AC01", "AC02", "AC04", "RT01", "RT03"}
    assert not findings.clear(Gate.APPROVAL)


def test_five_blank_rows_are_one_finding():
    ticked = {group: {"none": True, "explanation": "No change."} for group in ("age", "race", "sex", "disability")}
    (finding,) = found(read(relevance={"analysis_required": "yes"}, impacts=ticked), "IM01")
    assert finding.message == (
        "Nothing is recorded for 5 groups: Gender reassignment, Pregnancy and maternity, Religion or belief, "
        "Sexual orientation and Marriage & civil partnership."
    )
    assert len(finding.fields) == 5


def test_a_flood_names_some_and_counts_the_rest():
    rows = [{"what": f"Step {number}", "when": "May 2026", "outcome": "Done"} for number in range(MOST_NAMED + 30)]
    (finding,) = found(read(actions={"other": rows}), "AN05")
    assert finding.message.startswith(f"{MOST_NAMED + 30} actions have no owner:")
    assert finding.message.endswith(" and 30 more.")


def test_hits_that_say_different_things_are_not_folded():
    groups = {"age": {"none": True, "positive": True}, "race": {"positive": True, "negative": True}}
    assert rules_of(found(read(impacts=groups), "IM05")) == ["IM05"]
    tables = {"duty": {"age": {"advance_equality": "a b"}}, "impacts": {"race": {"positive": True}}}
    assert rules_of(found(read(**tables), "DU02")) == ["DU02", "DU02"]


def test_a_finding_quotes_the_two_answers_that_disagree():
    assessment = read(
        relevance={"could_disadvantage": "no"}, impacts={"age": {"negative": True, "explanation": "Fewer hours"}}
    )
    (finding,) = found(assessment, "RT18")
    assert [(quote.path, quote.text) for quote in finding.quotes] == [
        ("relevance.could_disadvantage", "No"),
        ("impacts.age.negative", "ticked"),
    ]
    assert "Question 4" in finding.message
    assert "Age" in finding.message


def test_braces_in_an_answer_are_only_text():
    assessment = read(evidence={"gaps": "N/A"}, actions={"develop_evidence": [{"what": "{0} {count} %s"}]})
    (finding,) = found(assessment, "EV12")
    assert '"{0} {count} %s"' in finding.message


MARRIED = {"marriage_civil_partnership": {"foster_good_relations": "Events for all couples"}}


def acknowledged(assessment, rule, reason="The council wants it so."):
    (finding,) = found(assessment, rule)
    given = acknowledge(finding, assessment, reason=reason, who="Equality officer", when="15 January 2026")
    return assessment.model_copy(update={"acknowledged": (given,)})


def test_an_acknowledged_warning_is_closed_and_kept_with_its_reason():
    findings = found(acknowledged(read(duty=MARRIED), "DU01"), "DU01")
    assert findings.at(Gate.APPROVAL) == ()
    (answered,) = findings.answered()
    assert answered.acknowledged.reason == "The council wants it so."


def test_an_acknowledgement_is_gone_when_the_text_changes():
    assessment = acknowledged(read(duty=MARRIED), "DU01")
    changed = read(duty={"marriage_civil_partnership": {"foster_good_relations": "Events for married couples"}})
    changed = changed.model_copy(update={"acknowledged": assessment.acknowledged})
    assert rules_of(found(changed, "DU01").at(Gate.APPROVAL)) == ["DU01"]


def test_a_reason_that_has_lapsed_is_told_with_the_answer_that_ended_it():
    given = acknowledged(read(duty=MARRIED), "DU01").acknowledged
    assert given[0].warning == found(read(duty=MARRIED), "DU01")[0].message
    changed = read(duty={"marriage_civil_partnership": {"foster_good_relations": "Events for married couples"}})
    (finding,) = found(changed.model_copy(update={"acknowledged": given}), "DU01")
    assert finding.lapsed.given == given[0]
    assert finding.lapsed.changed == (given[0].field,)
    old = given[0].model_copy(update={"rests_on": ()})
    (finding,) = found(changed.model_copy(update={"acknowledged": (old,)}), "DU01")
    assert finding.lapsed.changed == ()
    (finding,) = found(acknowledged(read(duty=MARRIED), "DU01"), "DU01")
    assert finding.lapsed is None


def test_an_acknowledgement_holds_when_something_else_changes():
    assessment = acknowledged(read(duty=MARRIED), "DU01")
    assert found(assessment.model_copy(update={"summary": "New words."}), "DU01").at(Gate.APPROVAL) == ()


def test_an_error_cannot_be_acknowledged():
    assessment = read(relevance={"known_inequalities": "both"})
    (finding,) = found(assessment, "RT02")
    with pytest.raises(UsageError, match="changing the form"):
        acknowledge(finding, assessment, reason="It is both.", who="Officer", when="today")
    forged = {"rule": "RT02", "field": finding.fields[0], "reason": "It is both.", "who": "x", "when": "y"}
    file = read(relevance={"known_inequalities": "both"}, acknowledged=[forged | {"digest": finding.digest}])
    assert rules_of(found(file, "RT02").at(Gate.DRAFT)) == ["RT02"]


def test_a_reason_is_needed():
    assessment = read(duty=MARRIED)
    (finding,) = found(assessment, "DU01")
    with pytest.raises(UsageError, match="DU01"):
        acknowledge(finding, assessment, reason="  ", who="Officer", when="today")


def test_an_acknowledged_warning_is_an_error_again_at_the_gate_where_it_is_one():
    assessment = acknowledged(read(activity={"decisions": [{"body": "Executive"}]}), "AC02")
    assert found(assessment, "AC02").at(Gate.APPROVAL) == ()
    assert rules_of(found(assessment, "AC02").errors(Gate.PUBLICATION)) == ["AC02"]


def test_a_warning_says_at_which_gate_it_becomes_an_error():
    finding = found(read(activity={"decisions": [{"body": "Executive"}]}), "AC02")[0]
    assert [finding.blocks_later(gate) for gate in GATES] == [Gate.PUBLICATION, Gate.PUBLICATION, None]
    assert found(read(duty=MARRIED), "DU01")[0].blocks_later(Gate.APPROVAL) is None


def test_the_analysis_is_not_checked_where_none_is_required():
    rows = {"what": "Write to all users"}
    assert found(read(relevance={"analysis_required": "no"}, actions={"other": [rows]}), "AN05") == ()
    assert found(read(relevance={"analysis_required": "yes"}, actions={"other": [rows]}), "AN05") != ()


def test_a_council_lowers_and_silences_rules():
    assessment = read(duty=MARRIED)
    lower = Override({Gate.PUBLICATION: Severity.INFO}, "Our form asks for it.")
    (finding,) = found(assessment, "DU01", settings=RuleSettings(overrides={"DU01": lower}))
    assert finding.severity(Gate.APPROVAL) is None
    assert finding.severity(Gate.PUBLICATION) is Severity.INFO
    off = Override({}, "Our form asks for it.")
    assert found(assessment, "DU01", settings=RuleSettings(overrides={"DU01": off})) == ()
