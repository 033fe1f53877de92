"""Yes and No as people mark them by hand: boxes under headings, boxes beside words, or the word alone."""

from __future__ import annotations

from collections.abc import Sequence

from eqia.wordml.text.blocks import Box
from eqia.wordml.text.marks import Sign
from eqia.wordml.text.ticks import UNREADABLE, Tick


def read_yes_no(
    boxes: Sequence[Box], columns: tuple[int, int] | None, *, boxes_may_be_lost: bool = False
) -> tuple[Tick, Tick]:
    """The states of the Yes box and of the No box in the cells beside a question.

    ``columns`` are the numbers of the cells under the headings Yes and No, where there are such.
    """
    if columns is not None and max(columns) < len(boxes) and not _words(boxes):
        yes, no = (boxes[number].mark for number in columns)
        return _states(yes, no, boxes_may_be_lost=boxes_may_be_lost)
    words = _words(boxes)
    marked = _beside_words(boxes)
    if marked:
        return _states(marked.get("yes"), marked.get("no"), boxes_may_be_lost=boxes_may_be_lost)
    if words in (["yes"], ["no"]):
        return words == ["yes"], words == ["no"]
    if not words and not any(sign.mark for box in boxes for sign in box.signs):
        return _states(None, None, boxes_may_be_lost=boxes_may_be_lost)
    return UNREADABLE, UNREADABLE


def without_marks(signs: Sequence[Sign]) -> str:
    """The words among some signs."""
    return " ".join(sign.word for sign in signs if sign.word)


def _states(yes: Tick | None, no: Tick | None, *, boxes_may_be_lost: bool) -> tuple[Tick, Tick]:
    """Both states. Where ticks can get lost, a box without a mark says nothing unless the other one is ticked."""
    if boxes_may_be_lost and yes is not True and no is not True:
        return (UNREADABLE if yes is None else yes), (UNREADABLE if no is None else no)
    return (yes if yes is not None else False), (no if no is not None else False)


def _words(boxes: Sequence[Box]) -> list[str]:
    return [sign.word.strip(".,:/()").casefold() for box in boxes for sign in box.signs if sign.word.strip(".,:/()")]


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
    return sign.word.strip(".,:/()").casefold()
