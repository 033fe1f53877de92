"""What can happen to a run: it is killed, the disk fills up, the folder is shut half way, the clock is turned back."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from eqia import replacing
from eqia.batch import work as working
from eqia.batch.manifest import Manifest
from eqia.batch.record import read_record
from eqia.batch.run import Batch, Plan
from eqia.documents import Format
from eqia.errors import OutputError
from tests.batch.conftest import TODAY, eqia, run, write


def batch(folders, *formats):
    inside, out = folders
    return Batch(Plan(inside, out, TODAY, formats or (Format.HTML,), processes=1))


def failures(entries):
    return {name: entry.error for name, entry in entries.items() if entry.error}


def assert_whole(out):
    """Whatever stands in an output folder is whole."""
    assert not list(out.rglob(".*.tmp"))
    for path in out.rglob("*.html"):
        assert path.read_text(encoding="utf-8").rstrip().endswith("</html>")


def test_a_run_killed_between_a_document_and_its_entry_is_taken_up(folders):
    inside, out = folders
    run(folders)
    write(inside / "one.json", {"activity": {"title": "Changed"}})
    (out / "manifest.jsonl").write_bytes(b"")
    (job,) = [job for job in batch(folders)._jobs(Manifest(out), read_record(out)) if job.name == "one.json"]
    assert working.work(job).made
    entries = run(folders)
    assert not failures(entries)
    assert "Changed" in (out / "one.html").read_text(encoding="utf-8")


@pytest.mark.alone
def test_a_run_killed_between_the_note_and_its_document_is_taken_up(folders, monkeypatch):
    inside, out = folders
    run(folders)
    write(inside / "one.json", {"activity": {"title": "Changed"}})
    (job,) = [job for job in batch(folders)._jobs(Manifest(out), read_record(out)) if job.name == "one.json"]
    monkeypatch.setattr(replacing, "write_over", stop)
    with pytest.raises(KeyboardInterrupt):
        working.work(job)
    monkeypatch.undo()
    assert not failures(run(folders))


def stop(*_, **__):
    raise KeyboardInterrupt


def test_a_file_that_failed_once_is_no_stranger_afterwards(folders):
    inside, _ = folders
    run(folders)
    before = (inside / "one.json").read_bytes()
    (inside / "one.json").write_text("{", encoding="utf-8")
    assert "one.json" in failures(run(folders))
    (inside / "one.json").write_bytes(before)
    assert not failures(run(folders))


def test_a_file_of_which_one_document_could_not_be_written_is_no_stranger_afterwards(folders):
    inside, out = folders
    both = (Format.DOCX, Format.HTML)
    run(folders, formats=both)
    page = (out / "one.html").read_bytes()
    (out / "one.html").unlink()
    (out / "one.html").mkdir()
    write(inside / "one.json", {"activity": {"title": "Changed"}})
    assert "is a folder" in failures(run(folders, formats=both))["one.json"]
    (out / "one.html").rmdir()
    (out / "one.html").write_bytes(page)
    assert not failures(run(folders, formats=both))


@pytest.mark.alone
def test_a_document_whose_worker_was_lost_before_it_could_say_so_is_no_stranger_afterwards(folders, monkeypatch):
    own = working.write_documents

    def write_and_die(*details):
        own(*details)
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(working, "write_documents", write_and_die)
    assert len(failures(run(folders))) == 3
    monkeypatch.undo()
    assert not failures(run(folders))


def test_a_file_that_was_away_for_a_run_is_no_stranger_afterwards(folders):
    inside, _ = folders
    run(folders)
    before = (inside / "one.json").read_bytes()
    (inside / "one.json").unlink()
    run(folders)
    (inside / "one.json").write_bytes(before)
    assert not failures(run(folders))


def test_a_line_cut_off_does_not_swallow_the_next(folders):
    _, out = folders
    run(folders)
    manifest = out / "manifest.jsonl"
    manifest.write_bytes(manifest.read_bytes()[:-30])
    going = batch(folders).run()
    for entry in going:
        if entry.made or entry.seconds:
            break
    going.close()
    assert len(Manifest(out).entries) == 3


def test_workers_end_with_a_program_that_is_killed(folders):
    if sys.platform != "linux":
        pytest.skip("only Linux can end a process with another")
    inside, out = folders
    for number in range(30):
        write(inside / f"more{number}.json", {"summary": f"{number}"})
    process = eqia("batch", inside, "-o", out, "--pdf", "--jobs", "2")
    assert process.stderr.readline()
    children = list(children_of(process.pid))
    assert len(children) == 2
    process.kill()
    process.communicate()
    assert wait_until(lambda: not any(map(is_running, children)))
    assert not failures(run(folders, formats=(Format.PDF,)))
    assert_whole(out)


def children_of(parent):
    for folder in Path("/proc").glob("[0-9]*"):
        if state_and_parent(folder.name)[1:] == [str(parent)]:
            yield int(folder.name)


def is_running(pid):
    return state_and_parent(pid)[:1] not in ([], ["Z"])


def state_and_parent(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[:2]
    except (FileNotFoundError, ProcessLookupError):
        return []


def wait_until(true, seconds=3.0):
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def test_a_disk_that_fills_up_loses_nothing_and_every_failure_is_named(folders, full_disk):
    inside, _ = folders
    for number in range(6):
        write(inside / f"more{number}.json", {"summary": f"{number} " * 200})
    with full_disk() as disk:
        out = disk / "out"
        process = eqia("batch", inside, "-o", out, "--html")
        _, stderr = process.communicate(timeout=60)
        assert process.returncode in (6, 8)
        assert stderr.count("The disk is full") == stderr.count("FAILED") > 1
        assert "Traceback" not in stderr
        assert_whole(out)
        subprocess.run(["mount", "-o", "remount,size=8m", disk], check=True)
        assert not failures(run((inside, out)))
        assert_whole(out)
        assert len(list(out.rglob("*.html"))) == 9 + 1


def test_a_folder_that_is_shut_half_way_loses_nothing(folders, full_disk):
    inside, _ = folders
    with full_disk() as disk:
        out = disk / "out"
        subprocess.run(["mount", "-o", "remount,size=8m", disk], check=True)
        going = batch((inside, out)).run()
        first = next(going)
        assert first.made
        with read_only(disk):
            rest = []
            with pytest.raises(OutputError, match="You may not write"):
                rest.extend(noted(going, rest))
            assert_whole(out)
        later = run((inside, out))
        assert not failures(later)
        assert sum(entry.made for entry in later.values()) >= 1


def noted(entries, into):
    for entry in entries:
        assert "You may not write" in entry.error or entry.made
        into.append(entry)
    return []


@contextmanager
def read_only(disk):
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)


def test_a_clock_that_runs_backwards_changes_nothing(folders, monkeypatch):
    ticks = count(2_000_000_000, -60)
    monkeypatch.setattr(time, "time", lambda: float(next(ticks)))
    entries = run(folders)
    assert all(entry.made and entry.seconds >= 0 for entry in entries.values())
    assert not any(entry.made for entry in run(folders).values())


@pytest.mark.alone
def test_a_fault_of_the_program_costs_one_file_and_tells_no_answers(folders, monkeypatch):
    inside, _ = folders
    write(inside / "bad.json", {"summary": "secret"})
    make = working.make_possible

    def faulty(opened, formats, draft):
        if opened.assessment.summary:
            raise KeyError(opened.assessment.summary)
        return make(opened, formats, draft)

    monkeypatch.setattr(working, "make_possible", faulty)
    entries = run(folders)
    (error,) = failures(entries).values()
    assert "Something went wrong inside eqia." in error
    assert "secret" not in error
    assert entries["one.json"].made


@pytest.mark.parametrize(("words", "code", "made"), [(["--docx", "--html"], 0, 3), (["--pdf"], 7, 0), ([], 7, 3)])
def test_without_pango_all_but_pdf_can_be_made(folders, words, code, made):
    inside, out = folders
    program = (
        "import builtins, sys; real = builtins.__import__\n"
        "def without(name, *rest, **more):\n"
        "    if name.split('.')[0] == 'weasyprint': raise OSError('cannot load library libpango')\n"
        "    return real(name, *rest, **more)\n"
        "builtins.__import__ = without\n"
        "from eqia.cli.main import main; main(sys.argv[1:])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "batch", inside, "-o", out, *words], capture_output=True, encoding="utf-8"
    )
    assert done.returncode == code, done.stderr
    assert ("libpango" in done.stderr) == bool(code)
    assert len(list(out.rglob("*.docx"))) == made


def test_a_manifest_of_another_version_is_read(folders):
    _, out = folders
    run(folders)
    manifest = out / "manifest.jsonl"
    lines = [json.loads(line) | {"later": 1} for line in manifest.read_text(encoding="utf-8").splitlines()]
    manifest.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert not any(entry.made for entry in run(folders).values())


def test_a_stopped_program_says_how_to_go_on(folders):
    inside, out = folders
    for number in range(40):
        write(inside / f"more{number}.json", {"summary": f"{number}"})
    process = eqia("batch", inside, "-o", out, "--pdf", start_new_session=True)
    assert process.stderr.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, stderr = process.communicate(timeout=10)
    assert re.search(r"\d+ of 43 done. Run the same command again to go on.", stderr)
    assert "Traceback" not in stderr
