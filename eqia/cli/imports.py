"""The result of an import as JSON: the shape that schemas/import.schema.json publishes."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from pydantic import Field

from eqia.cli.changes import (
    DoubtReport,
    LooseReport,
    RemarkReport,
    Shape,
    TrackedReport,
    UnseenReport,
    remark_report,
    unseen_in,
)
from eqia.review.forms.import_form import Imported

IMPORT_FORMAT: Final = 1
"""The version of this shape."""


class FieldReport(Shape):
    """A field that was found."""

    path: str
    place: str = Field(description="Where that is, in the form's words.")
    answer: str | bool = Field(description='The text; or whether the box is ticked, "unreadable" where nobody can say.')
    sure: float = Field(ge=0, le=1, description="How sure it is, from 0 to 1.")


class ImportReport(Shape):
    """What was made of a document."""

    format: Literal[1] = IMPORT_FORMAT
    file: str = Field(description="The assessment file that was written.")
    how: str = Field(description="How the document was read.")
    fields: list[FieldReport]
    missing: list[str] = Field(description="The paths of the fields that were not found.")
    doubts: list[DoubtReport]
    unseen: list[UnseenReport] = Field(description="What of the answers not every document can show.")
    tracked: list[TrackedReport]
    remarks: list[RemarkReport]
    loose: list[LooseReport]
    left_over: list[str] = Field(description="The words of what is loose; they are kept in the file.")


def import_report(imported: Imported, target: Path) -> ImportReport:
    """The report on an import."""
    places = imported.pack.places
    return ImportReport(
        file=str(target),
        how=imported.how,
        fields=[
            FieldReport(path=path, place=places.describe(path), answer=answer, sure=imported.sure.get(path, 0.0))
            for path, answer in imported.shown.items()
        ],
        missing=list(imported.missing),
        doubts=[DoubtReport(**vars(doubt)) for doubt in imported.doubts],
        unseen=list(unseen_in(imported)),
        tracked=[TrackedReport(**vars(edit)) for edit in imported.tracked],
        remarks=[remark_report(remark) for remark in imported.remarks],
        loose=[LooseReport(**vars(each)) for each in imported.loose],
        left_over=[each.text for each in imported.loose],
    )
