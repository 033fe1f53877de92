"""Whether a returned document was made from the assessment in a file, or from another one or another revision of it."""

from __future__ import annotations

from eqia.assessment.model import Assessment
from eqia.assessment.store import content_digest
from eqia.form.projection import title_of


def why_another(issued: Assessment, now: Assessment) -> str | None:
    """Why a document that was made from ``issued`` is not one of this file; None if it is.

    It is one if it was made from what the file says now, or from what its history says it once said.
    """
    title = title_of(issued) or "an assessment without a title"
    if issued.council != now.council:
        return f'it was made on the form of "{issued.council}", and the file is on that of "{now.council}"'
    if issued.revision != now.revision:
        return f"it was made from revision {issued.revision}, and the file holds revision {now.revision}"
    digest = content_digest(issued)
    if digest == content_digest(now) or any(event.digest == digest for event in now.history):
        return None
    return (
        f'it was made from a text that this file does not know: "{title}", digest {digest[:12]}. '
        "It may be of another assessment, or the file was changed since without a record of what was issued"
    )
