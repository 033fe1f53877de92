"""Text rules on the explanations of impacts: effects on people, in particular words, that agree with the tick."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eqia.assessment.vocabulary import OTHER_GROUPS
from eqia.rules.context import Context
from eqia.rules.findings import Gate, Quote, Severity
from eqia.rules.impact import is_unticked
from eqia.rules.language.data import plain_words
from eqia.rules.language.figures import has_figure
from eqia.rules.language.negation import clause_start, is_turned, said
from eqia.rules.language.places import any_within, within
from eqia.rules.language.similar import opening
from eqia.rules.language.terms import Match, terms
from eqia.rules.language.words import Sentence, Text
from eqia.rules.registry import Hit, Kind, Wording, rule
from eqia.rules.wording.reading import (
    SUMMARY,
    duty_cells,
    explanation,
    explanations,
    find_at,
    groups_at,
    quotes,
    said_at,
    text_at,
)

MODAL_REACH: Final = 8
"""Words between "will" or "may" and the effect it speaks of."""

GENERAL: Final = 25
"""Words up to which an explanation with a stock phrase counts as a general statement."""

MOSTLY: Final = 0.6
"""The part of an explanation's sentences that must say what the service does."""


@rule(
    id="IM06",
    name="imp-pos-and-neg",
    kind=Kind.TEXT,
    levels={Gate.DRAFT: Severity.INFO},
    message="Both Positive and Negative are ticked for {item}, and the explanation does not clearly speak of both.",
    folded="Both Positive and Negative are ticked for {count} groups, and the explanations do not clearly speak of "
    "both: {items}.",
    fix="Say who gains and who loses.",
    variants={
        "forbidden": Wording(
            "Both Positive and Negative are ticked for {item}; this council's form allows one.",
            "Keep the one that weighs more and explain the other.",
            folded="Both Positive and Negative are ticked for {count} groups; this council's form allows one: {items}.",
            levels={Gate.DRAFT: Severity.ERROR},
        )
    },
    source="[FRASER]",
    why="A policy can be good for some members of a group and bad for others; the text has to say which. An "
    "explanation with words of benefit and of harm, such as positive and negative, is left alone, and so is an empty "
    "one.",
    analysis=True,
)
def both_ways(context: Context) -> Iterator[Hit]:
    """Positive and Negative are ticked for one group, and its explanation does not hold words of both."""
    allowed = context.settings.both_impacts
    for group in context.positive:
        text = text_at(context, explanation(group))
        if group in context.negative and not (allowed and (not text.words or _speaks_of_both(text))):
            paths = f"impacts.{group}.positive", f"impacts.{group}.negative"
            yield Hit(*paths, variant="" if allowed else "forbidden", item=context.labels.group(group))


@rule(
    id="IM07",
    name="imp-text-v-tick",
    needs=("impacts.positive", "impacts.negative"),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='Only Positive is ticked for {item}, but the explanation speaks of "{words}".',
    fix="Tick Negative as well, or make plain that it is no harm of the activity.",
    variants={
        "negative": Wording(
            'Only Negative is ticked for {item}, but the explanation speaks only of a benefit: "{words}".',
            "Say what the harm is, or change the tick.",
        )
    },
    source="the tick and its explanation disagree",
    why="Harm counts where the sentence says that it will or may come, or calls it an adverse impact; what is so "
    "already, is denied, or is being removed does not count.",
    analysis=True,
)
def tick_against_text(context: Context) -> Iterator[Hit]:
    """Positive alone beside words of harm, or Negative alone beside words of benefit and none of harm."""
    for group in context.groups:
        row, path = context.impact(group), explanation(group)
        if row.positive is True and row.negative is not True:
            found, box, variant = _harm(text_at(context, path)), "positive", ""
        elif row.negative is True and row.positive is not True:
            found, box, variant = _only_benefit(context, path), "negative", "negative"
        else:
            continue
        if found:
            fields, shown = (path, f"impacts.{group}.{box}"), quotes((path, match) for match in found)
            item, words = context.labels.group(group), found[0].written
            yield Hit(*fields, variant=variant, quotes=shown, item=item, words=words)


@rule(
    id="IM08",
    name="imp-actions-not-effects",
    needs=("impacts.none",),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message="The explanation for {item} lists what the service will do, not what changes for people.",
    folded="The explanations for {count} groups list what the service will do, not what changes for people: {items}.",
    fix="Say what will be different for the group, and how you know.",
    source="[AUDW]; principle 2 [GH-CASES]",
    why="An impact is what happens to people. The rule speaks where most sentences begin with what the service does "
    "and no other sentence says what people will gain, lose or find.",
    analysis=True,
)
def actions_instead_of_effects(context: Context) -> Iterator[Hit]:
    """Most sentences of an explanation begin with what the service does, and none speaks of an effect on people."""
    for group in context.groups:
        text, row = text_at(context, explanation(group)), context.impact(group)
        if text.words and row.none is not True and _is_list_of_actions(text):
            quote = Quote(explanation(group), opening(text))
            yield Hit(explanation(group), quotes=(quote,), item=context.labels.group(group))


@rule(
    id="IM10",
    name="imp-generic",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message="The explanation for {item} is a general statement.",
    folded="The explanations for {count} groups are general statements: {items}.",
    fix="Add something that is particular to the group.",
    source="[AUDW]; [KAUR-CRER]",
    why="A stock phrase fits every group and every activity. Explanations of more than 25 words, with a figure, or "
    "with a reason (because, such as, eligibility depends on) are left alone.",
    analysis=True,
)
def stock_phrase(context: Context) -> Iterator[Hit]:
    """A short explanation holds a stock phrase, and neither a figure nor a reason."""
    for group in context.groups:
        path = explanation(group)
        text = text_at(context, path)
        found = terms("stock").find(text) if len(text.words) <= GENERAL else ()
        if found and not has_figure(text) and not terms("reason").find(text):
            shown = quotes([(path, found[0])])
            yield Hit(path, quotes=shown, item=context.labels.group(group))


@rule(
    id="IM11",
    name="txt-same-for-all",
    needs=("duty", "impacts.explanation"),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='"{words}": treating people the same can still disadvantage some.',
    fix="Explain how different needs are met.",
    source="R (Kaur and Shah) v Ealing [KAUR-EY]; [S149] (3)(b); [BASSET]",
    why="The duty is to meet different needs, not to offer one service to all. A sentence that goes on to adjustments "
    "or different needs, or that denies the phrase, is left alone.",
    analysis=True,
)
def same_for_all(context: Context) -> Iterator[Hit]:
    """The summary, an explanation or a duty cell argues that the same for all is equal."""
    paths = (*explanations(context), *duty_cells(context), SUMMARY)
    found = [(path, match) for path, match in said_at(context, "same_for_all", *paths) if not _meets_needs(match)]
    if found:
        yield Hit(*dict.fromkeys(path for path, _ in found), quotes=quotes(found), words=found[0][1].written)


@rule(
    id="IM12",
    name="imp-proxy-only",
    needs=("impacts.none",),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='The explanation for {item} is about "{words}", not about that group.',
    fix="Name the group, and say why this affects it more, or less, than others.",
    source="R (Hurley and Moore) v Secretary of State for Business, Innovation and Skills [HUR-SK]",
    why="People with little money or in need are found in every group; each characteristic has to be looked at in its "
    "own right. Any word for the group itself keeps this rule silent, and so does No impact. People with little money "
    "belong in the row for other groups, which is left alone.",
    analysis=True,
)
def proxy_only(context: Context) -> Iterator[Hit]:
    """An explanation speaks of vulnerable, deprived or disadvantaged people and never of the group of its row."""
    for group in [group for group in context.groups if group != OTHER_GROUPS]:
        row, path = context.impact(group), explanation(group)
        counts = row.positive is True or row.negative is True or is_unticked(row)
        found = find_at(context, "proxies", path) if counts else []
        if found and group not in groups_at(context, path):
            yield Hit(path, quotes=quotes(found), item=context.labels.group(group), words=found[0][1].written)


def _speaks_of_both(text: Text) -> bool:
    """Whether a text holds words of benefit and words of harm."""
    good = bool(terms("benefit").find(text)) or "positive" in text.index
    bad = any(terms(name).find(text) for name in ("harm", "harm_certain", "problem")) or "negative" in text.index
    return good and bad


def _harm(text: Text) -> list[Match]:
    """The words by which a text says that the activity does harm."""
    certain = said(terms("harm_certain"), text)
    to_come = [match for match in said(terms("harm"), text) if _is_to_come(match)]
    return [match for match in [*certain, *to_come] if not is_turned(match)]


def _only_benefit(context: Context, path: str) -> list[Match]:
    """The words by which a text says that the activity does good, if it holds no word of harm at all."""
    text = text_at(context, path)
    if any(find_at(context, name, path) for name in ("harm", "harm_certain", "problem")):
        return []
    return [match for match in said(terms("benefit"), text) if _is_to_come(match)]


def _is_to_come(match: Match) -> bool:
    """Whether a word such as will or may stands before the term in its clause."""
    text, start = match.text, max(clause_start(match.text, match.first), match.first - MODAL_REACH)
    modals = [found.first for found in within(terms("future").find(text), start, match.first)]
    return bool(modals) and plain_words("relatives").isdisjoint(text.words[modals[-1] : match.first])


def _is_list_of_actions(text: Text) -> bool:
    services = [_is_about_the_service(text, sentence) for sentence in text.sentences]
    if sum(services) < MOSTLY * len(services):
        return False
    others = [sentence for sentence, service in zip(text.sentences, services, strict=True) if not service]
    return not any(_has_effect(text, sentence) for sentence in others)


def _is_about_the_service(text: Text, sentence: Sentence) -> bool:
    """Whether a sentence begins with what the service does: "Continue to", "We will support", "Providing"."""
    place = sentence.first
    for subjects, verbs in (("service_subjects", "service_starts"), ("policy_subjects", "kept_up")):
        subject = next(within(terms(subjects).find(text), place, place + 1), None)
        starts = {place, subject.last + 1 if subject else place}
        if any(any_within(terms(verbs).find(text), start, start + 1) for start in starts):
            return True
    return False


def _has_effect(text: Text, sentence: Sentence) -> bool:
    """Whether a sentence says of people what they will get, lose or find."""
    effects = terms("effect").find(text)
    return any(
        any_within(effects, person.last + 1, min(person.last + MODAL_REACH + 1, sentence.end))
        for person in within(terms("people").find(text), sentence.first, sentence.end)
    )


def _meets_needs(match: Match) -> bool:
    """Whether the same sentence, or the next, goes on to different needs."""
    text, sentence = match.text, match.text.sentence_of(match.first)
    end = (text.sentence_after(match.first) or sentence).end
    return any_within(said(terms("different_needs"), text), sentence.first, end)
