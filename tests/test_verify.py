"""Whether a document is untouched, and which assessment it shows."""

import json
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest

from eqia.documents import Format
from eqia.errors import InputError, UsageError
from eqia.verify import State, verify
from eqia.workflows import open_assessment, render

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "not-required.json"
TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    files = render(open_assessment(SAMPLE), list(Format), folder, today=TODAY).files
    return {Format(path.suffix[1:]): path for path in files}


def rewritten(path, folder, change):
    """A copy of a Word file with its main part changed."""
    target = folder / path.name
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == "word/document.xml" else data)
    return target


@pytest.mark.parametrize("format", list(Format))
def test_an_untouched_document_is_known(made, format):
    found = verify(made[format], SAMPLE)
    assert found.state is State.UNTOUCHED
    assert found.same_as_file is True
    assert found.shows.assessment == open_assessment(SAMPLE).assessment


def test_a_word_file_saved_again_shows_the_same(made, tmp_path):
    assert verify(rewritten(made[Format.DOCX], tmp_path, lambda data: data)).state is State.SAVED_AGAIN


def test_a_changed_word_is_found_with_its_place(made, tmp_path):
    changed = rewritten(made[Format.DOCX], tmp_path, lambda data: data.replace(b"cost centres", b"cost center", 1))
    found = verify(changed)
    assert found.state is State.CHANGED
    assert found.changed == ("activity.title",)


def test_a_changed_page_is_found(made, tmp_path):
    page = tmp_path / "not-required.html"
    page.write_text(made[Format.HTML].read_text(encoding="utf-8").replace("cost", "price", 1), encoding="utf-8")
    assert verify(page, SAMPLE).state is State.CHANGED


def test_an_assessment_that_moved_on_is_said(made, tmp_path):
    file = tmp_path / "a.json"
    file.write_text(json.dumps(json.loads(SAMPLE.read_text(encoding="utf-8")) | {"revision": 2}), encoding="utf-8")
    found = verify(made[Format.PDF], file)
    assert found.state is State.UNTOUCHED
    assert found.same_as_file is False


def test_a_page_needs_its_file(made):
    with pytest.raises(UsageError, match="does not carry its data"):
        verify(made[Format.HTML])


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing", b"PK nothing"])
@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_what_is_no_document_of_ours_is_refused(tmp_path, ending, content):
    path = tmp_path / f"a.{ending}"
    path.write_bytes(content)
    with pytest.raises(InputError):
        verify(path)


def test_other_files_are_refused(tmp_path):
    with pytest.raises(InputError, match="is not a Word, PDF or HTML document"):
        verify(Path(shutil.copy(SAMPLE, tmp_path / "a.json")))
