"""How a page reads on a screen of some width: lines of text, cut between words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Final

from eqia.interview import words
from eqia.interview.page import Act, Option, Page, Widget

WIDEST: Final = 96
"""Columns beyond which lines are hard to read."""

NARROW: Final = 60
"""Columns below which a row and its note do not fit side by side."""

_KEYS: Final = {
    Widget.LINE: (words.KEY_ENTER,),
    Widget.LONG: (words.KEY_FINISH, words.KEY_EDITOR),
    Widget.YES_NO: (words.KEY_YES_NO,),
    Widget.TICKS: (words.KEY_TICK, words.KEY_ENTER_DONE),
    Widget.MENU: (words.KEY_CHOOSE,),
}


def usable(columns: int) -> int:
    """The columns that text may take on a screen."""
    return max(20, min(columns - 1, WIDEST))


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """A text in lines of at most ``width`` columns, its own line ends kept."""
    lines = text.split("\n")
    return [row for line in lines for row in _wrap_line(line, width, indent)]


def _wrap_line(line: str, width: int, indent: str) -> list[str]:
    if line.startswith(words.COMMAND):
        return [line]
    hanging = indent + ("  " if line.startswith("- ") else "")
    return textwrap.wrap(line, width, initial_indent=indent, subsequent_indent=hanging, break_on_hyphens=False) or [""]


def heading(page: Page, saved: str, width: int) -> list[str]:
    """Where this is, and when the work was saved."""
    if page.where and len(page.where) + len(saved) + 2 <= width:
        return [f"{page.where}{saved:>{width - len(page.where)}}"]
    return [row for text in (page.where, saved) if text for row in wrap(text, width)]


def keys(page: Page, width: int) -> list[str]:
    """Every key that works on the page."""
    ways = [words.KEYS[act] for act in (Act.BACK, Act.TASKS, Act.LEAVE) if act in page.acts]
    if Act.SKIP in page.acts and (page.optional or page.widget is not Widget.YES_NO):  # there D does the same
        ways.insert(1, words.KEY_SKIP if page.optional else words.KEYS[Act.SKIP])
    own = [*_KEYS[page.widget], *([words.KEYS[Act.REUSE]] if Act.REUSE in page.acts else [])]
    help = [words.KEY_HELP] if page.help else []
    return in_columns([*own, *help, *ways, *([words.KEY_MORE] if page.acts else [])], width)


def in_columns(parts: Iterable[str], width: int) -> list[str]:
    """Parts side by side with a bar between them, broken only between parts."""
    rows: list[str] = []
    for part in parts:
        if rows and len(rows[-1]) + len(part) + 3 <= width:
            rows[-1] += f" | {part}"
        else:
            rows.append(part)
    return rows


def body(page: Page, width: int, room: int = 1_000) -> list[str]:
    """What stands between the question and the answer: text to read, notes too long for their row, the hint.

    Where ``room``, in rows, is too little for the notes, help has them.
    """
    rows = [row for text in page.lines for row in wrap(text, width, "  ")]
    hint = wrap(page.hint, width, "  ") if page.hint else []
    notes = [row for note in notes_of(page, width) for row in wrap(note, width)]
    if notes and len(rows) + len(notes) + len(hint) > room:
        notes = wrap(words.NOTES_IN_HELP, width, "  ")
    rows += notes
    return [*rows, *([""] if rows and hint else []), *hint]


def notes_of(page: Page, width: int) -> list[str]:
    """What the rows of a tick list mean, if that does not fit beside them."""
    if page.widget is not Widget.TICKS or notes_fit(page.options, width):
        return []
    return [f"- {option.label}: {option.note}" for option in page.options if option.note]


def notes_fit(options: Sequence[Option], width: int) -> bool:
    """Whether each row of a tick list has room for its note."""
    room = width - label_width(options) - 12
    return width >= NARROW and all(len(option.note) <= room for option in options)


def label_width(options: Sequence[Option]) -> int:
    """The columns that the labels of rows with notes take."""
    return min(44, max((len(option.label) for option in options if option.note), default=0))


def row(option: Option, number: int, options: Sequence[Option], width: int) -> str:
    """A row of a menu: its number, its label and its note, in one line where the screen is wide enough."""
    start = f"{number}. " if len(options) < 10 else f"{number:>2}. "
    if not option.note:
        return "\n".join(_clipped(start, option.label, width, 2))
    if width < NARROW:
        return "\n".join(_clipped(start, f"{option.label}: {option.note}", width, 2))
    label = _shortened(option.label, label_width(options))
    room = width - len(start) - label_width(options) - 2
    return f"{start}{label:<{label_width(options)}}  {_shortened(' '.join(option.note.split()), room)}"


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: max(1, length - 3)].rstrip() + "..."


def _clipped(start: str, text: str, width: int, rows: int) -> list[str]:
    lines = textwrap.wrap(" ".join(text.split()), width - len(start)) or [""]
    if len(lines) > rows:
        lines = [*lines[: rows - 1], _shortened(" ".join(lines[rows - 1 :]), width - len(start))]
    return [start + lines[0], *(" " * (len(start) + 3) + line for line in lines[1:])]
