"""All rules, by id. A module of rules is added here once."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType, ModuleType
from typing import Final

from eqia.rules import (
    actions,
    activity,
    agreement,
    characters,
    duty,
    evidence,
    impact,
    monitoring,
    recommendation,
    record,
    relevance,
    scope,
    timing,
)
from eqia.rules.registry import Rule
from eqia.rules.wording import MODULES as WORDING

_MODULES: Final[tuple[ModuleType, ...]] = (
    relevance, agreement, activity, timing, scope, evidence, duty, impact, actions, recommendation, monitoring,
    record, characters, *WORDING,
)  # fmt: skip


@lru_cache(maxsize=1)
def catalogue() -> MappingProxyType[str, Rule]:
    """The rules by id, in the order of their ids. Ids are permanent and unique."""
    rules = [value for module in _MODULES for value in vars(module).values() if isinstance(value, Rule)]
    table = {rule.id: rule for rule in sorted(rules, key=lambda rule: rule.id)}
    assert len(table) == len(rules), "two rules have the same id"
    return MappingProxyType(table)


WAITING: Final = MappingProxyType(
    {
        "AN10": "act-mitigation-after-start: the form has no date on which the change starts.",
        "PU02": "pub-confidential: the form does not ask whether anything must not be published.",
        "PU03": "pub-a11y: looks at the documents made, not at the answers; each is checked when it is made.",
        "PU04": "com-not-attached: needs the committee paragraph.",
        "PU05": "com-para-stale: needs the committee paragraph.",
        "CU01": "bud-cumul: needs the other proposals of the budget round.",
        "CU02": "bud-missing-ea: needs the other proposals of the budget round.",
    }
)
"""Rules that are thought out, and what they wait for. Their ids are taken."""
