"""Keeping the work: saves at once and soon, full disks, locked and changed files, names, and who has a file open."""

import json
import os
import stat
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest

from eqia.errors import OutputError
from eqia.files import write_atomically
from eqia.interview.keeping import lock
from eqia.interview.keeping.keeper import Keeper
from eqia.interview.keeping.naming import file_name, free_path
from eqia.interview.recent import find_recent, remember, remembered
from tests.clock import fair_clock


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.eqia.json"


def wait_for(path, text, seconds=3.0):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if path.exists() and path.read_text("utf-8") == text:
            return
        time.sleep(0.01)
    pytest.fail(f"{text!r} was not saved")


def test_what_is_saved_is_there_at_once_and_for_its_owner_only(path):
    Keeper(path).save(lambda: "one")
    assert path.read_text() == "one"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_half_typed_text_is_saved_within_the_delay_even_if_nobody_types_on(path):
    keeper = Keeper(path, delay=0.05)
    keeper.soon(lambda: "half")
    assert not path.exists()
    wait_for(path, "half")


def test_the_default_delay_leaves_time_to_look_and_to_write_within_two_seconds(path):
    keeper = Keeper(path)
    keeper.soon(lambda: "half")
    began = time.monotonic()
    with fair_clock() as clock:
        wait_for(path, "half", 30)
        assert clock() < 1.5
    assert time.monotonic() - began > 0.5


def test_typing_on_does_not_put_the_save_off(path):
    keeper = Keeper(path, delay=0.1)
    until = time.monotonic() + 0.3
    while time.monotonic() < until:
        keeper.soon(lambda: "typing")
        time.sleep(0.01)
    assert path.read_text() == "typing"


def test_an_answer_overtakes_what_was_to_be_saved_soon(path):
    keeper = Keeper(path, delay=0.05)
    keeper.soon(lambda: "half")
    keeper.save(lambda: "whole")
    time.sleep(0.1)
    assert path.read_text() == "whole"


def test_flush_saves_at_once_what_was_to_be_saved_soon(path):
    keeper = Keeper(path)
    keeper.soon(lambda: "half")
    keeper.flush()
    assert path.read_text() == "half"


def test_a_full_disk_loses_nothing_and_says_where_the_work_is(full_disk, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    with full_disk() as small:
        path = small / "library.eqia.json"
        keeper = Keeper(path)
        keeper.save(lambda: "first")
        text = "x" * 100_000
        keeper.save(lambda: text)
        assert path.read_text() == "first"
        assert keeper.path == tmp_path / "rescued-library.eqia.json"
        assert keeper.path.read_text() == text
        (notice,) = keeper.notices
        assert "The disk is full" in notice
        assert str(keeper.path) in notice
        keeper.save(lambda: "later")
        assert (keeper.path.read_text(), len(keeper.notices)) == ("later", 1)


def test_a_file_that_another_program_holds_is_saved_beside(path):
    def held(target, data):
        if target == path:
            raise OutputError.locked(target)
        write_atomically(target, data)

    keeper = Keeper(path, write=held)
    keeper.save(lambda: "one")
    assert (path.parent / "rescued-library.eqia.json").read_text() == "one"
    assert "may be open in" in keeper.notices[0]


def test_where_nothing_can_be_written_the_error_is_passed_on(path):
    def never(target, data):
        raise OutputError("The disk is full.")

    with pytest.raises(OutputError):
        Keeper(path, write=never).save(lambda: "one")


def test_a_file_that_somebody_else_changed_is_left_alone(path):
    path.write_text("theirs, at first")
    keeper = Keeper(path)
    keeper.save(lambda: "ours")
    path.write_text("theirs, later")
    keeper.save(lambda: "ours, later")
    assert path.read_text() == "theirs, later"
    assert (path.parent / "yours-library.eqia.json").read_text() == "ours, later"
    assert "changed by somebody else" in keeper.notices[0]


def test_a_file_that_appeared_meanwhile_is_left_alone(path):
    keeper = Keeper(path)
    path.write_text("theirs")
    keeper.save(lambda: "ours")
    assert path.read_text() == "theirs"


def test_a_file_that_was_deleted_is_written_again(path):
    keeper = Keeper(path)
    keeper.save(lambda: "one")
    path.unlink()
    keeper.save(lambda: "two")
    assert path.read_text() == "two"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Library opening hours", "library-opening-hours"),
        ("Café & crèche: 2025/26", "cafe-creche-2025-26"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-assessment"),
        ("共生", "assessment"),
        ("x" * 500, "x" * 40),
        ("word " * 40, "word-word-word-word-word-word-word-word"),
        ("Łódź Straße, Ærø", "lodz-strasse-aero"),
    ],
)
def test_files_are_named_after_the_activity(title, name):
    assert file_name(title) == f"{name}.eqia.json"


def test_no_name_is_taken_twice(tmp_path):
    for expected in ("a.eqia.json", "a-2.eqia.json", "a-3.eqia.json"):
        free = free_path(tmp_path, "a.eqia.json")
        assert free.name == expected
        free.touch()


def test_who_has_a_file_open_is_said_until_they_are_gone(path):
    now = datetime(2026, 3, 2, 14, 5)
    program = (
        "import time; from pathlib import Path; from datetime import datetime; "
        f"from eqia.interview.keeping import lock; lock.take(Path({str(path)!r}), datetime(2026, 3, 2, 14, 5)); "
        "print('open', flush=True); time.sleep(30)"
    )
    other = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert other.stdout.readline() == "open\n"
    holder = lock.find_holder(path)
    assert (holder.process, holder.since) == (other.pid, "14:05")
    other.kill()
    other.wait()
    assert lock.find_holder(path) is None
    lock.take(path, now)
    assert json.loads(lock.lock_of(path).read_text())["process"] == os.getpid()
    lock.release(path)
    assert not lock.lock_of(path).exists()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"process": "x"}', "7"])
def test_a_damaged_lock_holds_nobody_up(path, content):
    lock.lock_of(path).write_text(content)
    assert lock.find_holder(path) is None


def test_files_of_late_are_found_where_they_are_remembered_and_where_people_keep_them(tmp_path):
    memory, folder = tmp_path / "memory", tmp_path / "Documents"
    folder.mkdir()
    here, far = folder / "a.eqia.json", tmp_path / "far" / "b.json"
    far.parent.mkdir()
    here.write_text(json.dumps({"activity": {"title": "Here"}}))
    far.write_text(json.dumps({"activity": {"title": "Far"}, "interview": {"page": "Section 2"}}))
    (folder / "broken.eqia.json").write_text("{")
    os.utime(here, (1, 1))
    remember(memory, far)
    remember(memory, tmp_path / "gone.eqia.json")
    found = find_recent(memory, [folder, tmp_path / "none"])
    assert [(each.path, each.title, each.page) for each in found] == [(far, "Far", "Section 2"), (here, "Here", "")]


def test_a_damaged_memory_is_no_memory(tmp_path):
    Path(tmp_path, "recent.json").write_text("{")
    assert remembered(tmp_path) == []
    remember(tmp_path, tmp_path / "a.json")
    assert remembered(tmp_path) == [tmp_path / "a.json"]
