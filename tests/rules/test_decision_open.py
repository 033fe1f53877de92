"""Where question 9 is left open and the analysis is filled in, nothing that a required analysis lacks goes unsaid."""

import pytest

from eqia.rules.findings import GATES, SEVERITIES, Finding
from tests.rules.mutants import check_data, mutations, read_good

NOT_YES = {"RT06": "contradicts the answer Yes", "RT12": "contradicts the answer Yes"}
"""Rules about the answer Yes itself."""

OPEN = [None, "both", "unreadable"]


def _data(base: str, decision: str | None, **parts: object) -> dict[str, object]:
    data = read_good(base) | parts
    return data | {"relevance": data["relevance"] | {"analysis_required": decision}}


def _found(data: dict[str, object], rule: str) -> list[Finding]:
    return [finding for finding in check_data(data, rule) if finding.rule == rule]


@pytest.mark.parametrize("decision", OPEN)
def test_each_fault_of_a_required_analysis_is_still_found_one_severity_lower(decision: str | None) -> None:
    lower = 0
    for mutation in mutations():
        data = mutation.make().model_dump(mode="json")
        if data["relevance"]["analysis_required"] != "yes" or mutation.rule in NOT_YES:
            continue
        data["relevance"]["analysis_required"] = decision
        found = [f for f in check_data(data, str(mutation), mutation.today) if f.rule == mutation.rule]
        assert found, mutation
        lower += any(finding.message.startswith("If an analysis is required: ") for finding in found)
    assert lower > 35


@pytest.mark.parametrize("decision", OPEN)
@pytest.mark.parametrize(
    ("rule", "part", "said"),
    [
        ("EV07", {"evidence": {}}, 'If an analysis is required: "Consultation" records none.'),
        ("RE11", {"summary": ""}, 'If an analysis is required: "Summary" is not filled in.'),
        ("RE01", {"recommendation": {}}, "If an analysis is required: no recommendation is ticked."),
        ("MO02", {"monitoring": {}}, 'If an analysis is required: "Review date" is not filled in.'),
    ],
)
def test_what_is_said_and_how_much_it_weighs(decision: str | None, rule: str, part: dict, said: str) -> None:
    base = "family-leave-policy"
    (certain,) = _found(_data(base, "yes", **part), rule)
    (supposed,) = _found(_data(base, decision, **part), rule)
    assert supposed.message == said
    assert "relevance.analysis_required" in supposed.fields
    for gate in GATES:
        due, lower = certain.severity(gate), supposed.severity(gate)
        assert lower == (due and SEVERITIES[min(SEVERITIES.index(due) + 1, 2)])


def test_an_empty_analysis_is_not_asked_for_before_question_9_is_answered() -> None:
    data = read_good("not-required")
    assert not any(f.message.startswith("If an analysis") for f in check_data(_data("not-required", None), "x"))
    data["relevance"] |= {"analysis_required": None, "no_relevance": False}
    assert not any(f.message.startswith("If an analysis") for f in check_data(data, "x"))
    data["scope"] = {"who_is_affected": "N/A"}
    assert not any(f.message.startswith("If an analysis") for f in check_data(data, "x"))
    data["scope"] = {"who_is_affected": "Residents of the ward."}
    assert any(f.message.startswith("If an analysis") for f in check_data(data, "x"))
