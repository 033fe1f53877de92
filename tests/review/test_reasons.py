"""How warnings were answered stands in the documents, is never taken for the reviewer's words, and is not published."""

from pathlib import Path

from eqia.assessment.model import Acknowledgement
from eqia.concepts.model import Concepts
from eqia.form.loader import load_pack
from eqia.review.publish import published_part
from eqia.review.returned.read import read_returned
from eqia.workflows import Opened, view_of

GIVEN = Acknowledgement(
    rule="RT22", field="summary", reason="Members asked & we said why.\nThat is all.", who="Head of A", when="May"
)
ASSESSMENT = Concepts(summary="All was weighed.", acknowledged=(GIVEN,))


def reasons_shown(assessment):
    return view_of(Opened(Path("a.json"), assessment, load_pack("bedford")), draft=True).facts["reasons"]


def test_a_document_that_tells_how_warnings_were_answered_comes_back_with_nothing_added(docx):
    returned = read_returned(docx(ASSESSMENT))
    assert len(reasons_shown(ASSESSMENT)) == 1
    assert returned.assessment == ASSESSMENT
    assert returned.loose == ()
    assert returned.doubts == ()


def test_what_is_published_does_not_tell_it():
    assert reasons_shown(published_part(ASSESSMENT)) == []
