"""Text rules on the relevance test: what is answered No, and described all the same."""

from __future__ import annotations

from collections.abc import Iterator

from eqia.rules.context import Context
from eqia.rules.findings import Gate, Severity
from eqia.rules.language.places import any_within
from eqia.rules.language.terms import Match
from eqia.rules.registry import Hit, Kind, rule
from eqia.rules.wording.reading import DESCRIPTION, FINDINGS, quotes, said_at, words_of

Q5 = "relevance.known_inequalities"
Q6 = "relevance.significant_change"


@rule(
    id="RT22",
    name="rel-5-v-text",
    kind=Kind.TEXT,
    levels={Gate.DRAFT: Severity.WARNING},
    message='"{0}" is answered No, but the text speaks of inequalities: "{words}".',
    fix="Is the answer Yes? If not, say in the reason why these are no known inequalities.",
    source="the form; [GOV23] on watching how groups of pupils do",
    why="A gap between groups that the report itself describes is a known inequality, also while it gets smaller. "
    "Comparisons such as lower than or the gap count only in a sentence about a group, and gaps in data or money "
    "never.",
)
def described_inequality(context: Context) -> Iterator[Hit]:
    """Question 5 is No, and the description or the findings affirm an inequality."""
    if context.answer("known_inequalities") != "no":
        return
    compared = said_at(context, "comparison", DESCRIPTION, FINDINGS)
    found = said_at(context, "inequality", DESCRIPTION, FINDINGS)
    found += [(path, match) for path, match in compared if _is_about_a_group(context, match)]
    if found:
        fields = dict.fromkeys(path for path, _ in found)
        yield Hit(Q5, *fields, quotes=quotes(found), words=found[0][1].written)


@rule(
    id="RT23",
    name="rel-6-v-text",
    kind=Kind.TEXT,
    levels={Gate.DRAFT: Severity.WARNING},
    message='"{0}" is answered No, but the description speaks of a change: "{words}".',
    fix="Is the answer Yes? If not, say in the reason why the change is not significant.",
    source="[KE-CASC]",
    why="Closing, cutting, charging, moving online or reorganising a service is a significant change for those who "
    "use it. A sentence that denies it does not count, nor does closing a gap. A budget proposal number is RT25's "
    "affair.",
)
def described_change(context: Context) -> Iterator[Hit]:
    """Question 6 is No, and the description affirms a change to a service."""
    if context.answer("significant_change") != "no":
        return
    found = said_at(context, "change", DESCRIPTION)
    if found:
        yield Hit(Q6, DESCRIPTION, quotes=quotes(found), words=found[0][1].written)


def _is_about_a_group(context: Context, match: Match) -> bool:
    """Whether the sentence of a comparison also names a group."""
    sentence = match.text.sentence_of(match.first)
    return any_within(words_of(context).mentions(match.text), sentence.first, sentence.end)
