"""Files are judged ahead of the work, in another process; if that is lost, in this one."""

import os
import signal
import sys
import time
from contextlib import closing

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


def test_every_item_is_judged_in_order():
    items = list(range(70_000))
    assert list(ahead(lambda number: number % 3 == 0, items)) == [number % 3 == 0 for number in items]
    assert list(ahead(bool, [])) == []


@splits
def test_items_are_judged_in_another_process():
    assert list(ahead(lambda _: os.getpid() != HERE, range(3))) == [True, True, True]


@splits
def test_items_are_judged_before_they_are_asked_for(tmp_path):
    def note(number):
        (tmp_path / str(number)).touch()
        return True

    with closing(ahead(note, range(50))) as answers:
        next(answers)
        until = time.monotonic() + 10
        while not (tmp_path / "49").exists():
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

    assert list(ahead(judge, range(30))) == [False] * 20 + [True] * 10


def test_a_fault_of_the_judge_is_raised_here():
    def judge(number):
        return 1 / number > 0

    with closing(ahead(judge, [1, 0])) as answers:
        assert next(answers)
        with pytest.raises(ZeroDivisionError):
            next(answers)


@splits
def test_the_process_ends_with_the_answers(tmp_path):
    def judge(_):
        (tmp_path / str(os.getpid())).touch()
        time.sleep(0.01)
        return True

    answers = ahead(judge, range(10_000))
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


def jobs(folders):
    inside, out = folders
    out.mkdir()
    return Batch(Plan(inside, out, TODAY, (Format.HTML,)))._jobs(Manifest(out), read_record(out))
