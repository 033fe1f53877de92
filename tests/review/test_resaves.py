"""Documents that other programs saved again, beside the file they were made from: an edit is read, nothing is reset."""

import subprocess
from pathlib import Path

import pytest

from eqia.assessment import store
from eqia.assessment.paths import get
from eqia.concepts.model import Concepts
from eqia.review.comparing.compare import compare
from eqia.review.forms.against import read_against
from eqia.review.forms.import_form import import_document

from . import resaves

CASES = Path(__file__).parent.parent / "cases" / "word"
PROGRAMS = ("GOOGLE", "PAGES", "ONLINE", "BOOKMARKS_ONLY", "LABELS_ONLY")
OLD, NEW = "It takes the place of", "It replaces"


@pytest.fixture(scope="module")
def file():
    return store.parse(store.read_json(CASES / "original.json"), Concepts)[0]


@pytest.fixture(scope="module")
def issued(docx, file):
    return docx(file)


def reworded(root, parts):
    for text in root.iter(resaves.w("t")):
        text.text = (text.text or "").replace(OLD, NEW)


def changes(data, file, pack):
    return [change.path for change in compare(file, read_against(data, file).assessment, pack.form)]


@pytest.mark.parametrize("program", PROGRAMS)
def test_saved_again_it_changes_nothing(issued, file, pack, program):
    returned = read_against(resaves.saved_by(issued, *getattr(resaves, program)), file)
    assert compare(file, returned.assessment, pack.form) == ()
    assert returned.loose == ()
    assert returned.assessment == file


@pytest.mark.parametrize("program", PROGRAMS)
def test_an_edit_is_read_and_nothing_else(issued, file, pack, program):
    data = resaves.saved_by(issued, reworded, *getattr(resaves, program))
    assert changes(data, file, pack) == ["activity.description"]
    after = read_against(data, file).assessment.activity.description
    assert after == file.activity.description.replace(OLD, NEW)


@pytest.mark.parametrize("program", PROGRAMS)
def test_import_keeps_every_line(issued, file, program):
    read = import_document(resaves.saved_by(issued, *getattr(resaves, program)), "bedford").assessment
    for path in ("activity.description", "evidence.sources", "summary", "impacts.race.explanation"):
        said, kept = (get(each, path).split("\n") for each in (file, read))
        assert [line for line in kept if line] == [line for line in said if line]
    assert read.recommendation == file.recommendation
    assert read.relevance == file.relevance


@pytest.mark.parametrize("way", ["doc", "odt", "rtf"])
def test_there_and_back_through_another_format(issued, file, pack, way, tmp_path, python_with_uno):
    place = tmp_path / "a.docx"
    place.write_bytes(resaves.saved_by(issued, reworded))
    for number, format in enumerate((way, "docx")):
        folder = tmp_path / str(number)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", format, "--outdir", folder, place]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        (place,) = folder.iterdir()
    assert changes(place.read_bytes(), file, pack) == ["activity.description"]
    assert read_against(place.read_bytes(), file).loose == ()
