"""How well the rules find what is wrong, and how often they cry wolf: recall and false alarms of each rule.

    .venv/bin/python -m tests.rules.quality            the table
    .venv/bin/python -m tests.rules.quality EV08 IM10  of these rules, with what they said on good reports

The command ends with 1 if a limit is broken.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from eqia.rules.catalogue import catalogue
from eqia.rules.findings import Findings, Gate, Severity
from tests.rules.mutants import Mutation, check_good, good_names, mutations

FEWEST_MUTATIONS: Final = 2
MOST_WARNINGS: Final = 2
"""Warnings that a good report may have at the publication gate; it may have no error."""


@dataclass(frozen=True)
class Score:
    """What is known of one rule: its mutations, those it caught, what else fired, what it said on good reports."""

    rule: str
    name: str
    made: int
    caught: int
    odd: Sequence[str]
    alarms: Mapping[Severity | None, int]

    @property
    def broken(self) -> bool:
        """Whether it has too few mutations, misses one, or one of them sets off rules that do not follow."""
        return self.made < FEWEST_MUTATIONS or self.caught < self.made or bool(self.odd)


def odd_rules(mutation: Mutation) -> set[str]:
    """The rules that fired and are not said to follow, and those that were said to follow and did not fire."""
    return (mutation.new_rules ^ set(mutation.also)) - {mutation.rule}


def alarms(name: str, severity: Severity) -> Findings:
    """The findings of one severity at the publication gate on a good assessment."""
    return check_good(name).of(severity, Gate.PUBLICATION)


def too_many(name: str) -> bool:
    """Whether a good assessment has an error, or more warnings than it may have."""
    return bool(alarms(name, Severity.ERROR)) or len(alarms(name, Severity.WARNING)) > MOST_WARNINGS


@lru_cache(maxsize=1)
def scores() -> tuple[Score, ...]:
    """The score of every rule of the catalogue."""
    return tuple(_score(rule.id, rule.name) for rule in catalogue().values())


def main(wanted: Sequence[str]) -> int:
    """Print the table; 1 if a limit is broken, else 0."""
    print("rule  name                         caught  errors/warnings/hints on good reports; what else fired")
    for score in scores():
        if not wanted or score.rule in wanted:
            counts = "/".join(str(score.alarms[severity]) for severity in Severity)
            what = f"{score.caught}/{score.made}  {counts}  {'; '.join(score.odd)}{' <<' if score.broken else ''}"
            print(f"{score.rule}  {score.name:<28} {what}")
    print(*(_said(wanted) if wanted else ()), *_totals(), sep="\n")
    return int(any(score.broken for score in scores()) or any(map(too_many, good_names())))


def _score(rule: str, name: str) -> Score:
    own = [mutation for mutation in mutations() if mutation.rule == rule]
    odd = [(mutation, odd_rules(mutation)) for mutation in own]
    said = [finding for good in good_names() for finding in check_good(good) if finding.rule == rule]
    return Score(
        rule=rule,
        name=name,
        made=len(own),
        caught=sum(rule in mutation.new_rules for mutation in own),
        odd=[f"{mutation.name}: {' '.join(sorted(rules))}" for mutation, rules in odd if rules],
        alarms=Counter(finding.severity(Gate.PUBLICATION) for finding in said),
    )


def _said(wanted: Sequence[str]) -> Iterator[str]:
    for name in good_names():
        for finding in check_good(name):
            if finding.rule in wanted:
                yield f"{name}: {finding.rule} {finding.message}"
                yield from (f"    {quote.path}: {quote.text}" for quote in finding.quotes)


def _totals() -> Iterator[str]:
    for name in good_names():
        counts = ", ".join(f"{len(alarms(name, severity))} {severity}" for severity in Severity)
        yield f"{name:<44} {counts}{' <<' if too_many(name) else ''}"
    made, caught = sum(score.made for score in scores()), sum(score.caught for score in scores())
    broken = sum(score.broken for score in scores())
    yield f"{len(scores())} rules; {caught} of {made} mutations caught; {broken} rules outside the limits"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
