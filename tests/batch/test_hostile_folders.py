"""What people and systems leave in folders: pipes, links, odd names, folders that are shut."""

import contextlib
import os
from pathlib import Path

import pytest

from eqia.batch.discover import find_assessments, readable, safe_name
from eqia.batch.run import Batch, Plan
from eqia.documents import Format
from eqia.errors import InputError, OutputError
from eqia.files import read_bounded
from tests.batch.conftest import TODAY, eqia, run, write
from tests.conftest import need

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


def test_a_pipe_is_named_and_not_waited_for(folders):
    inside, _ = folders
    os.mkfifo(inside / "pipe.json")
    assert "a device or a pipe" in run(folders)["pipe.json"].error


def test_a_link_to_nothing_is_named(folders):
    inside, _ = folders
    (inside / "gone.json").symlink_to(inside / "nowhere.json")
    assert "link to a file that is not there" in run(folders)["gone.json"].error


def test_a_file_that_goes_away_meanwhile_is_named(folders):
    inside, out = folders
    batch = Batch(Plan(inside, out, TODAY, (Format.HTML,), processes=1))
    (inside / "two.json").unlink()
    entries = {entry.file: entry for entry in batch.run()}
    assert "There is no file" in entries["two.json"].error
    assert entries["one.json"].made


@pytest.mark.parametrize(
    ("mode", "named"),
    [
        (0, "shut/: The folder cannot be read: you may not."),
        (0o400, "shut/four.json: It cannot be read: you may not."),
    ],
)
def test_a_folder_that_cannot_be_read_is_named(folders, mode, named):
    inside, out = folders
    write(inside / "shut" / "four.json", {})
    (inside / "shut").chmod(mode)
    try:
        process = eqia("batch", inside, "-o", out, "--html", before=as_no_administrator())
        stdout, stderr = process.communicate(timeout=60)
    finally:
        (inside / "shut").chmod(0o700)
    assert "3 made, 0 up to date, 1 failed." in stdout
    assert named in stderr


def as_no_administrator():
    """Words to put before a command so that even an administrator meets shut folders."""
    words = [need("setpriv"), "--bounding-set", "-dac_override,-dac_read_search"]
    return words if os.geteuid() == 0 else []


@pytest.mark.parametrize(
    "name",
    [b"caf\xe9.json", b"two\nlines.json", b"\x1b[2Jclear.json", "rtl\u202egpj.json".encode(), b"a b'c\"d`$e.json"],
)
def test_any_name_is_worked_on_and_can_be_printed(folders, name):
    inside, out = folders
    (inside / os.fsdecode(name)).write_bytes(b"{}")
    process = eqia("batch", inside, "-o", out, "--html")
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 0, stderr
    assert "4 made" in stdout
    assert all(letter.isprintable() for line in stderr.splitlines() for letter in line)
    assert len(stderr.splitlines()) == 4


def test_a_bad_file_of_an_odd_name_is_named(folders):
    inside, out = folders
    (inside / os.fsdecode(b"bad\xff\x1b.json")).write_bytes(b"{")
    process = eqia("batch", inside, "-o", out, "--html")
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 8
    assert "3 made, 0 up to date, 1 failed." in stdout
    assert "bad\\udcff\\x1b.json" in stderr
    assert "\x1b" not in stderr


def test_long_names_stay_apart_and_fit(folders):
    inside, out = folders
    for end in "ab":
        write(inside / f"{'long ' * 40}{end}.json", {})
        write(inside / f"{'長い' * 40}{end}.json", {})
    entries = run(folders)
    assert not [entry.error for entry in entries.values() if entry.error]
    assert len(list(out.glob("*.html"))) == 7
    assert max(len(os.fsencode(path.name)) for path in out.iterdir()) < 200


def test_an_assessment_called_like_a_summary_keeps_its_documents_apart(folders):
    inside, out = folders
    write(inside / "summary.json", {"activity": {"title": "Mine"}})
    write(inside / "Manifest.json", {})
    entries = run(folders)
    assert [output.path for output in entries["summary.json"].outputs] == ["summary-.html"]
    assert "Mine" in (out / "summary-.html").read_text(encoding="utf-8")
    assert "what was made" in (out / "summary.html").read_text(encoding="utf-8")


def test_a_file_whose_document_would_be_called_like_a_folder_is_named_and_stops_nothing_else(folders):
    inside, out = folders
    write(inside / "one.html" / "four.json", {})
    entries = run(folders)
    assert "would both be written" in entries["one.json"].error
    assert sum(not entry.error for entry in entries.values()) == 3
    assert (out / "one.html" / "four.html").is_file()


def test_names_that_clash_are_both_named_and_stop_nothing_else(folders):
    inside, out = folders
    write(inside / "ONE.json", {"activity": {"title": "Capital"}})
    process = eqia("batch", inside, "-o", out, "--html")
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 8
    assert "2 made, 0 up to date, 2 failed." in stdout
    assert stderr.count('"ONE.json" and "one.json" would both be written to') == 2
    assert sorted(path.name for path in out.glob("*.html")) == ["summary.html", "two.html"]


def test_a_link_in_the_output_folder_does_not_lead_out_of_it(folders, tmp_path):
    _, out = folders
    out.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (out / "deep").symlink_to(tmp_path / "elsewhere")
    entries = run(folders)
    assert "is a link to another place" in entries["deep/three.json"].error
    assert entries["one.json"].made
    assert not list((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize("name", [".eqia-batch.lock", ".eqia-batch.made", "manifest.jsonl"])
def test_the_batchs_own_files_are_not_written_through_links(folders, tmp_path, name):
    _, out = folders
    out.mkdir()
    victim = tmp_path / "victim"
    victim.write_text("precious", encoding="utf-8")
    (out / name).symlink_to(victim)
    with contextlib.suppress(OutputError):
        run(folders)
    assert victim.read_text(encoding="utf-8") == "precious"


def test_outputs_may_stand_beside_their_assessments(folders):
    inside, _ = folders
    entries = run((inside, inside))
    assert [entry.made for entry in entries.values()] == [True] * 3
    assert (inside / "one.html").is_file()
    assert not any(entry.made for entry in run((inside, inside)).values())


def test_patterns_take_small_and_capital_letters_and_folders(tmp_path):
    for name in ("a.JSON", "2026/b.json", "2025/c.json"):
        write(tmp_path / name, {})
    assert [each.name for each in find_assessments(tmp_path)] == ["2025/c.json", "2026/b.json", "a.JSON"]
    assert [each.name for each in find_assessments(tmp_path, ("2026/*.json",))] == ["2026/b.json"]


def test_an_empty_folder_is_said(tmp_path):
    (tmp_path / "in").mkdir()
    process = eqia("batch", tmp_path / "in", "-o", tmp_path / "out", "--html")
    _, stderr = process.communicate(timeout=60)
    assert "matches *.json" in stderr
    assert process.returncode == 0


def test_a_file_where_the_output_folder_should_be_is_said_in_one_sentence(folders):
    inside, out = folders
    out.write_text("x", encoding="utf-8")
    process = eqia("batch", inside, "-o", out, "--html")
    assert process.communicate(timeout=60) == ("", f'"{out}" is a file. Give the name of a folder.\n')
    assert process.returncode == 6


def test_names_are_made_readable():
    assert readable("a\nb\x1b\udcff\u202e é") == "a\\nb\\x1b\\udcff\\u202e é"
    assert safe_name("a\x9fb\udcff") == "a-b-"


def test_a_file_that_is_too_large_is_refused_without_being_read(tmp_path):
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(50 << 30)
    with pytest.raises(InputError, match="larger than 20 MB"):
        read_bounded(huge, 20_000_000)
    with pytest.raises(InputError, match="no file that can be read, but a device"):
        read_bounded(Path("/dev/zero"), 1_000_000)
