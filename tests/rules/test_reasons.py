"""The reasons with which warnings were answered are told in words: which warning, where, who, when, and why."""

from eqia.assessment.model import Acknowledgement
from eqia.form.loader import load_pack
from eqia.rules.catalogue import catalogue
from eqia.rules.reasons import explain_reasons

PLACE = load_pack("bedford").places.describe


def given(rule: str = "RT22", reason: str = "Nobody asked for it.") -> Acknowledgement:
    field = "impacts.age.explanation"
    return Acknowledgement(rule=rule, field=field, reason=reason, who="Head of Libraries", when="3 May 2026")


def test_a_reason_is_told_with_its_place_its_rule_and_who_gave_it() -> None:
    (told,) = explain_reasons([given()], PLACE)
    assert told == (
        "Section 7, Impact on equality groups, Age, Explanation. "
        "Question 5 is No, and the description or the findings affirm an inequality. "
        "Answered by Head of Libraries, 3 May 2026: Nobody asked for it."
    )


def test_a_blank_reason_is_not_told_and_one_of_an_unknown_rule_is() -> None:
    (told,) = explain_reasons([given(reason=" "), given(rule="XX99")], PLACE)
    assert "Explanation. A warning. Answered by" in told


def test_a_reason_is_told_with_what_the_warning_said_where_the_file_keeps_it() -> None:
    kept = given().model_copy(update={"warning": "The summary leaves out Age."})
    (told,) = explain_reasons([kept], PLACE)
    assert "Explanation. The summary leaves out Age. Answered by" in told


def test_what_every_rule_looks_for_is_a_sentence() -> None:
    for id in catalogue():
        (told,) = explain_reasons([given(rule=id)], PLACE)
        assert ". Answered by" in told
        assert "\n" not in told
