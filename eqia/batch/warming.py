"""Loads the programs that every file of a batch needs, once, before the work is shared out."""

from __future__ import annotations

from collections.abc import Sequence

from eqia.documents import Format
from eqia.errors import MissingLibrary


def prepare(formats: Sequence[Format]) -> None:
    """Load what makes documents of these formats. Raises MissingLibrary if none of them can be made.

    Templates and fonts are left to the workers: each makes them ready with its first file, all at the same time.
    """
    if Format.DOCX in formats:
        from eqia.render import docx  # noqa: F401 - loaded once, for all workers
    if Format.PDF in formats:
        try:
            from eqia.render import pdf  # noqa: F401 - loaded once, for all workers
        except MissingLibrary:
            if {*formats} == {Format.PDF}:
                raise
