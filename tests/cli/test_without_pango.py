"""The command line on a machine without the Pango library, which is taken away from it in a mount of its own."""

import ctypes.util
import json
import subprocess
import sys

import pytest

from tests.cli.reviewing import COMPLETED
from tests.conftest import ROOT

LINE = "sudo apt-get install --no-install-recommends libpango-1.0-0"


def libraries():
    """The files of the library on this machine."""
    listed = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, encoding="utf-8").stdout
    return [line.split()[-1] for line in listed.splitlines() if line.split()[:1] == ["libpango-1.0.so.0"]]


@pytest.fixture
def eqia():
    """Runs the program where the library is an empty file; for root on Linux."""
    if not sys.platform.startswith("linux") or not ctypes.util.find_library("pango-1.0") or not libraries():
        pytest.skip("there is no Pango here that could be taken away")
    hide = " && ".join(f"mount --bind /dev/null {path}" for path in libraries())

    def run(*words, program=("-m", "eqia"), **more):
        words = ["unshare", "-m", "sh", "-c", f'{hide} && exec "$@"', "sh", sys.executable, *program, *map(str, words)]
        return subprocess.run(words, capture_output=True, encoding="utf-8", cwd=ROOT, **more)

    if run("--version").returncode != 0:
        pytest.skip("only an administrator can take a library away")
    return run


def test_the_word_document_is_made_and_the_pdf_named_with_the_line_that_helps(eqia, file):
    done = eqia("render", file)
    assert done.returncode == 7
    assert done.stdout == f"{file.with_suffix('.docx')}\n"
    assert f'"{file.with_suffix(".pdf")}" was not made' in done.stderr
    assert LINE in done.stderr
    assert file.with_suffix(".docx").read_bytes().startswith(b"PK")
    assert not file.with_suffix(".pdf").exists()


def test_an_older_pdf_is_left_and_called_older(eqia, file):
    older = file.with_suffix(".pdf")
    subprocess.run([sys.executable, "-m", "eqia", "render", str(file), "--pdf"], check=True, capture_output=True)
    before = older.read_bytes()
    done = eqia("render", file, "--pdf", "--html")
    assert (done.returncode, done.stdout) == (7, f"{file.with_suffix('.html')}\n")
    assert "is from an earlier day" in done.stderr
    assert older.read_bytes() == before


def test_nothing_but_the_reason_is_said_where_only_a_pdf_is_asked_for(eqia, file):
    done = eqia("render", file, "--pdf")
    assert (done.returncode, done.stdout) == (7, "")
    assert LINE in done.stderr
    assert sorted(path.name for path in file.parent.iterdir()) == [file.name]


def test_a_batch_makes_all_else_says_so_once_and_makes_the_rest_when_the_library_is_there(eqia, tmp_path):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.json").write_text(json.dumps({"summary": name}), encoding="utf-8")
    done = eqia("batch", folder, "-o", out)
    assert done.returncode == 7
    assert done.stderr.count("sudo apt-get") == 1
    assert "2 PDF files were not made; all else was." in done.stderr
    assert done.stdout.startswith("2 made, 0 up to date, 0 failed.")
    made = {path.name for path in out.iterdir() if path.suffix in (".docx", ".html", ".pdf")}
    assert made == {"a.docx", "a.html", "b.docx", "b.html", "summary.html"}
    assert "Not made, for want of the library Pango: a.pdf" in (out / "summary.csv").read_text(encoding="utf-8-sig")
    assert "Not made, for want of the library Pango: b.pdf" in (out / "summary.html").read_text(encoding="utf-8")
    again = [sys.executable, "-m", "eqia", "batch", folder, "-o", out]
    assert subprocess.run(again, capture_output=True, cwd=ROOT).returncode == 0
    assert {path.name for path in out.glob("?.pdf")} == {"a.pdf", "b.pdf"}
    assert "Not made" not in (out / "summary.csv").read_text(encoding="utf-8-sig")
    assert eqia("batch", folder, "-o", out).returncode == 0, "what is up to date needs no library"


def test_nothing_is_published_without_the_pdf(eqia, file, tmp_path):
    words = [
        sys.executable,
        "-m",
        "eqia",
        "approve",
        file,
        "--post",
        "Director of Children's Services",
        "--today",
        "20 October 2018",
    ]
    subprocess.run(words, check=True, capture_output=True, cwd=ROOT)
    before = file.read_bytes()
    done = eqia("review", "publish", file, "-o", tmp_path / "out", "--who", "Lead officer")
    assert (done.returncode, done.stdout) == (7, ""), done.stderr
    assert "Nothing was published" in done.stderr
    assert LINE in done.stderr
    assert file.read_bytes() == before
    assert not (tmp_path / "out").exists()


def test_doctor_tries_the_library_and_does_not_go_by_its_name(eqia):
    done = eqia("doctor")
    assert done.returncode == 7
    assert "MISSING  pango" in done.stdout
    assert LINE in done.stderr


def test_a_pack_is_checked_but_for_its_pdf(eqia):
    done = eqia("template", "check", "templates/bedford")
    assert done.returncode == 7
    assert "Sound: each of" in done.stdout
    assert "the PDF" not in done.stdout
    assert LINE in done.stderr


def test_a_pdf_is_not_called_changed_for_want_of_the_library(eqia, file):
    words = [sys.executable, "-m", "eqia", "render", file, "--pdf"]
    subprocess.run(words, check=True, capture_output=True, cwd=ROOT)
    done = eqia("verify", file.with_suffix(".pdf"))
    assert (done.returncode, done.stdout) == (7, "")
    assert LINE in done.stderr


def test_a_program_that_uses_eqia_is_told_by_the_error(eqia):
    code = (
        "from datetime import date; import eqia, sys; opened = eqia.load(sys.argv[1])\n"
        "eqia.render_docx(opened, today=date(2026, 6, 1))\n"
        "try: eqia.render_pdf(opened, today=date(2026, 6, 1))\n"
        "except eqia.EqiaError as error: print(type(error).__name__, error.exit_code, error)\n"
    )
    done = eqia(COMPLETED, program=("-c", code))
    assert done.stdout.startswith("MissingLibrary 7 "), done.stderr
    assert LINE in done.stdout
