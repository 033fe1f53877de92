"""A folder of small assessments, and batches over it: in this process, and as a program."""

import json
import multiprocessing
import subprocess
import sys
from datetime import date

import pytest

from eqia import process
from eqia.batch.run import Batch, Plan
from eqia.documents import Format
from eqia.process import may_fork
from tests.programs import COMMAND, start

TODAY = date(2026, 6, 1)
multiprocessing.set_forkserver_preload(["eqia.batch.work", "eqia.render.docx"])


@pytest.fixture(autouse=True)
def own(monkeypatch):
    """The process of the tests is as the command line's."""
    monkeypatch.setattr(process, "_claimed", {"tests"})


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """A test that is marked "alone" splits processes off its own, and so has one without a second thread."""
    if not pyfuncitem.get_closest_marker("alone") or may_fork() or not sys.platform.startswith("linux"):
        return None
    words = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", pyfuncitem.nodeid]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", cwd=pyfuncitem.config.rootpath)
    assert done.returncode == 0, done.stdout
    return True


@pytest.fixture
def folders(tmp_path):
    """An input folder with three small assessments, and an output folder to be made."""
    inside = tmp_path / "in"
    for name in ("one", "two", "deep/three"):
        write(inside / f"{name}.json", {"activity": {"title": f"Activity {name}"}})
    return inside, tmp_path / "out"


def write(path, answers):
    """Write an assessment's file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(answers), encoding="utf-8")


def run(folders, *, today=TODAY, force=False, formats=(Format.HTML,), processes=2):
    """Run a batch, and give its entries by file."""
    inside, out = folders
    plan = Plan(inside, out, today, formats, force=force, processes=processes)
    return {entry.file: entry for entry in Batch(plan).run()}


def eqia(*words, before=(), **more):
    """Start the program; ``before`` are words of a command that starts it."""
    return start(
        [*before, *COMMAND, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        **more,
    )
