"""Ticks as people make them by hand: X, a check mark, a symbol of a Wingdings font, an old form field, a control.

A mark that is not known is never read as a tick, nor as none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from eqia.wordml.names import Element, w, w14
from eqia.wordml.text.symbol_fonts import is_private
from eqia.wordml.text.ticks import (
    EMPTY_MARKS,
    ON,
    TICK_MARKS,
    TYPED_MARKS,
    UNREADABLE,
    Tick,
    mark_differs,
    mark_of,
    state_of_form_field,
)

_DRAWN: Final = TICK_MARKS - TYPED_MARKS | EMPTY_MARKS | frozenset("\ufe0e\ufe0f")
"""Marks that are no letters, wherever they stand, and what says how they are drawn."""

_WORDS: Final = {"yes": True, "y": True, "ticked": True, "checked": True}


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
    state = mark_of(shown)
    return state if state is not None else _WORDS.get(shown.casefold(), UNREADABLE)


def signs_in(node: Element) -> Iterator[Sign]:
    """The words and marks of a cell or a paragraph, in order."""
    for child in node:
        if child.tag == w("sdt"):
            checked = child.find(f"{w('sdtPr')}/{w14('checkbox')}/{w14('checked')}")
            if checked is not None:
                yield Sign(mark=UNREADABLE if mark_differs(child) else checked.get(w14("val"), "1") in ON)
            else:
                yield from signs_in(child)
        elif child.tag == w("r"):
            yield from _in_run(child)
        else:
            yield from signs_in(child)


def _in_run(run: Element) -> Iterator[Sign]:
    for node in run:
        if node.tag == w("fldChar"):
            box = node.find(f"{w('ffData')}/{w('checkBox')}")
            if box is not None:
                yield Sign(mark=state_of_form_field(box))
        elif node.tag == w("t"):
            yield from written_signs(node.text or "")


def written_signs(text: str) -> Iterator[Sign]:
    """The words and marks of plain text, in order."""
    for word in text.split():
        if any(map(is_private, word)):
            yield Sign(mark=UNREADABLE)
            continue
        inside = "".join(character for character in word if character not in _DRAWN)
        for character in word:
            if character in _DRAWN and (state := mark_of(character)) is not None:
                yield Sign(mark=state)
        state = mark_of(inside)
        if inside:
            yield Sign(mark=state) if state is not None else Sign(word=inside)
