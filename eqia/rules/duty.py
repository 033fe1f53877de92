"""Rules on the table of the general equality duty: groups against the three aims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eqia.assessment.vocabulary import OTHER_GROUPS, Aim, aims_of
from eqia.rules.context import Context
from eqia.rules.filler import is_blank
from eqia.rules.findings import Gate, Severity
from eqia.rules.registry import Hit, Wording, rule

AIMS: Final = {
    Aim.ELIMINATE_DISCRIMINATION: "eliminate discrimination, harassment and victimisation",
    Aim.ADVANCE_EQUALITY: "advance equality of opportunity",
    Aim.FOSTER_GOOD_RELATIONS: "foster good relations",
}
"""The three aims in the words of section 149(1)."""


@rule(
    id="DU01",
    name="duty-mcp-aims",
    levels={Gate.APPROVAL: Severity.WARNING},
    message="For {item} the law covers only the first aim, but the table is filled in for others.",
    fix="Move the text, or acknowledge this with the reason why the council keeps it.",
    source="[S149] (7), as explained by [CRAVEN] and [NKEST]",
    why="Marriage and civil partnership is not among the characteristics for which equality is to be advanced and good "
    "relations fostered. Which aims belong to a characteristic is kept with the list of characteristics.",
    analysis=True,
)
def aims_beyond_the_law(context: Context) -> Iterator[Hit]:
    """A cell is filled for an aim that the law does not attach to the group."""
    for group in context.groups:
        outside = [aim for aim in Aim if aim not in aims_of(group) and not is_blank(getattr(context.duty(group), aim))]
        if outside:
            yield Hit(*(f"duty.{group}.{aim}" for aim in outside), item=context.labels.group(group))


@rule(
    id="DU02",
    name="duty-v-impact",
    needs=(
        "impacts.positive",
        "impacts.negative",
        "impacts.none",
        "duty.eliminate_discrimination",
        "duty.advance_equality",
        "duty.foster_good_relations",
    ),
    levels={Gate.APPROVAL: Severity.WARNING},
    message="{item} has text in the table of the three aims, but nothing in the impact table.",
    folded="{items} have text in the table of the three aims, but nothing in the impact table.",
    fix="Record the impact, or clear the text.",
    variants={
        "impact": Wording(
            "{item} has an impact, but nothing in the table of the three aims.",
            "Say which aim the impact bears on.",
            folded="{items} have an impact, but nothing in the table of the three aims.",
        )
    },
    source="the two tables answer for the same groups",
    why="An impact on a group bears on at least one aim, and an aim that matters for a group shows in an impact. "
    "Where one "
    "of the tables is empty as a whole, other rules say so; so far as the law goes, other groups need no aim.",
    analysis=True,
)
def tables_disagree(context: Context) -> Iterator[Hit]:
    """A group stands in the duty table and not in the impact table, or has an impact and no duty text."""
    if not any(map(context.has_duty_row, context.groups)) or not any(map(context.has_impact_row, context.groups)):
        return
    affected = {*context.positive, *context.negative} - {OTHER_GROUPS}
    for group in context.groups:
        fields, item = (f"impacts.{group}", f"duty.{group}"), context.labels.group(group)
        if context.has_duty_row(group) and not context.has_impact_row(group):
            yield Hit(*fields, item=item)
        elif group in affected and not context.has_duty_row(group):
            yield Hit(*reversed(fields), variant="impact", item=item)


@rule(
    id="DU03",
    name="duty-neg-no-elim",
    levels={Gate.APPROVAL: Severity.WARNING},
    message="A negative impact is recorded for {item}, but nothing is said on the first aim, to "
    "eliminate discrimination.",
    folded="Negative impacts are recorded for {items}, but nothing is said on the first aim, to eliminate "
    "discrimination.",
    fix="Say how you have checked the first aim for the group.",
    source="[S149] (1)(a); [LEEDS]",
    why="A negative impact may raise a risk of discrimination, and discrimination has to be removed, not mitigated. "
    "Other groups are not protected by the first aim.",
    analysis=True,
)
def negative_without_first_aim(context: Context) -> Iterator[Hit]:
    """Negative is ticked for a group, and its cell on the first aim is blank."""
    for group in context.negative:
        if group != OTHER_GROUPS and is_blank(context.duty(group).eliminate_discrimination):
            fields = f"duty.{group}.eliminate_discrimination", f"impacts.{group}.negative"
            yield Hit(*fields, item=context.labels.group(group))


@rule(
    id="DU04",
    name="duty-one-column",
    needs=("duty.eliminate_discrimination", "duty.advance_equality", "duty.foster_good_relations"),
    levels={Gate.APPROVAL: Severity.WARNING},
    message='The statement printed with "{1}" says that all three aims were considered. The table covers only one: '
    "{aim}.",
    fix="Say what the activity means for the other two aims, or why it does not touch them.",
    source="[S149] (1); [HAR-LGL]",
    why="Each aim has to be addressed by itself; a general good intention does not cover all three.",
    analysis=True,
)
def one_aim_only(context: Context) -> Iterator[Hit]:
    """Every filled cell of the duty table is in one and the same column."""
    filled = [
        (group, aim) for group in context.groups for aim in Aim if not is_blank(getattr(context.duty(group), aim))
    ]
    aims = {aim for _, aim in filled}
    if len(aims) == 1:
        yield Hit("duty", "summary", aim=AIMS[aims.pop()])
