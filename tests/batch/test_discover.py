"""What is found in a folder, and what its outputs are called."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqia.batch.discover import find_assessments, name_clashes, safe_name
from eqia.errors import InputError, UsageError


def lay(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}", encoding="utf-8")


def names(found):
    return [each.name for each in found]


def test_finds_files_below_in_order_and_leaves_out_the_rest(tmp_path):
    lay(tmp_path, "b.json", "a/c.json", "a/notes.txt", ".hidden.json", ".git/x.json", "out/old.json")
    assert names(find_assessments(tmp_path, leave_out=tmp_path / "out")) == ["a/c.json", "b.json"]


def test_patterns_choose(tmp_path):
    lay(tmp_path, "a.eqia.json", "b.json")
    assert names(find_assessments(tmp_path, ("*.eqia.json",))) == ["a.eqia.json"]


def test_links_that_lead_out_are_named_and_not_followed(tmp_path):
    lay(tmp_path, "inside/a.json", "outside/b.json")
    (tmp_path / "inside" / "link.json").symlink_to(tmp_path / "outside" / "b.json")
    (tmp_path / "inside" / "zero.json").symlink_to("/dev/zero")
    (tmp_path / "inside" / "folder").symlink_to(tmp_path / "outside")
    found = find_assessments(tmp_path / "inside")
    assert names(found) == ["a.json", "link.json", "zero.json", "folder/"]
    assert [each.fault[:36] for each in found[:3]] == ["", *["It is a link that leads out of the f"] * 2]
    assert found[3].fault == (
        "The folder is a link to another place, and was not followed. What is in it was passed over."
    )


def test_links_to_folders_that_are_read_anyway_are_not_named(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "again").symlink_to("a")
    (tmp_path / "elsewhere" / "out").mkdir(parents=True)
    (tmp_path / "a" / "results").symlink_to(tmp_path / "elsewhere" / "out")
    assert find_assessments(tmp_path / "a", leave_out=tmp_path / "elsewhere" / "out") == []
    assert find_assessments(tmp_path) == []


def test_links_among_the_documents_are_not_named(tmp_path):
    (tmp_path / "in" / "out").mkdir(parents=True)
    (tmp_path / "in" / "out" / "deep").symlink_to(tmp_path)
    assert find_assessments(tmp_path / "in", leave_out=tmp_path / "in" / "out") == []
    assert len(find_assessments(tmp_path / "in")) == 1


def test_links_in_a_circle_are_named(tmp_path):
    (tmp_path / "a.json").symlink_to("b.json")
    (tmp_path / "b.json").symlink_to("a.json")
    (tmp_path / "self").symlink_to(".")
    assert [each.fault for each in find_assessments(tmp_path)] == ["It is a link to a file that is not there."] * 2


def test_the_output_folder_may_be_above(tmp_path):
    lay(tmp_path, "budget/2026/a.json", "budget/2026/out/b.json")
    assert names(find_assessments(tmp_path / "budget" / "2026", leave_out=tmp_path / "budget")) == [
        "a.json",
        "out/b.json",
    ]


@pytest.mark.parametrize(
    ("one", "other"), [("a.json", "A.json"), ("x?.json", "x-.json"), ("\u00e9.json", "e\u0301.json")]
)
def test_two_files_with_one_output_are_both_named(tmp_path, one, other):
    lay(tmp_path, one, other, "third.json")
    found = name_clashes(find_assessments(tmp_path))
    assert ["would both be written" in each.fault for each in found] == [each.name != "third.json" for each in found]


def test_copies_that_eqia_kept_are_no_assessments(tmp_path):
    lay(tmp_path, "a.json", "a.before-0123456789ab.json", ".eqia-kept/a.before-0123456789ab.json", "b.before-2024.json")
    assert names(find_assessments(tmp_path)) == ["a.json", "b.before-2024.json"]


def test_an_empty_pattern_is_a_wrong_use(tmp_path):
    with pytest.raises(UsageError, match="pattern is empty"):
        find_assessments(tmp_path, ("",))


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(InputError, match="There is no folder"):
        find_assessments(tmp_path / "none")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("plain", "plain"),
        ("a:b*c", "a-b-c"),
        ("con", "con-"),
        ("Aux.v2", "Aux.v2-"),
        ("com\u00b9 .v2", "com\u00b9 .v2-"),
        ("CONIN$", "CONIN$-"),
        ("trailing. ", "trailing"),
        ("..", "-"),
    ],
)
def test_names_are_safe_everywhere(name, safe):
    assert safe_name(name) == safe


@given(st.text(min_size=1))
def test_any_name_becomes_one_that_stays_in_its_folder(name):
    safe = safe_name(name)
    assert safe
    assert len(safe) <= 81
    assert Path("folder", safe).parent == Path("folder")
    assert not set(safe) & set('<>:"/\\|?*\0')
    assert not safe.endswith((".", " "))
