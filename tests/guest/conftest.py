"""Programs that use eqia, each run as a process of its own."""

import importlib.util
import os
import subprocess
import sys
import textwrap
import uuid
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
_spec = importlib.util.spec_from_file_location("watching", HERE / "watching.py")
watching = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(watching)

BEGIN = f"""
import os, sys, warnings
from datetime import date
from pathlib import Path
sys.path.append({str(HERE)!r})
from watching import painters_of, wait_until
import eqia
TODAY = date(2026, 6, 1)
SAMPLES = Path({str(HERE.parents[1] / "samples")!r})
SMALL = eqia.load(SAMPLES / "not-required.json")

def pdf(opened=SMALL):
    return eqia.render_pdf(opened, today=TODAY)

def painters():
    return painters_of(os.environ["{watching.MARK}"])

def ends(number):
    return wait_until(lambda: number not in painters())
"""


@pytest.fixture
def guest(tmp_path):
    """Runs a program that uses eqia, with every warning an error, and gives it when it has ended well.

    No process that draws for it may be left then.
    """
    if not sys.platform.startswith("linux"):
        pytest.skip("processes are looked for as Linux lists them")

    def run(code, *, words=(sys.executable, "-W", "error"), ends_well=True, timeout=120, env=(), **more):
        mark = uuid.uuid4().hex
        script = tmp_path / "host.py"
        script.write_text(BEGIN + textwrap.dedent(code), encoding="utf-8")
        more = {"capture_output": True, "cwd": tmp_path, **more}
        if "input" not in more:
            more.setdefault("stdin", subprocess.DEVNULL)
        variables = {**os.environ, watching.MARK: mark, **dict(env)}
        done = subprocess.run([*words, script], encoding="utf-8", timeout=timeout, env=variables, **more)
        if ends_well:
            assert (done.returncode, done.stderr or "") == (0, "")
        assert watching.wait_until(lambda: not watching.painters_of(mark)), watching.painters_of(mark)
        return done

    return run
