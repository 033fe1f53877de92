"""Text rules on the header and the description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from eqia.rules.context import Context
from eqia.rules.findings import Gate, Severity
from eqia.rules.language.terms import Match
from eqia.rules.registry import Hit, Kind, Wording, rule
from eqia.rules.wording.reading import DESCRIPTION, TITLE, quotes, said_at, says, text_at

LONGEST_BACKGROUND: Final = 600
"""Words from which a description hides what is decided."""

_REFERENCE: Final = re.compile(r"\b[A-Z]{1,5}[ -]?\d{1,4}\b")


@rule(
    id="AC12",
    name="hdr-desc-nochange",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='"{0}" does not say what is being decided.',
    fix="Say in a sentence or two what is being decided and what will be different for people.",
    variants={
        "long": Wording(
            '"{0}" has {count} words.', "Begin with a sentence or two on what is decided and what will be different."
        )
    },
    source="[IWG]; R (W) v Birmingham City Council [GH-CASES]",
    why="The effects of an activity can only be weighed by a reader who knows what it changes. Any word of proposing, "
    "deciding or changing is enough for this rule; it speaks of a description that holds none, and of one above 600 "
    "words.",
    analysis=True,
)
def nothing_decided(context: Context) -> Iterator[Hit]:
    """The description affirms no word of deciding or changing, or has more than 600 words."""
    words = text_at(context, DESCRIPTION).words
    if len(words) > LONGEST_BACKGROUND:
        yield Hit(DESCRIPTION, variant="long", count=len(words))
    elif words and not says(context, "decision", DESCRIPTION):
        yield Hit(DESCRIPTION)


@rule(
    id="PU07",
    name="bud-ref",
    needs=("activity.title",),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='The text speaks of a budget proposal ("{words}"), but "{0}" {state}.',
    fix="Add the budget proposal number so that members can match it.",
    source="the form's label",
    why="Members see budget proposals by number. A saving counts beside pounds or the budget, a cut or reduction only "
    "beside both. Savings of residents, of energy or of time are not meant, and a reference in the title, such as "
    "CS 12, is enough.",
)
def budget_without_number(context: Context) -> Iterator[Hit]:
    """The title or description affirms a saving of the council's, and no proposal number is given."""
    if not context.blank("activity.budget_proposal") or _REFERENCE.search(context.text(TITLE)):
        return
    found = said_at(context, "savings", TITLE, DESCRIPTION)
    found += [held for held in said_at(context, "saving", DESCRIPTION) if any(_money_beside(held[1]))]
    found += [held for held in said_at(context, "cut", DESCRIPTION) if all(_money_beside(held[1]))]
    if found:
        path = "activity.budget_proposal"
        said, state = found[0][1].written, context.state(path)
        yield Hit(path, found[0][0], quotes=quotes(found), words=said, state=state)


def _money_beside(match: Match) -> tuple[bool, bool]:
    """Whether the sentence speaks of pounds, and whether it speaks of a budget."""
    sentence = match.text.sentence_of(match.first)
    return "£" in match.text.raw[sentence.start : sentence.stop], "budget" in match.text.words_of(sentence)
