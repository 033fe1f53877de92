"""The Python interface, as the README shows it."""

import json
import re
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

import eqia
from eqia import api

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "bedford-school-improvement-2018-completed.json"
TODAY = date(2026, 6, 1)


def test_the_example_of_the_readme_runs(tmp_path):
    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    done = subprocess.run([sys.executable, "-c", example], capture_output=True, encoding="utf-8", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "report.docx").read_bytes().startswith(b"PK")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_importing_eqia_imports_nothing_else():
    code = "import sys, eqia; print([name for name in ('pydantic', 'lxml', 'click') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_a_file_is_named_by_a_path_or_a_text():
    assert eqia.load(SAMPLE) == eqia.load(str(SAMPLE))
    assert eqia.load(SAMPLE).assessment.activity.title.startswith("Bedford Borough School Improvement")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(None, "There is no file"), ("{", "is not a JSON file"), ('{"sumary": ""}', 'Did you mean "summary"')],
)
def test_what_cannot_be_loaded_is_said_in_a_sentence(tmp_path, content, sentence):
    path = tmp_path / "a.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(eqia.EqiaError, match=re.escape(sentence)):
        eqia.load(path)


def test_what_a_pdf_cannot_show_is_said_with_its_place_and_word_and_web_page_show_it(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('{"summary": "\\ud83d\\ude42"}', encoding="utf-8")
    opened = eqia.load(path)
    with pytest.raises(eqia.EqiaError, match="Summary: the character U\\+1F642"):
        eqia.render_pdf(opened, today=TODAY)
    assert eqia.render_docx(opened, today=TODAY)
    assert "\U0001f642".encode() in eqia.render_html(opened, today=TODAY)


def test_an_answer_of_nothing_but_characters_without_print_fits_on_a_screen(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"summary": "".join(map(chr, range(0x4E00, 0x5E00)))}), encoding="utf-8")
    with pytest.raises(eqia.EqiaError, match="4096 characters from U\\+4E00") as raised:
        eqia.render_pdf(eqia.load(path), today=TODAY)
    assert len(str(raised.value).splitlines()) == 2
    apart = "".join(f"{chr(number)}a" for number in range(0x4E00, 0x5E00))
    path.write_text(json.dumps({"summary": apart}), encoding="utf-8")
    with pytest.raises(eqia.EqiaError) as raised:
        eqia.render_pdf(eqia.load(path), today=TODAY)
    lines = str(raised.value).splitlines()
    assert len(lines) == 52
    assert lines[-1] == "  - and 4,046 more. Mend these first, and try again."


def test_findings_are_told_by_gate_and_severity(tmp_path):
    path = tmp_path / "a.json"
    path.write_text("{}", encoding="utf-8")
    findings = eqia.check(eqia.load(path), today=TODAY)
    assert not findings.clear(eqia.Gate.APPROVAL)
    assert all(isinstance(finding, eqia.Finding) for finding in findings)
    assert findings.of(eqia.Severity.ERROR, eqia.Gate.APPROVAL) == findings.errors(eqia.Gate.APPROVAL)
    assert eqia.check(eqia.load(SAMPLE), today=TODAY).clear(eqia.Gate.PUBLICATION)


def test_a_moment_passes_for_its_day():
    opened = eqia.load(SAMPLE)
    now = datetime(2026, 6, 1, 12, 30)
    assert eqia.check(opened, today=now) == eqia.check(opened, today=TODAY)
    assert eqia.render_html(opened, today=now) == eqia.render_html(opened, today=TODAY)


def test_every_public_name_is_there_and_no_other():
    assert all(getattr(eqia, name) for name in dir(eqia))
    assert {*dir(eqia)} == {*api.__all__, "__version__"}
    assert not hasattr(eqia, "render_odt")


def test_scripts_are_checked_by_their_types(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "from datetime import date\n"
        "import eqia\n"
        "opened: eqia.Opened = eqia.load('a.json')\n"
        "findings: eqia.Findings = eqia.check(opened, today=date(2026, 6, 1))\n"
        "made: bytes = eqia.render_pdf(opened, today=date(2026, 6, 1))\n"
        "eqia.check('a.json', today='2026-06-01')\n"
        "eqia.render_odt(opened)\n",
        encoding="utf-8",
    )
    words = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", tmp_path / "cache", script]
    told = subprocess.run(words, capture_output=True, encoding="utf-8", cwd=ROOT).stdout
    assert [line.partition("error: ")[2][:30] for line in told.splitlines() if "error" in line][:3] == [
        'Argument 1 to "check" has inco',
        'Argument "today" to "check" ha',
        'Module has no attribute "rende',
    ]
