"""What a person at a terminal sees while a batch runs, and how Ctrl-C ends it."""

import re
import sys

import pexpect
import pytest

from tests.batch.conftest import write
from tests.clock import fair_clock
from tests.programs import COMMAND
from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pexpect drives terminals of other systems")


@pytest.fixture
def terminal(folders):
    """Starts a batch in a terminal."""
    inside, out = folders
    started = []

    def start(*words, columns=120):
        command = [*COMMAND, "batch", inside, "-o", out, *words]
        program = Terminal(*command, size=(24, columns))
        started.append(program)
        return program

    yield start
    for program in started:
        program.close()


def test_the_bar_tells_files_rate_time_left_and_failures(terminal, folders):
    inside, _ = folders
    (inside / "bad.json").write_text("{", encoding="utf-8")
    good = next(inside.rglob("one.json")).read_text(encoding="utf-8")
    for number in range(30):  # the time left is known after a second
        (inside / f"more{number}.json").write_text(good, encoding="utf-8")
    program = terminal("--pdf", "--jobs", "1")
    program.expect(pexpect.EOF)
    screen = program.before
    program.close()
    assert program.exitstatus == 8
    assert re.search(r"[\d.]+ a second, 1 failure  \[#+-*\]  \d+/34", screen)
    assert re.search(r"\d+/34  \d\d:\d\d:\d\d", screen)
    assert "33 made, 0 up to date, 1 failed." in screen
    assert "bad.json:" in screen


@pytest.mark.parametrize("columns", [132, 80, 40])
def test_the_bar_stays_on_its_line(terminal, folders, columns):
    inside, _ = folders
    for number in range(100):
        write(inside / f"bad{number}.json", [])
    program = terminal("--html", columns=columns)
    program.expect(pexpect.EOF)
    lines = [part for part in re.split(r"\r|\n", re.sub(r"\x1b\[[?\d]*\w", "", program.before)) if "[" in part]
    assert len(lines) > 50
    assert max(map(len, lines)) <= columns
    assert re.search(r"\d failures +\[#+-*\] +\d+/103", lines[-1])


def test_ctrl_c_at_a_terminal_ends_it_within_two_seconds(terminal, folders):
    inside, out = folders
    for number in range(40):
        write(inside / f"more{number}.json", {"summary": f"{number} " * 500})
    program = terminal("--pdf")
    program.expect(r"a second  \[")
    with fair_clock() as clock:
        program.sendintr()
        program.expect("Run the same command again to go on")
        program.expect(pexpect.EOF)
        program.close()
        assert clock() < 2
    assert program.exitstatus == 130
    assert "Traceback" not in program.before
    assert not list(out.rglob(".*.tmp"))
