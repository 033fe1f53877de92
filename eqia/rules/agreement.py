"""Rules on how the relevance test agrees with the rest of the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from eqia.assessment.vocabulary import Characteristic
from eqia.rules.context import TICKS, Context, answered
from eqia.rules.findings import Gate, Severity
from eqia.rules.phrases import in_a_row
from eqia.rules.registry import Hit, Wording, rule
from eqia.rules.relevance import Q2, Q3, Q4, Q7, Q9

NINE: Final = tuple(str(characteristic) for characteristic in Characteristic)
"""The nine protected characteristics, in the form's order.

Questions 2 to 4 ask about protected groups, and "all groups" in an answer means these: what a rule says of all of them
does not turn on rows that a council has added, which are no protected groups in law.
"""

BODY: Final = ("scope.who_is_affected", "scope.groups_affected", "evidence.findings")
"""The answers of the analysis that have no rule of their own for being blank."""


@rule(
    id="RT04",
    name="req-needs-evidence",
    levels={Gate.APPROVAL: Severity.ERROR},
    message='"{1}" is answered Yes, but "{0}" lists no evidence.',
    fix="Say what you used, with dates.",
    source="principle 3 [GH-CASES]; [FAIR-EHRC]",
    why="An analysis without evidence cannot show that the effects were looked at in substance.",
)
def no_evidence(context: Context) -> Iterator[Hit]:
    """Question 9 is Yes, and the evidence is blank."""
    if context.required and context.blank("evidence.sources"):
        yield Hit("evidence.sources", Q9)


@rule(
    id="RT05",
    name="req-needs-body",
    needs=("relevance.affects_groups",),
    levels={Gate.APPROVAL: Severity.ERROR},
    message='"{1}" is answered Yes, but "{0}" {state}.',
    folded="An analysis is required, but these are not answered: {items}.",
    fix="Answer it, or say why it cannot be answered yet.",
    source="the form; [EHRC-MEET] steps",
    why="Each part of the analysis is a step of the assessment. Evidence, consultation, impacts, recommendation, "
    "summary "
    "and monitoring have rules of their own, so that nothing is said twice.",
)
def empty_analysis(context: Context) -> Iterator[Hit]:
    """Question 9 is Yes, and an answer of the analysis is blank that no other rule asks for."""
    for path in BODY:
        told_elsewhere = path == "scope.groups_affected" and context.answer("affects_groups") == "yes"
        if context.required and context.blank(path) and not told_elsewhere:
            label, state = context.labels.label(path), context.state(path)
            yield Hit(path, Q9, state=state, item=f"{label} ({state})" if context.text(path).strip() else label)


@rule(
    id="RT17",
    name="rel-3-v-scope",
    levels={Gate.DRAFT: Severity.ERROR},
    message='"{0}" is answered No, but {groups} {are} named as affected and other groups are not. That is a different '
    "effect, even if it is a good one.",
    fix='Answer Yes to "{0}", or correct the groups.',
    variants={
        "impacts": Wording(
            '"{0}" is answered No, but the impact table differs between groups: {difference}.',
            'Answer Yes to "{0}", or correct the table.',
        )
    },
    source="the two answers exclude each other; [BRI-11KBW]",
    why="Whether groups are affected differently is the heart of the assessment. An activity aimed at some groups "
    "affects "
    "them differently from the rest.",
)
def same_effect_but_some_groups(context: Context) -> Iterator[Hit]:
    """Question 3 is No, and the scope names some of the nine but not all, or the ticks differ between groups."""
    if context.answer("affects_groups_differently") != "no":
        return
    named = [group for group in context.named if group in NINE]
    ticks = _ticks(context)
    if 0 < len(named) < len(NINE):
        are = "are" if len(named) > 1 else "is"
        yield Hit(Q3, "scope.groups_affected", "scope.characteristics", groups=context.name_groups(named), are=are)
    elif len(set(ticks.values())) > 1:
        fields = [f"impacts.{group}.{box}" for group, boxes in ticks.items() for box in boxes]
        yield Hit(Q3, *fields, variant="impacts", difference=_difference(context, ticks))


@rule(
    id="RT18",
    name="rel-4-v-neg",
    levels={Gate.DRAFT: Severity.ERROR},
    message='"{0}" is answered No, but Negative impact is ticked for {groups}.',
    fix="Change one of the two.",
    source="the two answers exclude each other",
    why="A negative impact on a group is a disadvantage for it.",
    statutory=True,
)
def no_disadvantage_but_negative(context: Context) -> Iterator[Hit]:
    """Question 4 is No, and Negative is ticked for a group."""
    if context.answer("could_disadvantage") == "no" and context.negative:
        yield Hit(Q4, *_boxes(context.negative, "negative"), groups=context.name_groups(context.negative))


@rule(
    id="RT19",
    name="rel-4-v-noneg",
    needs=("impacts.negative",),
    levels={Gate.APPROVAL: Severity.ERROR},
    message='"{0}" is answered Yes, but no negative impact is recorded for any group.',
    fix="Record which group could be disadvantaged and how, or change the answer.",
    source="the two answers exclude each other",
    why="A possible disadvantage that the analysis does not take up again has not been looked at.",
    statutory=True,
    analysis=True,
)
def disadvantage_but_no_negative(context: Context) -> Iterator[Hit]:
    """Question 4 is Yes, and Negative is ticked for no group. A box nobody could read counts as neither."""
    if context.answer("could_disadvantage") == "yes" and context.none_ticked("negative"):
        yield Hit(Q4, "impacts")


@rule(
    id="RT20",
    name="rel-2-v-imp",
    levels={Gate.APPROVAL: Severity.ERROR},
    message='"{0}" is answered Yes, but every group is marked No impact.',
    fix="Record the impact on the groups that are affected, or change the answer.",
    source="the two answers exclude each other",
    why="An activity that affects a group has an impact on it, good or bad.",
    analysis=True,
)
def effect_but_no_impact(context: Context) -> Iterator[Hit]:
    """Question 2 is Yes, and all nine groups are marked No impact and nothing else."""
    if context.answer("affects_groups") == "yes" and only_no_impact(context):
        yield Hit(Q2, *_boxes(NINE, "none"))


@rule(
    id="RT21",
    name="rel-2-v-imp-no",
    levels={Gate.DRAFT: Severity.ERROR},
    message='"{0}" is answered No, but an impact is ticked for {groups}.',
    fix="Change one of the two.",
    source="the two answers exclude each other",
    why="An impact on a protected group means that the activity affects it.",
)
def no_effect_but_impact(context: Context) -> Iterator[Hit]:
    """Question 2 is No, and Positive or Negative is ticked for one of the nine groups."""
    if context.answer("affects_groups") != "no":
        return
    ticked = [(group, box) for group in NINE for box in TICKS[:2] if getattr(context.impact(group), box) is True]
    if ticked:
        groups = dict.fromkeys(group for group, _ in ticked)
        yield Hit(Q2, *(f"impacts.{group}.{box}" for group, box in ticked), groups=context.name_groups(groups))


@rule(
    id="RT24",
    name="rel-7-v-duty",
    needs=("duty.advance_equality",),
    levels={Gate.APPROVAL: Severity.ERROR},
    message='"{0}" is answered Yes, but the table of the three aims says nothing.',
    fix="Say for which groups and aims the activity matters.",
    variants={
        "filled": Wording(
            '"{0}" is answered No, but the table of the three aims is filled in for {groups}.',
            "Change the answer or clear the table.",
        )
    },
    source="the two answers exclude each other; [HAR-LGL]",
    why="Full consultation and a full report are not enough if the aims of the duty themselves are not addressed.",
    analysis=True,
)
def aims_disagree(context: Context) -> Iterator[Hit]:
    """Question 7 is Yes and the duty table is blank, or question 7 is No and it is not."""
    filled = [group for group in context.groups if context.has_duty_row(group)]
    match context.answer("relates_to_duty"):
        case "yes" if not filled:
            yield Hit(Q7, "duty")
        case "no" if filled:
            fields = (f"duty.{group}" for group in filled)
            yield Hit(Q7, *fields, variant="filled", groups=context.name_groups(filled))


@rule(
    id="RT26",
    name="notreq-but-filled",
    needs=("impacts.positive",),
    levels={Gate.DRAFT: Severity.WARNING},
    message='"{0}" is answered No, but parts of the analysis are filled in: {items}.',
    fix="If they matter, an analysis is required. If not, clear them so that nobody takes them for one.",
    source="the form; it asks for the analysis only where it is required",
    why="Half an analysis beside the decision not to make one leaves the reader unsure which of the two counts.",
)
def filled_but_not_required(context: Context) -> Iterator[Hit]:
    """Question 9 is No, and a section of the analysis holds an answer other than filler."""
    if not context.not_required:
        return
    filled = dict.fromkeys(_question(path) for path in answered(context.assessment))
    if filled:
        yield Hit(Q9, *filled, items=context.name_fields(filled))


def only_no_impact(context: Context) -> bool:
    """Whether all nine groups are marked No impact and no group has any other impact."""
    return set(NINE) <= set(context.neutral) and not context.positive and not context.negative


def _ticks(context: Context) -> dict[str, tuple[str, ...]]:
    """The boxes ticked for each of the nine groups that has one."""
    rows = {group: tuple(box for box in TICKS if getattr(context.impact(group), box) is True) for group in NINE}
    return {group: boxes for group, boxes in rows.items() if boxes}


def _difference(context: Context, ticks: dict[str, tuple[str, ...]]) -> str:
    words = {"positive": "positive", "negative": "negative", "none": "no impact"}
    kinds = dict.fromkeys(ticks.values())
    said = [
        f"{in_a_row([words[box] for box in kind])} for {context.name_groups(g for g in ticks if ticks[g] == kind)}"
        for kind in kinds
    ]
    return "; ".join(said)


def _boxes(groups: Iterable[str], box: str) -> Sequence[str]:
    return [f"impacts.{group}.{box}" for group in groups]


def _question(path: str) -> str:
    """The question a leaf belongs to: the whole table for duty, impacts and each list of actions."""
    names = path.split(".")
    return {"duty": "duty", "impacts": "impacts", "actions": ".".join(names[:2])}.get(names[0], ".".join(names[:2]))
