"""The concepts of an equality analysis as data. The classes of today's report, which forms may share."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from eqia.assessment.model import (
    MOST_ROWS,
    Acknowledgement,
    Assessment,
    Event,
    GroupId,
    Line,
    Part,
    Person,
    Prose,
    Review,
    When,
)
from eqia.assessment.vocabulary import Tick, YesNo


class Decision(Part):
    """A committee or decision maker, and the date of its meeting."""

    body: Line = ""
    date: When = When()


class Activity(Part):
    """The header block of the form and the description."""

    title: Line = ""
    budget_proposal: Line = ""
    decisions: tuple[Decision, ...] = Field(default=(), max_length=MOST_ROWS)
    service_area: Line = ""
    lead_officers: tuple[Person, ...] = Field(default=(), max_length=MOST_ROWS)
    approved_by: tuple[Person, ...] = Field(default=(), max_length=MOST_ROWS)
    approval_date: When = When()
    description: Prose = ""


class Relevance(Part):
    """The relevance test: nine questions, and why no analysis is needed where it is not."""

    affects_people: YesNo | None = None
    affects_groups: YesNo | None = None
    affects_groups_differently: YesNo | None = None
    could_disadvantage: YesNo | None = None
    known_inequalities: YesNo | None = None
    significant_change: YesNo | None = None
    relates_to_duty: YesNo | None = None
    corporate_priority: YesNo | None = None
    analysis_required: YesNo | None = None
    no_relevance: Tick = False
    why_not_required: Prose = ""


class Scope(Part):
    """Who is affected. ``characteristics`` and ``other_groups`` are ticked beside the prose and not printed."""

    who_is_affected: Prose = ""
    groups_affected: Prose = ""
    characteristics: tuple[GroupId, ...] = Field(default=(), max_length=MOST_ROWS)
    other_groups: tuple[Line, ...] = Field(default=(), max_length=MOST_ROWS)


class Evidence(Part):
    """Evidence, data, information and consultation."""

    sources: Prose = ""
    consultation: Prose = ""
    findings: Prose = ""
    gaps: Prose = ""


class Duty(Part):
    """How the activity bears on the three aims of the general equality duty, for one group."""

    eliminate_discrimination: Prose = ""
    advance_equality: Prose = ""
    foster_good_relations: Prose = ""


class Impact(Part):
    """The impact on one group: three independent boxes and an explanation."""

    positive: Tick = False
    negative: Tick = False
    none: Tick = False
    explanation: Prose = ""


class Commissioning(Part):
    """Commissioned services."""

    contract_measures: Prose = ""
    commissioning_cycle: Prose = ""


class Action(Part):
    """One row of the action plan."""

    what: Prose = ""
    who: Line = ""
    when: When = When()
    outcome: Prose = ""


ActionList = Annotated[tuple[Action, ...], Field(max_length=MOST_ROWS)]


class Actions(Part):
    """The action plan, by the form's five kinds."""

    lessen_negative: ActionList = ()
    increase_positive: ActionList = ()
    develop_evidence: ActionList = ()
    procurement: ActionList = ()
    other: ActionList = ()


class Recommendation(Part):
    """The four outcomes; more than one may be ticked."""

    no_major_change: Tick = False
    adjustments: Tick = False
    justification: Tick = False
    stop: Tick = False


class Monitoring(Part):
    """Monitoring and review."""

    arrangements: Prose = ""
    review_date: When = When()


class Concepts(Assessment):
    """What an equality analysis says. The paths of its fields are the concepts that rules speak of.

    It is also the model of the answers of a form whose questions are these concepts, each under its own id.
    """

    activity: Activity = Activity()
    relevance: Relevance = Relevance()
    scope: Scope = Scope()
    evidence: Evidence = Evidence()
    duty: dict[GroupId, Duty] = Field(default={})
    impacts: dict[GroupId, Impact] = Field(default={})
    commissioning: Commissioning = Commissioning()
    actions: Actions = Actions()
    recommendation: Recommendation = Recommendation()
    summary: Prose = ""
    monitoring: Monitoring = Monitoring()
    acknowledged: tuple[Acknowledgement, ...] = Field(default=(), max_length=MOST_ROWS)
    review: Review = Review()
    history: tuple[Event, ...] = Field(default=(), max_length=MOST_ROWS)

    def duty_of(self, group: str) -> Duty:
        """The duty row of a group; an empty one where the file has none."""
        return self.duty.get(group, Duty())

    def impact_of(self, group: str) -> Impact:
        """The impact row of a group; an empty one where the file has none."""
        return self.impacts.get(group, Impact())
