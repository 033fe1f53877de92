"""Tracked changes: what an editor inserted and deleted, by whom and when; the text with all of it accepted or rejected.

Sources: ECMA-376 part 1, 17.13.5 (revisions). A paragraph's end carries the paragraph's properties, so that a paragraph
whose end goes takes on the properties of the one it runs into, as in Word.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lxml import etree

from eqia.wordml.names import Element, w, w14
from eqia.wordml.text.alternatives import replace_by
from eqia.wordml.text.prose import Revision, text_of
from eqia.wordml.text.ticks import TICKED, UNTICKED

INSERTED: Final = (w("ins"), w("moveTo"))
DELETED: Final = (w("del"), w("moveFrom"))

_P, _TC, _TR, _TBL, _PPR, _RPR, _TRPR, _TCPR = (
    w(name) for name in ("p", "tc", "tr", "tbl", "pPr", "rPr", "trPr", "tcPr")
)
_MARK_HOLDERS: Final = (_RPR, _TRPR, w("numPr"))
_FORMER: Final = tuple(
    w(name)
    for name in (
        "pPrChange",
        "rPrChange",
        "tblPrChange",
        "tblPrExChange",
        "trPrChange",
        "tcPrChange",
        "sectPrChange",
        "tblGridChange",
    )
)
_STAYS: Final = {_PPR: (_RPR, w("sectPr")), _TRPR: (*INSERTED, *DELETED), _RPR: (*INSERTED, *DELETED)}
"""What the former properties of an element do not tell of."""

_RANGES: Final = tuple(
    w(f"{kind}Range{end}")
    for kind in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
    for end in ("Start", "End")
)
_MOMENT: Final = re.compile(r"[12]\d{3}-\d\d-\d\d")
_PLAIN_NAMES: Final = {w("delText"): w("t"), w("delInstrText"): w("instrText")}
_BESIDE_TEXT: Final = tuple(
    w(name)
    for name in (
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "proofErr",
        "permStart",
        "permEnd",
    )
)


class Tracked(StrEnum):
    """What kind of change is tracked."""

    INSERTED = "inserted"
    DELETED = "deleted"
    ROW_INSERTED = "row inserted"
    ROW_DELETED = "row deleted"
    LOOK = "look changed"


@dataclass(frozen=True)
class TrackedChange:
    """A tracked change: who made it, when (as the file says it, possibly nothing), the text, and where it stands."""

    kind: Tracked
    author: str
    when: str
    text: str
    node: Element


def resolve(root: Element, revision: Revision) -> Element:
    """A copy of a document with every tracked change accepted (FINAL) or rejected (ORIGINAL), leaving no trace."""
    document = copy.deepcopy(root)
    toggled = [box for box in document.iter(w14("checkbox")) if _is_toggled(box)]
    gone, kept = (DELETED, INSERTED) if revision is Revision.FINAL else (INSERTED, DELETED)
    _resolve_rows(document, gone)
    _resolve_former(document, restore=revision is Revision.ORIGINAL)
    _resolve_runs(document, gone, kept)
    _resolve_paragraphs(document, gone, kept)
    for node in list(document.iter(*_RANGES)):
        _remove(node)
    if revision is Revision.ORIGINAL:
        _untoggle(toggled)
    return document


def has_tracked_changes(root: Element) -> bool:
    """Whether anything in a document is a tracked change."""
    return next(root.iter(*INSERTED, *DELETED, *_FORMER, w("cellIns"), w("cellDel")), None) is not None


def tracked_changes(root: Element) -> Iterator[TrackedChange]:
    """The tracked changes of a document in order; what one person did at one time in one paragraph is one change."""
    held: TrackedChange | None = None
    for change in _each(root):
        if held and _continues(held, change):
            held = TrackedChange(held.kind, held.author, held.when, held.text + change.text, change.node)
            continue
        if held:
            yield held
        held = change
    if held:
        yield held


def _each(root: Element) -> Iterator[TrackedChange]:
    for node in root.iter(*INSERTED, *DELETED, *_FORMER):
        above = node.getparent()
        inserted = node.tag in INSERTED
        if node.tag in _FORMER:
            yield _change(Tracked.LOOK, node, "")
        elif above is None or above.tag == w("numPr"):
            continue
        elif above.tag == _TRPR:
            yield _change(Tracked.ROW_INSERTED if inserted else Tracked.ROW_DELETED, node, "")
        elif above.tag == _RPR:
            if _is_paragraph_mark(above):
                yield _change(Tracked.INSERTED if inserted else Tracked.DELETED, node, "\n")
        elif (text := text_of(node, Revision.FINAL if inserted else Revision.ORIGINAL)) or not _is_comment(node):
            yield _change(Tracked.INSERTED if inserted else Tracked.DELETED, node, text)


def _is_comment(node: Element) -> bool:
    """Whether the mark of a comment is what was inserted or deleted."""
    return next(node.iter(w("commentReference")), None) is not None


def _change(kind: Tracked, node: Element, text: str) -> TrackedChange:
    return TrackedChange(kind, node.get(w("author"), ""), moment_of(node), text, node)


def moment_of(node: Element) -> str:
    """When a change or a comment was made, as the file says; nothing where a program wrote a day that never was."""
    moment = node.get(w("date"), "")
    return moment if _MOMENT.match(moment) else ""


def _continues(before: TrackedChange, change: TrackedChange) -> bool:
    """Whether a change is a further piece of the one before: neighbours in one paragraph, or its look again."""
    if (before.kind, before.author, before.when) != (change.kind, change.author, change.when):
        return False
    if change.kind is Tracked.LOOK:
        return _paragraph(before.node) is _paragraph(change.node)
    return before.text != "\n" and change.text != "\n" and change.node.getprevious() is before.node


def _paragraph(node: Element) -> Element | None:
    return next(node.iterancestors(_P), None)


def _is_paragraph_mark(properties: Element) -> bool:
    above = properties.getparent()
    return above is not None and above.tag == _PPR


def _resolve_rows(document: Element, gone: tuple[str, ...]) -> None:
    cell_gone = w("cellDel") if gone is DELETED else w("cellIns")
    for properties in list(document.iter(_TRPR, _TCPR)):
        marks = gone if properties.tag == _TRPR else (cell_gone,)
        holder = properties.getparent()
        if holder is not None and any(child.tag in marks for child in properties):
            table = next(holder.iterancestors(_TBL), None)
            _remove(holder)
            if table is not None and table.find(_TR) is None:
                _remove(table)
    for mark in list(document.iter(w("cellIns"), w("cellDel"), w("cellMerge"))):
        _remove(mark)


def _resolve_former(document: Element, *, restore: bool) -> None:
    for change in list(document.iter(*_FORMER)):
        holder, former = change.getparent(), next(iter(change), None)
        if holder is None:
            continue
        _remove(change)
        if restore:
            stays = _STAYS.get(holder.tag, ())
            for child in [child for child in holder if child.tag not in stays]:
                holder.remove(child)
            holder[:0] = list(former) if former is not None else []


def _resolve_runs(document: Element, gone: tuple[str, ...], kept: tuple[str, ...]) -> None:
    for node in list(document.iter(*gone)):
        if not _is_mark(node):
            _remove(node)
    for node in list(document.iter(*kept)):
        if not _is_mark(node):
            _unwrap(node)
    for node in document.iter(*_PLAIN_NAMES):
        node.tag = _PLAIN_NAMES[node.tag]


def _resolve_paragraphs(document: Element, gone: tuple[str, ...], kept: tuple[str, ...]) -> None:
    for paragraph in reversed(list(document.iter(_P))):
        if any(paragraph.find(f"{_PPR}/{_RPR}/{mark}") is not None for mark in gone):
            _run_on(paragraph)
    for mark in list(document.iter(*gone, *kept)):
        _remove(mark)


def _run_on(paragraph: Element) -> None:
    """Joins a paragraph with the next one. One before a table goes if it is empty; the last of a cell stays."""
    following = paragraph.getnext()
    while following is not None and following.tag in _BESIDE_TEXT:
        following = following.getnext()
    content = [child for child in paragraph if child.tag != _PPR]
    if following is not None and following.tag == _P:
        place = 1 if following.find(_PPR) is not None else 0
        following[place:place] = content
        _remove(paragraph)
    elif following is not None and not any(child.tag not in _BESIDE_TEXT for child in content):
        _remove(paragraph)


def _is_toggled(box: Element) -> bool:
    """Whether the mark that a tick box shows was changed while changes were tracked."""
    control = next(box.iterancestors(w("sdt")), None)
    return control is not None and next(control.iter(*INSERTED, *DELETED), None) is not None


def _untoggle(boxes: Sequence[Element]) -> None:
    """Sets the states of tick boxes, of which no program keeps the former one, by the marks they show."""
    for box in boxes:
        control, state = next(box.iterancestors(w("sdt"))), box.find(w14("checked"))
        shown = text_of(control).strip()
        if state is not None and shown in (TICKED, UNTICKED):
            state.set(w14("val"), "1" if shown == TICKED else "0")


def _is_mark(node: Element) -> bool:
    above = node.getparent()
    return above is not None and above.tag in _MARK_HOLDERS


def _remove(node: Element) -> None:
    above = node.getparent()
    if above is not None:
        above.remove(node)


def _unwrap(node: Element) -> None:
    replace_by(node, list(node))


def revision_mark(name: str, number: int, author: str, when: str) -> Element:
    """An element that marks a tracked change. ``when`` is a moment as ``2026-05-04T00:00:00Z``."""
    return etree.Element(w(name), {w("id"): str(number), w("author"): author, w("date"): when})
