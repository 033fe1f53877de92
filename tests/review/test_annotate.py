"""The review copy: each finding is a comment at its answer, a cover sums up, and no answer is touched."""

from datetime import date

import pytest

from eqia.assessment import store
from eqia.concepts.model import Concepts
from eqia.resources import folder
from eqia.review.annotate import Annotation, annotate
from eqia.review.returned.doubts import within
from eqia.review.returned.read import read_returned
from eqia.rules.findings import Findings, Gate
from eqia.wordml.archive.package import DOCUMENT, read_parts
from eqia.wordml.names import PARAGRAPH, parse, w
from eqia.wordml.text.asides import COMMENTS
from eqia.wordml.text.prose import text_of
from eqia.workflows import Opened, check_assessment

SAMPLES = sorted(folder("samples").glob("*.json"))
DAY = "2026-05-04T00:00:00Z"


def findings_of(assessment, pack):
    return check_assessment(Opened(None, assessment, pack), date(2026, 5, 4))


def about(findings, author="Equality officer"):
    return Annotation(findings, Gate.APPROVAL, author, "4 May 2026", DAY)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_finding_is_one_comment_at_an_answer_it_concerns(path, docx, pack):
    assessment = store.parse(store.read_json(path), Concepts)[0]
    findings = findings_of(assessment, pack)
    returned = read_returned(annotate(docx(assessment), assessment, pack, about(findings)))
    assert returned.assessment == assessment
    assert returned.doubts == ()
    assert returned.loose == ()
    assert len(returned.remarks) == len(findings)
    waiting = list(findings)
    for remark in returned.remarks:
        found = next(
            each for each in waiting if remark.text.startswith(f"{each.rule} (") and each.message in remark.text
        )
        waiting.remove(found)
        assert remark.author == "Equality officer"
        assert remark.when == DAY
        if any(field in returned.found_by or within(remark.path, field) for field in found.fields):
            assert any(within(remark.path, field) or within(field, remark.path) for field in found.fields)


def test_the_cover_says_what_to_do_and_how_much_was_found(docx, pack, sample):
    published = sample("bedford-school-improvement-2018-as-published")
    data = annotate(docx(published), published, pack, about(findings_of(published, pack)))
    root = parse(read_parts(data)[DOCUMENT])
    lines = [text_of(p) for p in root.iter(PARAGRAPH)][:30]
    assert lines[0] == f"Review copy: {published.activity.title}"
    assert any(line.startswith("Revision 1, issued on 4 May 2026. Digest of the answers: ") for line in lines)
    assert any('"Must be fixed"' in line for line in lines)
    assert any(line.startswith("Section 5, Evidence and consultation: ") for line in lines)
    assert root.find(f".//{w('br')}[@{w('type')}='page']") is not None


def test_text_that_looks_like_markup_is_text(docx, pack, sample):
    published = sample("bedford-school-improvement-2018-as-published")
    findings = Findings(findings_of(published, pack)[:1])
    parts = read_parts(annotate(docx(published), published, pack, about(findings, "<b>A & B</b>")))
    comment = parse(parts[COMMENTS])[0]
    assert comment.get(w("author")) == "<b>A & B</b>"


def test_the_same_review_copy_has_the_same_bytes(docx, pack, sample):
    published = sample("bedford-school-improvement-2018-as-published")
    made = [annotate(docx(published), published, pack, about(findings_of(published, pack))) for _ in range(2)]
    assert made[0] == made[1]
