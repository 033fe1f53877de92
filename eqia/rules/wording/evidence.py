"""Text rules on evidence: dates, figures, both sides, and gaps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from eqia.rules.context import Context
from eqia.rules.findings import Gate, Severity
from eqia.rules.language.figures import has_figure, tells_time, years
from eqia.rules.language.negation import said
from eqia.rules.language.places import any_within
from eqia.rules.language.terms import terms
from eqia.rules.language.words import Sentence, Text
from eqia.rules.phrases import excerpt
from eqia.rules.registry import Hit, Kind, Wording, rule
from eqia.rules.wording.reading import (
    DESCRIPTION,
    FINDINGS,
    GAPS,
    SOURCES,
    action_texts,
    find_at,
    quotes,
    said_at,
    says,
    sentence_quote,
    text_at,
)

LONGEST_NAME = 80
"""Characters of a source by which a finding names it."""

DEVELOP = "actions.develop_evidence"


@rule(
    id="EV01",
    name="evi-no-date",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message="A source has no year: {item}.",
    folded="{count} sources have no year: {items}.",
    fix="Add the year to each, so that readers can see how recent it is.",
    source="[IWG]",
    why="Old figures mislead. Only sources of a kind that has a date are meant, such as surveys, data and censuses, "
    "and a list introduced by a line with a year is dated by it.",
    analysis=True,
)
def undated_source(context: Context) -> Iterator[Hit]:
    """A line of the sources names a survey, data or the like, and no time."""
    text = text_at(context, SOURCES)
    for sentence in _undated(text):
        quote = sentence_quote(SOURCES, text, sentence)
        yield Hit(SOURCES, quotes=(quote,), item=f'"{excerpt(quote.text.rstrip("."), LONGEST_NAME)}"')


@rule(
    id="EV02",
    name="evi-old",
    needs=("evidence.findings",),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message="The newest evidence is of {year}, more than {limit} before {point}.",
    fix="Is there anything more recent? If not, say why the old evidence still holds.",
    source="the duty to inquire [ASP-LAG]",
    why="Years count to their end, from the newest year that the sources or the findings name up to the approval or, "
    "where that has no date, the first decision. The council's pack sets the number of years.",
    analysis=True,
)
def old_evidence(context: Context) -> Iterator[Hit]:
    """The newest year named is further back than the council allows."""
    point, name = _point(context)
    if point is None:
        return
    named = [year for path in (SOURCES, FINDINGS) for year in years(text_at(context, path)) if year <= point.year]
    limit = context.settings.evidence_years
    if named and _years_after(max(named), limit) < point:
        yield Hit(SOURCES, year=max(named), limit="a year" if limit == 1 else f"{limit} years", point=name)


@rule(
    id="EV05",
    name="evi-only-goodnews",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='"{0}" speaks only of improvement, but the description says: "{words}".',
    fix="Give both sides: where things are good, and where they are not.",
    variants={
        "inequalities": Wording(
            '"{0}" speaks only of improvement, but "{1}" is answered Yes.',
            "Say which inequalities are known and what the evidence says about them.",
        )
    },
    source="R (Bracking) v Secretary of State for Work and Pensions [ASP-LGL]",
    why="A decision maker has to be told of the adverse side as clearly as of the good one. One affirmed word of a "
    "difficulty in the findings is enough to keep this rule silent.",
    analysis=True,
)
def only_good_news(context: Context) -> Iterator[Hit]:
    """The findings affirm improvements and no problem, while the description or question 5 does."""
    good = said_at(context, "improvement", FINDINGS)
    if not good or says(context, "problem", FINDINGS):
        return
    bad = said_at(context, "inequality", DESCRIPTION) + said_at(context, "decline", DESCRIPTION)
    if bad:
        yield Hit(FINDINGS, DESCRIPTION, quotes=quotes([*bad[:2], *good[:1]]), words=bad[0][1].written)
    elif context.answer("known_inequalities") == "yes":
        yield Hit(FINDINGS, "relevance.known_inequalities", variant="inequalities", quotes=quotes(good))


@rule(
    id="EV06",
    name="evi-user-profile",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.INFO},
    message='"{0}" gives no figure of how many or what share.',
    fix="A comparison of users with the local population would help, for example with the Census.",
    source="R (Bailey) v Brent [BAI-LG]",
    why="Who uses a service, set beside who lives in the area, shows whom a change would touch most. Years, dates and "
    "names with a number in them do not count.",
    analysis=True,
)
def no_figure(context: Context) -> Iterator[Hit]:
    """The findings are filled in, and hold neither a figure nor a proportion."""
    text = text_at(context, FINDINGS)
    if text.words and not has_figure(text):
        yield Hit(FINDINGS)


@rule(
    id="EV14",
    name="gap-no-action",
    needs=("actions.develop_evidence.what",),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='"{1}" names a gap ("{words}"), but no action fills it.',
    fix="Add an action with an owner and a date.",
    source="[FRASER]; [EHRC10]",
    why="A gap that is known and left open was not looked into. An answer that says there is none is believed, and an "
    "action of another kind that collects evidence counts.",
    analysis=True,
)
def gap_without_action(context: Context) -> Iterator[Hit]:
    """The gaps say that something is needed or lacking, and no action develops evidence."""
    if any(context.actions("develop_evidence")):
        return
    found = said_at(context, "data_needed", GAPS) + find_at(context, "data_lacking", GAPS)
    if found and not says(context, "collecting", *action_texts(context)):
        yield Hit(DEVELOP, GAPS, quotes=quotes(found), words=found[0][1].written)


def _undated(text: Text) -> Iterator[Sentence]:
    """The lines that name a dated kind of source and no time, unless the line that introduces them does."""
    kinds, dated_list = said(terms("source_kinds"), text), False
    for sentence in text.sentences:
        dated = tells_time(text, sentence)
        if text.raw[sentence.start : sentence.stop].rstrip().endswith(":"):
            dated_list = dated
        elif not dated and not dated_list and any_within(kinds, sentence.first, sentence.end):
            yield sentence


def _point(context: Context) -> tuple[date | None, str]:
    approved = context.assessment.activity.approval_date.reading.day
    if approved:
        return approved, "the approval"
    decided = [day for each in context.assessment.activity.decisions if (day := each.date.reading.day)]
    return (min(decided), "the decision") if decided else (None, "")


def _years_after(year: int, count: int) -> date:
    return date(min(year + count, 9999), 12, 31)
