"""Text rules on the recommendation, the summary and the monitoring."""

from __future__ import annotations

from collections.abc import Iterator

from eqia.assessment.vocabulary import OTHER_GROUPS
from eqia.rules.agreement import NINE
from eqia.rules.context import Context
from eqia.rules.duty import AIMS
from eqia.rules.findings import Gate, Quote, Severity
from eqia.rules.language.groups import Mention
from eqia.rules.language.places import any_within
from eqia.rules.language.terms import Match, terms
from eqia.rules.language.words import Sentence, Text
from eqia.rules.phrases import in_a_row
from eqia.rules.registry import Hit, Kind, Wording, rule
from eqia.rules.wording.reading import (
    ARRANGEMENTS,
    CONSULTATION,
    FINDINGS,
    SUMMARY,
    action_texts,
    duty_cells,
    explanation,
    explanations,
    groups_at,
    mentions_at,
    people_at,
    quotes,
    said_at,
    says,
    subgroups_at,
    text_at,
)

JUSTIFY = "recommendation.justification"


@rule(
    id="RE06",
    name="rec-justify-no-reason",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='"{0}" is ticked, but the summary does not say {missing}.',
    fix="Say why going ahead is justified and what other options you looked at.",
    variants={
        "blank": Wording(
            '"{0}" is ticked, but the summary {state}.',
            "Say why going ahead is justified and what other options you looked at.",
            levels={Gate.APPROVAL: Severity.ERROR},
        )
    },
    source="outcome 3 [BHAM]; R (W) v Birmingham City Council [GH-CASES]",
    why="Going on despite an adverse effect needs an aim, the reason why it is necessary, and a look at less drastic "
    "options. Any word of a reason and any word of another option is enough.",
    analysis=True,
)
def justification_without_reason(context: Context) -> Iterator[Hit]:
    """Justification is ticked, and the summary lacks a reason or a look at alternatives."""
    if context.assessment.recommendation.justification is not True:
        return
    if context.blank(SUMMARY):
        yield Hit(JUSTIFY, SUMMARY, variant="blank", state=context.state(SUMMARY))
        return
    missing = [] if says(context, "necessity", SUMMARY) else ["why it is necessary"]
    missing += [] if terms("alternatives").find(text_at(context, SUMMARY)) else ["what other options were looked at"]
    if missing:
        yield Hit(JUSTIFY, SUMMARY, missing=" or ".join(missing))


@rule(
    id="RE10",
    name="sum-fixed-text",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='"{0}" states the equality duty without {missing}.',
    fix="Take the sentence out, since the form prints the statement above the summary; or name all three aims.",
    source="principle 1 [GH-CASES]; [S149] (1)",
    why="The statement shows that members were told of the duty. The form prints it in any case, so that it cannot be "
    "lost; what can go wrong is a copy of it in the summary from which an aim has dropped out. A sentence that names "
    "the duty and no aim is not a copy.",
)
def altered_statement(context: Context) -> Iterator[Hit]:
    """A sentence of the summary names the equality duty and one or two of its three aims."""
    text = text_at(context, SUMMARY)
    for match in terms("duty_statement").find(text):
        sentence = text.sentence_of(match.first)
        named = [aim for aim in AIMS if _holds(text, sentence, f"aim_{aim}")]
        if 0 < len(named) < len(AIMS):
            missing = " and ".join(f'"{words}"' for aim, words in AIMS.items() if aim not in named)
            yield Hit(SUMMARY, quotes=(Quote(SUMMARY, match.passage),), missing=missing)
            return


@rule(
    id="RE12",
    name="sum-omits-neg",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING, Gate.PUBLICATION: Severity.ERROR},
    message="The summary leaves out the negative impact on {item}.",
    folded="The summary leaves out the negative impacts on {items}.",
    fix="Say in the summary who loses, how, and what is done about it.",
    variants={
        "other": Wording(
            "The summary leaves out the negative impact on other groups ({who}).",
            "Say in the summary who loses, how, and what is done about it.",
            levels={Gate.APPROVAL: Severity.WARNING},
        )
    },
    source="R (Hunt) v North Somerset [HUNT-ZL]; R (Bracking) [ASP-LGL]",
    why="Decision makers may read only the summary. Any word for the group is enough. Other groups are those that "
    "their explanation names, and for them it is a warning. Where the summary is empty, RE11 says so.",
    analysis=True,
)
def harm_not_in_summary(context: Context) -> Iterator[Hit]:
    """A group has a negative impact, and the summary does not mention it."""
    if not text_at(context, SUMMARY).words:
        return
    named = groups_at(context, SUMMARY)
    for group in context.negative:
        if group == OTHER_GROUPS:
            who = {subgroup.label for subgroup in subgroups_at(context, explanation(group)) if group in subgroup.groups}
            if who and group not in named:
                yield Hit(SUMMARY, f"impacts.{group}.negative", variant="other", quotes=(), who=in_a_row(sorted(who)))
        elif group not in named:
            yield Hit(SUMMARY, f"impacts.{group}.negative", quotes=(), item=context.labels.group(group))


@rule(
    id="RE13",
    name="sum-overclaim",
    needs=("impacts.positive",),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='The summary claims a benefit for "{words}"; the impact table {supports}.',
    fix="Name the groups that gain.",
    source="the two answers disagree; R (Bracking) [ASP-LGL]",
    why="A general claim hides who gains and who does not. It counts where one sentence affirms a benefit for "
    "protected groups, all groups or everyone, and fewer than nine are marked Positive.",
    analysis=True,
)
def benefit_overclaimed(context: Context) -> Iterator[Hit]:
    """The summary affirms a benefit for all groups, and not all nine are marked Positive."""
    positive = [group for group in NINE if group in context.positive]
    if len(positive) == len(NINE):
        return
    benefits = {match.text.sentence_of(match.first) for _, match in said_at(context, "whole_benefit", SUMMARY)}
    for path, match in said_at(context, "whole_claims", SUMMARY):
        if match.text.sentence_of(match.first) in benefits:
            supports = f"supports it for {context.name_groups(positive)} only" if positive else "has no Positive tick"
            yield Hit(SUMMARY, "impacts", quotes=quotes([(path, match)]), words=match.written, supports=supports)
            return


@rule(
    id="RE14",
    name="sum-new-group",
    needs=("evidence.consultation", "evidence.findings", "impacts.positive", "impacts.negative", "impacts.explanation"),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message="The summary speaks of {item}, who were not looked at in the analysis.",
    folded="The summary speaks of groups who were not looked at in the analysis: {items}.",
    fix="Say in the findings or the impacts how they are affected, or leave them out of the summary.",
    source="the summary sums up what the analysis found",
    why="What stands in the summary alone cannot have been weighed. Findings, consultation, explanations, the duty "
    "table and actions count as the analysis; naming a group in the scope does not. Only characteristics, and groups "
    "in their own right such as Travellers, carers or people who learn English, are followed.",
    analysis=True,
)
def group_only_in_summary(context: Context) -> Iterator[Hit]:
    """A group that the summary affirms stands nowhere in the analysis."""
    if not context.required:
        return
    analysed = (FINDINGS, CONSULTATION, *explanations(context), *duty_cells(context), *action_texts(context))
    subgroups = subgroups_at(context, *analysed)
    groups = {group for subgroup in subgroups for group in subgroup.groups} | set(context.touched)
    for subgroup, (path, mention) in people_at(context, SUMMARY).items():
        known = subgroup in subgroups if subgroup.own_right else not groups.isdisjoint(subgroup.groups)
        if not known:
            yield Hit(SUMMARY, quotes=(Quote(path, mention.match.passage),), item=subgroup.label)


@rule(
    id="MO04",
    name="mon-not-by-group",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='"{0}" mentions neither a group nor equality data.',
    fix="Say which results you will break down by group.",
    source="[GOV23]; [AUDW]",
    why="Overall results hide how a group fares. Any word for a group, a characteristic or equality data is enough.",
    analysis=True,
)
def monitoring_without_groups(context: Context) -> Iterator[Hit]:
    """The monitoring arrangements are filled in, and mention no group and no equality data."""
    if not text_at(context, ARRANGEMENTS).words or _speaks_of_groups(context):
        return
    yield Hit(ARRANGEMENTS)


def _speaks_of_groups(context: Context) -> bool:
    found: list[Mention | Match] = [mention for _, mention in mentions_at(context, ARRANGEMENTS)]
    return bool(found or terms("equality_data").find(text_at(context, ARRANGEMENTS)))


def _holds(text: Text, sentence: Sentence, name: str) -> bool:
    return any_within(terms(name).find(text), sentence.first, sentence.end)
