"""The window is closed, the computer shuts down, the terminal goes: at any moment, with and without a shell between."""

import contextlib
import fcntl
import json
import os
import pty
import random
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.interview.program import environment

WORDS = "The library closes on Mondays, and people who cannot travel lose the only day on which they can come. " * 9
QUESTION = {"interview": {"where": [["tasks"], ["step", "description", "activity.description", "go"]]}}
OLD = 2.0
"""Seconds after which what was typed must be in the file, whatever happens."""


class Window:
    """A terminal window with eqia in it, straight or started from an interactive shell."""

    def __init__(self, home, path, *words, shell=False, before="", **more):
        self.path = path
        self.seen = b""
        self.plain = "--plain" in words
        command = [sys.executable, "-m", "eqia", "resume", str(path), *words]
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(home)
            argv = ["bash", "--norc", "-i"] if shell else command
            os.execvpe(argv[0], argv, environment(home, **more))
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        if shell:
            self.type(f"{before}{' '.join(command)}\r")

    def type(self, text):
        os.write(self.terminal, text.encode())

    def read(self, seconds):
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self.terminal], [], [], left)[0]:
                with contextlib.suppress(OSError):
                    self.seen += os.read(self.terminal, 65536)

    def wait(self, text):
        until = time.monotonic() + 30
        while text.encode() not in b" ".join(self.seen.split()):  # a line is broken between words
            assert time.monotonic() < until, f"{text} never came in {self.seen[-2000:]!r}"
            self.read(0.05)
        seen, self.seen = b" ".join(self.seen.split()), b""
        return seen

    def at_the_question(self):
        self.wait("Carry on")
        self.read(0.2)
        self.type("1\r" if self.plain else "\r")
        self.wait("What is the activity")
        self.read(0.4)
        return self

    @property
    def processes(self):
        found = subprocess.run(["pgrep", "-f", f"resume {self.path}"], capture_output=True, text=True).stdout
        return [int(number) for number in found.split() if int(number) != self.pid or not _is_shell(self.pid)]

    def close(self):
        os.close(self.terminal)
        self.terminal = -1

    def ends(self, seconds=12):
        """Whether eqia is gone in time, and nothing of it is left."""
        until = time.monotonic() + seconds
        while any(map(_lives, self.processes)) and time.monotonic() < until:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self.pid, os.WNOHANG)
            time.sleep(0.05) if self.terminal < 0 else self.read(0.05)
        return not any(map(_lives, self.processes))

    def tidy(self):
        for number in [*self.processes, self.pid]:
            with contextlib.suppress(OSError):
                os.kill(number, signal.SIGKILL)
        with contextlib.suppress(OSError):
            os.waitpid(self.pid, 0)
        if self.terminal >= 0:
            os.close(self.terminal)


def _is_shell(number):
    with contextlib.suppress(OSError):
        return b"bash" in Path(f"/proc/{number}/cmdline").read_bytes()
    return False


def _lives(number):
    with contextlib.suppress(OSError):
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@pytest.fixture
def window(tmp_path):
    opened = []

    def start(*words, name="a.eqia.json", folder=tmp_path, data=QUESTION, **more):
        path = folder / name
        path.write_text(json.dumps(data))
        opened.append(Window(tmp_path, path, *words, **more))
        return opened[-1]

    yield start
    for each in opened:
        each.tidy()


def typed_in(path):
    return json.loads(path.read_text("utf-8"))["interview"]["typing"].get("activity.description", "")


def no_lock(path):
    return not list(path.parent.glob(".*.lock"))


@pytest.mark.parametrize("shell", [False, True], ids=["alone", "in a shell"])
@pytest.mark.parametrize("words", [(), ("--plain",)], ids=["full", "plain"])
@pytest.mark.parametrize("seed", range(4))
def test_closing_at_any_moment_keeps_what_is_older_than_two_seconds(window, seed, words, shell):
    chance = random.Random(f"{seed} {shell}")
    shown = window(*words, shell=shell).at_the_question()
    written, log = "", []
    until = time.monotonic() + chance.uniform(0.1, 6)
    while time.monotonic() < until:
        pasted = chance.random() < 0.05
        piece = f"Pasted after {len(written)}. " if pasted else WORDS[len(written)]
        if chance.random() < 0.03 and written and written[-1] != "\n":
            pasted, piece = False, "\n"
        shown.type(f"\x1b[200~{piece}\x1b[201~" if pasted else piece.replace("\n", "\r"))
        written += piece
        log.append((time.monotonic(), written))
        shown.read(chance.choice([0.01, 0.03, 0.1, 0.1, 0.6]))
    closed = time.monotonic()
    shown.close()
    assert shown.ends()
    assert no_lock(shown.path)
    old = [text for at, text in log if at < closed - OLD]
    kept = typed_in(shown.path)
    assert kept.startswith(old[-1].rstrip("\n") if old else "")
    assert written.startswith(kept)
    again = subprocess.run(
        [sys.executable, "-m", "eqia", "resume", str(shown.path), "--plain"],
        input="1\n/leave\n", capture_output=True, text=True, env=environment(shown.path.parent),
    )  # fmt: skip
    assert again.returncode == 3, again.stderr


@pytest.mark.parametrize(
    "end",
    [
        lambda number: [os.kill(number, signal.SIGHUP), os.kill(number, signal.SIGHUP)],
        lambda number: [os.kill(number, signal.SIGTERM), os.kill(number, signal.SIGHUP)],
        lambda number: [
            os.kill(number, signal.SIGSTOP),
            os.kill(number, signal.SIGHUP),
            os.kill(number, signal.SIGCONT),
        ],
    ],
    ids=["twice", "both", "while stopped"],
)
@pytest.mark.parametrize("words", [(), ("--plain",)], ids=["full", "plain"])
def test_signals_in_any_number_lose_not_a_letter(window, end, words):
    shown = window(*words).at_the_question()
    shown.type("Half a sentence")
    shown.wait("tence")
    for number in shown.processes:
        end(number)
    assert shown.ends()
    assert typed_in(shown.path) == "Half a sentence"
    assert no_lock(shown.path)


@pytest.mark.parametrize("before", ["trap '' HUP; ", "nohup "], ids=["ignored", "nohup"])
def test_a_terminal_that_goes_without_a_word_ends_it_too(window, before):
    shown = window(shell=True, before=before)
    if before == "nohup ":
        shown.read(4)  # it takes the keyboard away, so that nobody can answer
    else:
        shown.at_the_question().type("Half a sentence")
        shown.read(0.5)
    shown.close()
    assert shown.ends()
    assert no_lock(shown.path)
    if before != "nohup ":
        assert typed_in(shown.path) == "Half a sentence"


@pytest.mark.parametrize("words", [(), ("--plain",)], ids=["full", "plain"])
def test_a_power_cut_takes_the_last_two_seconds_at_most(window, words):
    shown = window(*words).at_the_question()
    shown.type("Half a sentence")
    shown.read(OLD)
    for number in shown.processes:
        os.kill(number, signal.SIGKILL)
    assert typed_in(shown.path) == "Half a sentence"


@pytest.mark.parametrize("has_readline", [True, False], ids=["readline", "none"])
def test_where_only_whole_lines_are_kept_it_is_said_before_the_first_is_typed(window, tmp_path, has_readline):
    if not has_readline:
        (tmp_path / "readline.py").write_text("raise ImportError")
    shown = window("--plain")
    assert (b"A line that is not finished is lost" in shown.wait("Carry on")) is not has_readline
    shown.read(0.2)
    shown.type("1\r")
    shown.wait("What is the activity")
    shown.read(0.4)
    shown.type("One line\r")
    shown.read(0.2)
    shown.type("Half a sentence")
    shown.read(OLD)
    shown.close()
    assert shown.ends()
    assert typed_in(shown.path) == ("One line\nHalf a sentence" if has_readline else "One line")
    assert no_lock(shown.path)


@pytest.mark.parametrize("cut", [0, 3])
def test_a_paste_whose_end_has_not_come_is_kept_too(window, cut):
    shown = window().at_the_question()
    shown.type("Before. \x1b[200~One line\rand another." + "\x1b[201~"[:cut])
    shown.read(OLD)
    assert typed_in(shown.path) == "Before. One line\nand another."
    shown.type("\x1b[201~"[cut:] + " After.")
    shown.wait("After")
    shown.type("\x1b[200~ And more")
    shown.read(0.5)
    shown.close()
    assert shown.ends()
    assert typed_in(shown.path) == "Before. One line\nand another. After. And more"


def test_half_a_line_that_is_cut_off_is_no_answer(window):
    where = ["step", "relevance", "relevance.affects_people", "go"]
    shown = window("--plain", shell=True, before="trap '' HUP; ", data={"interview": {"where": [["tasks"], where]}})
    shown.wait("Carry on")
    shown.type("1\r")
    shown.wait("y, n, or d")
    shown.read(0.4)
    shown.type("n")
    shown.read(0.2)
    shown.close()
    assert shown.ends()
    assert json.loads(shown.path.read_text("utf-8"))["relevance"]["affects_people"] is None


@pytest.mark.parametrize("words", [(), ("--plain",)], ids=["full", "plain"])
def test_a_shell_that_is_killed_takes_nothing_with_it(window, words):
    shown = window(*words, shell=True).at_the_question()
    shown.type("Half a sentence")
    shown.wait("tence")
    os.kill(shown.pid, signal.SIGKILL)
    assert shown.ends()
    assert typed_in(shown.path) == "Half a sentence"
    assert no_lock(shown.path)


def test_a_full_disk_at_that_moment_does_not_keep_it_alive(window, full_disk):
    with full_disk() as small:
        shown = window(folder=small).at_the_question()
        (small / "filler").write_bytes(b"x" * 30_000)
        shown.type("\x1b[200~" + "Some words. " * 6_000 + "\x1b[201~")
        shown.read(0.5)
        shown.close()
        assert shown.ends()
        assert no_lock(shown.path)
        kept = [typed_in(path) for path in small.parent.glob("rescued*")]
        assert kept == ["Some words. " * 6_000]
        shown.tidy()


@pytest.mark.parametrize(
    "place",
    [
        ["tasks"],
        ["check", ""],
        ["end"],
        ["records", "activity", "activity.lead_officers", "go"],
        ["step", "scope", "scope.characteristics", "go"],
        ["step", "relevance", "relevance.affects_people", "go"],
        ["findings", "relevance"],
    ],
    ids=lambda place: place[0] if len(place) < 3 else place[2],
)
def test_every_kind_of_page_lets_go(window, place):
    data = {
        "relevance": {"affects_groups": "no", "affects_groups_differently": "yes"},
        "interview": {"where": [["tasks"], place]},
    }
    shown = window(data=data, shell=True)
    shown.wait("Carry on")
    shown.read(0.2)
    shown.type("\r")
    shown.read(1.5)
    shown.close()
    assert shown.ends()
    assert no_lock(shown.path)


def test_what_the_own_editor_has_saved_is_kept_and_the_editor_goes_too(window, tmp_path):
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\ntrap "" HUP\nprintf "Written elsewhere" >> "$1"\necho is open\nexec sleep 60\n')
    editor.chmod(0o755)
    shown = window(EDITOR=str(editor)).at_the_question()
    shown.type("\x1bOQ")
    shown.wait("is open")
    shown.close()
    assert shown.ends()
    assert "Written elsewhere" in typed_in(shown.path)
    assert no_lock(shown.path)


def test_a_stop_and_a_go_leave_the_page_and_its_keys_as_they_were(window):
    shown = window(shell=True).at_the_question()
    shown.type("Half a ")
    shown.wait("Half")
    (number,) = shown.processes
    os.kill(number, signal.SIGTSTP)
    shown.wait("Stopped")
    shown.type("fg\r")
    shown.wait("What is the activity")
    shown.read(0.5)
    shown.type("sentence\x13")
    shown.wait("please look at this again")
    os.kill(number, signal.SIGTERM)
    assert shown.ends()
    assert json.loads(shown.path.read_text("utf-8"))["activity"]["description"] == "Half a sentence"
