"""Text rules on text that stands in several places."""

from __future__ import annotations

from collections.abc import Iterator

from eqia.rules.context import Context
from eqia.rules.findings import Gate, Quote, Severity
from eqia.rules.language.similar import LONG_PARAGRAPH, Shared, find_shared, is_copy, opening
from eqia.rules.language.words import Text
from eqia.rules.registry import Hit, Kind, Wording, rule
from eqia.rules.wording.reading import ARRANGEMENTS, action_texts, duty_cells, explanation, text_at

CYCLE = "commissioning.commissioning_cycle"


@rule(
    id="IM09",
    name="imp-copy-paste",
    needs=("impacts.none",),
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message="The same text stands for {items}.",
    fix="Groups differ; say what is particular to each.",
    source="principle 3 [GH-CASES]; [HUR-SK]",
    why="Each group has to be looked at in its own right. Two answers count as the same if they share 80 % of their "
    "words in runs of three, or a paragraph of more than 25 words. Cells below eight words, actions below 25, cells "
    "of one group, and rows marked No impact only are not compared.",
    variants={
        "actions": Wording("The same text stands in {items}.", "Say it once, and let each row say what is its own.")
    },
    analysis=True,
)
def same_text(context: Context) -> Iterator[Hit]:
    """Explanations, duty cells or actions of different groups or rows hold the same text."""
    for shared in find_shared(_compared(context)):
        if len(set(map(_owner, shared.paths))) > 1:
            yield _hit(context, shared)


@rule(
    id="AN17",
    name="comm-offtopic",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='"{0}" repeats "{1}".',
    fix="Say how different needs are met when services are specified, bought and renewed.",
    source="the two questions ask different things",
    why="The commissioning cycle is about needs and contracts; monitoring is about results. Most of the one standing "
    "in the other counts as a copy.",
    analysis=True,
)
def commissioning_copied(context: Context) -> Iterator[Hit]:
    """Most of the answer on the commissioning cycle stands in the monitoring arrangements."""
    text = text_at(context, CYCLE)
    if is_copy(text, text_at(context, ARRANGEMENTS)):
        yield Hit(CYCLE, ARRANGEMENTS, quotes=(Quote(CYCLE, opening(text)),))


@rule(
    id="MO05",
    name="mon-copy",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING},
    message='"{1}" repeats "{0}".',
    fix="Write down what will be done in procurement, and leave how it is watched to the monitoring.",
    source="principle 3 [GH-CASES]",
    why="Monitoring is not an action in procurement. A copy in the commissioning answer is AN17's affair.",
    analysis=True,
)
def monitoring_copied(context: Context) -> Iterator[Hit]:
    """Most of an action in procurement stands in the monitoring arrangements."""
    arrangements = text_at(context, ARRANGEMENTS)
    for path in action_texts(context, "procurement"):
        if is_copy(text_at(context, path), arrangements):
            yield Hit(ARRANGEMENTS, path, quotes=(Quote(path, opening(text_at(context, path))),))


def _compared(context: Context) -> dict[str, Text]:
    rows = (explanation(group) for group in context.groups if not _says_no_impact(context, group))
    whats = (path for path in action_texts(context) if path.endswith(".what"))
    cells = {path: text_at(context, path) for path in (*rows, *duty_cells(context))}
    actions = {path: text_at(context, path) for path in whats}
    return cells | {path: text for path, text in actions.items() if len(text.words) >= LONG_PARAGRAPH}


def _says_no_impact(context: Context, group: str) -> bool:
    row = context.impact(group)
    return row.none is True and row.positive is not True and row.negative is not True


def _owner(path: str) -> str:
    """What a text speaks for: the group of a table row, or the row of the action plan."""
    table, name, *rest = path.split(".")
    return ".".join((table, name, rest[0])) if table == "actions" else name


def _hit(context: Context, shared: Shared) -> Hit:
    quote = Quote(shared.paths[0], shared.passage)
    variant = "actions" if all(path.startswith("actions.") for path in shared.paths) else ""
    places = list(dict.fromkeys(context.labels.label(path) for path in shared.paths))
    return Hit(*shared.paths, variant=variant, quotes=(quote,), items=_listed(places))


def _listed(places: list[str]) -> str:
    shown = places[:6] + ([f"{len(places) - 6} more places"] if len(places) > 6 else [])
    return "; ".join(shown).rstrip("?")
