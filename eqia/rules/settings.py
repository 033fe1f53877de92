"""What a council's pack can set about the rules: thresholds, choices of the form, and the weight of single rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from eqia.rules.findings import Gate, Severity


@dataclass(frozen=True)
class Override:
    """A council's own weight for a rule, with the reason it gives in writing. No levels: the rule is switched off."""

    levels: Mapping[Gate, Severity]
    reason: str


@dataclass(frozen=True)
class RuleSettings:
    """Thresholds and choices. Years and months are counted between dates in the file, never from today's clock.

    ``forces_analysis``: relevance answers that make an analysis required when they are Yes (field names).
    ``together``: recommendations that may be ticked beside each other.
    """

    evidence_years: int = 3
    stale_months: int = 12
    review_months: int = 36
    both_impacts: bool = True
    forces_analysis: tuple[str, ...] = ("could_disadvantage",)
    together: tuple[frozenset[str], ...] = (frozenset({"adjustments", "justification"}),)
    overrides: Mapping[str, Override] = field(default_factory=dict)


DEFAULTS: Final = RuleSettings()
"""The settings of a pack that says nothing about rules."""
