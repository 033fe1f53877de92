"""Messages are in words: no Python list, tuple or class name is shown to a person."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import eqia
from eqia.errors import PackError
from eqia.form.loader import load_pack_at

PYTHON: Final = ("['", "('", "{'", "<class", "Traceback", "pydantic", "Error:", "namespace")
"""What gives away that something was printed as Python writes it."""

SHOWN_AS_PYTHON: Final = {"sorted", "list", "tuple", "set", "frozenset", "dict", "repr", "type", "vars"}
"""Calls whose value an f-string prints as Python writes it."""

FOR_PROGRAMMERS: Final = {"__init__.py"}
"""Files whose messages are Python's own, such as that a module has no such name."""


def _printed_as_python(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FormattedValue):
            value = node.value
            called = value.func.id if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) else ""
            is_many = isinstance(value, ast.List | ast.Tuple | ast.Set | ast.Dict | ast.ListComp | ast.SetComp)
            if node.conversion == ord("r") or called in SHOWN_AS_PYTHON or is_many:
                yield value.lineno


def test_no_sentence_prints_a_value_as_python_writes_it() -> None:
    folder = Path(eqia.__file__).parent
    files = [file for file in folder.rglob("*.py") if file.name not in FOR_PROGRAMMERS]
    assert len(files) > 100
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in files}
    assert [f"{file.name}:{line}" for file, tree in trees.items() for line in _printed_as_python(tree)] == []


@pytest.mark.parametrize("text", ['f"{sorted(x)}"', 'f"{x!r}"', 'f"{[y for y in x]}"', 'f"a {type(x)} b"'])
def test_such_sentences_are_seen(text: str) -> None:
    assert list(_printed_as_python(ast.parse(text))) == [1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a.b]\n[a.b]", "a heading stands there for the second time (line 2, column 5)"),
        ("a = 1\n[a]\nx = 1", "a name stands there that has a value already (line 2, column 3)"),
        ("title = 'a'\ntitle = 'b'", "a name stands there that has a value already"),
        ("a = [1]\n[[a]]", "something is added there to what was written in one piece (line 2, column 4)"),
        ("a = {x = 1}\na.y = 2", "something is added there to what was written in one piece"),
        ("title", 'a name is not followed by "=" and a value (at its end)'),
        ("title = 'x\n", "is not closed"),
        ("title = maybe", "a value is neither a text in quotes"),
        ("title = 'a' 'b'", "something is left over after a value"),
        ("é = 1", "put names with accents in quotes"),
        ('title = "C:\\q"', "a backslash stands in a text"),
        ("a = " + "[" * 5000, "brackets stand in brackets too deep"),
        ("a = [1, 2", "is not closed"),
    ],
    ids=range(13),
)
def test_what_is_no_toml_is_told_in_words(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "pack.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as refusal:
        load_pack_at(tmp_path)
    assert said in str(refusal.value)
    assert not any(sign in str(refusal.value) for sign in PYTHON)
