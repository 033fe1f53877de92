"""Yes and No as people mark them by hand: boxes under headings, boxes beside words, or the word alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from eqia.wordml.text.blocks import Box
from eqia.wordml.text.marks import Sign, Stress
from eqia.wordml.text.ticks import UNREADABLE, Tick

_AROUND: Final = ".,:/()-\u2013\u2014"
_LETTERS: Final = {"y": "yes", "n": "no"}


def read_yes_no(
    boxes: Sequence[Box], columns: tuple[int, int] | None, *, boxes_may_be_lost: bool = False
) -> tuple[Tick, Tick]:
    """The states of the Yes box and of the No box in the cells beside a question.

    ``columns`` are the numbers of the cells under the headings Yes and No, where there are such.
    """
    if columns is not None and max(columns) < len(boxes) and not _words(boxes):
        yes, no = (boxes[number].mark for number in columns)
        return _states(yes, no, boxes_may_be_lost=boxes_may_be_lost)
    words = [_LETTERS.get(word, word) for word in _words(boxes)]
    marked = _beside_words(boxes)
    if marked:
        return _states(marked.get("yes"), marked.get("no"), boxes_may_be_lost=boxes_may_be_lost)
    if words in (["yes"], ["no"]):
        return words == ["yes"], words == ["no"]
    if sorted(words) == ["no", "yes"] and (chosen := _set_off(boxes)):
        return chosen == "yes", chosen == "no"
    if not words and not any(sign.mark for box in boxes for sign in box.signs):
        return _states(None, None, boxes_may_be_lost=boxes_may_be_lost)
    return UNREADABLE, UNREADABLE


def is_set_off(boxes: Sequence[Box]) -> bool:
    """Whether the answer is one of the words Yes and No that only its look sets off from the other."""
    words = [_LETTERS.get(word, word) for word in _words(boxes)]
    return sorted(words) == ["no", "yes"] and not _beside_words(boxes) and bool(_set_off(boxes))


def _set_off(boxes: Sequence[Box]) -> str:
    """The one of two words that is bold, underlined or marked, or the one that is not crossed out; "" if none is."""
    signs = [sign for box in boxes for sign in box.signs if _kind(sign) in ("yes", "no")]
    for stress, is_chosen in ((Stress.STRUCK, False), (Stress.STRESSED, True)):
        found = [sign for sign in signs if (sign.stress is stress) is is_chosen]
        if len(found) == 1:
            return _kind(found[0])
    return ""


def boxes_at(cells: Sequence[Box], label: int, end: int, *, leading: bool) -> Sequence[Box]:
    """The cells of a row that hold the boxes of a label: its own with marks in it, those behind it up to the next.

    If the row ends with a label (``leading``), its boxes stand before their labels.
    """
    own = [cells[label]] if any(sign.mark is not None for sign in cells[label].signs) else []
    if leading and label and not own:
        return cells[label - 1 : label]
    return [*own, *cells[label + 1 : end]]


def without_marks(signs: Sequence[Sign]) -> str:
    """The words among some signs."""
    return " ".join(sign.word for sign in signs if sign.word)


def _states(yes: Tick | None, no: Tick | None, *, boxes_may_be_lost: bool) -> tuple[Tick, Tick]:
    """Both states. Where ticks can get lost, a box without a mark says nothing unless the other one is ticked."""
    if boxes_may_be_lost and yes is not True and no is not True:
        return (UNREADABLE if yes is None else yes), (UNREADABLE if no is None else no)
    return (yes if yes is not None else False), (no if no is not None else False)


def _words(boxes: Sequence[Box]) -> list[str]:
    return [word.casefold() for box in boxes for sign in box.signs if (word := sign.word.strip(_AROUND))]


def _beside_words(boxes: Sequence[Box]) -> dict[str, Tick | None]:
    """The marks by the word they stand beside: after it where the first sign is a word, before it otherwise."""
    shown = [sign for box in boxes for sign in (box.signs or [Sign()])]
    signs = [sign for sign in shown if _kind(sign) or not sign.word]
    kinds = [_kind(sign) for sign in signs]
    if "yes" not in kinds or "no" not in kinds or not {"mark", ""} & set(kinds):
        return {}
    after = kinds[0] in ("yes", "no")
    found: dict[str, Tick | None] = {}
    for place, kind in enumerate(kinds):
        beside = place + 1 if after else place - 1
        if kind in ("yes", "no"):
            is_mark = 0 <= beside < len(signs) and kinds[beside] in ("mark", "")
            found[kind] = signs[beside].mark if is_mark else None
    return found


def _kind(sign: Sign) -> str:
    if sign.mark is not None:
        return "mark"
    word = sign.word.strip(_AROUND).casefold()
    return _LETTERS.get(word, word)
