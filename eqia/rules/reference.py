"""The rule reference: what each rule looks for, why, on what authority, with examples that fire and that don't."""

from __future__ import annotations

import textwrap
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from eqia.rules.catalogue import WAITING, catalogue
from eqia.rules.check import find
from eqia.rules.examples import Example, examples_of
from eqia.rules.labels import PLAIN, Labels
from eqia.rules.phrases import excerpt
from eqia.rules.registry import Levels, Rule

WIDTH: Final = 100
"""Characters in a line of the reference."""


IF_REQUIRED: Final = (
    "Where question 9 has no answer, or none that can be relied on, and the analysis is filled in, rules that ask for "
    "what a required analysis holds speak all the same: one severity lower, and beginning with "
    '"If an analysis is required".'
)
"""What holds for all rules, said once."""


@dataclass(frozen=True)
class Source:
    """A source that rules name: what it is, and its address."""

    title: str
    address: str


@lru_cache(maxsize=1)
def sources() -> Mapping[str, Source]:
    """The sources by their keys."""
    data = tomllib.loads((Path(__file__).parent / "sources.toml").read_text(encoding="utf-8"))
    return MappingProxyType({key: Source(**entry) for key, entry in data.items()})


def sources_of(rule: Rule) -> list[Source]:
    """The sources that a rule names, in its order."""
    return [sources()[key] for key in rule.source_keys]


def looks_for(rule: Rule) -> str:
    """What makes a rule fire, in a sentence: the docstring of its function."""
    return " ".join((rule.logic.__doc__ or "").split())


def in_words(levels: Levels) -> str:
    """Severities at gates in words: "warning at approval, error at publication"."""
    return ", ".join(f"{level} at {gate}" for gate, level in levels.items())


def overview() -> str:
    """All rules, one line each, and those that wait for something."""
    rules = [f"{rule.id}  {in_words(rule.levels)}: {looks_for(rule)}" for rule in catalogue().values()]
    return "\n".join([*rules, "", "Not checked yet:", *(f"{id}  {reason}" for id, reason in WAITING.items())])


def explain(rule: Rule, labels: Labels = PLAIN, width: int = WIDTH) -> str:
    """A rule in full, as plain text of a width in characters. ``labels`` are the form's words."""
    return "\n".join(_wrap(*line, width) for line in _lines(rule, labels))


def reference(labels: Labels = PLAIN) -> str:
    """Every rule in full, as Markdown: the reference that is kept beside the code."""
    parts = ["# The rules", "", *textwrap.wrap(IF_REQUIRED, WIDTH), ""]
    for rule in catalogue().values():
        parts += [f"## {rule.id} {rule.name}", "", "```text", explain(rule, labels), "```", ""]
    return "\n".join(parts)


def _lines(rule: Rule, labels: Labels) -> Iterator[tuple[str, str]]:
    yield "Rule", f"{rule.id} {rule.name}"
    yield "Fires when", looks_for(rule)
    yield "Weighs", in_words(rule.levels)
    yield "Why", rule.why
    yield "Source", rule.source
    for source in sources_of(rule):
        yield "", source.title
        yield "", source.address
    if rule.statutory:
        yield "Councils", "A council's pack can raise this rule, but not lower it or switch it off."
    for example in examples_of(rule.id).fires:
        yield from _example("Fires", example, labels)
        for found in find(rule, example.context(labels)):
            weight = "" if found.levels == rule.levels else f" ({in_words(found.levels)})"
            yield "  says", f"{found.message} {found.fix}{weight}"
    for example in examples_of(rule.id).silent:
        yield from _example("Silent", example, labels)


def _example(kind: str, example: Example, labels: Labels) -> Iterator[tuple[str, str]]:
    yield kind, example.name
    for path, leaf in _given(example.given, ""):
        yield "", f"{labels.place(path)}: {leaf}"


def _given(value: object, path: str) -> Iterator[tuple[str, str]]:
    """The leaves of an example as its file gives them, with their paths."""
    items: Iterable[tuple[object, object]] = ()
    if isinstance(value, Mapping):
        items = value.items()
    elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        items = enumerate(value)
    else:
        yield path, _shown(value)
    for name, item in items:
        yield from _given(item, f"{path}.{name}" if path else str(name))


def _shown(leaf: object) -> str:
    match leaf:
        case bool():
            return "ticked" if leaf else "not ticked"
        case list():
            return ", ".join(map(str, leaf))
    return excerpt(str(leaf)).strip() or "(blank)"


def _wrap(name: str, text: str, width: int) -> str:
    start = f"{name:<12}"
    return textwrap.fill(
        start + text, width, subsequent_indent=" " * 12, break_long_words=False, break_on_hyphens=False
    )
