"""Rules that read wording. They show the words that made them speak, and can be acknowledged with a reason."""

from eqia.rules.wording import (
    actions,
    activity,
    claims,
    commissioning,
    consultation,
    copies,
    coverage,
    document,
    duty,
    evidence,
    explanations,
    impact,
    privacy,
    relevance,
    scope,
    summary,
)

MODULES = (
    relevance, activity, scope, evidence, coverage, consultation, duty, impact, explanations, actions, commissioning,
    copies, summary, claims, document, privacy,
)  # fmt: skip
"""The modules of rules in this package; the catalogue takes in their rules."""
