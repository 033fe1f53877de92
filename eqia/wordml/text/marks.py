"""Ticks as people make them by hand: X, a check mark, a symbol of a Wingdings font, an old form field, a control.

A mark that is not known is never read as a tick, nor as none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from eqia.wordml.names import Element, w, w14
from eqia.wordml.text.ticks import UNREADABLE, Tick

TICKS: Final = frozenset("☒☑✓✔✗✘⊠✅❌√xX×")
"""Characters that people put into a box to tick it. In a form both a cross and a check mark mean "this one"."""

EMPTY_BOXES: Final = frozenset("☐□▢◻⬜❏❑❒")

_WINGDINGS: Final = {
    "wingdings": {0xFC: True, 0xFB: True, 0xFD: True, 0xFE: True, 0x78: True, 0x6F: False, 0xA8: False, 0x71: False},
    "wingdings 2": {0x50: True, 0x4F: True, 0x52: True, 0x53: True, 0x54: True, 0x51: True, 0xA3: False, 0x30: False},
    "webdings": {0x61: True, 0x72: True, 0x63: False},
}
"""What the characters of symbol fonts show, by the last eight bits of their number: a tick, or an empty box."""

_WORDS: Final = {"yes": True, "y": True, "ticked": True, "checked": True}
_ON: Final = ("1", "true", "on")


@dataclass(frozen=True)
class Sign:
    """A piece of what a cell shows, in order: a word, or a mark with its state."""

    word: str = ""
    mark: Tick | None = None


def read_mark(node: Element) -> Tick | None:
    """The state of the one box in a cell: None if the cell is empty, "unreadable" if what stands there is not known."""
    signs = list(signs_in(node))
    marks = [sign.mark for sign in signs if sign.mark is not None]
    words = " ".join(sign.word for sign in signs if sign.word).strip()
    if len(marks) == 1 and not words:
        return marks[0]
    if not marks:
        return _WORDS.get(words.casefold(), UNREADABLE) if words else None
    return marks[0] if len(marks) == 1 else UNREADABLE


def read_written_mark(text: str) -> Tick | None:
    """The same for plain text, such as that of a PDF."""
    shown = text.strip()
    if not shown:
        return None
    state = _mark_of(shown) if len(shown) == 1 else None
    return state if state is not None else _WORDS.get(shown.casefold(), UNREADABLE)


def written_signs(text: str) -> Iterator[Sign]:
    """The words and marks of plain text, in order."""
    return _written(text, "")


def signs_in(node: Element) -> Iterator[Sign]:
    """The words and marks of a cell or a paragraph, in order."""
    for child in node:
        if child.tag == w("sdt"):
            checked = child.find(f"{w('sdtPr')}/{w14('checkbox')}/{w14('checked')}")
            if checked is not None:
                yield Sign(mark=checked.get(w14("val"), "1") in _ON)
            else:
                yield from signs_in(child)
        elif child.tag == w("r"):
            yield from _in_run(child)
        else:
            yield from signs_in(child)


def _in_run(run: Element) -> Iterator[Sign]:
    font = _font(run)
    for node in run:
        if node.tag == w("fldChar"):
            box = node.find(f"{w('ffData')}/{w('checkBox')}")
            if box is not None:
                yield Sign(mark=_form_field(box))
        elif node.tag == w("sym"):
            yield _symbol(node.get(w("font"), ""), node.get(w("char"), ""))
        elif node.tag == w("t"):
            yield from _written(node.text or "", font)


def _written(text: str, font: str) -> Iterator[Sign]:
    for word in text.split():
        if font in _WINGDINGS:
            for character in word:
                state = _WINGDINGS[font].get(ord(character) & 0xFF)
                yield Sign(mark=UNREADABLE if state is None else state)
            continue
        inside = "".join(character for character in word if character not in TICKS - set("xX×") | EMPTY_BOXES)
        for character in word:
            if character not in inside:
                yield Sign(mark=_mark_of(character))
        state = _mark_of(inside) if len(inside) == 1 else None
        if inside:
            yield Sign(mark=state) if state is not None else Sign(word=inside)


def _mark_of(character: str) -> bool | None:
    if character in TICKS:
        return True
    return False if character in EMPTY_BOXES else None


def _symbol(font: str, number: str) -> Sign:
    known = _WINGDINGS.get(font.casefold(), {})
    try:
        state = known.get(int(number, 16) & 0xFF)
    except ValueError:
        state = None
    return Sign(mark=UNREADABLE if state is None else state)


def _form_field(box: Element) -> bool:
    """The state of a check box among form fields: what was clicked, else what it started with."""
    values = (box.find(w(name)) for name in ("checked", "default"))
    value = next((value for value in values if value is not None), None)
    return value is not None and value.get(w("val"), "1") in _ON


def _font(run: Element) -> str:
    fonts = run.find(f"{w('rPr')}/{w('rFonts')}")
    return (fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or "").casefold() if fonts is not None else ""
