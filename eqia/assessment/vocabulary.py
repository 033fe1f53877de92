"""The closed lists of the Equality Act 2010 and of the form: characteristics, aims, answers."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Literal


class Characteristic(StrEnum):
    """The nine protected characteristics of section 4 of the Equality Act 2010, in the form's order."""

    AGE = "age"
    DISABILITY = "disability"
    GENDER_REASSIGNMENT = "gender_reassignment"
    PREGNANCY_MATERNITY = "pregnancy_maternity"
    RACE = "race"
    RELIGION_BELIEF = "religion_belief"
    SEX = "sex"
    SEXUAL_ORIENTATION = "sexual_orientation"
    MARRIAGE_CIVIL_PARTNERSHIP = "marriage_civil_partnership"


class Aim(StrEnum):
    """The three aims of the general equality duty: section 149(1)(a) to (c) of the Equality Act 2010."""

    ELIMINATE_DISCRIMINATION = "eliminate_discrimination"
    ADVANCE_EQUALITY = "advance_equality"
    FOSTER_GOOD_RELATIONS = "foster_good_relations"


OTHER_GROUPS: Final = "other"
"""The row of the impact table for groups beyond the nine characteristics."""

YesNo = Literal["yes", "no", "both", "unreadable"]
"""A question with a Yes box and a No box. ``None`` beside it means neither is ticked; ``both`` and ``unreadable`` are
legal states of a file, about which rules speak."""

Tick = bool | Literal["unreadable"]
"""A single box. ``unreadable`` says that an import could not see whether it was ticked; it is never either."""

State = Literal["draft", "submitted", "returned", "accepted", "approved", "published", "superseded", "withdrawn"]
"""Where an assessment stands: with its author, its reviewer, its approver, before the public, or out of use."""

Mark = Literal["fine", "could be better", "must be fixed"]
"""What a reviewer says of a section."""


def aims_of(characteristic: str) -> frozenset[Aim]:
    """The aims that the law attaches to a characteristic; all three for a group a council adds of its own.

    Marriage and civil partnership is left out of section 149(7), so that only the first aim concerns it.
    """
    if characteristic == Characteristic.MARRIAGE_CIVIL_PARTNERSHIP:
        return frozenset({Aim.ELIMINATE_DISCRIMINATION})
    return frozenset(Aim)
