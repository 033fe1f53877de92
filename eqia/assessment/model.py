"""An equality impact assessment as data. Everything may be missing: an unfinished assessment is valid."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel, StringConstraints

from eqia.assessment.dates import Reading, read
from eqia.assessment.vocabulary import Mark, State, Tick, YesNo
from eqia.characters.pasted import as_meant, as_meant_in_line

FORMAT: Final = 1
"""The version of the file format that this program writes."""

LONGEST_ANSWER: Final = 100_000
"""Characters that one answer may hold."""

MOST_ROWS: Final = 2_000
"""Rows that one list may hold."""


class Part(BaseModel):
    """A part of an assessment: unknown fields are refused, values are not coerced."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Prose = Annotated[str, StringConstraints(max_length=LONGEST_ANSWER), AfterValidator(as_meant)]
"""Text with paragraphs; a line that starts with ``- `` is a bullet. Kept as typed, with what was pasted as meant."""


def _one_line(text: str) -> str:
    if "\n" in text or "\r" in text:
        raise ValueError("one_line")
    return text


Line = Annotated[
    str, StringConstraints(max_length=LONGEST_ANSWER), AfterValidator(as_meant_in_line), AfterValidator(_one_line)
]
"""Text of one line."""

GroupId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""A row of the duty or impact table: a characteristic, ``other``, or a group of the council's own."""


class When(RootModel[Prose]):
    """A date or a time as the officer wrote it, and what can be read from it. In a file it is the text alone."""

    model_config = ConfigDict(strict=True, frozen=True)

    root: Prose = ""

    @property
    def text(self) -> str:
        """The officer's own words."""
        return self.root

    @property
    def reading(self) -> Reading:
        """The days that the words name, read day first."""
        return read(self.root)


class Person(Part):
    """Somebody who wrote, leads or approved: a name, a post, or both. A team is a post without a name."""

    name: Line = ""
    post: Line = ""


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


class RestedOn(Part):
    """An answer that a warning rested on, and a digest of what stood there."""

    field: Line
    digest: Line


class Acknowledgement(Part):
    """A warning that the officer has read and answers with a reason. It holds for the text it was given for.

    ``warning`` is what was answered, in the form's words; ``rests_on`` are the answers that it rested on.
    """

    rule: Line
    field: Line
    reason: Prose
    who: Line
    when: Line
    digest: Line = ""
    warning: Prose = ""
    rests_on: tuple[RestedOn, ...] = Field(default=(), max_length=MOST_ROWS)


class Event(Part):
    """One line of the file's history: who did what, when, on which content."""

    who: Line
    what: Line
    when: Line
    digest: Line = ""


class Verdict(Part):
    """What a reviewer says of one section, and of which text: ``digest`` pins it.

    ``takes_over`` names another reviewer whose verdict on the section it stands for as well.
    """

    section: Line
    mark: Mark
    words: Prose = ""
    who: Line
    when: Line
    digest: Line
    takes_over: Line = ""


class Reply(Part):
    """An answer to a reviewer's comment."""

    who: Line
    when: Line = ""
    words: Prose


class Remark(Part):
    """A reviewer's comment on a field, or on a section, as it came back in a document, with what was answered."""

    field: Line = ""
    who: Line
    when: Line = ""
    words: Prose
    settled: bool = False
    replies: tuple[Reply, ...] = Field(default=(), max_length=MOST_ROWS)


class Approval(Part):
    """Who approved, when, and exactly what: ``digest`` is that of the content."""

    name: Line = ""
    post: Line = ""
    when: Line
    digest: Line


class Review(Part):
    """Where the assessment stands between its author, its reviewers and its approver.

    ``digest`` is the content on which the present state was reached.
    """

    state: State = "draft"
    digest: Line = ""
    verdicts: tuple[Verdict, ...] = Field(default=(), max_length=MOST_ROWS)
    remarks: tuple[Remark, ...] = Field(default=(), max_length=MOST_ROWS)
    approval: Approval | None = None


class Assessment(Part):
    """An equality analysis report. The paths of its fields are the identity of every question."""

    format: int = FORMAT
    council: GroupId = "bedford"
    reference: Line = ""
    revision: int = Field(default=1, ge=1)
    notice: Prose = ""
    activity: Activity = Activity()
    relevance: Relevance = Relevance()
    scope: Scope = Scope()
    evidence: Evidence = Evidence()
    duty: dict[GroupId, Duty] = {}
    impacts: dict[GroupId, Impact] = {}
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
