"""The officer's own editor: the answer in a file of its own, the question and its guidance above a line."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from eqia.interview import words
from eqia.interview.keeping.closing import CLOSING
from eqia.interview.page import Page
from eqia.interview.terminal.layout import wrap

_TOO_QUICK: Final = 1.0
"""Seconds within which only an editor ends that runs on elsewhere."""

_LOOK: Final = 1.0
"""Seconds between two looks at what the editor has saved."""

_SETTINGS: Final = ("EQIA_EDITOR", "VISUAL", "EDITOR")

_WIDTH: Final = 76
"""Columns of the guidance, so that a small window need not break its lines."""


class NoEditorError(Exception):
    """No editor could be started; the text says which one was tried."""


def find_editor(environment: Mapping[str, str]) -> list[str]:
    """The command of the officer's editor: as set in the environment, else the one the system has."""
    for name in _SETTINGS:
        if command := environment.get(name, "").strip():
            return shlex.split(command, posix=os.name != "nt")
    if os.name == "nt":
        return ["notepad"]
    return [next((name for name in ("nano", "micro", "vi") if shutil.which(name)), "vi")]


def edit(page: Page, text: str, keep: Callable[[str], None], wait: Callable[[], None]) -> str:
    """The text after the officer has worked on it in the editor; ``keep`` gets what the editor saves meanwhile.

    ``wait`` is called if the editor came back at once, which means that its window is still open.
    Raises NoEditorError.
    """
    with tempfile.TemporaryDirectory(prefix="eqia-") as folder:
        path = Path(folder, "answer.txt")
        editor = find_editor(os.environ)
        above = _above(page, editor)
        empty = "\n" if _kind(editor) == "vi" else ""  # vi can only stand on a line that there is
        path.write_text(above + (text or empty), "utf-8")
        command = [*editor, *_at_line(above.count("\n") + 1, editor), str(path)]
        began = time.monotonic()
        try:
            _run(command, path, text, keep)
        except OSError:
            raise NoEditorError(words.NO_EDITOR.format(command=command[0])) from None
        if time.monotonic() - began < _TOO_QUICK and _read(path, text) == text and not CLOSING.asked:
            wait()
        saved = _read(path, text)
        return _read(path.with_name(f"{path.name}.save"), saved) if CLOSING.asked else saved  # nano's last save


def _run(command: list[str], path: Path, before: str, keep: Callable[[str], None]) -> None:
    with subprocess.Popen(command) as process:  # noqa: S603 - the officer's own choice of program
        said = before
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=_LOOK)
                return
            if CLOSING.asked:  # it has had its own word of that, and the time to save
                process.terminate()
            if (now := _read(path, said)) != said:
                keep(now)
                said = now


def _kind(editor: Sequence[str]) -> str:
    """What sort of editor a command starts: "vi" for vim.basic and nvim too."""
    name = Path(editor[0]).stem.lower()
    return "vi" if name in ("vim", "nvim") else name


def _at_line(number: int, editor: Sequence[str]) -> list[str]:
    """What makes an editor open at the answer, where its own way to do so is known."""
    return [f"+{number}"] if _kind(editor) in ("vi", "nano", "emacs") else []


def _above(page: Page, editor: Sequence[str]) -> str:
    leave = words.HOW_TO_LEAVE.get(_kind(editor), words.HOW_TO_LEAVE_OTHERS)
    choose = [] if any(map(os.environ.get, _SETTINGS)) else [words.CHOOSE_EDITOR]
    guidance = [page.ask, *([page.hint] if page.hint else []), *page.help, "\n".join([leave, *choose])]
    return "\n\n".join(["\n".join(wrap(text, _WIDTH)) for text in guidance] + [words.CUT_LINE]) + "\n"


def _read(path: Path, otherwise: str) -> str:
    """The text below the line; all of it if the line was taken out. An editor's last line end is not part of it."""
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        return otherwise
    answer = text.partition(words.CUT_LINE)[2].removeprefix("\n") if words.CUT_LINE in text else text
    return answer.removesuffix("\n")
