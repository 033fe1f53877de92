"""eqia as a process of its own, split off one that has loaded its modules already: it starts in milliseconds.

It has its own words, folder, environment, terminal, signals and exit code. What a cold start does besides is tried
where tests start Python itself: which modules a command loads, other encodings, closed streams, Ctrl-C on the way in.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import json
import os
import select
import socket
import struct
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

COMMAND = (sys.executable, "-m", "eqia")
"""What stands for "eqia"; a process that is started with other words is a cold one."""

SERVER = Path(__file__).with_name("program_server.py")

AT_THE_START = ("PYTHON", "LC_", "LANG")
"""How variables begin that a program obeys while it starts, and not later: for each setting there is a server."""

NUMBER = struct.Struct("q")
"""How the server tells the number of a process, and the state in which it ended."""


@functools.cache
def _server(settings: tuple[tuple[str, str], ...]) -> socket.socket:
    """The way to a process with all modules loaded, started with these variables."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with its:
        others = {name: value for name, value in os.environ.items() if not name.startswith(AT_THE_START)}
        subprocess.Popen(
            [sys.executable, SERVER, str(its.fileno())],
            stdin=subprocess.DEVNULL,
            env={**others, **dict(settings)},
            pass_fds=[its.fileno()],
        )
    atexit.register(ours.close)  # without a way to it the server ends
    return ours


class Program(subprocess.Popen):
    """One run of eqia, of which all can be asked that can be asked of a process that was started cold."""

    def __init__(self, words: Sequence[object], *, own_terminal: bool = False, **more: Any) -> None:
        """``words`` begin with those of COMMAND; with ``own_terminal`` its input is the terminal of its session."""
        self._own_terminal = own_terminal
        self._state = -1
        super().__init__([*map(str, words)], **more)

    def _execute_child(self, args: list[str], *details: Any) -> None:
        """Ask the server for the process, where Popen would split it off itself."""
        cwd, env = details[4:6]
        streams = details[9:15]
        session = bool(details[-2])
        env = dict(os.environ if env is None else env)
        way = _server(tuple(sorted((name, env[name]) for name in env if name.startswith(AT_THE_START))))
        self._state, told = os.pipe()
        ends = [end if end != -1 else number for number, end in enumerate((streams[0], streams[3], streams[5]))]
        asked = {
            "words": args[3:],
            "folder": str(cwd or Path.cwd()),
            "variables": env,
            "session": session or self._own_terminal,
            "terminal": self._own_terminal,
        }
        try:
            socket.send_fds(way, [json.dumps(asked).encode()], [*ends, told])
        finally:
            os.close(told)
            self._close_pipe_fds(*streams)
        self.pid = self._told()
        self._child_created = True

    def poll(self) -> int | None:
        """The exit code of a program that has ended."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the program to end, and give its exit code: that of a signal is negative."""
        if self.returncode is None:
            if not select.select([self._state], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(self.args, timeout or 0)
            self.returncode = os.waitstatus_to_exitcode(self._told())
            os.close(self._state)
        return self.returncode

    def _told(self) -> int:
        """What the server tells next."""
        if not (told := os.read(self._state, NUMBER.size)):
            raise OSError("The process from which eqia is split off is gone.")
        return int(NUMBER.unpack(told)[0])


def is_warm(words: Sequence[object]) -> bool:
    """Whether these words start eqia on a system where it can be split off."""
    return sys.platform == "linux" and tuple(words[:3]) == COMMAND


def start(words: Sequence[object], **more: Any) -> subprocess.Popen:
    """Start a program as Popen does: eqia warm, where the system can, and any other cold."""
    if is_warm(words):
        return Program(words, **more)
    more.pop("own_terminal", None)
    return subprocess.Popen([*map(str, words)], **more)


def run(
    words: Sequence[object], *, input: Any = None, timeout: float | None = None, **more: Any
) -> subprocess.CompletedProcess:
    """Run a program to its end and take in what it writes, as ``subprocess.run`` does with ``capture_output``."""
    pipe = subprocess.PIPE
    stdin = {} if input is None else {"stdin": pipe}
    with start(words, **{"stdout": pipe, "stderr": pipe, **stdin, **more}) as program:
        try:
            stdout, stderr = program.communicate(input, timeout)
        except BaseException:
            program.kill()
            raise
    return subprocess.CompletedProcess(words, program.returncode, stdout, stderr)
