"""The program where no person sits at a terminal: answers from a pipe, output into a file, files that are not there."""

import subprocess
import sys

import pexpect
import pytest

from tests import programs
from tests.interview.program import environment
from tests.interview.test_program import assessment_in
from tests.programs import COMMAND
from tests.terminal import Terminal


def run(tmp_path, *words, typed=""):
    more = {"env": environment(tmp_path), "cwd": tmp_path, "timeout": 20}
    return programs.run([*COMMAND, *words], input=typed, encoding="utf-8", **more)


@pytest.mark.parametrize("words", ["new a", "resume", ""])
def test_questions_that_nobody_would_see_are_not_asked(tmp_path, words):
    command = f'"{sys.executable}" -m eqia {words} > shown'
    child = Terminal("sh", "-c", command, env=environment(tmp_path), cwd=tmp_path, timeout=20)
    child.expect(pexpect.EOF)
    child.close()
    said = " ".join(child.before.split())
    assert child.exitstatus == 2
    assert said.startswith("Nobody would see the questions")
    assert "eqia worksheet" in said
    assert [path.name for path in tmp_path.iterdir()] == ["shown"]
    assert (tmp_path / "shown").read_bytes() == b""


def test_plain_lines_may_go_through_another_program(tmp_path):
    command = f'"{sys.executable}" -m eqia new a --plain | cat'
    child = Terminal("sh", "-c", command, env=environment(tmp_path), cwd=tmp_path, timeout=20)
    child.expect_exact("Number: ")
    child.send("\n\nA title\n/leave\n")
    child.expect(pexpect.EOF)
    assert assessment_in(tmp_path / "a.eqia.json").activity.title == "A title"


def test_answers_from_a_pipe(tmp_path):
    done = run(tmp_path, "new", "a", typed="\n2\nOne.\n\nTwo.\n.\n/list\n/leave\n")
    assert done.returncode == 3
    assert assessment_in(tmp_path / "a.eqia.json").activity.description == "One.\n\nTwo."
    assert "\x1b[" not in done.stdout


def test_wrong_bytes_from_a_pipe_are_refused_in_words(tmp_path):
    child = subprocess.run(
        [sys.executable, "-m", "eqia", "new", "a"], input=b"\n1\ncaf\xe9\ncaf\xc3\xa9\n/leave\n", capture_output=True,
        env=environment(tmp_path), cwd=tmp_path, timeout=20,
    )  # fmt: skip
    assert b"cannot be printed (U+DCE9" in child.stdout
    assert assessment_in(tmp_path / "a.eqia.json").activity.title == "caf\u00e9"


def test_a_file_that_is_there_is_not_begun_again(tmp_path):
    (tmp_path / "a.eqia.json").write_text("{}")
    done = run(tmp_path, "new", "a")
    assert (done.returncode, "eqia resume" in done.stderr) == (2, True)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path):
    done = run(tmp_path, "resume", "nowhere.json")
    assert (done.returncode, "There is no file" in done.stderr) == (5, True)
    done = run(tmp_path, "resume")
    assert (done.returncode, "eqia new" in done.stderr) == (5, True)


def test_a_broken_file_is_refused_without_a_traceback(tmp_path):
    (tmp_path / "a.json").write_text("{")
    done = run(tmp_path, "resume", "a.json", typed="\n")
    assert done.returncode == 5
    assert "Welcome back" not in done.stdout
    assert "is not a JSON file" in done.stderr
    assert "Traceback" not in done.stderr
