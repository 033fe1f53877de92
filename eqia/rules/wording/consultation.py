"""Text rules on consultation: what people said, whether it was carried on, and when."""

from __future__ import annotations

from collections.abc import Iterator

from eqia.rules.context import Context
from eqia.rules.filler import says_none
from eqia.rules.findings import Gate, Severity
from eqia.rules.language.figures import has_proportion, tells_time
from eqia.rules.registry import Hit, Kind, rule
from eqia.rules.wording.reading import CONSULTATION, SUMMARY, quotes, said_at, says, text_at


@rule(
    id="EV08",
    name="con-no-result",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='"{0}" lists who was spoken to, not what they said.',
    fix="Add what each of them said, and what you did about it.",
    source="R (Bracking) [ASP-LGL]; [BTN-2019] asks what people tell you",
    why="The decision maker needs a flavour of the responses. Any word of saying, wanting or fearing is enough, and "
    "so is a percentage. An answer that begins by saying that nobody was asked is left to the other rules.",
    analysis=True,
)
def no_views(context: Context) -> Iterator[Hit]:
    """The consultation names meetings or bodies, and affirms nothing that they said."""
    text = text_at(context, CONSULTATION)
    if says_none(context.text(CONSULTATION)) or has_proportion(text):
        return
    asked = said_at(context, "consulted", CONSULTATION)
    if asked and not says(context, "views", CONSULTATION):
        yield Hit(CONSULTATION, quotes=quotes(asked))


@rule(
    id="EV10",
    name="con-adverse-not-carried",
    needs=("impacts.negative",),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='The consultation tells of adverse views ("{words}"), but the summary does not take them up.',
    fix="Say in the summary what they feared and what you make of it.",
    source="R (Bracking) [ASP-LGL]",
    why="Negative responses must not be watered down on the way to the decision maker. A negative impact, or any word "
    "in the summary of concerns, opposition or losses, keeps this rule silent.",
    analysis=True,
)
def adverse_views_dropped(context: Context) -> Iterator[Hit]:
    """The consultation affirms adverse views, the summary holds none, and no group has a negative impact."""
    if not text_at(context, SUMMARY).words or not context.none_ticked("negative"):
        return
    found = said_at(context, "adverse_views", CONSULTATION)
    if found and not says(context, "adverse_answered", SUMMARY):
        yield Hit(SUMMARY, CONSULTATION, quotes=quotes(found), words=found[0][1].written)


@rule(
    id="EV11",
    name="con-no-date",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.INFO},
    message='"{0}" gives no date.',
    fix="Add when each consultation took place.",
    source="principle 2 [GH-CASES]; the order of dates depends on it",
    why="Readers want to see that people were asked before the decision. The name of a month is enough.",
    analysis=True,
)
def undated_consultation(context: Context) -> Iterator[Hit]:
    """The consultation speaks of asking people, and names no day, month or year."""
    text = text_at(context, CONSULTATION)
    if says(context, "consulted", CONSULTATION) and not says_none(text.raw) and not tells_time(text):
        yield Hit(CONSULTATION)
