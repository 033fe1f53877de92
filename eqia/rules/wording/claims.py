"""Text rules on claims that the record does not bear out: that nobody loses, that the law is met, what people said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eqia.rules.context import Context
from eqia.rules.filler import is_empty, says_none
from eqia.rules.findings import Gate, Quote, Severity
from eqia.rules.language.data import plain_words
from eqia.rules.language.negation import clause_end, clause_start, is_denied
from eqia.rules.language.places import any_within, within
from eqia.rules.language.terms import Match, terms
from eqia.rules.language.words import Sentence, Text
from eqia.rules.phrases import excerpt
from eqia.rules.registry import Hit, Kind, rule
from eqia.rules.wording.document import all_prose
from eqia.rules.wording.reading import CONSULTATION, FINDINGS, SUMMARY, find_at, quotes, text_at, words_of

_REACH: Final = 4
"""Words after "complies with" or "meets" among which the law must begin."""


@rule(
    id="RE15",
    name="sum-denies-neg",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='The summary says "{words}", but Negative is ticked for {item}.',
    folded='The summary says "{words}", but Negative is ticked for {items}.',
    fix="Say in the summary who loses and how; or change the tick if it is wrong.",
    source="the two answers disagree; R (Bracking) [ASP-LGL]",
    why="Decision makers may read only the summary, and would be told that there is nothing to weigh. A denial that "
    "names groups counts for these only; one that speaks of other groups, of further effects or of what is left "
    "afterwards does not count.",
    analysis=True,
)
def harm_denied(context: Context) -> Iterator[Hit]:
    """The summary denies any negative impact, and Negative is ticked for a group that the denial takes in."""
    for _, match in find_at(context, "harm_ruled_out", SUMMARY):
        held = [] if _is_doubted(match) else _groups_denied(context, match)
        for group in held:
            path = f"impacts.{group}.negative"
            said = (Quote(SUMMARY, match.passage),) if group == held[0] else ()
            ticked = (*said, Quote(path, "ticked"))
            yield Hit(SUMMARY, path, quotes=ticked, item=context.labels.group(group), words=match.written)
        if held:
            return


@rule(
    id="WH06",
    name="txt-law-met",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='The report claims that the law is met: "{words}".',
    fix="Say what was considered and what came of it. That is what the record can show; whether the law is met is "
    "not for the form to say.",
    source="principle 3 [GH-CASES]; [S149] (1)",
    why="The duty is one of regard: the record shows what was looked at, and a claim puts nothing in its place. "
    "What providers are required to do, aims, questions and the form's own statement of due consideration are left "
    "alone, and so are laws on other matters.",
)
def law_claimed_met(context: Context) -> Iterator[Hit]:
    """An answer affirms that the activity or the council meets the equality duty or the law."""
    found = [(path, match) for path, text in all_prose(context) for match in text.once(_claims_of_law)]
    if found:
        fields = dict.fromkeys(path for path, _ in found)
        yield Hit(*fields, quotes=quotes(found), words=found[0][1].written)


@rule(
    id="EV16",
    name="con-claimed-not-held",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='"{0}" says "{words}", but "{1}" tells of nobody who was asked.',
    fix="Say in the consultation answer who was asked and what they said; or take the claim out.",
    source="the two answers disagree; R (Bracking) [ASP-LGL]",
    why="A decision maker who is told of support must be able to see whose it is. It counts where the consultation "
    "says that there has been none yet, or only what is planned, and no sentence speaks of anybody who was asked. "
    "What surveys, research or complaints showed is not a claim of consultation.",
    analysis=True,
)
def consultation_claimed(context: Context) -> Iterator[Hit]:
    """The summary or the findings say what consultation showed, and the consultation answer says there was none."""
    if not _says_not_consulted(context):
        return
    for path, match in find_at(context, "shown_by_consultation", SUMMARY, FINDINGS):
        if not (is_denied(match) or _is_doubted(match) or _near(match, "to_be_consulted", "learnt_elsewhere")):
            shown = (Quote(path, match.passage), Quote(CONSULTATION, excerpt(context.text(CONSULTATION))))
            yield Hit(path, CONSULTATION, quotes=shown, words=match.written)
            return


def _groups_denied(context: Context, match: Match) -> list[str]:
    """The groups marked Negative that a denial is about: those it names, or all if it is meant for everybody."""
    text, end = match.text, match.text.sentence_of(match.first).end
    if any_within(terms("harm_remains").find(text), match.last + 1, end):
        return []
    after = match.last + 1, clause_end(text, match.last)
    if any_within(terms("for_everybody").find(text), *after):
        return list(context.negative)
    if any_within(words_of(context).mentions(text), *after):
        mentioned = words_of(context).groups_in(text)
        return [group for group in context.negative if any_within(mentioned.get(group, ()), *after)]
    narrowed = text.words[slice(*after)][:1] and text.words[after[0]] in plain_words("narrowing")
    return [] if narrowed else list(context.negative)


def _claims_of_law(text: Text) -> list[Match]:
    """The words by which a text says that the law is met, from the verb to the name of the law."""
    laws = terms("equality_law").find(text)
    found = [
        Match(text, verb.key, verb.first, law.last)
        for verb in terms("said_to_comply").find(text)
        for law in within(laws, verb.last + 1, min(verb.last + _REACH + 1, clause_end(text, verb.last)))
    ]
    found += [match for match in terms("compliant_of_itself").find(text) if not _is_of_other_law(match)]
    held = sorted(found, key=lambda match: (match.first, -match.last))
    return [match for match in held if not (is_denied(match) or _is_demanded(match))]


def _is_of_other_law(match: Match) -> bool:
    after = match.text.words[match.last + 1 : match.text.sentence_of(match.first).end]
    return after[:1] in (["with"], ["under"], ["for"])


def _is_demanded(match: Match) -> bool:
    """Whether its clause makes of it a demand, an aim, a question or somebody else's affair."""
    start = clause_start(match.text, match.first)
    before = within(terms("law_to_be_met").find(match.text), start, match.first)
    return any(found.last < match.first for found in before)


def _is_doubted(match: Match) -> bool:
    """Whether what goes before it in its sentence makes it a condition, an aim, a doubt or somebody's view."""
    start = match.text.sentence_of(match.first).first
    before = within(terms("claim_doubted").find(match.text), start, match.first)
    return any(found.last < match.first for found in before)


def _near(match: Match, *lists: str) -> bool:
    """Whether its sentence holds a term of one of the lists."""
    return any(_holds(match.text, match.text.sentence_of(match.first), name) for name in lists)


def _holds(text: Text, sentence: Sentence, *lists: str) -> bool:
    return any(any_within(terms(name).find(text), sentence.first, sentence.end) for name in lists)


def _says_not_consulted(context: Context) -> bool:
    """Whether the consultation answer says that there was none, or plans one, and tells of nobody who was asked."""
    typed, text = context.text(CONSULTATION), text_at(context, CONSULTATION)
    if is_empty(typed):
        return False
    denied = ("not_consulted_yet", "to_be_consulted")
    if not says_none(typed) and not any(_holds(text, sentence, *denied) for sentence in text.sentences):
        return False
    told = [match for name in ("consulted", "views") for match in terms(name).find(text) if not is_denied(match)]
    return all(_near(match, *denied) for match in told)
