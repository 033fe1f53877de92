"""Text rules on what could identify a person in a published report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from eqia.assessment.vocabulary import OTHER_GROUPS
from eqia.rules.context import Context
from eqia.rules.findings import Gate, Quote, Severity
from eqia.rules.language.figures import small_counts
from eqia.rules.language.groups import PEOPLE
from eqia.rules.language.places import within
from eqia.rules.language.words import Text
from eqia.rules.registry import Hit, Kind, rule
from eqia.rules.wording.document import all_prose
from eqia.rules.wording.reading import words_of

_EMAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE: Final = re.compile(r"(?<![\w£.])(?:\+44\s?|0)(?:\d[\s-]?){9,10}(?!\d)")
_NAMED: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.?\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?")
_ABOUT_PEOPLE: Final = ("evidence.", "impacts.", "scope.", "summary")
_OFFICERS: Final = ("activity.lead_officers", "activity.approved_by")


@rule(
    id="PU01",
    name="pub-personal",
    kind=Kind.TEXT,
    levels={Gate.PUBLICATION: Severity.WARNING},
    message="{item} may identify someone.",
    folded="In {count} places someone may be identified: {items}.",
    fix="Check before publishing: leave it out, or say fewer than five.",
    source="the council's data protection policy (to be confirmed)",
    why="E-mail addresses, telephone numbers, people named with Mr or Ms, and counts of fewer than five people of a "
    "protected characteristic in the evidence, impacts or summary. Carers and the like are left alone. Officers in the "
    "header are meant to be named; a proportion such as one in three identifies nobody.",
)
def may_identify(context: Context) -> Iterator[Hit]:
    """An answer outside the header's officers holds an address, a number, a titled name, or a very small count."""
    for path, text in all_prose(context):
        if not path.startswith(_OFFICERS):
            for words in (*text.once(_contacts), *_counts(context, path, text)):
                yield Hit(path, quotes=(Quote(path, words),), item=f'"{words}"')


def _contacts(text: Text) -> list[str]:
    """Addresses, telephone numbers, and people named with a title."""
    patterns = [pattern for pattern, hint in ((_EMAIL, "@"), (_PHONE, "0"), (_NAMED, "M")) if hint in text.raw]
    return [found.group().strip() for pattern in patterns for found in pattern.finditer(text.raw)]


def _counts(context: Context, path: str, text: Text) -> Iterator[str]:
    """Very small counts of people of a protected characteristic."""
    counts = small_counts(text) if path.startswith(_ABOUT_PEOPLE) else ()
    if counts:
        mentions = [mention for mention in words_of(context).mentions(text) if mention.kind == PEOPLE]
        people = [mention.match for mention in mentions if mention.subgroup.groups != (OTHER_GROUPS,)]
        yield from (
            count.written
            for count in counts
            if any(match.last <= count.last for match in within(people, count.first, count.last + 1))
        )
