"""A worker that dies, hangs or eats memory costs its own task only."""

import os
import signal
import subprocess
import sys
import threading
import time
import weakref
from functools import partial

import pytest

from eqia.batch import pool as pool_module
from eqia.batch.pool import Pool
from eqia.errors import InputError
from eqia.limits import ADVICE
from tests.clock import fair_clock


def work(task):
    match task:
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            time.sleep(60)
        case "eat":
            try:
                bytearray(8 << 30)
            except MemoryError:
                return "no memory"
    return f"done {task}"


def lost(task, reason):
    return f"lost {task}: {reason}"


def who(_):
    return str(os.getpid())


def nothing():
    pass


def note(path):
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")


def run(tasks, *, processes=2, seconds=30.0):
    return sorted(Pool(work, lost, nothing, processes, seconds).run(tasks))


def test_every_task_is_done_once():
    assert run([f"{n:02}" for n in range(20)]) == [f"done {n:02}" for n in range(20)]


def test_no_tasks_need_no_workers():
    assert run([]) == []


@pytest.mark.alone
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere each worker is a fresh interpreter")
def test_what_is_loaded_before_the_workers_start_is_not_loaded_again(tmp_path):
    noted = tmp_path / "noted"
    pool = Pool(work, lost, partial(note, noted), 2, 30.0)
    assert sorted(pool.run(["a", "b", "c"])) == ["done a", "done b", "done c"]
    assert noted.read_text(encoding="utf-8") == f"{os.getpid()}\n"


def test_what_is_known_needs_no_worker(tmp_path):
    pool = Pool(work, lost, partial(note, tmp_path / "noted"), 2, 30.0)
    assert list(pool.run(["a", "b"], lambda task: f"known {task}")) == ["known a", "known b"]
    assert not (tmp_path / "noted").exists()


def test_a_worker_makes_room_for_a_fresh_one_after_many_tasks(monkeypatch):
    monkeypatch.setattr(pool_module, "TASKS_A_WORKER", 3)
    pids = list(Pool(who, lost, nothing, 1, 30.0).run(["a"] * 8))
    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [3, 3, 2]
    assert all(pid.isdigit() for pid in pids)


def test_tasks_are_taken_while_others_are_worked_on():
    taken = []

    def tasks():
        for task in ["hang", "a", "b", "c"]:
            taken.append(task)
            yield task

    pool = Pool(work, lost, nothing, 2, 30.0)
    results = pool.run(tasks(), lambda task: "known" if task == "a" else None)
    assert (next(results), taken) == ("known", ["hang", "a"])
    assert [next(results), next(results)] == ["done b", "done c"]
    results.close()


def test_a_fault_in_the_tasks_stops_the_workers():
    def tasks():
        yield "hang"
        raise InputError("the folder is gone")

    pool = Pool(work, lost, nothing, 2, 30.0)
    with fair_clock() as clock:
        with pytest.raises(InputError):
            list(pool.run(tasks()))
        assert clock() < 5
    assert pool._workers == []


def test_a_worker_that_dies_loses_its_task_only():
    results = run(["a", "die", "b", "c", "die"])
    assert [result for result in results if result.startswith("done")] == ["done a", "done b", "done c"]
    assert sum(result.startswith("lost die: The process that worked on it was ended") for result in results) == 2


def test_a_lost_process_is_forgotten_before_its_result_is_given():
    """Else it is forgotten when Ctrl-C comes, and what Ctrl-C raises there is dropped."""
    pool = Pool(work, lost, nothing, 1, 30.0)
    results = pool.run(["a", "die", "b"])
    assert next(results) == "done a"
    process = weakref.ref(pool._workers[0].process)
    assert next(results).startswith("lost die")
    assert process() is None
    assert next(results) == "done b"


@pytest.mark.alone
def test_a_worker_that_hangs_is_stopped():
    with fair_clock() as clock:
        results = run(["hang", "a", "b"], seconds=1.0)
        assert clock() < 10
    assert results == ["done a", "done b", f"lost hang: It took longer than 1 seconds and was stopped. {ADVICE}"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit of memory for a process to set for itself")
def test_a_worker_that_eats_memory_is_refused_it():
    assert run(["eat", "a"]) == ["done a", "no memory"]


@pytest.mark.alone
def test_closing_stops_the_workers():
    pool = Pool(work, lost, nothing, 2, 30.0)
    results = pool.run(["a", "hang", "hang", "b"])
    assert next(results).startswith("done")
    workers = [worker.process for worker in pool._workers]
    with fair_clock() as clock:
        results.close()
        assert clock() < 2
    assert not any(worker.is_alive() for worker in workers)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere each worker is a fresh interpreter")
def test_nothing_is_split_off_beside_a_second_thread():
    split_off, done = [], threading.Event()
    os.register_at_fork(before=lambda: split_off.append(threading.active_count()))
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert run(["a", "b"]) == ["done a", "done b"]
    finally:
        done.set()
        other.join()
    assert split_off == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere each worker is a fresh interpreter")
def test_a_batch_from_the_command_line_splits_processes_off_one_without_threads(tmp_path):
    """Python 3.12 and later warn of it; what they count is counted here on every Python."""
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.json").write_text("{}", encoding="utf-8")
    program = (
        "import os, sys; from pathlib import Path; from eqia.cli.main import run; from eqia.process import claim\n"
        "seen = []\n"
        "os.register_at_fork(before=lambda: seen.append(len([*Path('/proc/self/task').iterdir()])))\n"
        "claim(); codes = [run(['batch', sys.argv[1], '-o', sys.argv[1] + '/out']) for _ in range(2)]\n"
        "print(codes, sorted(set(seen)), len(seen) > 2)\n"
    )
    words = [sys.executable, "-W", "error", "-c", program, tmp_path]
    done = subprocess.run(words, capture_output=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[0, 0] [1] True", done.stdout + done.stderr
