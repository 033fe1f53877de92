"""Ticks as people make them by hand: X, a check mark, a symbol of a Wingdings font, an old form field, a control.

A mark that is not known is never read as a tick, nor as none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby
from typing import Final

from eqia.wordml.names import PARAGRAPH, Element, w, w14
from eqia.wordml.text.spaces import as_seen
from eqia.wordml.text.symbol_fonts import is_private
from eqia.wordml.text.ticks import (
    EMPTY_MARKS,
    ON,
    TICK_MARKS,
    TICKED,
    TYPED_MARKS,
    UNREADABLE,
    UNTICKED,
    Tick,
    mark_differs,
    mark_of,
    state_of_form_field,
)

_DRAWN: Final = TICK_MARKS - TYPED_MARKS | EMPTY_MARKS | frozenset("\ufe0e\ufe0f")
"""Marks that are no letters, wherever they stand, and what says how they are drawn."""

_WORDS: Final = {"yes": True, "y": True, "ticked": True, "checked": True, "no": False, "n": False} | dict.fromkeys(
    "-\u2013\u2014", False
)
"""Words in a box that say whether it is ticked; a dash says that nothing is."""

_SPACES: Final = tuple(w(name) for name in ("tab", "ptab", "br", "cr"))


_BRACKETS: Final = re.compile(r"[\[(][ \u00a0]?([xX\u00d7\u221a\u2713\u2714\u2612]?)[ \u00a0]?[\])]")
"""A box as it is typed on a keyboard: "[x]", "[ ]", "(X)"."""

_PIECES: Final = re.compile(r"[^\s/]+|/")
_STRESS: Final = tuple(w(name) for name in ("b", "i", "u", "highlight", "shd", "bdr", "em", "color", "rStyle"))
_STRUCK: Final = tuple(w(name) for name in ("strike", "dstrike"))
_OFF: Final = ("0", "false", "off", "none", "nil", "auto")


class Stress(Enum):
    """What sets a word off from others beside it."""

    NONE = "none"
    STRESSED = "bold, underlined, marked or the like"
    STRUCK = "crossed out"


@dataclass(frozen=True)
class Sign:
    """A piece of what a cell shows, in order: a word and what sets it off, or a mark with its state."""

    word: str = ""
    mark: Tick | None = None
    stress: Stress = Stress.NONE


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
    shown = as_seen(text).strip()
    if not shown:
        return None
    brackets = _BRACKETS.fullmatch(shown)
    state = bool(brackets[1]) if brackets else mark_of(shown)
    return state if state is not None else _WORDS.get(shown.casefold(), UNREADABLE)


def signs_in(node: Element) -> Iterator[Sign]:
    """The words and marks of a cell or a paragraph, in order. What is written in several runs is one text."""
    for is_sign, pieces in groupby(_pieces(node), key=lambda piece: isinstance(piece, Sign)):
        if is_sign:
            yield from (piece for piece in pieces if isinstance(piece, Sign))
        else:
            yield from _stressed([piece for piece in pieces if not isinstance(piece, Sign)])


def _pieces(node: Element) -> Iterator[Sign | tuple[str, Stress]]:
    """The boxes in a node, and its texts, with what sets them off."""
    for child in node:
        if child.tag == w("sdt"):
            checked = child.find(f"{w('sdtPr')}/{w14('checkbox')}/{w14('checked')}")
            if checked is not None:
                yield Sign(mark=UNREADABLE if mark_differs(child) else checked.get(w14("val"), "1") in ON)
            else:
                yield from _pieces(child)
        elif child.tag == w("r"):
            yield from _in_run(child)
        else:
            yield from _pieces(child)
            if child.tag == PARAGRAPH:
                yield " ", Stress.NONE


def _in_run(run: Element) -> Iterator[Sign | tuple[str, Stress]]:
    stress = _stress_of(run.find(w("rPr")))
    for node in run:
        if node.tag == w("fldChar"):
            box = node.find(f"{w('ffData')}/{w('checkBox')}")
            if box is not None:
                yield Sign(mark=state_of_form_field(box))
        elif node.tag == w("t"):
            yield as_seen(node.text or ""), stress
        elif node.tag in _SPACES:
            yield " ", stress


def _stress_of(properties: Element | None) -> Stress:
    for names, stress in ((_STRUCK, Stress.STRUCK), (_STRESS, Stress.STRESSED)):
        for node in () if properties is None else properties.iterchildren(*names):
            if node.get(w("fill"), node.get(w("val"), "on")) not in _OFF:
                return stress
    return Stress.NONE


def _stressed(pieces: Sequence[tuple[str, Stress]]) -> Iterator[Sign]:
    """The words and marks of texts that follow each other; a word is set off as its first letter is."""
    text = "".join(text for text, _ in pieces)
    stresses = [stress for text, stress in pieces for _ in text]
    for place, sign in _signs(text):
        yield replace(sign, stress=stresses[place]) if sign.word else sign


def written_signs(text: str) -> Iterator[Sign]:
    """The words and marks of plain text, in order."""
    yield from (sign for _, sign in _signs(as_seen(text)))


def _signs(text: str) -> Iterator[tuple[int, Sign]]:
    """The same, each with the place where it begins."""
    drawn = _BRACKETS.sub(lambda found: f"{TICKED if found[1] else UNTICKED:^{len(found[0])}}", text)
    for found in _PIECES.finditer(drawn):
        word = found[0]
        if any(map(is_private, word)):
            yield found.start(), Sign(mark=UNREADABLE)
            continue
        inside = "".join(character for character in word if character not in _DRAWN)
        for character in word:
            if character in _DRAWN and (state := mark_of(character)) is not None:
                yield found.start(), Sign(mark=state)
        state = mark_of(inside)
        if inside:
            yield found.start(), Sign(mark=state) if state is not None else Sign(word=inside)
