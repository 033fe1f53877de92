"""Finds the processes that draw for a program, as Linux lists them. Programs under test use it too."""

import time
from pathlib import Path

MARK = "EQIA_TEST_GUEST"


def painters_of(mark):
    """The numbers of the processes that draw for the program with a mark."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words, variables = (folder / "cmdline").read_bytes(), (folder / "environ").read_bytes()
        except OSError:
            continue
        if f"{MARK}={mark}".encode() in variables.split(b"\0") and b"eqia.render.drawing.server" in words:
            found.append(int(folder.name))
    return found


def wait_until(holds, seconds=10.0):
    """Whether something comes to hold in time."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True
