"""What a person types and gets: output, messages, exit codes."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from eqia.cli.main import COMMANDS
from eqia.wordml.names import parse
from tests.programs import COMMAND, run

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT / "samples" / "bedford-school-improvement-2018-as-published.json"
COMPLETED = ROOT / "samples" / "bedford-school-improvement-2018-completed.json"
CARRIED_THROUGH = COMPLETED.with_name("bedford-education-improvement-strategy.json")
NOT_REQUIRED = ROOT / "samples" / "not-required.json"


def eqia(*words, cwd=None, **more):
    return run([*COMMAND, *words], encoding="utf-8", cwd=cwd, stdin=subprocess.DEVNULL, **more)


def test_help_lists_every_command_and_each_has_help_of_its_own():
    done = eqia("--help")
    assert done.returncode == 0
    for name in COMMANDS:
        assert f"  {name} " in done.stdout
        own = eqia(name, "--help")
        assert own.returncode == 0
        assert own.stdout.startswith(f"Usage: eqia {name}")


def test_a_mistyped_command_is_answered_with_the_right_one():
    done = eqia("chek")
    assert done.returncode == 2
    assert 'Did you mean "check"?' in done.stderr


@pytest.mark.parametrize("words", [["--help"], ["check", "--help"], ["check", str(COMPLETED)], ["rules", "RT04"]])
def test_light_commands_import_nothing_heavy(words):
    code = (
        "import sys; from eqia.cli.main import run; run(sys.argv[1:]); "
        "print([m for m in ('weasyprint', 'questionary', 'docx', 'docxtpl', 'lxml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_check_says_what_contradicts_what_and_exits_with_4():
    done = eqia("check", PUBLISHED, "--gate", "publication", "--today", "1 June 2026")
    assert done.returncode == 4
    assert "PUT RIGHT BEFORE PUBLICATION" in done.stdout
    assert "RT17" in done.stdout
    assert done.stderr == ""


def test_check_of_a_good_assessment_exits_with_0_and_claims_nothing():
    done = eqia("check", COMPLETED, "--gate", "publication", "--today", "1 June 2026")
    assert done.returncode == 0, done.stdout
    assert "No contradictions found before publication." in done.stdout
    assert "compliant" not in done.stdout.lower()


def test_check_as_json_is_one_report_a_line_that_fits_the_published_schema():
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((ROOT / "schemas" / "findings.schema.json").read_text(encoding="utf-8"))
    done = eqia("check", PUBLISHED, COMPLETED, "--json", "--today", "1 June 2026")
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert [report["clear"]["publication"] for report in reports] == [False, True]
    for report in reports:
        jsonschema.Draft202012Validator(schema).validate(report)
    later = [finding for finding in reports[0]["findings"] if finding["blocks_later"]]
    assert later
    for finding in later:
        assert finding["severity"] != "error"
        assert finding["levels"][finding["blocks_later"]] == "error"


def test_a_folder_is_checked_file_by_file_and_a_bad_one_stops_none(tmp_path):
    for name in ("a", "b/c"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.json").write_bytes(NOT_REQUIRED.read_bytes())
    done = eqia("check", tmp_path, "--json", "--today", "1 June 2026")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 2)
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    done = eqia("check", tmp_path, "--json", "--today", "1 June 2026")
    assert (done.returncode, len(done.stdout.splitlines())) == (8, 2)
    assert "1 of 3 files could not be read." in done.stderr


def test_a_folder_is_told_in_order_and_as_each_file_alone(tmp_path):
    for number, sample in enumerate([PUBLISHED, NOT_REQUIRED, COMPLETED] * 5):
        (tmp_path / f"{number:02}.json").write_bytes(sample.read_bytes())
    together = eqia("check", tmp_path, "--json", "--today", "1 June 2026")
    alone = [eqia("check", tmp_path / f"{n:02}.json", "--json", "--today", "1 June 2026").stdout for n in range(3)]
    assert together.returncode == 4
    assert together.stderr == "5 of 15 assessments have errors before approval.\n"
    lines = together.stdout.splitlines(keepends=True)
    assert lines[:3] == alone
    assert [json.loads(line)["file"][-7:] for line in lines] == [f"{number:02}.json" for number in range(15)]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such files")
def test_a_folder_with_what_is_no_assessment_is_checked_to_its_end(tmp_path):
    (tmp_path / "a.json").write_bytes(NOT_REQUIRED.read_bytes())
    (tmp_path / "A.json").write_bytes(NOT_REQUIRED.read_bytes())
    (tmp_path / "council.json").write_text('{"council": "nowhere"}', encoding="utf-8")
    (tmp_path / "package.json").write_text('{"name": "x", "version": "1.0.0"}', encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.json")
    done = eqia("check", tmp_path, "--json", "--today", "1 June 2026", timeout=60)
    assert (done.returncode, len(done.stdout.splitlines())) == (8, 2)
    assert f'"{tmp_path / "council.json"}": There is no template pack for the council "nowhere"' in done.stderr
    assert f'"{tmp_path / "package.json"}" is JSON, but of another kind' in done.stderr
    assert f'"{tmp_path / "pipe.json"}": It is not a file that can be read' in done.stderr
    assert "3 of 5 files could not be read." in done.stderr


def test_a_folder_without_assessments_is_said(tmp_path):
    done = eqia("check", tmp_path)
    assert (done.returncode, done.stdout) == (5, "")
    assert f'There is no assessment in the folder "{tmp_path}": no file matches *.json.' in done.stderr
    (tmp_path / "package.json").write_text('{"name": "x", "version": "1.0.0"}', encoding="utf-8")
    assert eqia("check", tmp_path).returncode == 5
    (tmp_path / "a.json").write_bytes(NOT_REQUIRED.read_bytes())
    (tmp_path / "empty").mkdir()
    assert eqia("check", tmp_path, "--today", "1 June 2026").returncode == 8
    assert eqia("check", tmp_path / "a.json", tmp_path / "empty", "--today", "1 June 2026").returncode == 8


def test_check_is_the_same_on_every_day_it_is_told():
    first, second = (eqia("check", PUBLISHED, "--today", "1/6/2026").stdout for _ in range(2))
    assert first == second


def test_a_wrong_day_is_a_wrong_use():
    done = eqia("check", COMPLETED, "--today", "31/02/2026")
    assert done.returncode == 2
    assert "is not a date" in done.stderr


def test_input_that_cannot_be_read_exits_with_5(tmp_path):
    done = eqia("check", tmp_path / "none.json")
    assert done.returncode == 5
    assert "There is no file" in done.stderr
    assert done.stdout == ""


def test_render_makes_word_and_pdf_beside_the_file(tmp_path):
    file = tmp_path / "screened out.json"
    file.write_bytes(NOT_REQUIRED.read_bytes())
    done = eqia("render", file)
    assert done.returncode == 0, done.stderr
    assert [Path(line).name for line in done.stdout.splitlines()] == ["screened out.docx", "screened out.pdf"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "screened out.docx",
        "screened out.json",
        "screened out.pdf",
    ]


def test_render_makes_what_is_asked_for_where_it_is_asked_for(tmp_path):
    done = eqia("render", NOT_REQUIRED, "--html", "-o", tmp_path / "new" / "folder")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "new" / "folder").iterdir()] == ["not-required.html"]


def test_final_documents_are_made_only_of_what_is_approved_and_clear(tmp_path):
    done = eqia("render", PUBLISHED, "--docx", "--final", "-o", tmp_path)
    assert done.returncode == 4
    assert "No final documents were made" in done.stderr
    assert list(tmp_path.iterdir()) == []
    done = eqia("render", COMPLETED, "--docx", "--final", "-o", tmp_path, "--today", "1 June 2026")
    assert done.returncode == 4
    assert "It was never approved." in done.stderr
    done = eqia("render", CARRIED_THROUGH, "--docx", "--final", "-o", tmp_path, "--today", "1 June 2026")
    assert done.returncode == 0, done.stderr


def test_a_draft_says_that_it_is_one(tmp_path):
    done = eqia("render", PUBLISHED, "--html", "-o", tmp_path)
    assert "Stamped DRAFT" in done.stderr
    assert "DRAFT" in next(tmp_path.iterdir()).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("character", "shown"),
    [("\u0000", "␀"), ("\u0007", "␇"), ("\ufffe", "\ufffd"), ("\u4e2d",) * 2, ("\U0001f600",) * 2],
)
def test_what_no_pdf_can_draw_is_named_with_its_place_and_word_shows_it(tmp_path, character, shown):
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"evidence": {"gaps": f"ab{character}c"}}), encoding="utf-8")
    done = eqia("render", file)
    assert done.returncode == 6, "1 would be a fault of eqia"
    assert "Section 5, Evidence" in done.stderr
    assert f"U+{ord(shown):04X}" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx", "a.json"]
    with zipfile.ZipFile(tmp_path / "a.docx") as word:
        assert f"ab{shown}c" in "".join(parse(word.read("word/document.xml")).itertext())
    checked = eqia("check", file, "--gate", "draft")
    assert f'"Gaps in the evidence", the character U+{ord(shown):04X}' in " ".join(checked.stdout.split())


def test_text_that_looks_like_a_program_is_only_text(tmp_path):
    text = "{{ 7*7 }} {% x %} {# y #} <b>bold</b> & ]]> =cmd|' /C calc'!A0 ${x} \u202eabc\u202c " + "long" * 25_000
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"summary": text[:99_000], "activity": {"title": text[:200]}}), encoding="utf-8")
    done = eqia("render", file, "--docx", "--pdf", "--html")
    assert done.returncode == 0, done.stderr


def test_an_output_folder_that_is_a_file_is_said_in_a_sentence(tmp_path):
    (tmp_path / "out").write_text("x")
    done = eqia("render", NOT_REQUIRED, "--html", "-o", tmp_path / "out")
    assert done.returncode == 6
    assert "is a file. Give the name of a folder." in done.stderr


def test_rules_are_listed_and_explained():
    assert "RT04" in eqia("rules").stdout
    one = eqia("rules", "RT04")
    assert "evidence" in one.stdout
    assert eqia("rules", "rt4").stdout == one.stdout
    wrong = eqia("rules", "RT99")
    assert wrong.returncode == 2
    assert "Did you mean RT" in wrong.stderr


def test_the_schema_is_printed_as_published():
    assert eqia("schema").stdout == (ROOT / "schemas" / "assessment.schema.json").read_text(encoding="utf-8")


def test_doctor_looks_at_everything():
    done = eqia("doctor")
    assert done.returncode == 0, done.stdout
    assert "weasyprint" in done.stdout
    assert "pango" in done.stdout


def test_an_unexpected_error_is_a_sentence_without_answers_and_a_traceback_only_on_request(monkeypatch, capsys):
    from eqia.cli import main
    from eqia.cli.commands import check

    def fail(path):
        raise ZeroDivisionError("the secret answer")

    monkeypatch.setattr(check, "open_assessment", fail)
    monkeypatch.setattr("eqia.files._written", [])  # as in a process that has just begun
    assert main.run(["check", "x.json"]) == 1
    said = capsys.readouterr().err
    assert "Something went wrong inside eqia. Your files are as they were." in said
    assert "ZeroDivision" not in said
    assert "secret" not in said
    with pytest.raises(ZeroDivisionError):
        main.run(["--debug", "check", "x.json"])
