"""Text rules on the impact table as a whole: what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from eqia.assessment.vocabulary import OTHER_GROUPS, Characteristic
from eqia.rules.agreement import NINE
from eqia.rules.context import Context
from eqia.rules.findings import Gate, Severity
from eqia.rules.language.groups import Mention
from eqia.rules.language.terms import Match
from eqia.rules.language.words import Text
from eqia.rules.registry import Hit, Kind, Wording, rule
from eqia.rules.wording.reading import (
    DESCRIPTION,
    FINDINGS,
    SUMMARY,
    TITLE,
    action_texts,
    explanation,
    explanations,
    find_at,
    groups_at,
    mentions_at,
    quotes,
    said_at,
    text_at,
    words_of,
)

SEX = explanation(Characteristic.SEX)
TRANS = explanation(Characteristic.GENDER_REASSIGNMENT)


@rule(
    id="IM13",
    name="imp-intersect",
    needs=("impacts.explanation",),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.INFO},
    message="Negative impacts are recorded for {groups}, and nothing is said of people who are in more than one of "
    "these groups.",
    fix="Is the effect worse for them, for example for older disabled people? Say so, or why not.",
    source="[AUDW]",
    why="People belong to several groups at once, and effects add up. Naming such people is enough, as in older "
    "disabled women, and so is an explanation that speaks of another group that loses. What "
    "the row for other groups says is not taken for that, since it may be about anybody.",
    analysis=True,
)
def nobody_in_two_groups(context: Context) -> Iterator[Hit]:
    """Two groups have a negative impact, and no answer speaks of people in both."""
    paths = (FINDINGS, SUMMARY, *explanations(context), *action_texts(context))
    if len(context.negative) < 2 or find_at(context, "combined", *paths):
        return
    crossed = any(_speaks_of_another(context, group) for group in context.negative if group != OTHER_GROUPS)
    if not crossed and not any(_names_both(context, text_at(context, path)) for path in paths):
        fields = [f"impacts.{group}.negative" for group in context.negative]
        yield Hit(*fields, quotes=(), groups=context.name_groups(context.negative))


@rule(
    id="IM14",
    name="imp-all-positive",
    needs=("impacts.negative",),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='Only benefits are recorded, although the description speaks of "{words}".',
    fix="Has anyone lost out? If nobody has, say how you know.",
    variants={
        "everyone": Wording(
            "A positive impact is recorded for every group.",
            "Is there really no group for which nothing changes, and none that loses? Say how you know.",
        )
    },
    source="R (Bracking) [ASP-LGL]; [BRI-11KBW]",
    why="A service that is reduced or charged for is worse for somebody. The rule also asks where all nine "
    "characteristics are marked Positive and nothing else. Reductions of waiting, crime, gaps and the like are no "
    "losses.",
    analysis=True,
)
def only_benefits(context: Context) -> Iterator[Hit]:
    """Positive impacts and no negative one, beside a reduction in the description, or for all nine groups."""
    if not context.positive or not context.none_ticked("negative"):
        return
    fields = [f"impacts.{group}.positive" for group in context.positive]
    found = said_at(context, "reduction", TITLE, DESCRIPTION)
    if found:
        yield Hit(found[0][0], *fields, quotes=quotes(found), words=found[0][1].written)
    elif set(NINE) <= set(context.positive):
        yield Hit(*fields, variant="everyone", quotes=())


@rule(
    id="IM16",
    name="imp-ai-digital",
    needs=("impacts.explanation", "impacts.negative"),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='The description speaks of "{words}", and no group is recorded as losing by it.',
    fix="Automated or online-only services can work less well for some groups. Say what you checked.",
    source="R (Bridges) v Chief Constable of South Wales Police [BRI-GUARD]; [WIRED]",
    why="Software that looks neutral may treat groups differently, and not everyone is online. Any word in the "
    "findings, impacts or actions on devices, bias or other ways to be served keeps this rule silent.",
    analysis=True,
)
def digital_without_enquiry(context: Context) -> Iterator[Hit]:
    """The description speaks of automation or online services, and no answer looks at who could lose by them."""
    if not context.touched or not context.none_ticked("negative"):
        return
    found = said_at(context, "digital", TITLE, DESCRIPTION)
    if found and not find_at(context, "digital_care", FINDINGS, *explanations(context), *action_texts(context)):
        yield Hit("impacts", found[0][0], quotes=quotes(found), words=found[0][1].written)


@rule(
    id="IM17",
    name="imp-sex-gender",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.INFO},
    message='The row on {sex} speaks of trans people ("{words}"), and the row on {gender_reassignment} does not.',
    fix="Keep the two in their own rows.",
    variants={
        "gender": Wording(
            'The rows on {sex} and on {gender_reassignment} both speak of "gender".',
            "Say sex where women and men are meant, so that the two rows stay apart.",
        )
    },
    source="For Women Scotland v The Scottish Ministers [UKSC16]",
    why="In the Equality Act sex and gender reassignment are separate characteristics. Gender identity, gender "
    "reassignment and the gender pay gap are names of things and do not count as gender.",
    analysis=True,
)
def sex_and_gender_mixed(context: Context) -> Iterator[Hit]:
    """Trans people stand under Sex only, or gender is the word of both rows."""
    both = (Characteristic.SEX, Characteristic.GENDER_REASSIGNMENT)
    names = {str(group): context.labels.group(group) for group in both}
    trans = _mentions(context, SEX, Characteristic.GENDER_REASSIGNMENT)
    if trans and not _mentions(context, TRANS, Characteristic.GENDER_REASSIGNMENT):
        found = [(SEX, mention.match) for mention in trans]
        yield Hit(SEX, TRANS, quotes=quotes(found), words=trans[0].match.written, **names)
        return
    gender = [(path, match) for path in (SEX, TRANS) if (match := _bare_gender(context, path))]
    if len(gender) == 2:
        yield Hit(SEX, TRANS, variant="gender", quotes=quotes(gender), **names)


def _mentions(context: Context, path: str, group: str) -> list[Mention]:
    return [mention for _, mention in mentions_at(context, path) if group in mention.subgroup.groups]


def _bare_gender(context: Context, path: str) -> Match | None:
    found = (mention.match for _, mention in mentions_at(context, path))
    return next((match for match in found if match.written.lower() in ("gender", "genders")), None)


def _speaks_of_another(context: Context, group: str) -> bool:
    """Whether the explanation of a group that loses speaks of another group that loses."""
    return not groups_at(context, explanation(group)).isdisjoint({*context.negative} - {group})


def _names_both(context: Context, text: Text) -> bool:
    """Whether two different groups are named side by side, as in older disabled people."""
    for one, other in pairwise(words_of(context).mentions(text)):
        beside = other.match.first == one.match.last + 1 and text.between(one.match.last).isspace()
        if beside and set(one.subgroup.groups) != set(other.subgroup.groups):
            return True
    return False
