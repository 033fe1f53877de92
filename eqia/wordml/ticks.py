"""Tick boxes: the controls that toggle in Word, and what is read where people put other marks."""

from __future__ import annotations

from typing import Final, Literal

from eqia.wordml.names import Element, w, w14
from eqia.wordml.prose import text_of

TICKED: Final = "☒"
UNTICKED: Final = "☐"
UNREADABLE: Final = "unreadable"

Tick = bool | Literal["unreadable"]
"""Ticked, not ticked, or not to be made out; the last is never either of the others."""

_ON: Final = ("1", "true", "on")
_MARKS: Final = {TICKED: True, "☑": True, "✓": True, "✔": True, "✗": True, "✘": True, "x": True, "X": True, UNTICKED: False}
_CONTROL: Final = w14("checkbox")
_CHECKED: Final = w14("checked")
_OLD_BOX: Final = w("checkBox")


def read_tick(cell: Element, unreadable: str) -> Tick:
    """The state of the box in a cell: of its control, of an old form field, else of the mark that shows.

    ``unreadable`` are the words that stand beside a box nobody could read.
    """
    state = _state_of_control(cell)
    text = text_of(cell).strip()
    if state is None:
        state = _state_of_old_box(cell)
    if state is None:
        return _MARKS.get(text, UNREADABLE)
    return UNREADABLE if not state and unreadable and text.endswith(unreadable) else state


def _state_of_control(cell: Element) -> bool | None:
    """Of several controls in one another (LibreOffice 7.4 wraps them) the innermost counts."""
    state = None
    for control in cell.iter(_CONTROL):
        checked = control.find(_CHECKED)
        state = checked is not None and checked.get(w14("val"), "1") in _ON
    return state


def _state_of_old_box(cell: Element) -> bool | None:
    for box in cell.iter(_OLD_BOX):
        for name in ("checked", "default"):
            value = box.find(w(name))
            if value is not None:
                return value.get(w("val"), "1") in _ON
        return False
    return None
