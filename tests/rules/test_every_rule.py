"""What is demanded of every rule: examples that fire and that don't, a source, a message that fits what is yielded."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

from eqia.rules.catalogue import catalogue
from eqia.rules.check import check, find
from eqia.rules.examples import FOLDER, Example, examples_of
from eqia.rules.reference import sources
from eqia.rules.registry import Kind, Rule, Wording

RULES = list(catalogue().values())
FIRING = [(rule, example) for rule in RULES for example in examples_of(rule.id).fires]
SILENT = [(rule, example) for rule in RULES for example in examples_of(rule.id).silent]
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def _named(pairs: list[tuple[Rule, Example]]) -> pytest.MarkDecorator:
    ids = [f"{rule.id} {example.name}" for rule, example in pairs]
    return pytest.mark.parametrize(("rule", "example"), pairs, ids=ids)


@_named(FIRING)
def test_an_example_that_fires_points_at_its_fields(rule: Rule, example: Example) -> None:
    findings = list(find(rule, example.context()))
    assert [field for finding in findings for field in finding.fields] == list(example.fields)
    assert {hit.variant for hit in rule.logic(example.context())} == {example.variant}


@_named(SILENT)
def test_an_example_that_does_not_fire_gives_nothing(rule: Rule, example: Example) -> None:
    assert list(find(rule, example.context())) == []


@_named(FIRING)
def test_the_wording_uses_what_is_yielded_and_nothing_else(rule: Rule, example: Example) -> None:
    for hit in rule.logic(example.context()):
        wording = rule.wording_of(hit)
        used = _placeholders(wording)
        numbers = {int(name) for name in used if name.isdecimal()}
        names = {name for name in used if not name.isdecimal()}
        assert all(number < len(hit.fields) for number in numbers)
        assert names - {"count", "items"} <= hit.values.keys()
        everywhere = set.union(*map(_placeholders, (rule.wording, *rule.variants.values())))
        assert hit.values.keys() <= everywhere | {"item"}


@_named(FIRING)
def test_no_placeholder_is_left_in_what_is_said(rule: Rule, example: Example) -> None:
    for finding in find(rule, example.context()):
        assert finding.message.strip()
        assert not re.search(r"[{}]|\bNone\b(?!\")|  ", finding.message.replace('"None"', "")), finding.message


@each_rule
def test_a_rule_has_an_example_of_each_kind_and_each_variant(rule: Rule) -> None:
    examples = examples_of(rule.id)
    assert examples.fires
    assert examples.silent
    assert {example.variant for example in examples.fires} >= set(rule.variants)
    names = [example.name for example in (*examples.fires, *examples.silent)]
    assert len(set(names)) == len(names)


@each_rule
def test_the_metadata_of_a_rule_is_complete(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{2}\d{2}", rule.id)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.name)
    assert rule.levels
    assert rule.source.strip()
    assert rule.why.endswith(".")
    assert rule.logic.__doc__
    assert set(rule.source_keys) <= set(sources())
    assert rule.kind in Kind


@each_rule
def test_a_rule_speaks_plainly(rule: Rule) -> None:
    for wording in (rule.wording, *rule.variants.values()):
        said = " ".join((wording.message, wording.fix, wording.folded))
        assert wording.message.rstrip('"').endswith((".", "?"))
        assert not re.search(r"\b(un)?lawful\b|\bcomplian|\bcomply|\billegal", said, re.IGNORECASE)
        assert not wording.folded or "{items}" in wording.folded


def test_names_are_unique() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)


def test_ids_are_permanent() -> None:
    """A rule that was published once keeps its id and its name; a new one is added to the list."""
    published = tomllib.loads((Path(__file__).parent / "published.toml").read_text())
    assert published.items() <= {rule.id: rule.name for rule in RULES}.items()


def test_every_case_file_belongs_to_a_rule() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(catalogue())


@_named(FIRING + SILENT)
def test_the_whole_check_runs_on_every_example(rule: Rule, example: Example) -> None:
    findings = check(example.assessment, today=example.today)
    assert findings == check(example.assessment, today=example.today)


def _placeholders(wording: Wording) -> set[str]:
    texts = (wording.message, wording.fix, wording.folded)
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name is not None}
