"""A rule takes nothing for absent that a form does not ask: taking a concept away from a form adds no finding.

Each concept is taken out of every example of a rule, and out of whole assessments: of the answers, and of what the
form has. Whatever a rule says then that it did not say before shows a concept that it ``needs``.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eqia.assessment.model import AROUND
from eqia.assessment.paths import get
from eqia.concepts.model import Concepts
from eqia.concepts.roles import DECIDES, concept_of, concepts_of_forms
from eqia.rules.catalogue import catalogue
from eqia.rules.check import find
from eqia.rules.context import Context
from eqia.rules.examples import examples_of
from eqia.rules.registry import Rule

CONCEPTS = [*concepts_of_forms(), *(f"{path}.{id}" for path, ids in concepts_of_forms().items() for id in sorted(ids))]
EVERY = frozenset(
    ".".join(names[: end + 1])
    for names in (path.split(".") for path in (*CONCEPTS, *AROUND))
    for end in range(len(names))
)
ANOTHER_PLACE = {
    "AN02": {"actions.lessen_negative.outcome"},
    "EV03": {"impacts.explanation", "impacts.positive"},
    "EV13": {"evidence.sources"},
    "EV14": {"actions.other", "actions.other.what", "actions.other.outcome"},
    "IM13": {"evidence.findings"},
    "RE01": {"impacts", "impacts.negative"},
    "SC02": {
        *("impacts.explanation", "actions.other", "actions.other.what", "evidence.consultation"),
        "scope.groups_affected",
    },
    "WH01": {
        *("activity.description", "scope.who_is_affected", "scope.groups_affected", "evidence.sources"),
        *("evidence.consultation", "evidence.findings", "impacts", "impacts.explanation"),
    },
}
"""Where a concept only gives what a rule looks for another place to stand: without it the words stand elsewhere, and
the rule is right to miss them. RE01 then says what RE08 says where negative impacts are known.
"""
NOT_OF_ANSWERS = {"PU06"}
"""Compares the digest of the whole with that of the approval, which taking anything out changes."""

ROOT = Path(__file__).parents[2]
WHOLE = [path for folder in ("samples", "tests/rules/good") for path in sorted((ROOT / folder).glob("*.json"))]


def without(data: Mapping[str, Any], concept: str) -> dict[str, Any]:
    """The data of an assessment without what it says of a concept."""
    left = json.loads(json.dumps(data))
    if concept in concepts_of_forms():
        above, _, name = concept.rpartition(".")
        (get(left, above) if above else left).pop(name)
    else:
        table, _, column = concept.rpartition(".")
        rows = get(left, table)
        for row in rows.values() if isinstance(rows, dict) else rows:
            row.pop(column, None)
    return left


def said(data: Mapping[str, Any]) -> Iterator[str]:
    """The concepts of which the data of an assessment say anything."""
    for concept in CONCEPTS:
        holder = concept if concept in concepts_of_forms() else concept.rpartition(".")[0]
        if concept != DECIDES and get(data, holder):
            yield concept


def added(rules: Collection[Rule], context: Context, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The rules and the concepts without which they say more about some data than they do with them."""
    whole = replace(context, have=EVERY, _memory={})
    before = {rule.id: [set(finding.fields) for finding in find(rule, whole)] for rule in rules}
    for concept in said(data):
        answers = Concepts.model_validate_json(json.dumps(without(data, concept)))
        gone = {concept, *(f"{concept}.{column}" for column in concepts_of_forms().get(concept, ()))}
        less = replace(context, assessment=answers, have=EVERY - gone, _memory={})
        for rule in rules:
            if any(not any(set(now.fields) <= fields for fields in before[rule.id]) for now in find(rule, less)):
                yield rule.id, concept


def expected(pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether what was added is only said because the words stand elsewhere now."""
    return all(rule in NOT_OF_ANSWERS or concept in ANOTHER_PLACE.get(rule, ()) for rule, concept in pairs)


@pytest.mark.parametrize("rule", catalogue().values(), ids=lambda rule: rule.id)
def test_taking_a_concept_away_adds_no_finding_to_an_example(rule):
    examples = examples_of(rule.id)
    for example in (*examples.fires, *examples.silent):
        assert expected(added([rule], example.context(), example.given)), example.name


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_taking_a_concept_away_adds_no_finding_to_a_whole_assessment(path):
    data = json.loads(path.read_text(encoding="utf-8"))
    context = Context(Concepts.model_validate_json(json.dumps(data)), date(2026, 6, 1))
    pairs = [*added(catalogue().values(), context, data)]
    assert expected(pairs), pairs


def test_what_rules_need_are_concepts_and_what_their_findings_name_are_too():
    for rule in catalogue().values():
        assert set(rule.needs) <= set(CONCEPTS) | {"duty", "impacts"}
        for example in examples_of(rule.id).fires:
            assert {concept_of(field) for field in example.fields} <= EVERY, rule.id


def test_a_form_that_has_every_concept_is_told_the_same_as_before():
    for rule in catalogue().values():
        for example in examples_of(rule.id).fires:
            context = example.context()
            assert list(find(rule, context)) == list(find(rule, replace(context, have=EVERY, _memory={})))
