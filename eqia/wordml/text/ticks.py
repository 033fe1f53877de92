"""Tick boxes: the controls that toggle in Word, and what is read where people put other marks."""

from __future__ import annotations

from typing import Final, Literal

from eqia.wordml.names import Element, w, w14
from eqia.wordml.text.spaces import as_seen

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

ON: Final = ("1", "true", "on")
"""How Word writes that something holds."""

TICK_MARKS: Final = frozenset(f"{TICKED}☑✓✔✗✘✅❎❌✕✖\u2327⊠⮽⮾🗴🗵🗶🗷🗸🗹🗙√×xX◉⦿")
"""What people put into a box, or beside it, to tick it. In a form a cross and a check mark both mean "this one"."""

TYPED_MARKS: Final = frozenset("xX×√")
"""Those of them that are also letters and signs of a text."""

EMPTY_MARKS: Final = frozenset(f"{UNTICKED}□▢◻◽⬜▭❏❐❑❒🞎🞏🞐⎕○◯")
"""What stands for a box that nobody ticked."""

_HOW_TO_DRAW: Final = "\ufe0e\ufe0f"
"""Characters that say whether the one before is drawn as text or as a picture."""

_CONTROL: Final = w("sdt")
_CHECKBOX: Final = f"{w('sdtPr')}/{w14('checkbox')}"
_NAMED: Final = {True: w14("checkedState"), False: w14("uncheckedState")}
_CHECKED: Final = w14("checked")
_STATE: Final = w14("val")
_TEXT: Final = w("t")


def read_tick(cell: Element) -> Tick:
    """The state of the box in a cell: of its control, of an old form field, else of the mark that shows.

    A mark typed beside a box that is not ticked leaves open what is meant: such a box is unreadable.
    """
    state = _state(cell)
    if state:
        return state
    text = "".join([node.text or "" for node in cell.iter(_TEXT)]).strip()
    if state is None:
        shown = mark_of(text)
        return UNREADABLE if shown is None else shown
    beside = "".join(character for character in text if character not in EMPTY_MARKS).strip()
    if beside in TICK_MARKS and (beside != text or text in TYPED_MARKS):
        return UNREADABLE
    return UNREADABLE if beside.casefold().endswith(BESIDE_UNREADABLE.casefold()) else False


def mark_of(text: str) -> bool | None:
    """What a mark says: ticked, not ticked; None for what is no mark that is known."""
    plain = as_seen(text).strip().rstrip(_HOW_TO_DRAW)
    if plain in TICK_MARKS:
        return True
    return False if plain in EMPTY_MARKS else None


def _state(cell: Element) -> Tick | None:
    """Of several controls in one another (LibreOffice 7.4 wraps them) the innermost counts; two beside each other
    that say two things say nothing.
    """
    states: set[bool] = set()
    for node in cell.iter(_CHECKED):
        control = next(node.iterancestors(_CONTROL), None)
        if control is None or sum(1 for _ in control.iter(_CHECKED)) == 1:
            states.add(node.get(_STATE, "1") in ON)
    if len(states) > 1:
        return UNREADABLE
    return next(iter(states)) if states else _old_state(cell)


def _old_state(cell: Element) -> bool | None:
    box = next(cell.iter(w("checkBox")), None)
    return state_of_form_field(box) if box is not None else None


def state_of_form_field(box: Element) -> bool:
    """The state of a check box among form fields: what was clicked, else what it started with."""
    values = (box.find(w(name)) for name in ("checked", "default"))
    value = next((value for value in values if value is not None), None)
    return value is not None and value.get(w("val"), "1") in ON


def mark_differs(cell: Element) -> bool:
    """Whether the box in a cell shows another mark than its state says.

    A mark that nobody knows is right where the box itself names it as the one for its state.
    """
    for control in cell.iter(_CONTROL):
        box = control.find(_CHECKBOX)
        checked = box.find(_CHECKED) if box is not None else None
        if box is None or checked is None:
            continue
        is_ticked = checked.get(_STATE, "1") in ON
        text = "".join([node.text or "" for node in control.iter(_TEXT)]).strip()
        shown = mark_of(text)
        if shown is None and text:
            named = box.find(_NAMED[is_ticked])
            shown = is_ticked if named is not None and named.get(_STATE, "").casefold() == f"{ord(text[0]):x}" else None
        if shown is not is_ticked:
            return True
    return False
