"""All rules, by id. A module of rules is added here once."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType, ModuleType
from typing import Final

from eqia.rules import (
    actions,
    activity,
    agreement,
    duty,
    evidence,
    impact,
    monitoring,
    recommendation,
    relevance,
    scope,
    timing,
)
from eqia.rules.registry import Rule

_MODULES: Final[tuple[ModuleType, ...]] = (
    relevance, agreement, activity, timing, scope, evidence, duty, impact, actions, recommendation, monitoring,
)  # fmt: skip


@lru_cache(maxsize=1)
def catalogue() -> MappingProxyType[str, Rule]:
    """The rules by id, in the order of their ids. Ids are permanent and unique."""
    rules = [value for module in _MODULES for value in vars(module).values() if isinstance(value, Rule)]
    table = {rule.id: rule for rule in sorted(rules, key=lambda rule: rule.id)}
    assert len(table) == len(rules), "two rules have the same id"
    return MappingProxyType(table)
