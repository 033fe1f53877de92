"""Rules on the impact table: for each group three boxes and an explanation."""

from __future__ import annotations

from collections.abc import Iterator

from eqia.assessment.vocabulary import OTHER_GROUPS
from eqia.concepts.model import Impact
from eqia.rules.agreement import NINE, only_no_impact
from eqia.rules.context import Context
from eqia.rules.filler import is_blank
from eqia.rules.findings import Gate, Severity
from eqia.rules.registry import Hit, rule


@rule(
    id="IM01",
    name="imp-row-blank",
    needs=("impacts.positive", "impacts.negative", "impacts.none"),
    levels={Gate.APPROVAL: Severity.ERROR},
    message="Nothing is recorded for {item}.",
    folded="Nothing is recorded for {count} groups: {items}.",
    fix="Tick Positive, Negative or No impact and say why.",
    source="[HUR-SK] each characteristic in its own right",
    why="Each protected characteristic has to be looked at for itself. Groups that the scope names, and an impact "
    "table that is empty as a whole, are spoken of by other rules. The row for other groups may stay empty, since no "
    "law asks for it.",
    analysis=True,
)
def blank_row(context: Context) -> Iterator[Hit]:
    """An analysis is required, and a group has neither tick nor explanation while others do."""
    blank = [group for group in context.groups if not context.has_impact_row(group) and group != OTHER_GROUPS]
    if not context.required or not any(map(context.has_impact_row, context.groups)):
        return
    for group in blank:
        if group not in context.named:
            yield Hit(f"impacts.{group}", item=context.labels.group(group))


@rule(
    id="IM02",
    name="imp-no-tick",
    needs=("impacts.positive", "impacts.negative", "impacts.none"),
    levels={Gate.APPROVAL: Severity.ERROR},
    message="The impact on {item} is explained, but neither Positive, Negative nor No impact is ticked.",
    folded="The impact on {count} groups is explained, but neither Positive, Negative nor No impact is ticked: "
    "{items}.",
    fix="Tick what the explanation says.",
    source="the form",
    why="Readers and the council's register go by the ticks. A box that could not be read is asked about elsewhere.",
    analysis=True,
)
def explained_without_tick(context: Context) -> Iterator[Hit]:
    """A group has an explanation and no tick, while some other group has one."""
    if no_ticks_at_all(context):
        return
    for group in context.groups:
        row = context.impact(group)
        if is_unticked(row) and not is_blank(row.explanation):
            yield Hit(f"impacts.{group}", f"impacts.{group}.explanation", item=context.labels.group(group))


@rule(
    id="IM03",
    name="imp-no-ticks-at-all",
    needs=("impacts.positive", "impacts.negative", "impacts.none"),
    levels={Gate.APPROVAL: Severity.ERROR},
    message="No impact has been ticked for any group.",
    fix="Tick Positive, Negative or No impact for each group, as its explanation says.",
    source="the form",
    why="The table is the result of the analysis. One message stands here for one about each group.",
    analysis=True,
)
def no_tick_in_table(context: Context) -> Iterator[Hit]:
    """An analysis is required, or explanations are given, and the whole table has no tick."""
    explained = [group for group in context.groups if not is_blank(context.impact(group).explanation)]
    if no_ticks_at_all(context) and (context.required or explained):
        yield Hit("impacts", *(f"impacts.{group}.explanation" for group in explained))


@rule(
    id="IM04",
    name="imp-tick-no-why",
    levels={Gate.APPROVAL: Severity.ERROR},
    message="An impact is ticked for {item}, but not explained.",
    folded="An impact is ticked for {count} groups, but not explained: {items}.",
    fix="Say what changes for these people, and how you know.",
    source="principle 3 [GH-CASES]; [FRASER]",
    why="A tick alone is what courts and readers call box-ticking.",
    analysis=True,
)
def tick_without_reason(context: Context) -> Iterator[Hit]:
    """Positive or Negative is ticked for a group, and the explanation is blank."""
    for group in context.groups:
        row = context.impact(group)
        if (row.positive is True or row.negative is True) and is_blank(row.explanation):
            box = "negative" if row.negative is True else "positive"
            yield Hit(f"impacts.{group}.explanation", f"impacts.{group}.{box}", item=context.labels.group(group))


@rule(
    id="IM05",
    name="imp-none-and-other",
    levels={Gate.DRAFT: Severity.ERROR},
    message="For {item}, No impact is ticked beside an impact.",
    folded="No impact is ticked beside an impact for {count} groups: {items}.",
    fix="Keep the one that is right.",
    source="the two boxes exclude each other",
    why="A group cannot be affected and not affected.",
    analysis=True,
)
def no_impact_and_impact(context: Context) -> Iterator[Hit]:
    """No impact is ticked together with Positive or Negative."""
    for group in context.neutral:
        row = context.impact(group)
        boxes = [box for box in ("none", "positive", "negative") if getattr(row, box) is True]
        if len(boxes) > 1:
            yield Hit(*(f"impacts.{group}.{box}" for box in boxes), item=context.labels.group(group))


@rule(
    id="IM15",
    name="imp-all-none",
    needs=("relevance.affects_groups",),
    levels={Gate.APPROVAL: Severity.WARNING},
    message='"{0}" is answered Yes, but all nine groups are marked No impact.',
    fix="If nobody is affected, say why an analysis is required; or look again at the groups.",
    source="the two answers sit badly together",
    why="An analysis is asked for where an effect is possible. Where question 2 says that groups are affected, the "
    "stronger "
    "rule RT20 speaks instead.",
    analysis=True,
)
def required_but_no_impact(context: Context) -> Iterator[Hit]:
    """Question 9 is Yes, all nine groups are marked No impact only, and question 2 is not Yes."""
    if context.required and only_no_impact(context) and context.answer("affects_groups") != "yes":
        yield Hit("relevance.analysis_required", *(f"impacts.{group}.none" for group in NINE))


def is_unticked(row: Impact) -> bool:
    """Whether all three boxes of a row are empty. A box nobody could read is not."""
    return row.positive is False and row.negative is False and row.none is False


def no_ticks_at_all(context: Context) -> bool:
    """Whether all boxes of the whole table are empty."""
    return all(is_unticked(context.impact(group)) for group in context.groups)
