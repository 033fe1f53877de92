"""Rules on the recommendation and the summary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from eqia.rules.context import RECOMMENDATIONS, Context
from eqia.rules.filler import is_blank, says_none
from eqia.rules.findings import Gate, Severity
from eqia.rules.registry import Hit, Wording, rule

NO_CHANGE, ADJUST, JUSTIFY, STOP = (f"recommendation.{name}" for name in RECOMMENDATIONS)
Q4: Final = "relevance.could_disadvantage"
Q9: Final = "relevance.analysis_required"

_DUTY_STATEMENT: Final = re.compile(r"\bsection\s+149\b", re.IGNORECASE)
_ENOUGH: Final = re.compile(r"(?<!not )\b(?:satisfied|enough|sufficient|adequate)\b", re.IGNORECASE)
_OPPORTUNITY: Final = re.compile(r"(?<!equality of )\bopportunit(?:y|ies)\b", re.IGNORECASE)


@rule(
    id="RE01",
    name="rec-missing",
    needs=(
        "recommendation.no_major_change",
        "recommendation.adjustments",
        "recommendation.justification",
        "recommendation.stop",
    ),
    levels={Gate.APPROVAL: Severity.ERROR},
    message="An analysis is required, but no recommendation is ticked.",
    fix="Choose at least one of the four.",
    source="the form; [EHRC-MEET]",
    why="The recommendation is what the decision maker is asked to agree to. Where a negative impact is recorded, "
    "RE08 says "
    "which of the four can answer it.",
)
def no_recommendation(context: Context) -> Iterator[Hit]:
    """Question 9 is Yes, no recommendation is ticked, and no negative impact is recorded."""
    if context.required and not context.negative and none_ticked(context, *RECOMMENDATIONS):
        yield Hit(NO_CHANGE, Q9)


@rule(
    id="RE02",
    name="rec-stop-exclusive",
    levels={Gate.DRAFT: Severity.ERROR},
    message='"{0}" and "{1}" are both ticked. They cannot both be right.',
    fix="Keep the one you recommend.",
    source="[BHAM]",
    why="No major change and Stop each exclude the others. Adjustments beside a justification is common: some harm is "
    "lessened and some is justified. A council's pack can name the pairs it allows.",
    analysis=True,
)
def two_recommendations(context: Context) -> Iterator[Hit]:
    """Two recommendations are ticked that the council does not allow together."""
    for first, second in combinations(ticked(context), 2):
        if frozenset({first, second}) not in context.settings.together:
            yield Hit(f"recommendation.{first}", f"recommendation.{second}")


@rule(
    id="RE03",
    name="rec-nochange-v-neg",
    levels={Gate.APPROVAL: Severity.ERROR},
    message='"{0}" is ticked, but a negative impact is recorded for {groups}.',
    fix="Recommend adjustments, a justification or a stop; or correct the impact table.",
    variants={
        "risk": Wording(
            '"{0}" is ticked, but "{1}" is answered Yes.',
            "No major change says that there is no potential for discrimination. Change one of the two.",
        )
    },
    source="outcome 1 [BHAM]",
    why="No major change says that the analysis is robust and the evidence shows no potential for discrimination.",
    statutory=True,
    analysis=True,
)
def no_change_but_harm(context: Context) -> Iterator[Hit]:
    """No major change is ticked, and a negative impact is recorded or question 4 is Yes."""
    if context.assessment.recommendation.no_major_change is not True:
        return
    if context.negative:
        yield Hit(NO_CHANGE, *_negative(context), groups=context.name_groups(context.negative))
    elif context.answer("could_disadvantage") == "yes":
        yield Hit(NO_CHANGE, Q4, variant="risk")


@rule(
    id="RE04",
    name="rec-adjust-no-action",
    needs=("actions.lessen_negative.what",),
    levels={Gate.APPROVAL: Severity.ERROR},
    message='"{0}" is ticked, but no action says what will be adjusted.',
    fix='Add an action under "{1}" or "{2}".',
    source="outcome 2 [BHAM]",
    why="An adjustment that is not in the action plan has no owner and no date.",
    analysis=True,
)
def adjustment_without_action(context: Context) -> Iterator[Hit]:
    """Adjustments is ticked, and there is no action to lessen negative or increase positive impact."""
    planned = any(context.actions("lessen_negative", "increase_positive"))
    if context.assessment.recommendation.adjustments is True and not planned:
        yield Hit(ADJUST, "actions.lessen_negative", "actions.increase_positive")


@rule(
    id="RE05",
    name="rec-justify-no-neg",
    needs=("impacts.negative",),
    levels={Gate.APPROVAL: Severity.ERROR},
    message='"{0}" is ticked, but no negative impact is recorded that it would justify.',
    fix="Record the negative impact, or say in the summary which opportunity to advance equality is missed.",
    source="outcome 3 [BHAM]",
    why="A justification answers an adverse effect or a missed opportunity. A summary that speaks of an opportunity is "
    "taken to name the missed one.",
    analysis=True,
)
def nothing_to_justify(context: Context) -> Iterator[Hit]:
    """Justification is ticked, Negative is ticked nowhere, and the summary names no opportunity."""
    missed = _OPPORTUNITY.search(own_words(context))
    if context.assessment.recommendation.justification is True and context.none_ticked("negative") and not missed:
        yield Hit(JUSTIFY, "impacts", "summary")


@rule(
    id="RE07",
    name="rec-stop-v-pos",
    needs=("impacts.negative",),
    levels={Gate.APPROVAL: Severity.ERROR},
    message='"{0}" is ticked, but no negative impact is recorded.',
    fix="Record the harm that is the reason to stop, or change the recommendation.",
    source="the form: the reason to stop belongs in the impact table",
    why="A recommendation to stop needs the harm it prevents on record.",
    analysis=True,
)
def stop_without_harm(context: Context) -> Iterator[Hit]:
    """Stop is ticked, and Negative is ticked nowhere."""
    if context.assessment.recommendation.stop is True and context.none_ticked("negative"):
        yield Hit(STOP, "impacts")


@rule(
    id="RE08",
    name="rec-neg-unresolved",
    needs=(
        "recommendation.no_major_change",
        "recommendation.adjustments",
        "recommendation.justification",
        "recommendation.stop",
    ),
    levels={Gate.APPROVAL: Severity.ERROR},
    message="A negative impact is recorded for {groups}, but no recommendation answers it.",
    fix="Recommend adjustments, a justification or a stop.",
    source="the four outcomes [EHRC-MEET]; [BHAM]",
    why="What is to be done about a known harm is the decision that members are asked to take.",
    statutory=True,
    analysis=True,
)
def harm_unanswered(context: Context) -> Iterator[Hit]:
    """Negative is ticked for a group, and no recommendation is ticked at all."""
    if context.negative and none_ticked(context, *RECOMMENDATIONS):
        yield Hit(ADJUST, *_negative(context), groups=context.name_groups(context.negative))


@rule(
    id="RE09",
    name="rec-nochange-gaps",
    levels={Gate.APPROVAL: Severity.WARNING},
    message='"{0}" is ticked, yet "{1}" says that evidence is missing.',
    fix="Say in the summary why the gaps do not change the result, or recommend an adjustment.",
    source="outcome 1 [BHAM]; [BRI-11KBW]",
    why="No major change claims that the analysis is robust. An answer that begins with No or None, or whose first "
    "sentence says that the evidence is enough, names no gap.",
    analysis=True,
)
def no_change_but_gaps(context: Context) -> Iterator[Hit]:
    """No major change is ticked, and the gaps name something."""
    gaps = context.text("evidence.gaps")
    named = not says_none(gaps) and not _ENOUGH.search(gaps.partition(".")[0])
    if context.assessment.recommendation.no_major_change is True and named:
        yield Hit(NO_CHANGE, "evidence.gaps")


@rule(
    id="RE11",
    name="sum-blank",
    levels={Gate.APPROVAL: Severity.ERROR},
    message='"{1}" is answered Yes, but "{0}" {state}.',
    fix="Summarise who is affected, how, and what you will do.",
    variants={
        "statement": Wording(
            '"{0}" holds only the statement on the duty.', "Summarise who is affected, how, and what you will do."
        )
    },
    source="[HUNT-ZL]; [LINCS-FORM]",
    why="Decision makers may read only the summary. The statement on the duty is printed by the form in any case.",
)
def empty_summary(context: Context) -> Iterator[Hit]:
    """Question 9 is Yes, and the summary is blank apart from the statement on the duty."""
    if context.required and context.blank("summary"):
        yield Hit("summary", Q9, state=context.state("summary"))
    elif context.required and is_blank(own_words(context)):
        yield Hit("summary", variant="statement")


def ticked(context: Context) -> list[str]:
    """The recommendations that are ticked, as field names."""
    return [name for name in RECOMMENDATIONS if getattr(context.assessment.recommendation, name) is True]


def none_ticked(context: Context, *names: str) -> bool:
    """Whether these recommendations are all empty. A box nobody could read is not."""
    return all(getattr(context.assessment.recommendation, name) is False for name in names)


def own_words(context: Context) -> str:
    """The summary without sentences that cite section 149, such as the statement that the form prints."""
    sentences = context.text("summary").split(".")
    return ".".join(sentence for sentence in sentences if not _DUTY_STATEMENT.search(sentence))


def _negative(context: Context) -> list[str]:
    return [f"impacts.{group}.negative" for group in context.negative]
