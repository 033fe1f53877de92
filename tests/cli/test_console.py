"""What a console does that is not the usual one: other encodings, closed and full outputs, narrow windows."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from eqia.cli.console import fitted
from eqia.cli.main import COMMANDS
from tests.cli.test_commands import COMPLETED, PUBLISHED, eqia
from tests.programs import COMMAND, run
from tests.terminal import Terminal

TITLE = "Łódź Street library: “日” – closure"
CONSOLES = ["ascii", "cp1252", "cp437", "cp850", "latin-1", "utf-8"]


@pytest.fixture
def foreign(tmp_path):
    """An assessment whose title no console but one of UTF-8 can show."""
    path = tmp_path / "library.json"
    path.write_text(json.dumps({"format": 1, "council": "bedford", "activity": {"title": TITLE}}), "utf-8")
    return path


def in_console(encoding, *words):
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    return subprocess.run(
        [sys.executable, "-m", "eqia", *map(str, words)], capture_output=True, env=environment, stdin=subprocess.DEVNULL
    )


@pytest.mark.parametrize("encoding", CONSOLES)
def test_what_a_console_cannot_show_is_a_question_mark_and_never_a_fault(foreign, encoding):
    done = in_console(encoding, "check", foreign)
    assert (done.returncode, done.stderr) == (4, b"")
    shown = done.stdout.decode("utf-8" if encoding == "ascii" else encoding).splitlines()[0]
    assert shown == TITLE if encoding in ("ascii", "utf-8") else "?" in shown
    assert "Street library:" in shown


@pytest.mark.parametrize("encoding", ["cp1252", "cp437"])
@pytest.mark.parametrize(
    "words", [["check", "--explain", PUBLISHED], ["compare", PUBLISHED, COMPLETED], ["rules", "RT04"]]
)
def test_commands_for_people_work_in_the_console_of_windows(encoding, words):
    assert b"wrong inside eqia" not in in_console(encoding, *words).stderr


@pytest.fixture(scope="module")
def usual():
    """What two commands for programs print in the console of UTF-8."""
    return {words: in_console("utf-8", *words).stdout for words in (("rules", "--markdown"), ("schema",))}


@pytest.mark.parametrize("encoding", CONSOLES)
def test_what_is_for_programs_is_whole_in_utf_8_whatever_the_console(foreign, usual, encoding):
    report = json.loads(in_console(encoding, "check", "--json", foreign).stdout.decode("utf-8"))
    assert report["title"] == TITLE
    for words, printed in usual.items():
        assert len(printed) > 10_000
        assert in_console(encoding, *words).stdout == printed


def test_a_full_disk_behind_the_output_is_said_in_a_sentence():
    with Path("/dev/full").open("w") as full:
        done = run([*COMMAND, "check", PUBLISHED], stdout=full)
    assert (done.returncode, done.stderr) == (6, b"The output could not be written: the disk is full.\n")


@pytest.mark.parametrize("words", [["check", str(PUBLISHED)], ["doctor"], ["rules"], ["--help"]])
def test_a_reader_that_goes_away_ends_the_command_quietly_and_is_no_fault_of_eqia(words):
    reading, writing = os.pipe()
    os.close(reading)
    done = run([*COMMAND, *words], stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize(("words", "code"), [(("check", "nowhere.json"), 5), (("check", "--nonsense"), 2)])
def test_a_message_that_nobody_reads_is_no_fault_either(words, code):
    reading, writing = os.pipe()
    os.close(reading)
    done = run([*COMMAND, *words], stderr=writing)
    os.close(writing)
    assert done.returncode == code


@pytest.mark.parametrize("redirection", [">&-", "<&-"])
def test_without_input_or_output_nobody_can_be_asked(redirection, tmp_path):
    command = f'"{sys.executable}" -m eqia new {redirection}'
    done = subprocess.run(["sh", "-c", command], stderr=subprocess.PIPE, encoding="utf-8", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("There is nobody to ask")


def test_messages_break_between_words_in_a_terminal_and_nowhere_else(tmp_path):
    name = "a-report-on-the-libraries-of-the-town-and-its-villages-with-a-very-long-name.json"
    window = Terminal(*COMMAND, "check", name, size=(24, 60), cwd=tmp_path)
    rows = window.read().splitlines()
    assert window.wait() == 5
    assert [len(row) < 60 for row in rows] == [True, False, True]
    assert name in rows[1]
    assert eqia("check", name, cwd=tmp_path).stderr.count("\n") == 1


def test_a_list_in_a_message_keeps_its_indent():
    assert fitted("  - one two three four", 15) == "  - one two\n    three four"


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_the_help_of_a_command_fits_on_one_screen(name):
    done = eqia(*filter(None, [name]), "--help", env={**os.environ, "COLUMNS": "80"})
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) <= (24 if name else 22)  # two are for the command above it and the prompt below it


def test_the_rules_are_listed_in_whole_words_on_a_screen_and_line_by_line_through_a_pipe():
    window = Terminal(*COMMAND, "rules", size=(24, 60))
    shown = window.read()
    assert window.wait() == 0
    piped = eqia("rules").stdout
    assert max(map(len, shown.splitlines())) < 60 < max(map(len, piped.splitlines()))
    assert " ".join(shown.split()) == " ".join(piped.split())


def test_a_file_that_cannot_be_begun_is_refused_before_the_first_question(tmp_path):
    for words, said in {
        ("new", "."): "is a folder. Name a file in it",
        ("new", "none/a.json"): 'There is no folder "none"',
        ("resume", "."): "is a folder",
        ("resume", "a.json"): 'There is no file "a.json"',
        ("a.json",): 'To carry on with an assessment: eqia resume "a.json"',
    }.items():
        done = eqia(*words, cwd=tmp_path)
        assert done.returncode == (5 if words[0] == "resume" else 2)
        assert said in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_new_assessment_is_always_a_json_file(tmp_path):
    words = [sys.executable, "-m", "eqia", "new", "St. Mary's library"]
    done = subprocess.run(words, input=b"\n\nA title\n/leave\n", stdout=subprocess.PIPE, cwd=tmp_path)
    assert done.returncode == 3
    assert [path.name for path in tmp_path.iterdir()] == ["St. Mary's library.eqia.json"]
