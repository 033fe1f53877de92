"""Files that people saved again in other programs are the same; copies for review are called what they are."""

import json
import shutil
from dataclasses import replace
from datetime import date

import pytest

from eqia.cli.main import run
from eqia.documents import Format
from eqia.review.standing.carrying import Carry
from eqia.reviewing.merging import review_copy
from eqia.rules.findings import Gate
from eqia.verify import State, verify
from eqia.wordml.archive.package import read_parts, write_parts
from eqia.workflows import make_documents, open_assessment, render
from tests.verify.conftest import SAMPLE, TODAY

SAMPLES = sorted(SAMPLE.parent.glob("*.json"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("draft", [True, False])
def test_every_sample_is_the_same_after_libreoffice(sample, draft, tmp_path, libreoffice):
    opened = open_assessment(sample)
    document = tmp_path / "a.docx"
    document.write_bytes(make_documents(opened, [Format.DOCX], draft)[Format.DOCX])
    saved = libreoffice(document)
    assert saved.read_bytes() != document.read_bytes()
    found = verify(saved)
    assert (found.state, found.draft, found.differing()) == (State.SAVED_AGAIN, draft, [])


@pytest.mark.parametrize("format", [Format.DOCX, Format.PDF])
@pytest.mark.parametrize("carry", list(Carry))
def test_a_document_is_the_same_however_much_of_the_record_it_carries(tmp_path, format, carry):
    (document,) = render(open_assessment(SAMPLE), [format], tmp_path, today=TODAY, carry=carry).files
    assert verify(document).state is State.UNTOUCHED


@pytest.mark.parametrize("sample", SAMPLES[1:3], ids=lambda path: path.stem)
@pytest.mark.parametrize("gate", list(Gate))
def test_a_review_copy_is_called_a_review_copy(tmp_path, capsys, sample, gate):
    file = tmp_path / "a.json"
    shutil.copy(sample, file)
    copy = tmp_path / "review.docx"
    copy.write_bytes(review_copy(open_assessment(file), "Equality officer", date(2026, 6, 1), gate)[0])
    found = verify(copy)
    assert found.state is State.REVIEW_COPY
    assert [each.state for each in found.differences] == [State.REVIEW_COPY]
    assert found.differing()[0].endswith("comments of eqia's")
    assert run(["verify", str(copy)]) == 4
    assert capsys.readouterr().out.startswith("A COPY FOR REVIEW")


def test_what_somebody_wrote_into_a_review_copy_is_told_beside_it(tmp_path):
    file = tmp_path / "a.json"
    shutil.copy(SAMPLES[1], file)
    copy = tmp_path / "review.docx"
    copy.write_bytes(review_copy(open_assessment(file), "Equality officer", date(2026, 6, 1))[0])
    parts = read_parts(copy.read_bytes())
    own = (
        b'<w:comment w:id="900" w:author="Reader" w:date="2026-06-02T00:00:00Z"><w:p><w:r><w:t>Is this so?</w:t></w:r>'
        b"</w:p></w:comment></w:comments>"
    )
    parts["word/comments.xml"] = parts["word/comments.xml"].replace(b"</w:comments>", own)
    copy.write_bytes(write_parts(parts))
    found = verify(copy)
    assert {each.state for each in found.differences} == {State.REVIEW_COPY, State.NOTES}
    assert "Reader: Is this so?" in found.differing()


def test_a_document_is_the_same_when_the_file_has_a_new_step(tmp_path, made):
    data = json.loads(SAMPLE.read_text(encoding="utf-8"))
    data["history"] = [*data.get("history", []), {"who": "Officer", "what": "looked at", "when": "3 June 2026"}]
    file = tmp_path / "a.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    for format in (Format.DOCX, Format.PDF):
        found = verify(made[format], file)
        assert (found.state, found.same_as_file) == (State.UNTOUCHED, True)


def test_a_document_made_with_another_template_is_called_that(tmp_path):
    opened = open_assessment(SAMPLE)
    facts = opened.pack.facts.model_copy(update={"version": "0.9.0"})
    other = replace(opened, pack=replace(opened.pack, facts=facts))
    for format in (Format.DOCX, Format.PDF):
        document = tmp_path / f"a.{format}"
        document.write_bytes(make_documents(other, [format], draft=True)[format])
        found = verify(document)
        assert (found.state, found.changed) == (State.OTHER_VERSION, ())
