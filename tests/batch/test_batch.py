"""A batch survives what is in the folder and what happens to the machine, and says what was made."""

import json
import os
import signal
import time
from datetime import date

import pytest

from eqia.batch.manifest import Manifest
from eqia.batch.run import Batch, Plan
from eqia.documents import Format
from eqia.errors import OutputError
from tests.batch.conftest import TODAY, eqia, run
from tests.clock import fair_clock


def test_makes_documents_a_manifest_and_summaries(folders):
    _, out = folders
    entries = run(folders)
    assert [entry.made for entry in entries.values()] == [True, True, True]
    made = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.*") if path.is_file())
    assert made == [
        ".eqia-batch.lock",
        ".eqia-batch.made",
        "deep/three.html",
        "manifest.jsonl",
        "one.html",
        "summary.csv",
        "summary.html",
        "two.html",
    ]
    lines = [json.loads(line) for line in (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["file"] for line in lines] == ["deep/three.json", "one.json", "two.json"]
    assert lines[1]["outputs"][0]["path"] == "one.html"


def test_one_bad_file_does_not_stop_the_others(folders):
    inside, _ = folders
    (inside / "bad.json").write_text("{", encoding="utf-8")
    (inside / "worse.json").write_text('{"summary": "\\ud800"}', encoding="utf-8")
    entries = run(folders)
    assert sorted(name for name, entry in entries.items() if entry.error) == ["bad.json", "worse.json"]
    assert "not a JSON file" in entries["bad.json"].error
    assert "half a character" in entries["worse.json"].error
    assert entries["one.json"].made


def test_what_has_not_changed_is_passed_over(folders):
    inside, out = folders
    run(folders)
    before = (out / "one.html").stat().st_mtime_ns
    (inside / "two.json").write_text('{"activity": {"title": "Changed"}}', encoding="utf-8")
    entries = run(folders)
    assert {name for name, entry in entries.items() if entry.made} == {"two.json"}
    assert (out / "one.html").stat().st_mtime_ns == before


def test_another_day_alone_makes_nothing_new(folders):
    run(folders)
    assert not any(entry.made for entry in run(folders, today=date(2026, 6, 2)).values())


def test_force_makes_everything(folders):
    run(folders)
    assert all(entry.made for entry in run(folders, force=True).values())


def test_a_lost_document_is_made_again(folders):
    _, out = folders
    run(folders)
    (out / "one.html").unlink()
    assert run(folders)["one.json"].made


def test_a_document_changed_by_hand_is_not_replaced(folders):
    inside, out = folders
    run(folders)
    (out / "one.html").write_text("my own notes", encoding="utf-8")
    (inside / "one.json").write_text('{"activity": {"title": "Changed"}}', encoding="utf-8")
    entries = run(folders)
    assert "is not what eqia wrote last as a report" in entries["one.json"].error
    assert (out / "one.html").read_text(encoding="utf-8") == "my own notes"
    assert run(folders, force=True)["one.json"].made


def test_a_manifest_cut_off_in_the_middle_is_taken_up(folders):
    _, out = folders
    run(folders)
    path = out / "manifest.jsonl"
    path.write_bytes(path.read_bytes()[:-30])
    entries = run(folders)
    assert {name for name, entry in entries.items() if entry.made} <= {"two.json"}
    assert len(Manifest(out).entries) == 3


def test_what_is_gone_from_the_folder_is_gone_from_the_manifest(folders):
    inside, out = folders
    run(folders)
    (inside / "one.json").unlink()
    run(folders)
    assert set(Manifest(out).entries) == {"deep/three.json", "two.json"}


def test_two_batches_do_not_write_to_one_folder(folders):
    inside, out = folders
    first = Batch(Plan(inside, out, TODAY, (Format.HTML,), processes=1)).run()
    next(first)
    with pytest.raises(OutputError, match="Another batch is writing"):
        run(folders)
    first.close()
    assert len(run(folders)) == 3


def test_a_batch_killed_at_any_moment_is_taken_up(folders):
    inside, out = folders
    for number in range(12):
        (inside / f"more{number}.json").write_text(json.dumps({"summary": f"{number}"}), encoding="utf-8")
    for made in (0, 4, 9):
        process = eqia("batch", inside, "-o", out, "--html", start_new_session=True)
        while len(list(out.rglob("*.html"))) < made:
            assert process.poll() is None
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    entries = run(folders)
    assert len(entries) == 15
    assert not [entry.error for entry in entries.values() if entry.error]
    assert not list(out.rglob(".*.tmp"))
    pages = list(out.rglob("*.html"))
    assert len(pages) == 15 + 1
    for path in pages:
        assert path.read_text(encoding="utf-8").rstrip().endswith("</html>")


def test_ctrl_c_stops_within_two_seconds_with_whole_files_only(folders):
    inside, out = folders
    for number in range(40):
        (inside / f"more{number}.json").write_text(json.dumps({"summary": f"{number}"}), encoding="utf-8")
    process = eqia("batch", inside, "-o", out, "--html", "--pdf", start_new_session=True)
    assert process.stderr.readline()
    with fair_clock() as clock:
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=60)
        assert clock() < 2
    assert process.returncode == 130
    assert not list(out.rglob(".*.tmp"))


def test_the_command_says_what_was_made_and_exits_with_8_if_some_failed(folders):
    inside, out = folders
    (inside / "bad.json").write_text("[]", encoding="utf-8")
    process = eqia("batch", inside, "-o", out, "--html", "--today", "1/6/2026")
    stdout, stderr = process.communicate()
    assert process.returncode == 8
    assert "3 made, 0 up to date, 1 failed." in stdout
    assert "FAILED      bad.json" in stderr
    process = eqia("batch", inside, "-o", out, "--html", "--today", "1/6/2026")
    assert "0 made, 3 up to date, 1 failed." in process.communicate()[0]


def test_the_program_works_without_anywhere_to_complain(folders):
    inside, out = folders
    process = eqia("batch", inside, "-o", out, "--html", before=["sh", "-c", 'exec "$@" 2>&-', "sh"])
    stdout, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "3 made" in stdout
