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
SEVERITIES = tuple(Severity)


def one_lower(severity: Severity) -> Severity:
    """The next severity below; a hint stays a hint."""
    return SEVERITIES[min(SEVERITIES.index(severity) + 1, len(SEVERITIES) - 1)]


@dataclass(frozen=True)
class Quote:
    """Words of an answer that a finding is about, with the path of the answer."""

    path: str
    text: str


@dataclass(frozen=True)
class Lapsed:
    """A reason that was given for a warning and holds no more, and the paths of the answers that ended it.

    None are named where the file does not say what the reason rested on.
    """

    given: Acknowledgement
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """One thing that a rule found. ``levels`` holds the severity from each gate on; ``fields`` are paths, the first one
    where to go; ``fix`` is what to do there. ``digest`` pins an acknowledgement to the text the finding was made on.
    ``lapsed`` is a reason that was given before and does not hold any more.
    """

    rule: str
    name: str
    levels: Mapping[Gate, Severity]
    message: str
    fields: tuple[str, ...]
    fix: str = ""
    quotes: tuple[Quote, ...] = ()
    source: str = ""
    digest: str = ""
    acknowledged: Acknowledgement | None = None
    lapsed: Lapsed | None = None

    def severity(self, gate: Gate) -> Severity | None:
        """The severity at a gate; None while the finding is not yet due there (a to-do)."""
        due = [level for own, level in self.levels.items() if GATES.index(own) <= GATES.index(gate)]
        return due[-1] if due else None

    def blocks_later(self, gate: Gate) -> Gate | None:
        """The first gate after this one at which it is an error; None if there is none, or it is an error already.

        An acknowledgement does not carry a finding past that gate.
        """
        if self.severity(gate) is Severity.ERROR:
            return None
        later = GATES[GATES.index(gate) + 1 :]
        return next((each for each in later if self.severity(each) is Severity.ERROR), None)

    def is_open(self, gate: Gate) -> bool:
        """Whether it is due at a gate and not answered: an acknowledgement answers warnings and hints, never errors."""
        level = self.severity(gate)
        return level is not None and (level is Severity.ERROR or self.acknowledged is None)


class Findings(tuple[Finding, ...]):
    """All findings of a check: what blocks approval first, then what blocks publication, then in the form's order."""

    __slots__ = ()

    def at(self, gate: Gate) -> Findings:
        """The open findings that are due at a gate, worst first."""
        due = [finding for finding in self if finding.is_open(gate)]
        return Findings(sorted(due, key=lambda finding: SEVERITIES.index(finding.severity(gate) or Severity.INFO)))

    def to_do(self, gate: Gate) -> Findings:
        """The findings that are not due at a gate yet, but will be at a later one."""
        return Findings(finding for finding in self if finding.severity(gate) is None)

    def of(self, severity: Severity, gate: Gate) -> Findings:
        """The open findings of one severity at a gate."""
        return Findings(finding for finding in self.at(gate) if finding.severity(gate) is severity)

    def errors(self, gate: Gate) -> Findings:
        """The findings that must be cleared before the gate."""
        return self.of(Severity.ERROR, gate)

    def clear(self, gate: Gate) -> bool:
        """Whether nothing stands before the gate. It says that no contradiction was found, never more."""
        return not self.errors(gate)

    def answered(self) -> Findings:
        """The findings that somebody acknowledged with a reason, for the equality officer to see."""
        return Findings(finding for finding in self if finding.acknowledged)
