"""The sentence that due consideration was given stands in no document in which nothing was summed up."""

import pytest

from eqia.concepts.model import Concepts
from eqia.documents import Format, make_document
from eqia.form.loader import load_pack
from eqia.render.pdf_text import reading_order
from eqia.view.build import build_view
from eqia.wordml.archive.package import read_parts
from eqia.wordml.text.lines import lines_of

PACK = load_pack("bedford")
SENTENCE = "due consideration has been given"


def shown(format, **fields):
    data = make_document(build_view(Concepts.model_validate(fields), PACK.form, draft=True), PACK, format)
    if format is Format.DOCX:
        return "\n".join(lines_of(read_parts(data)))
    return "\n".join(piece.text for piece in reading_order(data)) if format is Format.PDF else data.decode()


@pytest.mark.parametrize("format", list(Format))
def test_it_stands_above_a_summary_and_nowhere_else(format):
    assert SENTENCE in shown(format, summary="All was weighed.")
    for fields in ({}, {"relevance": {"analysis_required": "no"}}, {"activity": {"title": "Begun"}}):
        assert SENTENCE not in shown(format, **fields)
