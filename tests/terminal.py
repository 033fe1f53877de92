"""A program on a pseudo-terminal of its own, as a window runs it. No process is forked beside threads."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path

from pexpect.fdpexpect import fdspawn

from tests.programs import is_warm, start

PATIENCE = 5.0
"""Seconds that a program may take to end when its window is closed."""

_LAUNCHER = """
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGPIPE, signal.SIG_DFL)
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""The first thing that runs in a new session: it makes the terminal its own, and becomes the program."""


class Terminal(fdspawn):
    """A program in a window. What pexpect can await of a terminal is awaited of it."""

    def __init__(
        self,
        *words: str | Path,
        size: tuple[int, int] = (24, 80),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        timeout: float = 30,
    ) -> None:
        """``words`` are the program and its arguments, ``size`` is in rows and columns, ``timeout`` in seconds.

        The window alone says how wide it is, whatever the tests' own environment says.
        """
        env = {name: value for name, value in (env or os.environ).items() if name not in ("COLUMNS", "LINES")}
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        try:
            self.process = start(
                [*words] if is_warm(words) else [sys.executable, "-I", "-S", "-c", _LAUNCHER, *words],
                own_terminal=True, stdin=slave, stdout=slave, stderr=slave, env=env, cwd=cwd, start_new_session=True,
            )  # fmt: skip
        finally:
            os.close(slave)
        super().__init__(master, timeout=timeout, encoding="utf-8")

    @property
    def exitstatus(self) -> int | None:
        """The code with which the program ended; none if it runs or was ended by a signal."""
        code = self.process.poll()
        return code if code is not None and code >= 0 else None

    @exitstatus.setter
    def exitstatus(self, _: object) -> None:
        """What pexpect would set is asked of the process."""

    def isalive(self) -> bool:
        """Whether the program runs."""
        return self.process.poll() is None

    def wait(self) -> int:
        """Wait for the program to end, and give its code."""
        return self.process.wait(self.timeout)

    def kill(self, number: int) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def sendintr(self) -> None:
        """Press Ctrl-C."""
        self.send("\x03")

    def close(self) -> None:
        """Close the window, and wait for the program to end; one that does not is ended."""
        super().close()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill(signal.SIGKILL)
            self.process.wait()
