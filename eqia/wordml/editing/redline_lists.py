"""The lists of two documents in one: those that are the same count together, the others of the old one come along."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Final

from eqia.textdiff import matched
from eqia.wordml.names import PARAGRAPH, Element, parse, serialise, w
from eqia.wordml.text.numbering import NUMBERING, read_lists
from eqia.wordml.text.prose import text_of

_NUMBER: Final = f"{w('pPr')}/{w('numPr')}/{w('numId')}"
_LEVEL: Final = f"{w('pPr')}/{w('numPr')}/{w('ilvl')}"
_VALUE: Final = w("val")

Lists = dict[str, tuple[str, ...]]
"""The numbered lists of a text in their order, by number: their level, their labels and their first item."""


def share_lists(old: Element, new: Element, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> bytes | None:
    """The numbering for a redline of two texts; None if that of the newer one will do.

    Items in ``old`` are put into the lists of ``new`` that begin alike, the others into lists that are added.
    """
    theirs, ours = _lists(old, before), _lists(new, after)
    numbers: dict[str, str] = {}
    here, there = list(theirs), list(ours)
    for same, gone, came in matched(list(theirs.values()), list(ours.values())):
        if same:
            numbers |= zip(here[: len(gone)], there[: len(came)], strict=True)
        del here[: len(gone)], there[: len(came)]
    missing = [number for number in theirs if number not in numbers]
    root = parse(after[NUMBERING]) if missing else None
    if root is not None:
        numbers |= _added(missing, parse(before[NUMBERING]), root)
    for node in old.iter(w("numId")):
        node.set(_VALUE, numbers.get(node.get(_VALUE, ""), node.get(_VALUE, "")))
    return serialise(root) if root is not None else None


def _lists(root: Element, parts: Mapping[str, bytes]) -> Lists:
    known = read_lists(parts.get(NUMBERING, b""))
    found: Lists = {}
    for paragraph in root.iter(PARAGRAPH):
        number = paragraph.find(_NUMBER)
        id = number.get(_VALUE, "") if number is not None else ""
        if id and id not in found:
            level = paragraph.find(_LEVEL)
            at = level.get(_VALUE, "0") if level is not None else "0"
            if at.isdecimal() and known.is_numbered(id, int(at)):
                labels = known.levels[id][int(at)]
                found[id] = (at, labels.kind, labels.text, text_of(paragraph))
    return found


def _added(numbers: list[str], theirs: Element, ours: Element) -> dict[str, str]:
    """Lists of one numbering put into another, by the numbers they had."""
    lists = {each.get(w("numId"), ""): each for each in theirs.iterchildren(w("num"))}
    styles = {each.get(w("abstractNumId"), ""): each for each in theirs.iterchildren(w("abstractNum"))}
    given: dict[str, str] = {}
    for number in numbers:
        new = copy.deepcopy(lists[number])
        base = new.find(w("abstractNumId"))
        assert base is not None
        style = copy.deepcopy(styles[base.get(_VALUE, "")])
        style.set(w("abstractNumId"), _free(ours, "abstractNum", "abstractNumId"))
        base.set(_VALUE, style.get(w("abstractNumId"), ""))
        given[number] = _free(ours, "num", "numId")
        new.set(w("numId"), given[number])
        last = [*ours.iterchildren(w("abstractNum"))][-1]
        last.addnext(style)
        [*ours.iterchildren(w("num"))][-1].addnext(new)
    return given


def _free(root: Element, name: str, attribute: str) -> str:
    used = (each.get(w(attribute), "") for each in root.iterchildren(w(name)))
    return str(1 + max((int(id) for id in used if id.isdecimal()), default=0))
