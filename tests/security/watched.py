"""Runs eqia with the interpreter's own audit on, and prints what it opened, connected to and started.

python watched.py WORD...    what follows "eqia" on the command line
"""

import json
import os
import sys

seen: list[tuple[str, str]] = []
WATCHED = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.startfile")
FETCHING = ("webbrowser.", "ftplib.", "http.", "urllib.", "smtplib.", "winreg.", "pty.")


def watch(event: str, arguments: tuple) -> None:
    if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
        writes = bool(arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)) if arguments[2] is not None else False
        seen.append(("write" if writes else "read", os.path.realpath(os.fsdecode(arguments[0]))))
    elif event.startswith((*WATCHED, *FETCHING)):
        seen.append((event, repr(arguments)[:200]))


sys.addaudithook(watch)

from eqia.cli.main import run  # noqa: E402 - the audit must be there first
from eqia.process import claim  # noqa: E402

claim()

code = run(sys.argv[1:])
print("\n" + json.dumps({"code": code, "seen": sorted(set(seen))}), file=sys.__stdout__)
