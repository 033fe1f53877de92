"""Documents of a sample, made once, and copies of them that somebody changed."""

import io
import subprocess
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from eqia.documents import Format
from eqia.verify import verify
from eqia.wordml.archive.package import read_parts, write_parts
from eqia.workflows import open_assessment, render
from tests.conftest import need

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "not-required.json"
TODAY = date(2026, 6, 1)


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The documents of the sample, by format."""
    folder = tmp_path_factory.mktemp("made")
    files = render(open_assessment(SAMPLE), list(Format), folder, today=TODAY).files
    return {Format(path.suffix[1:]): path for path in files}


@pytest.fixture
def judged(tmp_path):
    """Says what verify makes of the bytes of a document."""

    def judge(data, format):
        path = tmp_path / f"document.{format}"
        path.write_bytes(data)
        return verify(path, SAMPLE if format is Format.HTML else None, TODAY)

    return judge


@pytest.fixture
def word(made, judged):
    """Says what verify makes of a Word file whose parts were changed: by name, from an old text to a new one."""

    def change(*changes, parts=None, data=None):
        found = {**read_parts(data or made[Format.DOCX].read_bytes()), **(parts or {})}
        for name, old, new in changes:
            assert old.encode() in found[name], old
            found[name] = found[name].replace(old.encode(), new.encode(), 1)
        return judged(write_parts(found), Format.DOCX)

    return change


@pytest.fixture
def pdf(made, judged):
    """Says what verify makes of a PDF that a function changed and pikepdf saved again."""

    def change(edit=lambda pdf: None, **how):
        saved = io.BytesIO()
        with pikepdf.open(made[Format.PDF]) as opened:
            edit(opened)
            opened.save(saved, **how)
        return judged(saved.getvalue(), Format.PDF)

    return change


@pytest.fixture
def page(made, judged):
    """Says what verify makes of a web page in which one text was replaced by another."""

    def change(old, new):
        text = made[Format.HTML].read_text(encoding="utf-8")
        assert old in text, old
        return judged(text.replace(old, new, 1).encode(), Format.HTML)

    return change


@pytest.fixture
def libreoffice(tmp_path):
    """Opens a Word file in LibreOffice and saves it again; gives the path of what was saved."""

    def save(document):
        program = need("soffice")
        target = tmp_path / "saved"
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--norestore", "--convert-to", "docx:MS Word 2007 XML"]
        subprocess.run([*command, "--outdir", target, document], check=True, capture_output=True, timeout=180)
        return target / document.name

    return save
