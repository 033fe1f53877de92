"""The shape of a document view. Every template value is a string, a boolean, a number, a list or a dict of these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, TypedDict

from eqia.inline.runs import is_plain

Printed = str | bool
"""What a field shows on paper: its text exactly as typed, or whether its box is ticked."""


BOX: Final = "tick"
"""The kind of a cell that is a tick box."""


class ColumnView(TypedDict):
    """A column of a matrix or an action table."""

    id: str
    label: str
    kind: str


class CellView(TypedDict):
    """One field of a row. ``ticked`` counts only where ``kind`` is "tick".

    ``unreadable`` marks a box nobody could read; ``says`` is what a person hears for a tick ("Yes").
    """

    path: str
    column: str
    label: str
    kind: str
    text: str
    ticked: bool
    unreadable: bool
    says: str


class RowView(TypedDict):
    """A row of a matrix or an action table. ``label`` is its row header; ``empty`` rows print blank."""

    id: str
    path: str
    label: str
    empty: bool
    cells: list[CellView]


class QuestionView(TypedDict):
    """One printed question. ``boxes`` are its tick boxes (Yes and No, or a single one), ``rows`` those of a table.

    ``blank`` is what stands in place of an answer that is not there. Where it is not ``shown`` it is left out.
    """

    path: str
    label: str
    kind: str
    text: str
    answered: bool
    blank: str
    shown: bool
    boxes: list[CellView]
    columns: list[ColumnView]
    rows: list[RowView]


class SectionView(TypedDict):
    """A section as printed. ``needed`` is false where the relevance test says so and nothing was written in it.

    ``fixed`` is the form's statement of what was done; "" where nothing was answered, for then it does not hold.
    Where it is not ``shown`` it is left out, heading and all.
    """

    id: str
    number: int
    title: str
    layout: str
    lead: str
    fixed: str
    closing: str
    needed: bool
    shown: bool
    questions: list[QuestionView]


class GlanceGroup(TypedDict):
    """How one group is affected: a sign for the eye, "" where the form gives a box another meaning, and the words."""

    label: str
    sign: str
    says: str


class GlanceView(TypedDict):
    """The box on the first page, which stands (``shown``) as soon as anything is answered. What is not known is empty.

    ``unsaid`` stands in place of the groups where the form asks for the impact on each and nothing is said of any.
    """

    shown: bool
    decision: str
    recommendation: str
    groups: list[GlanceGroup]
    unsaid: str


class Facts(TypedDict):
    """What is said of the document as a whole: title, language, digest, whether it is a draft.

    ``name`` is the activity's title, ``heading`` what heads the document: the activity's title, or the form's before
    there is one. ``running`` stands at the top of the pages and ``foot`` at their foot; these three may be in brief.
    ``heading_is_long`` and ``notice_is_long`` say that there is no room on the first page for large letters, or for
    the notice above the box.
    ``approval`` says by whom and when it was approved; "" in a draft. ``notes`` are sentences about the check: what the
    council has set about the rules, and why. ``reasons`` are sentences too: how warnings were answered.
    """

    title: str
    name: str
    heading: str
    heading_is_long: bool
    running: str
    foot: str
    council: str
    language: str
    reference: str
    revision: str
    notice: str
    notice_is_long: bool
    draft: bool
    stamp: str
    approval: str
    digest: str
    program: str
    template: str
    created: str
    not_needed: str
    not_answered: str
    notes: list[str]
    reasons: list[str]


@dataclass(frozen=True)
class DocumentView:
    """A whole document.

    ``values`` is the Word template's context: ``answered``, ``needed`` and ``shown`` by section, ``asked`` by field
    path, and the answers nested by field path (``scope.who_is_affected``), with
    tables as lists of rows under their own path (``impacts``, ``actions.lessen_negative``). ``sections`` is what is
    shown of it, in printing order, for HTML.
    ``printed`` maps each printed field path to its text or tick: what a rendered file must give back.
    ``source`` is the assessment's JSON text, which travels inside the file.
    """

    facts: Facts
    sections: list[SectionView]
    values: dict[str, object]
    glance: GlanceView
    printed: dict[str, Printed] = field(default_factory=dict)
    source: str = ""

    @cached_property
    def is_plain(self) -> bool:
        """Whether all that is printed is in Latin letters and without links: then nothing in it has to be marked."""
        return is_plain("\n".join(self._texts()))

    def _texts(self) -> Iterator[str]:
        facts = self.facts
        yield from (text for text in self.printed.values() if isinstance(text, str))
        yield from (facts["title"], facts["name"], facts["council"], facts["reference"], facts["notice"])
        yield from (facts["approval"], *facts["notes"], *facts["reasons"])
        yield from (self.glance["decision"], self.glance["recommendation"])
        for section in self.sections:
            yield from (section["title"], section["lead"], section["fixed"], section["closing"])
            for question in section["questions"]:
                yield question["label"]
                yield from (row["label"] for row in question["rows"])

    @property
    def blanks(self) -> frozenset[str]:
        """The words that stand in this document in place of answers that are not there."""
        return frozenset(question["blank"] for section in self.sections for question in section["questions"])
