"""Text rules on the table of the general equality duty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eqia.assessment.vocabulary import Aim
from eqia.rules.context import Context
from eqia.rules.filler import is_blank, says_none
from eqia.rules.findings import Gate, Severity
from eqia.rules.registry import Hit, Kind, rule
from eqia.rules.wording.reading import CONSULTATION, DESCRIPTION, FINDINGS, quotes, said_at, text_at

FEWEST_WORDS: Final = 4
"""Words that a cell of the duty table should have at least."""


@rule(
    id="DU05",
    name="duty-names-only",
    needs=("duty.eliminate_discrimination", "duty.advance_equality", "duty.foster_good_relations"),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.INFO},
    message="In the table of the three aims, {item} holds only a mark or a word or two.",
    folded="{count} cells of the table of the three aims hold a mark or a word or two: {items}.",
    fix="Add a few words that say how the activity serves this aim for the group.",
    source="principle 3 [GH-CASES]",
    why="A tick shows that an aim was thought of, not what was thought. Cells that say there is nothing are left "
    "alone.",
    analysis=True,
)
def bare_cell(context: Context) -> Iterator[Hit]:
    """A cell of the duty table holds a mark, or fewer than four words."""
    for group in context.groups:
        row = context.duty(group)
        for aim in Aim:
            said, path = getattr(row, aim), f"duty.{group}.{aim}"
            if not is_blank(said) and not says_none(said) and len(text_at(context, path).words) < FEWEST_WORDS:
                yield Hit(path, item=context.labels.label(path))


@rule(
    id="DU06",
    name="duty-good-relations",
    needs=("duty.foster_good_relations",),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='The text speaks of "{words}", but the column on good relations says nothing for any group.',
    fix="Does this bear on good relations between groups? If so, say how; if not, give the reason.",
    source="[S149] (5); [MNT]",
    why="Fostering good relations means tackling prejudice and promoting understanding. Words that only repeat the "
    "statute, or that the sentence denies, do not count.",
    analysis=True,
)
def tension_without_relations(context: Context) -> Iterator[Hit]:
    """Findings, consultation or description affirm a tension, and the third aim is blank throughout."""
    if any(not is_blank(row.foster_good_relations) for row in context.assessment.duty.values()):
        return
    found = said_at(context, "tension", FINDINGS, CONSULTATION, DESCRIPTION)
    if found:
        yield Hit("duty", found[0][0], quotes=quotes(found), words=found[0][1].written)
