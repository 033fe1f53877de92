"""What is too large for a document is refused before anything is made, with the place where most of it is."""

import pytest

from eqia.assessment.store import parse
from eqia.concepts.model import Concepts
from eqia.documents import Format, make_document
from eqia.errors import RenderError
from eqia.form.loader import load_pack
from eqia.view.build import build_view
from eqia.view.limits import MOST_CHARACTERS, MOST_LINES, MOST_ROWS, excesses

PACK = load_pack("bedford")
AIMS = ("eliminate_discrimination", "advance_equality", "foster_good_relations")
GROUPS = [group.id for group in PACK.form.groups if group.statutory]
ACTION = {"what": "a", "who": "b", "when": "c", "outcome": "d"}


def view(answers):
    assessment, problems = parse(answers, Concepts)
    assert assessment is not None, problems
    return build_view(assessment, PACK.form, draft=True)


def everywhere(text):
    return {"duty": {group: dict.fromkeys(AIMS, text) for group in GROUPS}}


LONG = {**everywhere("x" * 31_000), "summary": "x" * 90_000, "evidence": {"gaps": "x" * 100_000}}


def test_a_large_report_is_no_excess():
    most = MOST_CHARACTERS // (len(AIMS) * len(GROUPS))
    assert excesses(view(everywhere("x" * most))) == []
    assert excesses(view({"summary": "\n".join("x" * (MOST_LINES - 1))})) == []


@pytest.mark.parametrize(
    ("answers", "sentence", "path"),
    [
        (LONG, "1,027,000 characters, and a document holds 1,000,000", "evidence.gaps"),
        ({"summary": "\n" * MOST_LINES}, "20,001 paragraphs, and a document holds 20,000", "summary"),
        ({"actions": {"other": [ACTION] * 1_990}}, "2,013 rows of tables", "actions.other"),
    ],
    ids=["characters", "paragraphs", "rows"],
)
def test_more_than_a_document_holds_is_named_with_its_place(answers, sentence, path):
    ((said, where),) = excesses(view(answers))
    assert sentence in said
    assert where == path


@pytest.mark.parametrize("format", list(Format))
def test_no_document_is_made_of_it(format):
    with pytest.raises(RenderError, match="Section 9, Actions") as raised:
        make_document(view({"actions": {"other": [ACTION] * MOST_ROWS}}), PACK, format)
    assert "too large for a document. Move detail to an appendix" in str(raised.value)
