"""The order findings are told in: what blocks approval first, then what blocks publication, then as the form goes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from eqia.assessment.model import Person
from eqia.assessment.paths import pattern, walk
from eqia.concepts.model import Action, Actions, Activity, Concepts, Decision, Duty, Impact, Scope
from eqia.rules.findings import Finding, Gate, Severity

_ACTIONS: Final = (Action(),)
_PEOPLE: Final = (Person(),)


def order_key(finding: Finding, groups: tuple[str, ...]) -> tuple[int, tuple[int, ...], str]:
    """What to sort a finding by; ``groups`` are the groups in the form's order."""
    return _weight(finding), place_key(finding.fields[0], groups), finding.rule


def place_key(path: str, groups: tuple[str, ...]) -> tuple[int, ...]:
    """What to sort a field path by, so that the paths stand as on the form."""
    ranks = _ranks(groups)
    names = path.split(".")
    places = (ranks.get(pattern(".".join(names[: end + 1])), 0) for end in range(len(names)))
    return tuple(int(name) if name.isdecimal() else place for name, place in zip(names, places, strict=True))


def _weight(finding: Finding) -> int:
    if finding.severity(Gate.APPROVAL) is Severity.ERROR:
        return 0
    match finding.severity(Gate.PUBLICATION):
        case Severity.ERROR:
            return 1
        case Severity.WARNING:
            return 2
    return 3


@lru_cache(maxsize=64)
def _ranks(groups: tuple[str, ...]) -> Mapping[str, int]:
    ranks: dict[str, int] = {}
    for path, _ in walk(_one_of_everything(groups)):
        names = pattern(path).split(".")
        for end in range(len(names)):
            ranks.setdefault(".".join(names[: end + 1]), len(ranks))
    return ranks


def _one_of_everything(groups: tuple[str, ...]) -> Concepts:
    return Concepts(
        activity=Activity(decisions=(Decision(),), lead_officers=_PEOPLE, approved_by=_PEOPLE),
        scope=Scope(characteristics=("age",), other_groups=("carers",)),
        duty=dict.fromkeys(groups, Duty()),
        impacts=dict.fromkeys(groups, Impact()),
        actions=Actions(**dict.fromkeys(Actions.model_fields, _ACTIONS)),
    )
