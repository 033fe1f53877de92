"""The words of a redline: runs that came, runs that went, and what stayed between them."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final

from lxml import etree

from eqia.textdiff import Kind, diff_words
from eqia.wordml.names import XML, Element, w
from eqia.wordml.text.revisions import revision_mark

FIRST_NUMBER: Final = 90_001
"""The number of the first tracked change, above those of bookmarks and comments."""

MINUTES_BETWEEN: Final = timedelta(minutes=5)

_RUN, _CONTROL, _CONTENT, _TEXT, _DELETED = (w(name) for name in ("r", "sdt", "sdtContent", "t", "delText"))
_PROPERTIES, _RUN_PROPERTIES = w("pPr"), w("rPr")
_START, _END = w("bookmarkStart"), w("bookmarkEnd")
_TAB, _BREAK = w("tab"), w("br")


@dataclass
class Marks:
    """Makes the marks of tracked changes: all of one author, each with a number of its own.

    Words are changed at ``when``, whole paragraphs and rows some minutes later: LibreOffice takes changes of one minute
    that meet at the end of a paragraph for one, and would then take the paragraph's end with it.
    """

    author: str
    when: str
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(FIRST_NUMBER))

    def words(self, name: str) -> Element:
        """The mark ``w:name`` of a change of words within a paragraph."""
        return revision_mark(name, next(self.numbers), self.author, self.when)

    def whole(self, name: str) -> Element:
        """The mark ``w:name`` of a change of a whole paragraph, of its end, or of a row."""
        return revision_mark(name, next(self.numbers), self.author, self._later)

    @cached_property
    def _later(self) -> str:
        return (datetime.fromisoformat(self.when) + MINUTES_BETWEEN).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True)
class _Character:
    """A character of a paragraph with the properties of its run, as XML."""

    text: str
    properties: bytes


def changed_runs(old: Element, new: Element, marks: Marks) -> Element:
    """The new paragraph, with the words that went and those that came as tracked changes. Boxes become their marks."""
    before, after = _characters(old), _characters(new)
    edits = diff_words(*("".join(character.text for character in each) for each in (before, after)))
    runs: list[Element] = []
    gone = came = 0
    for edit in edits:
        length = len(edit.text)
        if edit.kind is Kind.GONE:
            runs += [_tracked(run, "del", marks) for run in _runs(before[gone : gone + length], deleted=True)]
        elif edit.kind is Kind.NEW:
            runs += [_tracked(run, "ins", marks) for run in _runs(after[came : came + length])]
        else:
            runs += _runs(after[came : came + length])
        gone += length if edit.kind is not Kind.NEW else 0
        came += length if edit.kind is not Kind.GONE else 0
    written = copy.deepcopy(new)
    around = [written.findall(tag) for tag in (_PROPERTIES, _START, _END)]
    written[:] = [*around[0], *around[1], *runs, *around[2]]
    return written


def inserted_content(paragraph: Element, marks: Marks) -> Element:
    """The paragraph with all its runs marked as inserted."""
    for run in list(paragraph.iter(_RUN)):
        _wrap(run, marks.whole("ins"))
    return paragraph


def deleted_content(paragraph: Element, marks: Marks) -> Element:
    """The paragraph with all its runs marked as deleted."""
    for run in list(paragraph.iter(_RUN)):
        for text in run.iter(_TEXT):
            text.tag = _DELETED
        _wrap(run, marks.whole("del"))
    return paragraph


def without_bookmarks(node: Element, names: frozenset[str]) -> Element:
    """An element without the bookmarks of these names, which stand elsewhere in the document."""
    gone = {mark.get(w("id")) for mark in node.iter(_START) if mark.get(w("name")) in names}
    for mark in [mark for mark in node.iter(_START, _END) if mark.get(w("id")) in gone]:
        above = mark.getparent()
        if above is not None:
            above.remove(mark)
    return node


def without_controls(node: Element) -> Element:
    """An element whose controls are their content alone."""
    for control in list(node.iter(_CONTROL)):
        content, above = control.find(_CONTENT), control.getparent()
        if above is not None:
            place = above.index(control)
            above[place : place + 1] = list(content) if content is not None else []
    return node


def _characters(paragraph: Element) -> list[_Character]:
    found: list[_Character] = []
    for run in paragraph.iter(_RUN):
        properties = run.find(_RUN_PROPERTIES)
        look = etree.tostring(properties, with_tail=False) if properties is not None else b""
        for node in run:
            text = {_TAB: "\t", _BREAK: "\n"}.get(str(node.tag), (node.text or "") if node.tag == _TEXT else "")
            found += (_Character(character, look) for character in text)
    return found


def _runs(characters: list[_Character], *, deleted: bool = False) -> Iterator[Element]:
    """Runs of these characters: a new one wherever the properties change."""
    for look, group in itertools.groupby(characters, key=lambda character: character.properties):
        run = etree.Element(_RUN)
        if look:
            run.append(etree.fromstring(look))
        _write(run, "".join(character.text for character in group), _DELETED if deleted else _TEXT)
        yield run


def _write(run: Element, text: str, tag: str) -> None:
    pieces = {"\t": _TAB, "\n": _BREAK}
    for whole, piece in itertools.groupby(text, key=lambda character: pieces.get(character, "")):
        if whole:
            for _ in piece:
                etree.SubElement(run, whole)
        else:
            node = etree.SubElement(run, tag)
            node.text = "".join(piece)
            node.set(f"{{{XML}}}space", "preserve")


def _tracked(run: Element, kind: str, marks: Marks) -> Element:
    mark = marks.words(kind)
    mark.append(run)
    return mark


def _wrap(run: Element, mark: Element) -> None:
    above = run.getparent()
    if above is not None:
        above.replace(run, mark)
        mark.append(run)
