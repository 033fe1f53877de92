"""Text rules on what is said of each group: is there evidence, was the group asked, is it followed to the end."""

from __future__ import annotations

from collections.abc import Iterator

from eqia.rules.context import Context
from eqia.rules.filler import is_blank
from eqia.rules.findings import Gate, Severity
from eqia.rules.impact import is_unticked
from eqia.rules.language.figures import has_figure
from eqia.rules.language.groups import SETTING
from eqia.rules.registry import Hit, Kind, Wording, rule
from eqia.rules.wording.reading import (
    CONSULTATION,
    FINDINGS,
    GAPS,
    SOURCES,
    explanation,
    groups_at,
    mentions_at,
    own_groups,
    text_at,
)

EVIDENCE = (FINDINGS, SOURCES, CONSULTATION)


@rule(
    id="EV03",
    name="evi-none-for-impact",
    needs=("evidence.sources", "evidence.consultation", "impacts.none"),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message="You describe an impact on {item}, but the evidence does not mention that group.",
    folded="You describe an impact on {items}, but the evidence does not mention these groups.",
    fix='Say in "{0}" what you know about the group and from where.',
    variants={
        "negative": Wording(
            "A negative impact is recorded for {item}, but the evidence does not mention that group.",
            'Say in "{0}" what you know about the group and from where.',
            folded="Negative impacts are recorded for {items}, but the evidence does not mention these groups.",
            levels={Gate.APPROVAL: Severity.ERROR},
        )
    },
    source="principle 2 [GH-CASES]; [BRI-11KBW]; [FAIR-EHRC]",
    why="An effect that nothing supports is a guess. Findings, sources and consultation all count, in any words for "
    "the group, and so does an explanation that gives figures of its own. A negative impact without evidence is an "
    "error.",
    analysis=True,
)
def impact_without_evidence(context: Context) -> Iterator[Hit]:
    """A group has an impact, or an explanation without a tick, and no evidence mentions it."""
    known = _known(context)
    for group in own_groups(context):
        if group not in known and _has_effect(context, group):
            variant = "negative" if group in context.negative else ""
            yield Hit(FINDINGS, f"impacts.{group}", variant=variant, quotes=(), item=context.labels.group(group))


@rule(
    id="EV04",
    name="evi-none-for-noimpact",
    needs=("evidence.findings", "scope.characteristics"),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message="No impact is ticked for {item}, without a reason and without evidence.",
    folded="No impact is ticked for {count} groups without a reason and without evidence: {items}.",
    fix="How do you know? One sentence is enough.",
    source="[BRI-11KBW]; [FRASER]",
    why="No impact is a finding too and needs an enquiry behind it. Groups that the scope names as affected are "
    "spoken of by SC01.",
    analysis=True,
)
def no_impact_without_reason(context: Context) -> Iterator[Hit]:
    """No impact is ticked, the explanation is blank, and no evidence mentions the group."""
    known = _known(context)
    for group in own_groups(context):
        bare = group in context.neutral and is_blank(context.impact(group).explanation)
        if bare and group not in known and group not in context.named:
            yield Hit(explanation(group), f"impacts.{group}.none", item=context.labels.group(group))


@rule(
    id="EV09",
    name="con-no-group",
    needs=("impacts.none",),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.INFO},
    message="The consultation shows no sign that people of the group {item}, or a body speaking for them, were asked.",
    folded="The consultation shows no sign that people of these groups, or bodies speaking for them, were asked: "
    "{items}.",
    fix="Say how they were heard, or why not.",
    variants={
        "negative": Wording(
            "A negative impact is recorded for {item}, but the consultation shows no sign that people of this group, "
            "or a body speaking for them, were asked.",
            "Say how they were heard, or ask them now.",
            folded="Negative impacts are recorded for {items}, but the consultation shows no sign that people of these "
            "groups, or bodies speaking for them, were asked.",
            levels={Gate.APPROVAL: Severity.WARNING},
        )
    },
    source="principle 2 [GH-CASES]; [WAL-8]",
    why="Those who lose by a decision should have been asked. Any word for the group counts, but not the settings "
    "where it is served, such as early years or a nursery. For a group that only gains, this is a hint.",
    analysis=True,
)
def group_not_asked(context: Context) -> Iterator[Hit]:
    """A group has an impact, and the consultation mentions neither its people nor a body for them."""
    if not text_at(context, CONSULTATION).words:
        return
    asked = {
        group
        for _, mention in mentions_at(context, CONSULTATION)
        if mention.kind != SETTING
        for group in mention.subgroup.groups
    }
    for group in own_groups(context):
        if group not in asked and _has_effect(context, group):
            variant = "negative" if group in context.negative else ""
            yield Hit(CONSULTATION, f"impacts.{group}", variant=variant, quotes=(), item=context.labels.group(group))


@rule(
    id="EV13",
    name="gap-na-v-rows",
    needs=("evidence.sources", "evidence.consultation", "evidence.findings", "impacts.none", "impacts.explanation"),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='"{0}" names no gap, but there is no evidence on {item}.',
    folded='"{0}" names no gap, but there is no evidence on {count} groups: {items}.',
    fix="Say what is not known about them, or why nothing is needed.",
    source="[ASP-LAG]; reasonable inquiry [BRI-11KBW]",
    why="No gap can be claimed while a group was not looked at. A group that is marked No impact with a reason, or "
    "that any evidence mentions, has been.",
    analysis=True,
)
def no_gap_but_groups_missing(context: Context) -> Iterator[Hit]:
    """The gaps are blank, and a group has neither evidence nor a reasoned No impact."""
    if not context.required or not context.blank(GAPS):
        return
    known = _known(context)
    for group in own_groups(context):
        reasoned = group in context.neutral and not is_blank(context.impact(group).explanation)
        if group not in known and not reasoned:
            yield Hit(GAPS, f"impacts.{group}", quotes=(), item=context.labels.group(group))


def _known(context: Context) -> set[str]:
    return context.once(_groups_with_evidence)


def _groups_with_evidence(context: Context) -> set[str]:
    """The groups that the evidence mentions, and those whose explanation gives figures."""
    figures = {group for group in own_groups(context) if has_figure(text_at(context, explanation(group)))}
    return groups_at(context, *EVIDENCE) | figures


def _has_effect(context: Context, group: str) -> bool:
    """Whether a group has an impact ticked, or an explanation and no tick at all."""
    row = context.impact(group)
    return bool(row.positive is True or row.negative is True) or (is_unticked(row) and not is_blank(row.explanation))
