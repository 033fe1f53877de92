"""What changed between two files, and the redline that shows it in Word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from eqia.documents import Format
from eqia.errors import UsageError
from eqia.form.kinds.changes import Change
from eqia.review.comparing.compare import compare
from eqia.review.redlined import redlined
from eqia.reviewing.files import moment, open_either
from eqia.seals import Purpose, sealed
from eqia.workflows import Opened, check_assessment, edition_of, make_documents


@dataclass(frozen=True)
class Compared:
    """Two assessments and what changed from one to the other; ``notes`` are what to know about the inputs."""

    old: Opened
    new: Opened
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()


def compare_files(old: Path, new: Path, against: Path | None = None) -> Compared:
    """What changed from one assessment to another; either may be a JSON file or a Word file of ours.

    A Word file whose data are gone is read beside the assessment file that ``against`` names.
    """
    (before, first), (after, second) = open_either(old, against), open_either(new, against)
    if before.assessment.council != after.assessment.council:
        raise UsageError(
            "The two assessments are on the forms of two councils, and cannot be compared question by question."
        )
    changes = compare(before.assessment, after.assessment, after.pack.form)
    return Compared(before, after, changes, (*first, *second))


def redline_documents(compared: Compared, author: str, day: date) -> bytes:
    """The Word document of the newer assessment, with all that changed as tracked changes."""
    editions = [edition_of(each, check_assessment(each, day)) for each in (compared.old, compared.new)]
    draft = editions[-1].draft
    old, new = (make_documents(each.shown, [Format.DOCX], draft)[Format.DOCX] for each in editions)
    return sealed(redlined(old, new, author, moment(day)), Purpose.REDLINE)
