"""Which rules cannot speak on a form, and why: it lacks what they look at, or is under another law."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from eqia.concepts.roles import DECIDES, concept_of
from eqia.rules.catalogue import catalogue
from eqia.rules.examples import examples_of
from eqia.rules.registry import Rule


@dataclass(frozen=True)
class Silent:
    """A rule that cannot speak on a form. ``missing`` are the concepts it lacks; none where its law is another."""

    rule: Rule
    missing: tuple[str, ...] = ()

    def __str__(self) -> str:
        lacks = f"the form does not ask for {' and '.join(self.missing)}"
        return f"{self.rule.id} is silent: {lacks if self.missing else 'the form is under another law'}."


def silent_rules(have: Collection[str] | None, laws: Collection[str]) -> Iterator[Silent]:
    """The rules that cannot speak on a form with these concepts (None: all of them), under these laws."""
    for rule in catalogue().values():
        if rule.laws.isdisjoint(laws):
            yield Silent(rule)
        elif missing := rule.missing(have) or _never_named(rule, have):
            yield Silent(rule, missing)


def _never_named(rule: Rule, have: Collection[str] | None) -> tuple[str, ...]:
    """What a form lacks of that which the findings of a rule name, if each of its examples names something of it."""
    if have is None:
        return ()
    named = [[concept_of(field) for field in example.fields] for example in examples_of(rule.id).fires]
    lacking: list[list[str]] = [
        [concept for concept in concepts if concept not in have and concept != DECIDES] for concepts in named
    ]
    fewest = min(lacking, key=len)
    return tuple(dict.fromkeys(fewest))
