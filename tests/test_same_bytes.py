"""The same assessment gives the same bytes: in other processes, with other hash seeds, places, languages and days."""

import os
import subprocess
import sys

import pytest

MAKE = """
import datetime, sys, time

class Day(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromisoformat(sys.argv[2]).replace(tzinfo=tz)

    today = utcnow = now

class Date(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromisoformat(sys.argv[2][:10])

datetime.datetime, datetime.date = Day, Date
moment = Day.fromisoformat(sys.argv[2]).timestamp()
time.time = lambda: moment
time.time_ns = lambda: int(moment * 10**9)

import hashlib
from pathlib import Path
from eqia.documents import Format
from eqia.workflows import make_documents, open_assessment

made = make_documents(open_assessment(Path(sys.argv[1])), list(Format), draft=True)
print(datetime.date.today(), time.gmtime(time.time()).tm_year, time.strftime("%Z"), file=sys.stderr)
for format, data in made.items():
    print(format, hashlib.sha256(data).hexdigest())
"""


@pytest.fixture
def made(root):
    """What is made at a moment in a process with this environment: a line for each format; and where and when."""

    def make(moment: str, **environment: str) -> tuple[str, str]:
        sample = root / "samples" / "bedford-school-improvement-2018-completed.json"
        done = subprocess.run(
            [sys.executable, "-c", MAKE, str(sample), moment],
            env={**os.environ, "PYTHONPATH": str(root), **environment},
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        return done.stdout, done.stderr.splitlines()[-1]

    return make


def test_other_processes_hash_seeds_places_languages_and_days_give_the_same_bytes(made):
    here, at_home = made("2026-06-01T12:00:00", PYTHONHASHSEED="0", TZ="Europe/London", LC_ALL="C.UTF-8")
    there, elsewhere = made("2031-12-31T23:59:59", PYTHONHASHSEED="77", TZ="Pacific/Auckland", LC_ALL="C")
    assert len(here.splitlines()) == 3
    assert there == here
    assert at_home.split()[0] != elsewhere.split()[0]
    assert at_home.split()[2] != elsewhere.split()[2]
