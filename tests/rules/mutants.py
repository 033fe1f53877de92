"""Good assessments, and mutations of them: one fault each, in a copy of an assessment that is well made.

A mutation is a table of ``mutations/*.toml`` under the id of the rule it breaks. In the order they are applied:
``clear`` lists paths to empty, ``replace`` gives for a path the words to take out and those to put in, ``append`` adds
words to the end of an answer, ``set`` puts a value at a path; the number after a list's last row adds a row. ``also``
names rules that truly follow, each with the reason.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

from eqia.assessment import store
from eqia.concepts.model import Concepts
from eqia.form.loader import load_pack
from eqia.resources import folder
from eqia.rules.check import check
from eqia.rules.findings import Finding, Findings, Gate
from eqia.workflows import labels_of, settings_of

GOOD: Final = Path(__file__).parent / "good"
MUTATIONS: Final = Path(__file__).parent / "mutations"
NOT_GOOD: Final = "bedford-school-improvement-2018-as-published"
"""The one sample that is there to be found fault with."""

TODAY: Final = date(2026, 6, 1)
"""The day on which everything here is checked, unless a mutation names another."""


@dataclass(frozen=True)
class Mutation:
    """One fault made in a good assessment, and the rule that has to see it."""

    rule: str
    name: str
    base: str
    clear: Sequence[str] = ()
    replace: Mapping[str, Sequence[str]] = field(default_factory=dict)
    append: Mapping[str, str] = field(default_factory=dict)
    set: Mapping[str, Any] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)
    today: date = TODAY

    def __str__(self) -> str:
        return f"{self.rule} {self.name}"

    def make(self) -> Concepts:
        """The assessment with the fault in it."""
        data = read_good(self.base)
        for path in self.clear:
            _put(data, path, _empty(_get(data, path)))
        for path, (old, new) in self.replace.items():
            text = _get(data, path)
            assert text.count(old) == 1, f"{self}: {path} holds {old!r} {text.count(old)} times"
            _put(data, path, text.replace(old, new))
        for path, more in self.append.items():
            _put(data, path, _get(data, path) + more)
        for path, value in self.set.items():
            _put(data, path, value)
        return _parse(data, str(self))

    @cached_property
    def new_rules(self) -> set[str]:
        """The rules that say something about the changed assessment which they do not say about the good one."""
        before = {_identity(finding) for finding in check_good(self.base, self.today)}
        return {finding.rule for finding in _check(self.make(), self.today) if _identity(finding) not in before}


@lru_cache(maxsize=1)
def mutations() -> tuple[Mutation, ...]:
    """All mutations, by rule."""
    made = [
        Mutation(rule=rule, **case)
        for path in sorted(MUTATIONS.glob("*.toml"))
        for rule, cases in tomllib.loads(path.read_text(encoding="utf-8")).items()
        for case in cases
    ]
    return tuple(sorted(made, key=lambda mutation: mutation.rule))


@lru_cache(maxsize=1)
def good_names() -> tuple[str, ...]:
    """The well-made assessments: those here, and the samples but one."""
    files = [*GOOD.glob("*.json"), *folder("samples").glob("*.json")]
    return tuple(sorted(path.stem for path in files if path.stem != NOT_GOOD))


@lru_cache(maxsize=256)
def check_good(name: str, today: date = TODAY) -> Findings:
    """What the rules say about a good assessment."""
    return check_data(read_good(name), name, today)


def read_good(name: str) -> dict[str, Any]:
    """A good assessment as its file holds it."""
    return store.read_json(_file(name))


def check_data(data: Mapping[str, Any], source: str, today: date = TODAY) -> Findings:
    """What the rules say about an assessment as a file would hold it."""
    return _check(_parse(data, source), today)


def _check(assessment: Concepts, today: date) -> Findings:
    pack = load_pack("bedford")
    return check(assessment, today=today, settings=settings_of(pack), labels=labels_of(pack))


def _parse(data: Mapping[str, Any], source: str) -> Concepts:
    assessment, problems = store.parse(data, Concepts)
    assert assessment is not None, f"{source}: {problems}"
    return assessment


def _identity(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.fields, finding.message, finding.severity(Gate.PUBLICATION)


def _file(name: str) -> Path:
    own = GOOD / f"{name}.json"
    return own if own.exists() else folder("samples") / f"{name}.json"


def _get(data: Any, path: str) -> Any:
    for key in path.split("."):
        data = data[int(key)] if isinstance(data, list) else data[key]
    return data


def _put(data: Any, path: str, value: Any) -> None:
    *names, last = path.split(".")
    for name in names:
        data = data[int(name)] if isinstance(data, list) else data.setdefault(name, {})
    if not isinstance(data, list):
        data[last] = value
    elif int(last) == len(data):
        data.append(value)
    else:
        data[int(last)] = value


def _empty(value: object) -> object:
    """What stands for nothing in place of a value: no answer, an empty text, list or table, or no tick."""
    if value in ("yes", "no"):
        return None
    return json.loads({str: '""', list: "[]", dict: "{}", bool: "false"}[type(value)])
