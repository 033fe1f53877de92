"""A pack that extends another holds only what differs."""

import pytest

from eqia.errors import PackError
from eqia.form.merge import merge

BASE = {
    "title": "Report",
    "groups": [{"id": "age", "label": "Age"}, {"id": "race", "label": "Race"}, {"id": "sex", "label": "Sex"}],
    "sections": [
        {"id": "scope", "needed_when": {"field": "a", "is": "yes"}, "questions": [{"id": "q", "rows": ["age"]}]}
    ],
}


def ids(merged: dict) -> list[str]:
    return [group["id"] for group in merged["groups"]]


def test_what_is_not_named_stays():
    assert merge({"title": "Assessment"}, BASE) == {**BASE, "title": "Assessment"}
    assert merge({}, BASE) == BASE


def test_a_thing_is_known_by_its_id_and_keeps_its_other_words_and_its_place():
    merged = merge({"groups": [{"id": "race", "people": "everyone"}]}, BASE)
    assert merged["groups"][1] == {"id": "race", "label": "Race", "people": "everyone"}
    assert ids(merged) == ["age", "race", "sex"]


def test_a_new_thing_goes_last_or_behind_the_one_it_names_or_to_the_front():
    new = {"id": "carers", "label": "Carers"}
    assert ids(merge({"groups": [new]}, BASE)) == ["age", "race", "sex", "carers"]
    assert ids(merge({"groups": [{**new, "after": "age"}]}, BASE)) == ["age", "carers", "race", "sex"]
    assert ids(merge({"groups": [{**new, "after": ""}]}, BASE)) == ["carers", "age", "race", "sex"]
    assert merge({"groups": [{**new, "after": "age"}]}, BASE)["groups"][1] == new


def test_things_that_are_there_already_can_be_put_in_another_order():
    moved = merge({"groups": [{"id": "sex", "after": ""}, {"id": "age", "after": "race"}]}, BASE)
    assert ids(moved) == ["sex", "race", "age"]
    assert moved["groups"][0]["label"] == "Sex"


def test_plain_lists_and_conditions_are_replaced_whole():
    own = {
        "sections": [{"id": "scope", "needed_when": {"not": {"answered": "b"}}, "questions": [{"id": "q", "rows": []}]}]
    }
    (section,) = merge(own, BASE)["sections"]
    assert section["needed_when"] == {"not": {"answered": "b"}}
    assert section["questions"] == [{"id": "q", "rows": []}]


@pytest.mark.parametrize("after", ["nobody", "carers", 3])
def test_a_place_that_is_not_there_is_named(after):
    with pytest.raises(PackError, match=f'"carers" should stand after "{after}"'):
        merge({"groups": [{"id": "carers", "after": after}]}, BASE)


def test_the_words_below_are_left_as_they_were():
    before = repr(BASE)
    merge({"groups": [{"id": "age", "label": "Years", "after": "sex"}]}, BASE)
    assert repr(BASE) == before
