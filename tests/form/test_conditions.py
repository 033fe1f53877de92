"""The condition language: one meaning everywhere."""

import pytest
from pydantic import TypeAdapter

from eqia.form.conditions import Condition, fields, holds

VALUES = {"a": "no", "b": "", "c": True, "d": ("x",), "e": None}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"field": "a", "is": "no"}, True),
        ({"field": "a", "is": "yes"}, False),
        ({"field": "c", "is": True}, True),
        ({"answered": "a"}, True),
        ({"answered": "b"}, False),
        ({"answered": "d"}, True),
        ({"answered": "e"}, False),
        ({"not": {"answered": "b"}}, True),
        ({"all": [{"answered": "a"}, {"answered": "b"}]}, False),
        ({"any": [{"answered": "b"}, {"answered": "a"}]}, True),
        ({"all": []}, True),
        ({"any": []}, False),
    ],
)
def test_conditions_mean_what_they_say(condition, expected):
    tree = TypeAdapter(Condition).validate_python(condition)
    assert holds(tree, VALUES.get) is expected


def test_no_condition_always_holds():
    assert holds(None, VALUES.get)


def test_the_fields_of_a_condition_are_known():
    tree = TypeAdapter(Condition).validate_python({"all": [{"answered": "a"}, {"not": {"field": "b", "is": "x"}}]})
    assert list(fields(tree)) == ["a", "b"]
