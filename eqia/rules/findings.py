"""What a check says: findings, how severe each is at each gate, and the order they are told in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from eqia.assessment.model import Acknowledgement


class Gate(StrEnum):
    """A point an assessment passes on its way: the draft, the approval, the publication."""

    DRAFT = "draft"
    APPROVAL = "approval"
    PUBLICATION = "publication"


class Severity(StrEnum):
    """How much a finding weighs. An error is cleared only by changing the form, a warning also by a reason."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


GATES = tuple(Gate)


@dataclass(frozen=True)
class Quote:
    """Words of an answer that a finding is about, with the path of the answer."""

    path: str
    text: str


@dataclass(frozen=True)
class Finding:
    """One thing that a rule found. ``levels`` holds the severity from each gate on; ``fields`` are paths, the first one
    where to go. ``digest`` pins an acknowledgement to the text the finding was made on.
    """

    rule: str
    name: str
    levels: Mapping[Gate, Severity]
    message: str
    fields: tuple[str, ...]
    quotes: tuple[Quote, ...] = ()
    source: str = ""
    digest: str = ""
    acknowledged: Acknowledgement | None = None

    def severity(self, gate: Gate) -> Severity | None:
        """The severity at a gate; None while the finding is not yet due there (a to-do)."""
        due = [level for own, level in self.levels.items() if GATES.index(own) <= GATES.index(gate)]
        return due[-1] if due else None
