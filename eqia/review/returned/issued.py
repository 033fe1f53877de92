"""What a document that came back was made from, and what was written into it beside the answers when it was issued."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from eqia.assessment import store
from eqia.assessment.model import Assessment
from eqia.errors import InputError, PackError
from eqia.form.loader import Pack, model_for
from eqia.review.returned.written import written_again
from eqia.view.printing import FROM_THE_FILE, Printing, read_printing
from eqia.wordml.archive.store import Source, read_source


@dataclass(frozen=True)
class Issued:
    """The assessment that a document was made from, how it was printed, and the digests of the comments and cover lines
    that were written into it; None where the document does not record these. ``digest`` is that of the answers which it
    prints, where not all of them are known.
    """

    assessment: Assessment
    printing: Printing = FROM_THE_FILE
    recorded: frozenset[str] | None = None
    digest: str = ""

    def written(self, pack: Pack) -> frozenset[str]:
        """The digests of what was written into the document. What is not recorded is made again from the data."""
        return written_again(self.assessment, pack) if self.recorded is None else self.recorded


def issued_in(parts: Mapping[str, bytes]) -> Issued:
    """What a Word file was made from, which travels inside it. Raises InputError if that is not so."""
    source = read_source(parts)
    if source is None:
        raise InputError(
            "This Word file does not carry the assessment it was made from: it is not one of ours, or another program "
            "dropped it. To read it beside the assessment it belongs to, name that file: eqia review read DOCUMENT "
            '--against FILE.json. To read it as a form filled in by hand, use "eqia import".'
        )
    issued = _issued(source) if source.whole else None
    if issued is None:
        raise InputError(
            "The assessment inside this Word file was altered or damaged, so that it cannot be told what was changed. "
            "To read it beside the assessment it belongs to, name that file: eqia review read DOCUMENT --against "
            'FILE.json. To read what the document shows, use "eqia import".'
        )
    return issued


def source_in(parts: Mapping[str, bytes]) -> Issued | None:
    """The same; None if it is not there, or was altered."""
    source = read_source(parts)
    return _issued(source) if source is not None and source.whole else None


def _issued(source: Source) -> Issued | None:
    try:
        data = json.loads(source.json)
        assessment, _ = store.parse(data, model_for(data))
    except (ValueError, RecursionError, AttributeError, PackError):
        return None
    return Issued(assessment, read_printing(data.get(store.PRINTING)), source.written) if assessment else None
