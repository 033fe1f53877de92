"""The review copy of a Word document: a comment for each finding at its answer, and a cover that sums up."""

from __future__ import annotations

from collections.abc import Sequence

from eqia.assessment.model import Assessment
from eqia.form.loader import Pack
from eqia.review.returned.doubts import within
from eqia.review.returned.layout import document_of
from eqia.review.returned.look import Look, look_at
from eqia.review.returned.written import Annotation as Annotation
from eqia.review.returned.written import comment_words, cover_lines, digests
from eqia.rules.findings import Finding
from eqia.wordml.archive.package import DOCUMENT, read_parts, write_parts
from eqia.wordml.archive.store import record_written
from eqia.wordml.editing.commenting import Note, Writer, add_comments, add_cover
from eqia.wordml.names import PARAGRAPH, Element, serialise
from eqia.wordml.text.styles import styles_of


def annotate(document: bytes, assessment: Assessment, pack: Pack, annotation: Annotation) -> bytes:
    """A Word document of an assessment with its findings as comments and a cover page. No answer is touched."""
    parts = read_parts(document)
    root = document_of(parts)
    styles = styles_of(parts)
    look = look_at(root, styles, pack)
    notes = [
        Note(comment_words(finding, annotation.gate, pack), _where(finding, look, pack))
        for finding in annotation.findings
    ]
    lines = list(cover_lines(assessment, pack, annotation))
    add_comments(parts, notes, Writer(annotation.author, annotation.moment))
    add_cover(root, lines, styles)
    parts[DOCUMENT] = serialise(root)
    record_written(parts, digests((note.text for note in notes), lines, annotation.author))
    return write_parts(parts)


def _where(finding: Finding, look: Look, pack: Pack) -> Sequence[Element]:
    """The paragraphs of the answer that a finding is about; else of its section; else the first of the document."""
    for field in finding.fields:
        for spot in look.spots:
            found = list(spot.paragraphs)
            if found and (within(spot.path, field) or within(field, spot.path)):
                return found
    section = pack.places.section_number(finding.fields[0])
    near = (spot for spot in look.spots if pack.places.section_number(spot.path) >= section)
    beside = next(near, look.spots[0] if look.spots else None)
    return [beside.label] if beside else [next(look.root.iter(PARAGRAPH))]
