"""Rules on the action plan and on commissioned services."""

from __future__ import annotations

from collections.abc import Iterator

from eqia.rules.context import Context
from eqia.rules.filler import is_blank, says_none
from eqia.rules.findings import Gate, Severity
from eqia.rules.registry import Hit, Wording, rule

LESSEN = "actions.lessen_negative"
INCREASE = "actions.increase_positive"
PROCURE = "actions.procurement"
CONTRACTS = "commissioning.contract_measures"


@rule(
    id="AN01",
    name="act-neg-missing",
    needs=("actions.lessen_negative.what",),
    levels={Gate.APPROVAL: Severity.ERROR},
    message="A negative impact is recorded for {groups}, but no action to lessen it.",
    fix="Add an action with an owner and a date, or justify why there is none.",
    variants={
        "justified": Wording(
            'A negative impact is recorded for {groups}, but no action to lessen it; "{1}" is ticked.',
            "Make sure that the summary says why nothing can lessen it.",
            levels={Gate.APPROVAL: Severity.WARNING},
        )
    },
    source="[FRASER]; [EHRC-MEET]; [S149] (3)(a)",
    why="A known disadvantage asks for a step to remove or lessen it, or for the reason why none is taken.",
    statutory=True,
    analysis=True,
)
def harm_without_action(context: Context) -> Iterator[Hit]:
    """Negative is ticked for a group, and there is no action to lessen negative impact."""
    if not context.negative or any(context.actions("lessen_negative")):
        return
    fields = [f"impacts.{group}.negative" for group in context.negative]
    given = [name for name in ("justification", "stop") if getattr(context.assessment.recommendation, name) is True]
    groups = context.name_groups(context.negative)
    if given and not context.blank("summary"):
        yield Hit(LESSEN, f"recommendation.{given[0]}", *fields, variant="justified", groups=groups)
    else:
        yield Hit(LESSEN, *fields, groups=groups)


@rule(
    id="AN03",
    name="act-lessen-no-neg",
    needs=("impacts.negative",),
    levels={Gate.APPROVAL: Severity.WARNING},
    message="An action to lessen a negative impact is planned ({actions}), but no negative impact is recorded and "
    '"{1}" is answered No.',
    fix="Say which impact it lessens, or move the action to another kind.",
    source="the answers exclude each other",
    why="An action against a harm that the analysis does not name hides that harm from the reader.",
    analysis=True,
)
def action_without_harm(context: Context) -> Iterator[Hit]:
    """There is an action to lessen negative impact, Negative is ticked nowhere, and question 4 is No."""
    planned = list(context.actions("lessen_negative"))
    if planned and context.none_ticked("negative") and context.answer("could_disadvantage") == "no":
        fields = [f"{path}.what" for path, _ in planned]
        yield Hit(
            LESSEN, "relevance.could_disadvantage", *fields, actions=context.name_actions(path for path, _ in planned)
        )


@rule(
    id="AN04",
    name="act-pos-missing",
    needs=("actions.increase_positive.what",),
    levels={Gate.APPROVAL: Severity.INFO},
    message='No action to increase positive impact is planned, although "{1}" {says}.',
    fix="Is there any more you could do to advance equality? If not, say so in the summary.",
    source="outcome 1 [BHAM]",
    why="No major change means that all appropriate opportunities to advance equality have been taken.",
    analysis=True,
)
def nothing_to_increase(context: Context) -> Iterator[Hit]:
    """No major change is ticked or question 7 is Yes, and there is no action to increase positive impact."""
    if any(context.actions("increase_positive")):
        return
    if context.assessment.recommendation.no_major_change is True:
        yield Hit(INCREASE, "recommendation.no_major_change", says="is ticked")
    elif context.required and context.answer("relates_to_duty") == "yes":
        yield Hit(INCREASE, "relevance.relates_to_duty", says="is answered Yes")


@rule(
    id="AN05",
    name="act-no-who",
    levels={Gate.APPROVAL: Severity.ERROR},
    message="The action {item} has no owner.",
    folded="{count} actions have no owner: {items}.",
    fix="Name the post that is answerable for it.",
    source="the form; principle 4 [GH-CASES]",
    why="An action that nobody owns is seldom done.",
    analysis=True,
)
def no_owner(context: Context) -> Iterator[Hit]:
    """An action says what will be done, and not who will do it."""
    yield from _missing(context, "who")


@rule(
    id="AN07",
    name="act-no-when",
    levels={Gate.APPROVAL: Severity.ERROR},
    message="The action {item} has no date.",
    folded="{count} actions have no date: {items}.",
    fix="Say by when it will be done.",
    source="the form",
    why="Without a date nobody can see whether the action is late.",
    analysis=True,
)
def no_date(context: Context) -> Iterator[Hit]:
    """An action says what will be done, and not when."""
    yield from _missing(context, "when")


@rule(
    id="AN11",
    name="act-no-outcome",
    levels={Gate.APPROVAL: Severity.ERROR},
    message="The action {item} has no outcome.",
    folded="{count} actions have no outcome: {items}.",
    fix="Say what will be different when it is done.",
    source="the form",
    why="The outcome is what the review looks for.",
    analysis=True,
)
def no_outcome(context: Context) -> Iterator[Hit]:
    """An action says what will be done, and not with what outcome."""
    yield from _missing(context, "outcome")


@rule(
    id="AN13",
    name="act-partial",
    levels={Gate.APPROVAL: Severity.ERROR},
    message='"{0}" {state}, although the rest of the row is filled in.',
    folded="{count} rows of the action plan do not say what will be done: {items}.",
    fix="Complete the row or clear it.",
    source="the form",
    why="An owner or a date without an action is a row that was left over. Rows that lack something else are spoken "
    "of by "
    "the rules on owners, dates and outcomes.",
    analysis=True,
)
def row_without_action(context: Context) -> Iterator[Hit]:
    """A row of the action plan has an owner, a date or an outcome, and does not say what will be done."""
    for path, action in context.actions():
        if is_blank(action.what):
            what = f"{path}.what"
            yield Hit(what, path, state=context.state(what), item=context.labels.label(path))


@rule(
    id="AN16",
    name="comm-procure-link",
    needs=("actions.procurement.what",),
    levels={Gate.APPROVAL: Severity.WARNING},
    message='"{1}" is answered, but no action in procurement or commissioning carries it out.',
    fix="Add an action with an owner and a date, or say why none is needed.",
    variants={
        "action": Wording(
            'An action in procurement or commissioning is planned, but "{0}" names no measures.',
            "Say what equality measures the contract will contain.",
        )
    },
    source="the two answers belong together; [S149] (2)",
    why="What a contract should contain becomes real through an action. An answer that begins with No, None or Not "
    "applicable counts as no measures.",
    analysis=True,
)
def contracts_without_action(context: Context) -> Iterator[Hit]:
    """Contract measures without an action in procurement, or the reverse."""
    planned, measures = list(context.actions("procurement")), not says_none(context.text(CONTRACTS))
    if measures and not planned:
        yield Hit(PROCURE, CONTRACTS)
    elif planned and not measures:
        yield Hit(CONTRACTS, f"{planned[0][0]}.what", variant="action")


def _missing(context: Context, field: str) -> Iterator[Hit]:
    for path, action in context.actions():
        if not is_blank(action.what) and context.blank(f"{path}.{field}"):
            yield Hit(f"{path}.{field}", f"{path}.what", item=context.name_action(path))
