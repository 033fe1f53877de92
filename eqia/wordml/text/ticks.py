"""Tick boxes: the controls that toggle in Word, and what is read where people put other marks."""

from __future__ import annotations

from typing import Final, Literal

from eqia.wordml.names import Element, w, w14

TICKED: Final = "☒"
UNTICKED: Final = "☐"
UNREADABLE: Final = "unreadable"
LONGEST_TITLE: Final = 64
"""Characters that Word allows in the tag and in the title of a control."""

BESIDE_UNREADABLE: Final = "Could not be read"
"""The words beside a box that nobody could read. Earlier documents have them without a capital."""

ID, LABEL = "\ue000", "\ue001"
"""What stands in a box of a table for the row's id, and for its label."""

Tick = bool | Literal["unreadable"]
"""Ticked, not ticked, or not to be made out; the last is never either of the others."""

_ON: Final = ("1", "true", "on")
_CHECKED: Final = w14("checked")
_STATE: Final = w14("val")
_TEXT: Final = w("t")
TICK_MARKS: Final = frozenset(f"{TICKED}☑✓✔✗✘xX")
"""What people type into a box, or beside it, to tick it."""

_MARKS: Final = {UNTICKED: False, **dict.fromkeys(TICK_MARKS, True)}


def read_tick(cell: Element) -> Tick:
    """The state of the box in a cell: of its control, of an old form field, else of the mark that shows.

    A mark typed beside a box that is not ticked leaves open what is meant: such a box is unreadable.
    """
    state = _state(cell)
    if state:
        return True
    text = "".join([node.text or "" for node in cell.iter(_TEXT)]).strip()
    if state is None:
        return _MARKS.get(text, UNREADABLE)
    beside = text.replace(UNTICKED, "").strip()
    if beside in TICK_MARKS and text != TICKED:
        return UNREADABLE
    return UNREADABLE if beside.casefold().endswith(BESIDE_UNREADABLE.casefold()) else False


def _state(cell: Element) -> bool | None:
    """Of several controls in one another (LibreOffice 7.4 wraps them) the innermost counts."""
    controls = [node.get(_STATE, "1") in _ON for node in cell.iter(_CHECKED)]
    return controls[-1] if controls else _old_state(cell)


def _old_state(cell: Element) -> bool | None:
    """The state of a check box among form fields: what was clicked, else what it started with."""
    for box in cell.iter(w("checkBox")):
        values = (box.find(w(name)) for name in ("checked", "default"))
        value = next((value for value in values if value is not None), None)
        return value is not None and value.get(w("val"), "1") in _ON
    return None
