"""The rule reference: complete for every rule, in the form's words, within the width of a page."""

import pytest

from eqia.form.loader import load_pack
from eqia.rules.catalogue import WAITING, catalogue
from eqia.rules.examples import examples_of
from eqia.rules.reference import explain, overview, reference, sources, sources_of
from eqia.rules.registry import Kind
from eqia.workflows import labels_of

LABELS = labels_of(load_pack("bedford"))


@pytest.mark.parametrize("rule", catalogue().values(), ids=lambda rule: rule.id)
def test_a_rule_is_explained_with_its_sources_and_examples(rule):
    text = explain(rule, LABELS)
    flowing = " ".join(text.split())
    assert f"{rule.id} {rule.name}" in flowing
    assert rule.why in flowing
    assert all(source.address in text for source in sources_of(rule))
    for example in (*examples_of(rule.id).fires, *examples_of(rule.id).silent):
        assert example.name in flowing
    assert rule.kind is Kind.FILE or 'field "' not in text
    assert all(len(line) <= 100 or "http" in line for line in text.splitlines())


def test_the_overview_names_every_rule_and_those_that_wait():
    lines = overview().splitlines()
    assert [line[:4] for line in lines if line[:4] in catalogue()] == list(catalogue())
    assert all(any(line.startswith(id) for line in lines) for id in WAITING)


def test_no_rule_has_the_id_of_one_that_waits():
    assert not WAITING.keys() & catalogue().keys()


def test_the_reference_has_a_heading_for_each_rule():
    assert reference(LABELS).count("\n## ") == len(catalogue())


def test_every_source_has_a_title_and_an_address():
    for source in sources().values():
        assert source.title
        assert source.address.startswith("http")


def test_an_example_reads_as_it_was_given():
    text = explain(catalogue()["RT18"], LABELS)
    assert "Question 4 (disadvantage): no" in text
    assert "Disability, Negative impact: ticked" in text
