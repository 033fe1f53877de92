"""Text rules on the scope: who is affected."""

from __future__ import annotations

from collections.abc import Iterator

from eqia.rules.agreement import NINE
from eqia.rules.context import Context
from eqia.rules.findings import Gate, Quote, Severity
from eqia.rules.language.figures import has_figure
from eqia.rules.language.places import Spans
from eqia.rules.registry import Hit, Kind, rule
from eqia.rules.wording.reading import (
    CONSULTATION,
    DESCRIPTION,
    FINDINGS,
    GROUPS,
    TITLE,
    WHO,
    action_texts,
    beside,
    duty_cells,
    explanations,
    find_at,
    mentions_at,
    people_at,
    quotes,
    said_at,
    says,
    subgroups_at,
    text_at,
)

OTHERS = "scope.other_groups"


@rule(
    id="SC02",
    name="scope-subgroup-lost",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message="You name {item} as affected, but neither the evidence nor the impacts nor the actions return to them.",
    folded="You name {items} as affected, but neither the evidence nor the impacts nor the actions return to them.",
    fix="Say how they are affected and how you know, or take them out of the scope.",
    source="[AUDW] on practice rather than generalities",
    why="A group that is named and then dropped was noticed and not looked at. Only groups in their own right are "
    "followed, such as Travellers, carers or people who learn English; a rule of its own follows the nine. What they "
    "said in the consultation counts, and so does the table of the three aims.",
    analysis=True,
)
def lost_subgroup(context: Context) -> Iterator[Hit]:
    """A subgroup named in the scope stands in no finding, consultation, duty cell, explanation or action."""
    if not context.required:
        return
    scope = (GROUPS, *(f"{OTHERS}.{number}" for number in range(len(context.assessment.scope.other_groups))))
    rows = (*duty_cells(context), *explanations(context), *action_texts(context))
    kept = subgroups_at(context, FINDINGS, CONSULTATION, *rows)
    for subgroup, (path, mention) in people_at(context, *scope).items():
        if subgroup.own_right and subgroup not in kept:
            quote = Quote(path, mention.match.passage)
            yield Hit(path, "impacts", quotes=(quote,), item=subgroup.label)


@rule(
    id="SC04",
    name="scope-everyone",
    needs=("scope.characteristics", "scope.who_is_affected"),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='"{0}" says only "{words}".',
    fix="Say which groups gain or lose, and roughly how many people.",
    source="[KAUR-CRER]; [BASSET]",
    why="Everyone does not tell a decision maker who gains or loses. A number, or any group named beside it or "
    "ticked, is enough.",
    analysis=True,
)
def everyone_affected(context: Context) -> Iterator[Hit]:
    """The scope says everyone or all residents, and names neither a group nor a number."""
    found = said_at(context, "everyone", WHO, GROUPS)
    if not found or 0 < len(context.named) < len(NINE) or has_figure(text_at(context, WHO)):
        return
    everyone = {path: Spans(match for place, match in found if place == path) for path in (WHO, GROUPS)}
    if all(everyone[path].cover(mention.match) for path, mention in mentions_at(context, WHO, GROUPS)):
        yield Hit(found[0][0], quotes=quotes(found), words=found[0][1].written)


@rule(
    id="SC05",
    name="scope-staff",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='The description speaks of posts or staff ("{words}"), but "{0}" does not name employees.',
    fix="Add the employees who are affected, or say where their case is looked at.",
    source="[SDR17-4] covers employees; [ESSEX] has a separate form",
    why="The duty covers employees too, and a restructure may fall on some of them more than on others.",
    analysis=True,
)
def staff_forgotten(context: Context) -> Iterator[Hit]:
    """The title or description affirms a change for posts or staff, and the scope and impacts name no employees."""
    if not context.required or find_at(context, "staff", WHO, GROUPS, *explanations(context)):
        return
    found = said_at(context, "staff_change", TITLE, DESCRIPTION)
    found += beside(said_at(context, "posts_in_general", TITLE, DESCRIPTION), "taking_away")
    if found and not says(context, "everyone", GROUPS):
        yield Hit(WHO, DESCRIPTION, quotes=quotes(found), words=found[0][1].written)
