"""Text rules on commissioned services."""

from __future__ import annotations

from collections.abc import Iterator

from eqia.rules.context import Context
from eqia.rules.findings import Gate, Severity
from eqia.rules.registry import Hit, Kind, rule
from eqia.rules.wording.reading import DESCRIPTION, TITLE, quotes, said_at

CONTRACTS = "commissioning.contract_measures"
CYCLE = "commissioning.commissioning_cycle"


@rule(
    id="AN15",
    name="comm-blank",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.ERROR},
    message='The description speaks of outside providers ("{words}"), but {empty}.',
    fix="Say what equality measures the contract will contain, and how needs are met through commissioning. If no "
    "contract is involved, say so.",
    source="[S149] (2); the form",
    why="Others who carry out public functions are under the duty too, and the contract is where it reaches them. "
    "Commissions such as the Charity Commission, contracts of employment and commissioned research do not count.",
    analysis=True,
)
def providers_without_measures(context: Context) -> Iterator[Hit]:
    """The title or description affirms a contract or provider, and an answer on commissioning is blank."""
    empty = [path for path in (CONTRACTS, CYCLE) if context.blank(path)]
    found = said_at(context, "contracts", TITLE, DESCRIPTION) if context.required and empty else []
    if found:
        names = " and ".join(f'"{context.labels.label(path)}" {context.state(path)}' for path in empty)
        yield Hit(*empty, found[0][0], quotes=quotes(found), words=found[0][1].written, empty=names)
