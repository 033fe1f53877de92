"""What one command may use of the machine, and what it says when that is used up."""

import signal
import sys
import threading
import time

import pytest

from eqia.errors import RenderError
from eqia.limits import limited

resource = pytest.importorskip("resource", reason="this system has no limits")


def work(seconds):
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_work_that_takes_too_long_is_stopped_with_a_sentence():
    began = time.process_time()
    with (
        pytest.raises(RenderError, match="Making it took more than 1 seconds and was stopped"),
        limited("Making it", 1),
    ):
        work(30)
    assert time.process_time() - began < 3


def test_work_that_fills_the_memory_is_stopped_with_a_sentence():
    held = []
    with (
        pytest.raises(RenderError, match="Making it took more than 1024 MB of memory and was stopped"),
        limited("Making it", memory=1 << 30),
    ):
        held.extend(bytes(50_000_000) for _ in range(200))
    assert len(held) < 200


def test_everything_is_afterwards_as_it_was():
    before = resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF)
    with limited("Making it", 1):
        pass
    work(1.2)
    assert (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF)) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_a_thread_is_only_limited_in_memory():
    failures = []

    def run():
        try:
            with limited("Making it", 1):
                work(0.01)
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert failures == []


def test_other_errors_pass(tmp_path):
    with pytest.raises(ValueError, match="mine"), limited("Making it"):
        raise ValueError("mine")
    assert sys.exc_info() == (None, None, None)
