"""Judges the PDF files of a pack in a process of eqia's own, for a program that uses eqia and is to stay as it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import astuple
from functools import partial
from pathlib import Path
from typing import Final

from eqia.errors import RenderError
from eqia.limits import limited
from eqia.packs.faults import Fault
from eqia.process import claim
from eqia.render.drawing.interpreter import command_line, variables
from eqia.render.drawing.messages import answer, file_in
from eqia.system_words import reason

SECONDS: Final = 180.0
"""How long it may take by the clock."""


def pdf_faults_apart(folder: Path) -> list[Fault]:
    """What ``page.pdf_faults`` finds in the pack in a folder. Raises what it does; RenderError if it takes too long."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            command_line(module=__name__),
            input=os.fsencode(folder.resolve()),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=variables(),
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise RenderError(f"Judging the PDF files took longer than {SECONDS:.0f} seconds and was stopped.") from None
    except OSError as error:
        raise RenderError(f"The process that judges PDF files could not be started: {reason(error)}.") from None
    if not done.stdout:
        raise RenderError("The process that judges PDF files was ended, perhaps for want of memory.")
    return [Fault(*each) for each in json.loads(file_in(done.stdout))]


def main() -> None:
    """Judge the pack whose folder is named on the standard input, and answer on the standard output."""
    claim()
    folder = Path(os.fsdecode(sys.stdin.buffer.read()))
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what libraries write goes nowhere
    with open(answers, "wb") as end:
        end.write(answer(partial(_faults, folder)))


def _faults(folder: Path) -> bytes:
    from eqia.form.loader import load_pack_at
    from eqia.packs.check import pdf_faults_of

    with limited("Judging the PDF files"):
        return json.dumps([astuple(fault) for fault in pdf_faults_of(load_pack_at(folder))]).encode("ascii")
