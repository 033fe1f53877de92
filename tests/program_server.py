"""The process that has loaded all of eqia and splits off a program whenever a test asks for one; see programs.py.

A program that was split off goes on at the end of this file, so that it ends as every Python program does.
"""

import contextlib
import fcntl
import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import socket
import struct
import sys
import termios
import time
from datetime import date
from pathlib import Path

NUMBER = struct.Struct("q")
LONGEST = 1 << 20
SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "bedford-education-improvement-strategy.json"
TODAY = date(2026, 6, 1)
STREAMS = {"stdin": "r", "stdout": "w", "stderr": "w"}


def load() -> None:
    """Load every module of eqia but the one that runs as the program, and what it keeps from one file to the next."""
    import eqia

    for module in pkgutil.walk_packages(eqia.__path__, "eqia."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    eqia.process.claim()
    opened = eqia.load(SAMPLE)
    eqia.check(opened, today=TODAY)
    for make in (eqia.render_docx, eqia.render_html, eqia.render_pdf):
        make(opened, today=TODAY)
    assert [path.name for path in Path("/proc/self/task").iterdir()] == [str(os.getpid())]
    gc.collect()
    gc.freeze()


def serve(way: socket.socket) -> dict | None:
    """Split off programs until nobody can ask for one any more. Gives, in each of them, what it is to do."""
    running: dict[int, tuple[int, int]] = {}
    waiting = select.poll()
    waiting.register(way, select.POLLIN)
    while True:
        for ready, _ in waiting.poll():
            if ready in running:
                waiting.unregister(ready)
                tell(ready, *running.pop(ready))
                continue
            message, ends, _, _ = socket.recv_fds(way, LONGEST, 4)
            if not message:
                return None
            *streams, told = ends
            if (number := os.fork()) == 0:
                way.detach()
                asked = json.loads(message)
                if asked.pop("session"):
                    os.setsid()
                os.write(told, NUMBER.pack(os.getpid()))
                take(streams)
                return asked
            for end in streams:
                os.close(end)
            process = os.pidfd_open(number)
            running[process] = number, told
            waiting.register(process, select.POLLIN)


def tell(process: int, number: int, told: int) -> None:
    """Tell whoever asked for a program how it ended."""
    os.close(process)
    state = os.waitpid(number, 0)[1]
    with contextlib.suppress(BrokenPipeError):  # nobody may want to know
        os.write(told, NUMBER.pack(state))
    os.close(told)


def take(streams: list[int]) -> None:
    """Make these the standard streams, and leave no other file of the server's open."""
    for number, end in enumerate(streams):
        os.dup2(end, number)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))


def become(words: list[str], folder: str, variables: dict[str, str], terminal: bool) -> None:
    """Be the program, as ``python -m eqia`` would be in this folder with these variables."""
    if terminal:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(variables)
    time.tzset()
    for number, (name, way) in enumerate(STREAMS.items()):
        old = getattr(sys, name)
        lines = 1 if name == "stderr" else -1
        new = os.fdopen(number, way, lines, encoding=old.encoding, errors=old.errors, closefd=False)
        setattr(sys, name, new)
        setattr(sys, f"__{name}__", new)
    sys.argv = ["eqia", *words]
    sys.path[0] = folder
    runpy.run_module("eqia", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    load()
    if (asked := serve(socket.socket(fileno=int(sys.argv[1])))) is not None:
        become(**asked)
