"""Every rule finds the faults made for it and nothing else; on reports that are well made the rules are quiet."""

from __future__ import annotations

import re
from typing import Any

import pytest

from eqia.rules.catalogue import catalogue
from eqia.rules.findings import Severity
from tests.rules.mutants import GOOD, Mutation, check_data, check_good, good_names, mutations, read_good
from tests.rules.quality import FEWEST_MUTATIONS, MOST_WARNINGS, alarms, main, odd_rules, scores

NOT_TYPED = ("council", "characteristics", "review", "history")
"""Parts of a file that are not written by hand."""

OF_THE_APPROVAL = {"PU06"}
"""The rule that says whether the words are still those approved, letter for letter: typing them anew changes them."""


@pytest.mark.parametrize("name", good_names())
def test_a_good_report_has_no_error_and_few_warnings(name: str) -> None:
    assert [finding.message for finding in alarms(name, Severity.ERROR)] == []
    warnings = [f"{finding.rule} {finding.message}" for finding in alarms(name, Severity.WARNING)]
    assert len(warnings) <= MOST_WARNINGS, warnings


@pytest.mark.parametrize("mutation", mutations(), ids=str)
def test_a_fault_is_seen_by_the_rule_it_breaks_and_no_other(mutation: Mutation) -> None:
    assert mutation.rule in mutation.new_rules
    assert odd_rules(mutation) == set()


@pytest.mark.parametrize("rule", catalogue())
def test_every_rule_catches_at_least_two_mutations(rule: str) -> None:
    assert next(score for score in scores() if score.rule == rule).caught >= FEWEST_MUTATIONS


@pytest.mark.parametrize("name", good_names())
def test_how_it_is_typed_makes_no_difference(name: str) -> None:
    as_typed = {finding.rule for finding in check_good(name)}
    retyped = {finding.rule for finding in check_data(_retyped(read_good(name)), name)}
    is_approved = bool(read_good(name).get("review", {}).get("approval"))
    assert retyped - OF_THE_APPROVAL == as_typed
    assert (retyped >= OF_THE_APPROVAL) == is_approved


def test_one_good_report_is_approved() -> None:
    assert [name for name in good_names() if read_good(name).get("review", {}).get("approval")]


def test_mutations_are_made_for_rules_that_exist() -> None:
    assert {mutation.rule for mutation in mutations()} <= set(catalogue())
    names = [str(mutation) for mutation in mutations()]
    assert len(set(names)) == len(names)


def test_there_are_good_reports_of_many_services() -> None:
    assert len(list(GOOD.glob("*.json"))) >= 10


def test_the_command_prints_every_rule_and_agrees_with_the_tests(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    printed = capsys.readouterr().out
    assert all(f"\n{rule}  " in printed for rule in catalogue())


def _retyped(value: Any) -> Any:
    """Every text with curly quotes, round bullets, long dashes, spaces that don't break and a space at its end."""
    if isinstance(value, dict):
        return {name: held if name in NOT_TYPED else _retyped(held) for name, held in value.items()}
    if isinstance(value, list):
        return [_retyped(held) for held in value]
    if not isinstance(value, str) or value in ("", "yes", "no"):
        return value
    curly = re.sub(r'"([^"]*)"', r"“\1”", value.replace("'", "’").replace(" - ", " – "))
    return re.sub(r"(\d) ", "\\1\u00a0", re.sub(r"(?m)^- ", "• ", curly)) + " "
