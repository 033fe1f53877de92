"""Rules on the scope: the groups named as affected, and what the rest of the form says of them."""

from __future__ import annotations

from collections.abc import Iterator

from eqia.assessment.vocabulary import OTHER_GROUPS
from eqia.rules.context import Context
from eqia.rules.filler import is_blank
from eqia.rules.findings import Gate, Severity
from eqia.rules.registry import Hit, Wording, rule

PROSE = "scope.groups_affected"
TICKED = "scope.characteristics"


@rule(
    id="SC01",
    name="scope-group-no-row",
    needs=("impacts.positive", "impacts.negative", "impacts.none"),
    levels={Gate.APPROVAL: Severity.ERROR},
    message='{item} is named under "{1}", but its row in the impact table says nothing.',
    folded='{items} are named under "{1}", but their rows in the impact table say nothing.',
    fix="Record the impact and say how you know, or take the group out of the scope.",
    variants={
        "none": Wording(
            '{item} is named under "{1}", but its row in the impact table says No impact.',
            "Change one of the two.",
            folded='{items} are named under "{1}", but their rows in the impact table say No impact.',
        )
    },
    source="the two answers exclude each other",
    why="A group that is named as affected has to be found again in the analysis.",
    analysis=True,
)
def named_without_impact(context: Context) -> Iterator[Hit]:
    """A group ticked in the scope has an empty impact row, or one marked No impact only."""
    table_in_use = any(map(context.has_impact_row, context.groups))
    for group in context.named:
        row, fields = context.impact(group), (f"impacts.{group}", PROSE, TICKED)
        if table_in_use and not context.has_impact_row(group):
            yield Hit(*fields, item=context.labels.group(group))
        elif row.none is True and row.positive is False and row.negative is False:
            yield Hit(*fields, variant="none", item=context.labels.group(group))


@rule(
    id="SC03",
    name="row-not-in-scope",
    needs=("impacts.none",),
    levels={Gate.APPROVAL: Severity.ERROR},
    message='{item} has an entry in the impact table but is missing from "{0}".',
    folded='{items} have entries in the impact table but are missing from "{0}".',
    fix="Name the group there, or correct the impact table.",
    source="the two answers exclude each other",
    why="Readers take the scope for the full list of groups affected. The rule speaks only where groups are ticked "
    "beside "
    "the answer, and not of rows marked No impact. Other groups have no box there: they are named in words of their "
    "own.",
    analysis=True,
)
def impact_without_name(context: Context) -> Iterator[Hit]:
    """A group has a positive or negative impact, or an explanation and not No impact, and is not in the scope."""
    for group in context.groups:
        row = context.impact(group)
        affected = row.positive is True or row.negative is True or (row.none is False and not is_blank(row.explanation))
        if affected and context.named and group not in context.named and group != OTHER_GROUPS:
            yield Hit(PROSE, TICKED, f"impacts.{group}", item=context.labels.group(group))


@rule(
    id="SC06",
    name="scope-yes2-blank",
    levels={Gate.APPROVAL: Severity.ERROR},
    message='"{1}" is answered Yes, but "{0}" names no group.',
    fix="Name the groups.",
    source="the form",
    why="Who is affected is the first thing a decision maker wants to know.",
    analysis=True,
)
def affected_but_unnamed(context: Context) -> Iterator[Hit]:
    """Question 2 is Yes, and the groups affected are blank."""
    if context.answer("affects_groups") == "yes" and context.blank(PROSE):
        yield Hit(PROSE, "relevance.affects_groups")


@rule(
    id="SC07",
    name="scope-not-ticked",
    needs=("scope.other_groups",),
    levels={Gate.APPROVAL: Severity.INFO},
    message='"{1}" is answered in words, but none of the groups is ticked beside it.',
    fix="Tick the groups you mean. The ticks are not printed; they let the checks compare the answer with the rest.",
    source="the form",
    why="Groups named in prose only cannot be compared with the impact table. Files read from Word or PDF have no "
    "ticks "
    "here.",
    analysis=True,
)
def named_in_words_only(context: Context) -> Iterator[Hit]:
    """The groups affected are described, and neither a characteristic nor another group is ticked beside."""
    if not context.blank(PROSE) and not context.named and not context.assessment.scope.other_groups:
        yield Hit(TICKED, PROSE)
