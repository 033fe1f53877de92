"""Rules on the relevance test alone: answers that are missing, and answers that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eqia.rules.context import QUESTIONS, Context
from eqia.rules.findings import Gate, Severity
from eqia.rules.registry import Hit, Wording, rule

Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9 = (f"relevance.{question}" for question in QUESTIONS)
"""The paths of the nine questions."""

SHORTEST_REASON: Final = 5
"""Words; a shorter explanation why no analysis is needed is not a sentence."""

UNREADABLE: Final = Wording(
    message='"{0}": the box could not be read in the imported file.',
    fix="Look at the original and tick Yes or No.",
    folded="The boxes of {count} questions could not be read in the imported file: {items}.",
)


@rule(
    id="RT01",
    name="rel-unanswered",
    levels={Gate.APPROVAL: Severity.ERROR},
    message='"{0}" has no answer.',
    folded="{count} questions of the relevance test have no answer: {items}.",
    fix="Tick Yes or No.",
    variants={"unreadable": UNREADABLE},
    source="the form; [WARWICK] reasons must be recorded",
    why="The decision whether an analysis is needed rests on these answers, and readers must be able to follow it. "
    "A box that an import could not read is asked about; it is taken neither for ticked nor for empty.",
)
def unanswered(context: Context) -> Iterator[Hit]:
    """One of questions 1 to 8 has neither box ticked, or could not be read."""
    for question in QUESTIONS[:-1]:
        yield from _unanswered(context, question)


@rule(
    id="RT02",
    name="rel-both",
    levels={Gate.DRAFT: Severity.ERROR},
    message='"{0}" is ticked both Yes and No.',
    folded="{count} questions are ticked both Yes and No: {items}.",
    fix="Keep one.",
    source="the form",
    why="A question with both boxes ticked has no answer that a reader can rely on.",
)
def both_ticked(context: Context) -> Iterator[Hit]:
    """A question of the relevance test is ticked Yes and No."""
    for question in QUESTIONS:
        if context.answer(question) == "both":
            yield _about(context, question)


@rule(
    id="RT03",
    name="rel-q9-blank",
    levels={Gate.APPROVAL: Severity.ERROR},
    message='"{0}" has no answer. It decides whether an analysis is needed.',
    fix="Tick Yes or No.",
    variants={"unreadable": UNREADABLE},
    source="the form",
    why="Everything after the relevance test depends on this answer.",
)
def decision_unanswered(context: Context) -> Iterator[Hit]:
    """Question 9 has neither box ticked, or could not be read."""
    yield from _unanswered(context, QUESTIONS[-1])


@rule(
    id="RT06",
    name="req-not-and-norelevance",
    levels={Gate.DRAFT: Severity.ERROR},
    message='"{0}" is answered Yes, but "{1}" says that no analysis is needed.',
    fix="Keep the one that is right and clear the other.",
    source="the form",
    why="An analysis is either needed or not needed; the record cannot say both.",
)
def required_and_explained_away(context: Context) -> Iterator[Hit]:
    """Question 9 is Yes, and the statement of no relevance is ticked or its explanation filled."""
    relevance = context.assessment.relevance
    if not context.said_required:
        return
    if relevance.no_relevance is True:
        yield Hit(Q9, "relevance.no_relevance")
    elif not context.blank("relevance.why_not_required"):
        yield Hit(Q9, "relevance.why_not_required")


@rule(
    id="RT07",
    name="notreq-needs-reason",
    levels={Gate.APPROVAL: Severity.ERROR},
    message='"{1}" is answered No, but "{0}" gives no reason.',
    fix="Say in a sentence or two why no analysis is needed.",
    variants={
        "short": Wording(
            '"{1}" is answered No, and "{0}" is only a few words.',
            "Say in a sentence or two why no analysis is needed: who could be affected, and why they are not.",
        )
    },
    source="[WARWICK]; principle 6 [GH-CASES]",
    why="A bare No is not a record. The reasons for not going further must be written down, because screening without "
    "them does not stand up when it is questioned.",
    statutory=True,
)
def no_reason(context: Context) -> Iterator[Hit]:
    """Question 9 is No, and the explanation is blank or shorter than a sentence."""
    path = "relevance.why_not_required"
    if not context.not_required:
        return
    if context.blank(path):
        yield Hit(path, Q9)
    elif len(context.text(path).split()) < SHORTEST_REASON:
        yield Hit(path, Q9, variant="short")


@rule(
    id="RT08",
    name="notreq-needs-tick",
    levels={Gate.APPROVAL: Severity.WARNING},
    message='"{1}" is answered No, but "{0}" is not ticked.',
    fix="If no analysis is needed, tick the statement. If it is not true, answer Yes.",
    source="the form",
    why="The form states the reason for No in words that the officer confirms with a tick.",
)
def no_tick(context: Context) -> Iterator[Hit]:
    """Question 9 is No, and the statement of no relevance is not ticked."""
    if context.not_required and context.assessment.relevance.no_relevance is False:
        yield Hit("relevance.no_relevance", Q9)


@rule(
    id="RT09",
    name="norelevance-v-q7",
    levels={Gate.DRAFT: Severity.ERROR},
    message='"{0}" is answered Yes, but "{1}" is ticked. Both cannot be right.',
    fix="Decide whether the activity relates to an aim of the duty, and change the other.",
    source="the form's own words; [S149]",
    why="The statement says that the activity has no relevance to the three aims; question 7 says that it relates to "
    "at least one.",
    statutory=True,
)
def no_relevance_but_aims(context: Context) -> Iterator[Hit]:
    """The statement of no relevance is ticked, and question 7 is Yes."""
    if context.assessment.relevance.no_relevance is True and context.answer("relates_to_duty") == "yes":
        yield Hit(Q7, "relevance.no_relevance")


@rule(
    id="RT10",
    name="notreq-v-risk",
    levels={Gate.DRAFT: Severity.ERROR},
    message='"{1}" is answered Yes, but "{0}" is answered No.',
    fix="Look at both answers. If the first is right, an analysis is required.",
    source="[S149] (1)(a); [HAR-LGL]",
    why="Where a group could be disadvantaged, the possible effect has to be looked at before the decision. A "
    "council's "
    "pack can name further questions that make an analysis required.",
    statutory=True,
)
def risk_but_not_required(context: Context) -> Iterator[Hit]:
    """Question 9 is No, and an answer that makes an analysis required is Yes."""
    for question in context.settings.forces_analysis:
        if context.not_required and context.answer(question) == "yes":
            yield Hit(Q9, f"relevance.{question}")


@rule(
    id="RT11",
    name="notreq-v-yes",
    needs=("relevance.affects_people", "relevance.corporate_priority"),
    levels={Gate.DRAFT: Severity.WARNING},
    message='"{0}" is answered No, although {items} {are} answered Yes.',
    fix='Make sure that "{reason}" deals with each of these, or answer Yes.',
    source="[WARWICK]; [BED-EA]; how many Yes answers call for an analysis is for the council to set",
    why="Each Yes says that the activity matters to people or to equality. The explanation has to say why it still "
    "needs "
    "no analysis.",
)
def yes_but_not_required(context: Context) -> Iterator[Hit]:
    """Question 9 is No, and other answers are Yes that do not force an analysis."""
    relevance = context.assessment.relevance
    skipped = {*context.settings.forces_analysis, *(["relates_to_duty"] if relevance.no_relevance is True else [])}
    said_yes = [name for name in QUESTIONS[:-1] if context.answer(name) == "yes" and name not in skipped]
    if context.not_required and said_yes:
        yield Hit(
            Q9,
            *(f"relevance.{name}" for name in said_yes),
            items=context.name_fields([f"relevance.{name}" for name in said_yes]),
            are="are" if len(said_yes) > 1 else "is",
            reason=context.labels.label("relevance.why_not_required"),
        )


@rule(
    id="RT12",
    name="req-allno",
    levels={Gate.DRAFT: Severity.WARNING},
    message='All eight tests are answered No, yet "{0}" is answered Yes.',
    fix="Check the answers: one of them may be wrong.",
    source="the form",
    why="The ninth answer follows from the eight before it.",
)
def all_no_but_required(context: Context) -> Iterator[Hit]:
    """Questions 1 to 8 are all No, and question 9 is Yes."""
    if context.said_required and all(context.answer(question) == "no" for question in QUESTIONS[:-1]):
        yield Hit(Q9)


@rule(
    id="RT13",
    name="rel-3-implies-2",
    levels={Gate.DRAFT: Severity.ERROR},
    message='"{0}" is answered Yes, but "{1}" is answered No. Groups cannot be affected differently if none is '
    "affected.",
    fix="Change one of the two.",
    source="the two answers exclude each other",
    why="An effect that differs between groups is an effect on at least one of them.",
)
def different_but_no_effect(context: Context) -> Iterator[Hit]:
    """Question 3 is Yes, and question 2 is No."""
    yield from _yes_and_no(context, Q3, Q2)


@rule(
    id="RT14",
    name="rel-4-implies-2",
    levels={Gate.DRAFT: Severity.ERROR},
    message='"{0}" is answered Yes, but "{1}" is answered No. A group cannot be disadvantaged if none is affected.',
    fix="Change one of the two.",
    source="the two answers exclude each other",
    why="A disadvantage for a group is an effect on it.",
)
def disadvantage_but_no_effect(context: Context) -> Iterator[Hit]:
    """Question 4 is Yes, and question 2 is No."""
    yield from _yes_and_no(context, Q4, Q2)


@rule(
    id="RT15",
    name="rel-4-implies-3",
    levels={Gate.DRAFT: Severity.WARNING},
    message='"{0}" is answered Yes, but "{1}" is answered No. If one group could be disadvantaged, groups are probably '
    "affected differently.",
    fix="Check both answers.",
    source="[BRI-11KBW]",
    why="A measure that looks the same for everybody may still weigh more on some groups than on others.",
)
def disadvantage_but_same_effect(context: Context) -> Iterator[Hit]:
    """Question 4 is Yes, and question 3 is No."""
    yield from _yes_and_no(context, Q4, Q3)


@rule(
    id="RT16",
    name="rel-2-v-7",
    levels={Gate.DRAFT: Severity.WARNING},
    message='"{0}" is answered Yes, but "{1}" is answered No. What affects protected groups normally touches at least '
    "one aim of the duty.",
    fix="Check both answers.",
    source="[S149] (1)",
    why="The three aims are about people who share a protected characteristic; an effect on them seldom leaves all "
    "three "
    "untouched.",
)
def effect_but_no_aim(context: Context) -> Iterator[Hit]:
    """Question 2 is Yes, and question 7 is No."""
    yield from _yes_and_no(context, Q2, Q7)


@rule(
    id="RT25",
    name="rel-budget-6",
    levels={Gate.DRAFT: Severity.INFO},
    message='This is a budget proposal, and both "{0}" and "{1}" are answered No.',
    fix="Confirm that it makes no significant change to a service and does not touch people directly.",
    source="[FAIR-GUIDE]",
    why="Savings and charges often reach people through services even where no service is named.",
)
def budget_without_change(context: Context) -> Iterator[Hit]:
    """The activity has a budget proposal number, and questions 6 and 1 are No."""
    if context.blank("activity.budget_proposal"):
        return
    if context.answer("significant_change") == "no" and context.answer("affects_people") == "no":
        yield Hit(Q6, Q1, "activity.budget_proposal")


def _unanswered(context: Context, question: str) -> Iterator[Hit]:
    match context.answer(question):
        case None:
            yield _about(context, question)
        case "unreadable":
            yield _about(context, question, "unreadable")


def _about(context: Context, question: str, variant: str = "") -> Hit:
    path = f"relevance.{question}"
    return Hit(path, variant=variant, item=context.labels.label(path))


def _yes_and_no(context: Context, yes: str, no: str) -> Iterator[Hit]:
    if context.text(yes) == "yes" and context.text(no) == "no":
        yield Hit(yes, no)
