"""The Python interface for people who script eqia: load, check, and render in memory.

What goes wrong for a reason that people can understand is an ``EqiaError``, and its text is a sentence for them; those
named below are in ``eqia.errors``.
"""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

from eqia.documents import Format
from eqia.errors import EqiaError
from eqia.review.standing.carrying import Carry
from eqia.rules.findings import Finding, Findings, Gate, Severity
from eqia.workflows import Opened, check_assessment, edition_of, make_documents, open_assessment

__all__ = [
    "EqiaError",
    "Finding",
    "Findings",
    "Gate",
    "Opened",
    "Severity",
    "check",
    "load",
    "render_docx",
    "render_html",
    "render_pdf",
]


def load(path: str | os.PathLike[str]) -> Opened:
    """The assessment in a JSON file (``opened.assessment``), with the form of its council.

    Raises ``InputError``, also for a council whose form is not there; ``InvalidFile`` names every fault of the file.
    """
    return open_assessment(Path(path))


def check(opened: Opened, *, today: date) -> Findings:
    """What the rules find, by the day ``today``, in the order to go through it.

    ``findings.clear(Gate.APPROVAL)`` says whether no error stands before approval; ``findings.errors(gate)`` and
    ``findings.of(Severity.WARNING, gate)`` say which do.
    """
    return check_assessment(opened, _day(today))


def render_docx(opened: Opened, *, today: date, with_record: bool = False) -> bytes:
    """The Word document, read back and compared with the answers. It is stamped DRAFT while an error stands before
    publication. Raises ``RenderError`` naming what cannot be printed.

    It carries the answers and what its pages show; ``with_record``: the whole file, with verdicts, remarks and history.
    """
    return _render(opened, Format.DOCX, today, with_record)


def render_pdf(opened: Opened, *, today: date, with_record: bool = False) -> bytes:
    """The PDF document (PDF/A-3a and PDF/UA-1), as ``render_docx`` makes the Word document.

    Raises ``MissingLibrary`` where the Pango library is not installed.
    """
    return _render(opened, Format.PDF, today, with_record)


def render_html(opened: Opened, *, today: date) -> bytes:
    """The web page, one file in UTF-8, as ``render_docx`` makes the Word document."""
    return _render(opened, Format.HTML, today, with_record=False)


def _render(opened: Opened, format: Format, today: date, with_record: bool) -> bytes:
    edition = edition_of(opened, check(opened, today=today), Carry.RECORD if with_record else Carry.PRINTED)
    return make_documents(edition.shown, [format], edition.draft)[format]


def _day(today: date) -> date:
    """A moment's day: a moment passes for a date, but cannot be compared with one."""
    return today.date() if isinstance(today, datetime) else today
