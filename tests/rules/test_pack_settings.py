"""The [rules] table of a pack: what it can set, and what it is told when it is wrong."""

import pytest

from eqia.errors import PackError
from eqia.form.loader import load_pack
from eqia.rules.findings import Gate, Severity
from eqia.rules.pack_settings import explain_settings, read_settings
from eqia.rules.settings import DEFAULTS


def test_nothing_said_is_the_default():
    assert read_settings({}, "pack.toml") == DEFAULTS
    assert explain_settings(DEFAULTS) == []


def test_bedford_sets_the_defaults():
    assert read_settings(load_pack("bedford").facts.rules, "pack.toml") == DEFAULTS


def test_thresholds_and_choices():
    settings = read_settings(
        {
            "evidence_years": 5,
            "both_impacts": False,
            "forces_analysis": ["could_disadvantage", "significant_change"],
            "together": [],
        },
        "pack.toml",
    )
    assert settings.evidence_years == 5
    assert settings.forces_analysis == ("could_disadvantage", "significant_change")
    assert settings.together == ()
    assert explain_settings(settings) == [
        "evidence years: 5.",
        "both impacts: no.",
        "forces analysis: could_disadvantage, significant_change.",
        "together: none.",
    ]


def test_a_rule_is_lowered_with_a_reason():
    settings = read_settings({"RT11": {"severity": "info", "reason": "Our threshold is question 4."}}, "pack.toml")
    assert settings.overrides["RT11"].levels == {Gate.DRAFT: Severity.INFO}
    assert explain_settings(settings) == [
        "RT11 (notreq-v-yes): info from draft on. Reason: Our threshold is question 4."
    ]


def test_a_rule_is_switched_off_with_a_reason():
    settings = read_settings({"AC11": {"severity": "off", "reason": "We never print posts."}}, "pack.toml")
    assert settings.overrides["AC11"].levels == {}
    assert "switched off" in explain_settings(settings)[0]


def test_a_statutory_rule_is_raised():
    settings = read_settings(
        {"AN01": {"severity": "error", "gate": "draft", "reason": "We want it at once."}}, "pack.toml"
    )
    assert settings.overrides["AN01"].levels == {Gate.DRAFT: Severity.ERROR}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"evidence_year": 3}, 'there is no setting "evidence_year". Did you mean "evidence_years"?'),
        ({"evidence_years": "3"}, "evidence_years must be a whole number from 1."),
        ({"evidence_years": True}, "evidence_years must be a whole number from 1."),
        ({"review_months": 0}, "review_months must be a whole number from 1."),
        ({"both_impacts": 1}, "both_impacts must be true or false."),
        ({"forces_analysis": "could_disadvantage"}, "forces_analysis must be a list of names"),
        ({"forces_analysis": ["question 4"]}, 'forces_analysis names "question 4", which is not one of'),
        ({"together": [["adjustments"]]}, "together must be a list of pairs"),
        ({"together": [["adjustments", "nothing"]]}, 'together names "nothing"'),
        ({"RT99": {"severity": "off", "reason": "x"}}, 'there is no rule "RT99".'),
        ({"RT11": {"severity": "off"}}, "RT11 needs a reason"),
        ({"RT11": {"severity": "mild", "reason": "x"}}, 'RT11: severity must be "error", "warning", "info" or "off".'),
        ({"RT11": {"severity": "info", "gate": "later", "reason": "x"}}, "RT11: gate must be"),
        ({"RT11": {"severity": "info", "level": 1, "reason": "x"}}, 'RT11 has an unknown entry "level".'),
        ({"AN01": {"severity": "off", "reason": "x"}}, "AN01 follows from the law"),
        ({"AN01": {"severity": "warning", "reason": "x"}}, "AN01 follows from the law"),
        ({"AN01": {"severity": "error", "gate": "publication", "reason": "x"}}, "cannot be moved to a later gate"),
    ],
)
def test_faults_are_named(data, said):
    with pytest.raises(PackError) as caught:
        read_settings(data, "templates/bedford/pack.toml")
    assert said in str(caught.value)
    assert "templates/bedford/pack.toml" in str(caught.value)


def test_all_faults_at_once():
    with pytest.raises(PackError) as caught:
        read_settings({"evidence_years": 0, "RT11": {"severity": "off"}, "nonsense": 1}, "pack.toml")
    assert str(caught.value).count("\n  - ") == 3
