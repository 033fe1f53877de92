"""An assessment as data, around its answers. Everything may be missing: an unfinished assessment is valid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel, StringConstraints

from eqia.assessment.dates import Reading, read
from eqia.assessment.vocabulary import Mark, State
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
    """What stands in every assessment's file around the answers. The answers are fields of the model of a form.

    What follows the answers is declared here for those who read it, and stands in each model behind them.
    """

    format: int = FORMAT
    council: GroupId = "bedford"
    reference: Line = ""
    revision: int = Field(default=1, ge=1)
    notice: Prose = ""

    carries: ClassVar[Any] = None
    """How the questions of its form carry concepts; see ``eqia.form.carrying``. None where answers are the concepts."""

    if TYPE_CHECKING:
        acknowledged: tuple[Acknowledgement, ...] = ()
        review: Review = Review()
        history: tuple[Event, ...] = ()


BEHIND: Final[Mapping[str, Any]] = {
    "acknowledged": (Annotated[tuple[Acknowledgement, ...], Field(max_length=MOST_ROWS)], ()),
    "review": (Review, Review()),
    "history": (Annotated[tuple[Event, ...], Field(max_length=MOST_ROWS)], ()),
}
"""What stands behind the answers in a file, with type and default."""

AROUND: Final = frozenset({*Assessment.model_fields, *BEHIND})
"""The names of the fields that are no answers."""
