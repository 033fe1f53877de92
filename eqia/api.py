"""The Python interface for people who script eqia: load, check, and render in memory."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from eqia.documents import Format
from eqia.rules.findings import Findings, Gate
from eqia.workflows import Opened, check_assessment, make_documents, open_assessment


def load(path: str | os.PathLike[str]) -> Opened:
    """The assessment in a JSON file, with the form of its council.

    Raises ``eqia.errors.InputError`` with a sentence for people; ``InvalidFile`` names every fault of the file.
    """
    return open_assessment(Path(path))


def check(opened: Opened, *, today: date) -> Findings:
    """What the rules find, by the day ``today``. ``findings.clear(Gate.APPROVAL)`` says whether one is left."""
    return check_assessment(opened, today)


def render_docx(opened: Opened, *, today: date) -> bytes:
    """The Word document, read back and compared with the answers. It is stamped DRAFT while an error stands before
    publication. Raises ``eqia.errors.RenderError`` naming what cannot be printed.
    """
    return _render(opened, Format.DOCX, today)


def render_pdf(opened: Opened, *, today: date) -> bytes:
    """The PDF document (PDF/A-3a and PDF/UA-1), as ``render_docx`` makes the Word document.

    Raises ``eqia.errors.MissingLibrary`` where the Pango library is not installed.
    """
    return _render(opened, Format.PDF, today)


def render_html(opened: Opened, *, today: date) -> bytes:
    """The web page, one file in UTF-8, as ``render_docx`` makes the Word document."""
    return _render(opened, Format.HTML, today)


def _render(opened: Opened, format: Format, today: date) -> bytes:
    draft = not check_assessment(opened, today).clear(Gate.PUBLICATION)
    return make_documents(opened, [format], draft)[format]
