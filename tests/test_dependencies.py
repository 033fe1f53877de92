"""What the program imports is what pyproject.toml declares, once and with a reason, and what the lock pins."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

_TOP = Path(__file__).parents[1]
_TEXT = (_TOP / "pyproject.toml").read_text(encoding="utf-8")
_DATA = tomllib.loads(_TEXT)
_BY_NAME = {"docxtpl"}  # loaded by its file's place, without its package
_REPLACED = {"pydyf", "weasyprint"}  # parts of these are replaced, so they stand at one version


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[=<>~! ;\[]", name)[0]).lower()


def _imported() -> set[str]:
    names: set[str] = set()
    for file in (_TOP / "eqia").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - {"eqia"}


def test_what_is_imported_is_declared_and_the_reverse() -> None:
    packages = packages_distributions()
    unknown = sorted(name for name in _imported() if name not in packages)
    assert unknown == []
    imported = {_plain(packages[name][0]) for name in _imported()} | _BY_NAME
    assert {_plain(line) for line in _DATA["project"]["dependencies"]} == imported


def test_each_dependency_stands_once_in_its_list_with_its_reason() -> None:
    for entries in (_DATA["project"]["dependencies"], *_DATA["dependency-groups"].values()):
        names = [_plain(entry) for entry in entries]
        assert names == sorted(set(names))
    for entry in _DATA["project"]["dependencies"]:
        assert re.search(rf'^    "{re.escape(entry)}", +# \w', _TEXT, re.MULTILINE), entry


def test_only_what_is_replaced_in_part_is_held_at_one_version() -> None:
    exact = {_plain(entry) for entry in _DATA["project"]["dependencies"] if "==" in entry}
    assert exact == _REPLACED


def test_the_locks_pin_each_dependency_with_hashes() -> None:
    declared = {_plain(entry) for entry in _DATA["project"]["dependencies"]}
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (_TOP / lock).read_text(encoding="utf-8")
        entries = re.split(r"\n(?=[a-z])", text)
        pinned = {_plain(entry): entry for entry in entries if not entry.startswith("#")}
        assert declared <= set(pinned)
        for name, entry in pinned.items():
            assert "==" in entry, name
            assert "--hash=sha256:" in entry, name
