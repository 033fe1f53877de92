"""Two changes of one text, put together where they do not touch."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqia.textdiff import merge

BASE = "One is here. Two is here.\nThree stands. Four.\n- a bullet\n- the last"

texts = st.lists(st.sampled_from(["One. ", "Two; ", "Three\n", "- four\n", "five", "\n", "Who? "]), max_size=9).map(
    "".join
)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (("One", "1"), ("Two", "2"), "1 is here. 2 is here.\nThree stands. Four.\n- a bullet\n- the last"),
        (("One", "1"), ("One", "I"), None),
        (("the last", "the last\n- new"), ("One", "1"), BASE.replace("One", "1") + "\n- new"),
        (("the last", "the last\n- new"), ("the last", "the last\n- other"), None),
        (("the last", "the last\n- new"), ("the last", "the last\n- new"), BASE + "\n- new"),
        (("- a bullet\n", ""), ("last", "end"), BASE.replace("- a bullet\n", "").replace("last", "end")),
        (("- a bullet\n", ""), ("bullet", "point"), None),
        (("- a bullet\n", "- a bullet\n- new\n"), ("bullet", "point"), None),
        (("- a bullet\n", "- a bullet\n- new\n"), ("last", "end"), None),
        (
            ("- a bullet\n", "- a bullet\n- new\n"),
            ("Four", "4"),
            BASE.replace("Four", "4").replace("et\n", "et\n- new\n"),
        ),
        ((BASE, ""), ("Four", "4"), None),
    ],
)
def test_changes_of_two_people(one, other, both):
    assert merge(BASE, BASE.replace(*one), BASE.replace(*other)) == both
    assert merge(BASE, BASE.replace(*other), BASE.replace(*one)) == both


@given(texts, texts)
def test_a_change_of_one_side_is_taken_whole(base, changed):
    assert merge(base, base, changed) == merge(base, changed, base) == merge(base, changed, changed) == changed


@given(texts, texts, texts)
def test_what_two_sides_make_of_a_text_does_not_depend_on_who_is_first(base, one, other):
    both = merge(base, one, other)
    assert both == merge(base, other, one)
    if both is not None:
        known = set(re.findall(r"\w+", f"{base} {one} {other}"))
        assert set(re.findall(r"\w+", both)) <= known
