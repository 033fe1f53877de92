"""Files are judged ahead of the work, in another process; if that is lost, in this one."""

import errno
import gc
import multiprocessing
import os
import signal
import sys
import time
from contextlib import closing
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from eqia.batch.ahead import ahead
from eqia.batch.manifest import Manifest
from eqia.batch.record import read_record
from eqia.batch.run import Batch, Plan
from eqia.batch.work import work
from eqia.documents import Format
from tests.batch.conftest import TODAY, run, write

splits = pytest.mark.skipif(sys.platform != "linux", reason="only Linux splits off a process with what is loaded")
HERE = os.getpid()
pytestmark = pytest.mark.alone


def same(_):
    """The mark of items that never change."""
    return 7


def test_every_item_is_judged_in_order():
    items = list(range(70_000))
    assert list(ahead(lambda number: number % 3 == 0, same, items)) == [number % 3 == 0 for number in items]
    assert list(ahead(bool, same, [])) == []


@splits
def test_items_are_judged_in_another_process():
    assert list(ahead(lambda _: os.getpid() != HERE, same, range(3))) == [True, True, True]


@splits
def test_items_are_judged_before_they_are_asked_for(tmp_path):
    def note(number):
        (tmp_path / str(number)).touch()
        return True

    with closing(ahead(note, same, range(50))) as answers:
        next(answers)
        wait_for(tmp_path / "49")


def wait_for(path):
    """Wait until a file is there."""
    until = time.monotonic() + 10
    while not path.exists():
        assert time.monotonic() < until
        time.sleep(0.01)


@splits
@pytest.mark.parametrize("end", ["killed", "fault"])
def test_if_the_process_is_lost_this_one_judges_the_rest(end):
    def judge(number):
        if number == 20 and os.getpid() != HERE:
            if end == "fault":
                raise MemoryError
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid() == HERE

    assert list(ahead(judge, same, range(30))) == [False] * 20 + [True] * 10


@splits
def test_an_item_that_changed_since_is_judged_again(tmp_path):
    def mark(number):
        return (tmp_path / str(number)).stat().st_mtime_ns

    def judge(number):
        (tmp_path / f"judged {number}").touch()
        return number > 0 and os.getpid() != HERE

    for number in range(4):
        (tmp_path / str(number)).touch()
    with closing(ahead(judge, mark, range(4))) as answers:
        assert next(answers) is False
        wait_for(tmp_path / "judged 3")
        os.utime(tmp_path / "1", (0, 0))
        assert list(answers) == [False, True, True]


@splits
@pytest.mark.parametrize(("fault", "left"), [("pipe", 0), ("fork", 4)])  # four of multiprocessing's own
def test_where_no_process_can_be_split_off_this_one_judges(monkeypatch, fault, left):
    def refuse():
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, fault, refuse)
    before = descriptors()
    assert list(ahead(lambda _: os.getpid() == HERE, same, range(3))) == [True, True, True]
    assert descriptors() - before <= left


@splits
@pytest.mark.parametrize("moment", ["start", "kill"])
def test_ctrl_c_while_the_process_is_started_or_ended_leaves_nothing(monkeypatch, moment):
    own = getattr(BaseProcess, moment)

    def interrupted(self):
        own(self)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(BaseProcess, moment, interrupted)
    before = descriptors()
    with pytest.raises(KeyboardInterrupt):
        list(ahead(lambda _: True, same, range(3)))
    assert descriptors() == before
    assert not multiprocessing.active_children()


def descriptors():
    """How many files this process has open."""
    gc.collect()
    return len(list(Path("/proc/self/fd").iterdir()))


def test_a_fault_of_the_judge_is_raised_here():
    def judge(number):
        return 1 / number > 0

    with closing(ahead(judge, same, [1, 0])) as answers:
        assert next(answers)
        with pytest.raises(ZeroDivisionError):
            next(answers)


@splits
def test_the_process_ends_with_the_answers(tmp_path):
    def judge(_):
        (tmp_path / str(os.getpid())).touch()
        time.sleep(0.01)
        return True

    answers = ahead(judge, same, range(10_000))
    next(answers)
    answers.close()
    (pid,) = [int(path.name) for path in tmp_path.iterdir()]
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_file_changed_after_it_was_judged_is_made_again_when_it_is_changed_back(folders):
    inside, out = folders
    before = (inside / "one.json").read_bytes()
    (job,) = [job for job in jobs(folders) if job.name == "one.json"]
    write(inside / "one.json", {"activity": {"title": "Changed meanwhile"}})
    manifest = Manifest(out)
    manifest.add(work(job))
    assert "Changed meanwhile" in (out / "one.html").read_text(encoding="utf-8")
    (inside / "one.json").write_bytes(before)
    assert run(folders)["one.json"].made
    assert "Activity one" in (out / "one.html").read_text(encoding="utf-8")


def test_a_file_that_goes_away_after_it_was_judged_is_named(folders):
    inside, out = folders
    run(folders)
    going = Batch(Plan(inside, out, TODAY, (Format.HTML,))).run()
    entries = [next(going)]
    time.sleep(0.3)
    (inside / "two.json").unlink()
    entries += going
    assert [entry.file for entry in entries if "There is no file" in entry.error] == ["two.json"]


def jobs(folders):
    inside, out = folders
    out.mkdir()
    return Batch(Plan(inside, out, TODAY, (Format.HTML,)))._jobs(Manifest(out), read_record(out))
