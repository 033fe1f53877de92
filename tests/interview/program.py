"""The real program on a real pseudo-terminal, as tests type at it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pexpect

from eqia.interview.page import Act, Page, Reply, Widget
from tests.programs import COMMAND
from tests.terminal import Terminal

READY = "\x1b[?2004h"
"""What a prompt writes once it is listening."""

_ACTS = {Act.BACK: "\x02", Act.SKIP: "\x0e", Act.TASKS: "\x14", Act.LEAVE: "\x03"}


def environment(home: Path, **more: str) -> dict[str, str]:
    """An environment of a person who has just sat down."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    own = {"HOME": str(home), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PROMPT_TOOLKIT_NO_CPR": "1"}
    return {**kept, **own, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), **more}


class Program:
    """One run of eqia."""

    def __init__(self, home: Path, *words: str, size: tuple[int, int] = (50, 120), **more: str) -> None:
        env = environment(home, **more)
        self.child = Terminal(*COMMAND, *words, env=env, cwd=home, timeout=20, size=size)

    def wait(self, text: str) -> None:
        """Wait until a page with this text listens."""
        self.child.expect_exact(text)
        self.child.expect_exact(READY)

    def see(self, page: Page) -> None:
        """Wait until the page is shown and listens."""
        asked = page.ask.splitlines()[-1][:40]
        self.child.expect_exact(page.where or asked)
        self.child.expect_exact(asked)
        self.child.expect_exact(READY)

    def type(self, keys: str) -> None:
        """Press keys."""
        self.child.send(keys)

    def kill(self) -> None:
        """End the program as a power cut would."""
        self.child.kill(signal.SIGKILL)
        self.child.close()

    def end(self) -> int:
        """Wait for the program to end by itself, and give its exit code."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus if self.child.exitstatus is not None else -1


def keys_for(page: Page, reply: Reply) -> str:
    """The keys by which a person gives a reply."""
    if reply.act is not Act.ANSWER:
        return _ACTS[reply.act]
    ids = [option.id for option in page.options]
    match page.widget:
        case Widget.LINE:
            return f"\x15{reply.value}\r"
        case Widget.LONG:
            return f"\x1b[200~{reply.value}\x1b[201~\x13"
        case Widget.YES_NO:
            return str(reply.value)[0]
        case Widget.TICKS:
            return "".join(f"{ids.index(id) + 1} " for id in reply.value or ()) + "\r"
        case Widget.MENU:
            return f"{ids.index(str(reply.value)) + 1}\r"
