"""Loads what every file of a batch needs, once, before the work is shared out."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Sequence

from eqia.assessment.model import Assessment
from eqia.documents import Format, make_document
from eqia.errors import EqiaError
from eqia.form.loader import known_councils, load_pack
from eqia.view.build import build_view

MOST_PACKS = 8
"""How many councils' templates are made ready: as many as are kept ready."""


def prepare(formats: Sequence[Format], *, whole: bool = True) -> None:
    """Load the program and, if ``whole``, make an empty document of each format for each council.

    For a few files the empty documents cost more than they save. Raises MissingLibrary. A faulty pack is passed over
    here: each file that needs it will say so.
    """
    if Format.DOCX in formats:
        from eqia.render import docx  # noqa: F401 - loaded once, for all workers
    if Format.PDF in formats:
        from eqia.render import pdf  # noqa: F401 - what is missing is said at once, not file by file

    if whole:
        _make_empty_documents(formats)
        gc.collect()


def _make_empty_documents(formats: Sequence[Format]) -> None:
    for council in known_councils()[:MOST_PACKS]:
        with contextlib.suppress(EqiaError):
            pack = load_pack(council)
            view = build_view(Assessment(council=council), pack.form, draft=True, template=pack.stamp)
            for format in formats:
                make_document(view, pack, format)
