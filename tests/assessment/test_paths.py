"""Field paths address every answer."""

from eqia.assessment.paths import get, pattern, walk
from eqia.assessment.store import parse
from eqia.concepts.model import Concepts

DATA = {
    "activity": {"lead_officers": [{"post": "Head of Libraries"}], "approval_date": "1 May 2026"},
    "impacts": {"age": {"positive": True}},
    "actions": {"other": [{"what": "a"}, {"what": "b", "when": "June 2026"}]},
}


def test_every_leaf_is_found_again_by_its_path():
    assessment, _ = parse(DATA, Concepts)
    leaves = dict(walk(assessment))
    assert leaves["activity.lead_officers.0.post"] == "Head of Libraries"
    assert leaves["actions.other.1.when"] == "June 2026"
    assert leaves["impacts.age.positive"] is True
    assert all(get(assessment, path) == value for path, value in leaves.items())


def test_what_is_not_there_is_none():
    assert get(Concepts(), "impacts.age.positive") is None
    assert get(Concepts(), "actions.other.3.what") is None
    assert get(Concepts(), "nothing.of.the.kind") is None


def test_row_numbers_are_left_out_of_a_pattern():
    assert pattern("actions.other.12.what") == "actions.other.#.what"
