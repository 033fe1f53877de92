"""The copy for the public: what of a file is published, and the proof that nothing else is in the document."""

from __future__ import annotations

import json
from collections.abc import Iterator

from eqia.assessment import store
from eqia.assessment.model import Assessment
from eqia.errors import PackError
from eqia.form.loader import model_for
from eqia.review.standing.carrying import Carry, carried
from eqia.wordml.archive.package import read_parts
from eqia.wordml.archive.store import read_source
from eqia.wordml.judging.hidden import find_hidden


def published_part(assessment: Assessment) -> Assessment:
    """The assessment as it is published: all that it says, who approved it, and nothing else of how it came about.

    The digest is the same.
    """
    return carried(assessment, Carry.PRINTED)


def find_private(document: bytes) -> list[str]:
    """What a Word document holds that is not for the public, in words; nothing if it is clean."""
    parts = read_parts(document)
    return [*find_hidden(parts), *_private_data(parts)]


def _private_data(parts: dict[str, bytes]) -> Iterator[str]:
    source = read_source(parts)
    if source is None:
        return
    try:
        data = json.loads(source.json)
        assessment, _ = store.parse(data, model_for(data))
    except (ValueError, RecursionError, AttributeError, PackError):
        assessment = None
    if assessment is None:
        yield "data that is no assessment"
    elif assessment != published_part(assessment):
        yield "the reasons, verdicts or history of the file, in the data that travels inside it"
