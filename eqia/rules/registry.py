"""What a rule is: its metadata as literals beside its logic. The decorator turns a function into a ``Rule``."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from eqia.concepts.laws import EVERY_LAW, GREAT_BRITAIN
from eqia.rules.findings import GATES, Gate, Quote, Severity

if TYPE_CHECKING:
    from eqia.rules.context import Context


class Kind(StrEnum):
    """How a rule decides: from structured answers and dates, from wording, or from the file's history."""

    LOGIC = "logic"
    TEXT = "text"
    FILE = "file"


class Hit:
    """One place where a rule fires.

    ``fields`` are the paths it is about, the first one where to go. ``values`` fill the placeholders of the wording.
    ``quotes`` are the words shown; None shows what the fields hold. ``variant`` names another wording of the rule.
    """

    __slots__ = ("fields", "quotes", "values", "variant")

    def __init__(
        self, *fields: str, variant: str = "", quotes: tuple[Quote, ...] | None = None, **values: object
    ) -> None:
        self.fields = fields
        self.values = {name: str(value) for name, value in values.items()}
        self.quotes = quotes
        self.variant = variant

    def naming(self, fields: tuple[str, ...]) -> Hit:
        """The same hit about other fields."""
        return Hit(*fields, variant=self.variant, quotes=self.quotes, **self.values)

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two hits of a rule the same."""
        return self.variant, self.fields, tuple(self.values.items())


Levels = Mapping[Gate, Severity]
"""The severity from each gate on; a gate that is absent takes that of the gate before it."""

Logic = Callable[["Context"], Iterator[Hit]]
"""A rule's own function: pure, total, and a generator of hits."""


@dataclass(frozen=True)
class Wording:
    """What a rule says. ``{0}`` and ``{1}`` are the labels of the hit's fields, ``{name}`` is a value of the hit.

    ``folded`` says it of several hits at once: ``{items}`` lists what their value ``item`` names, ``{count}`` how many
    there are. Hits without it are never folded. ``levels`` replaces the rule's own.
    """

    message: str
    fix: str = ""
    folded: str = ""
    levels: Levels | None = None


@dataclass(frozen=True)
class Rule:
    """A rule of the catalogue. ``source`` names its sources by their keys in brackets; the table is ``sources.toml``.

    ``analysis`` marks rules about the sections that are not needed where question 9 is No: they are silent there.
    ``statutory`` rules cannot be silenced by a council's pack. ``needs`` are the concepts without which a rule would
    take for absent what a form does not ask, besides those that its hits name; ``laws`` those under which it speaks.
    """

    id: str
    name: str
    kind: Kind
    levels: Levels
    wording: Wording
    source: str
    why: str
    logic: Logic
    statutory: bool = False
    analysis: bool = False
    variants: Mapping[str, Wording] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    laws: frozenset[str] = EVERY_LAW

    def missing(self, have: Collection[str] | None) -> tuple[str, ...]:
        """What the rule needs and a form does not have. None: the form has every concept."""
        return () if have is None else tuple(concept for concept in self.needs if concept not in have)

    def wording_of(self, hit: Hit) -> Wording:
        """The wording for a hit: the rule's own, or the variant that the hit asks for."""
        return self.variants[hit.variant] if hit.variant else self.wording

    def levels_of(self, hit: Hit) -> Levels:
        """The severity of a hit from each gate on."""
        return self.wording_of(hit).levels or self.levels

    @property
    def source_keys(self) -> tuple[str, ...]:
        """The keys of the sources, in the order they are named."""
        return tuple(_KEY.findall(self.source))


_KEY: Final = re.compile(r"\[([A-Z0-9-]+)\]")


def rule(
    *,
    id: str,
    name: str,
    levels: Levels,
    message: str,
    source: str,
    why: str,
    kind: Kind = Kind.LOGIC,
    fix: str = "",
    folded: str = "",
    variants: Mapping[str, Wording] | None = None,
    statutory: bool = False,
    analysis: bool = False,
    needs: tuple[str, ...] = (),
    laws: Collection[str] | None = None,
) -> Callable[[Logic], Rule]:
    """Make a rule of the function below. See ``Rule`` and ``Wording`` for what the literals mean."""

    def make(logic: Logic) -> Rule:
        return Rule(
            id=id, name=name, kind=kind, levels=by_gate(levels), wording=Wording(message, fix, folded),
            source=source, why=why, logic=logic, statutory=statutory, analysis=analysis, variants=variants or {},
            needs=needs, laws=frozenset(laws or (GREAT_BRITAIN if statutory else EVERY_LAW)),
        )  # fmt: skip

    return make


def by_gate(levels: Levels) -> Levels:
    """The same levels in the gates' order."""
    return {gate: levels[gate] for gate in GATES if gate in levels}
