"""A redline: two documents of one template as one, with tracked changes that lead to exactly the old or the new one.

The end of the last paragraph of a cell cannot be inserted or deleted. Where lines are added or taken off there, the
ends of the paragraphs before carry the marks, and the last one says which properties it had (ECMA-376 17.13.5.29).
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from lxml import etree

from eqia.textdiff import LEAST_ALIKE, similarity
from eqia.wordml.editing.alignment import align
from eqia.wordml.editing.redline_text import (
    Marks,
    changed_runs,
    deleted_content,
    inserted_content,
    without_bookmarks,
    without_controls,
)
from eqia.wordml.names import CELL, PARAGRAPH, ROW, TABLE, Element, parse, w
from eqia.wordml.text.prose import text_of
from eqia.wordml.text.tables import gap_properties

_PROPERTIES: Final = w("pPr")
_NUMBERING: Final = w("numPr")
_RUN_PROPERTIES: Final = w("rPr")
_ROW_PROPERTIES: Final = w("trPr")
_CELL_PROPERTIES: Final = w("tcPr")

Pair = tuple[Element | None, Element | None]


def redline(old: Element, new: Element, author: str, when: str, lists: Mapping[str, Element]) -> Element:
    """A copy of the new document, or of one of its parts, in which what differs from the old one is tracked.

    ``when`` is a moment as ``2026-05-04T00:00:00Z``; ``lists`` is what ``lists_of`` says of the document's styles.
    """
    document = copy.deepcopy(new)
    earlier = copy.deepcopy(old)
    names = frozenset(mark.get(w("name"), "") for mark in document.iter(w("bookmarkStart")))
    work = _Redline(Marks(author, when), names, lists)
    holder, former = document.find(w("body")), earlier.find(w("body"))
    if holder is None or former is None:
        holder, former = document, earlier
    holder[:] = work.blocks(list(former), list(holder))
    return document


def lists_of(styles: bytes) -> dict[str, Element]:
    """The paragraph styles that make list items, each with its ``w:numPr``; from a file's ``word/styles.xml``."""
    found = ((style, style.find(f"{_PROPERTIES}/{_NUMBERING}")) for style in parse(styles).iter(w("style")))
    return {style.get(w("styleId"), ""): numbering for style, numbering in found if numbering is not None}


@dataclass
class _Line:
    """A paragraph on its way: as it was, as it is, whether its end is inserted or deleted ("" for neither)."""

    old: Element | None
    new: Element | None
    mark: str = ""
    former: Element | None = None
    final: Element | None = None


@dataclass
class _Redline:
    """The work on one pair of documents. ``kept_names`` are the bookmarks of the new one."""

    marks: Marks
    kept_names: frozenset[str]
    lists: Mapping[str, Element]

    def blocks(self, old: list[Element], new: list[Element]) -> list[Element]:
        """The blocks of a body or of a cell: what became of each, in order."""
        pairs = align(old, new, _block_key, _block_likeness)
        written: list[Element] = []
        run: list[_Line] = []
        for pair in _arranged(pairs):
            if _tag(pair) == PARAGRAPH:
                run.append(_line(*pair))
                continue
            written += self.paragraphs(run, at_end=_tag(pair) == TABLE and None not in pair)
            run = []
            written += self.block(*pair)
        if run and written and written[-1].tag == TABLE:
            _keep_end_below_table(run)
        return [*written, *self.paragraphs(run, at_end=True)]

    def block(self, old: Element | None, new: Element | None) -> Iterator[Element]:
        """A block that is no paragraph."""
        if old is not None and new is not None:
            yield self.table(old, new) if new.tag == TABLE else new
        elif new is not None:
            yield self.whole_table(new, "ins") if new.tag == TABLE else new
        elif old is not None and old.tag == TABLE:
            yield self.whole_table(old, "del")

    def paragraphs(self, lines: list[_Line], *, at_end: bool) -> list[Element]:
        """Some paragraphs in a row; ``at_end``: nothing follows that the last of them could run into."""
        return [self.paragraph(line) for line in (_ends_kept(lines) if at_end else lines)]

    def paragraph(self, line: _Line) -> Element:
        if line.old is not None and line.new is not None:
            written = line.new if _xml(line.old) == _xml(line.new) else self.changed(line.old, line.new)
        elif line.new is not None:
            written = inserted_content(line.new, self.marks)
        else:
            assert line.old is not None
            written = deleted_content(without_bookmarks(line.old, self.kept_names), self.marks)
        if line.final is not None:
            _set_properties(written, line.final)
        if line.former is not None:
            self.note_former(written, line.former)
        if line.mark:
            _run_properties(_properties(written)).insert(0, self.marks.whole(line.mark))
        return written

    def changed(self, old: Element, new: Element) -> Element:
        """A paragraph whose words or properties changed."""
        written = changed_runs(old, new, self.marks)
        former = _properties_of(old)
        if _xml(former) != _xml(_properties_of(new)):
            self.note_former(written, former)
        return written

    def note_former(self, paragraph: Element, former: Element) -> None:
        """Writes into a paragraph which properties it had; a list item by its style is named one outright, since
        LibreOffice restores a style without its list.
        """
        properties = _properties(paragraph)
        for earlier in properties.findall(w("pPrChange")):
            properties.remove(earlier)
        change = self.marks.whole("pPrChange")
        held = etree.SubElement(change, _PROPERTIES)
        held[:] = [copy.deepcopy(child) for child in former if child.tag != _RUN_PROPERTIES]
        style = held.find(w("pStyle"))
        numbering = self.lists.get(style.get(w("val"), "")) if style is not None else None
        if style is not None and numbering is not None and held.find(_NUMBERING) is None:
            style.addnext(copy.deepcopy(numbering))
        properties.append(change)

    def table(self, old: Element, new: Element) -> Element:
        rows = align(old.findall(ROW), new.findall(ROW), _row_key, _row_likeness)
        written = [row for pair in rows for row in self.row(*pair)]
        for row in new.findall(ROW):
            new.remove(row)
        new.extend(written)
        return new

    def row(self, old: Element | None, new: Element | None) -> Iterator[Element]:
        if old is not None and new is not None and len(old.findall(CELL)) == len(new.findall(CELL)):
            for before, after in zip(old.findall(CELL), new.findall(CELL), strict=True):
                self.cell(before, after)
            yield new
            return
        if old is not None:
            yield self.whole_row(old, "del")
        if new is not None:
            yield self.whole_row(new, "ins")

    def cell(self, old: Element, new: Element) -> None:
        if _xml(old) != _xml(new):
            properties = new.findall(_CELL_PROPERTIES)
            before, after = ([node for node in cell if node.tag != _CELL_PROPERTIES] for cell in (old, new))
            new[:] = [*properties, *self.blocks(before, after)]

    def whole_table(self, table: Element, kind: str) -> Element:
        for row in table.findall(ROW):
            self.whole_row(row, kind)
        return table

    def whole_row(self, row: Element, kind: str) -> Element:
        """A row that came or went with all that is in it. Its boxes become plain marks: controls cannot be tracked.

        The row's properties need one more than the mark (17.4.82): that the row may break, as it may anyway.
        """
        if kind == "del":
            without_bookmarks(row, self.kept_names)
        without_controls(row)
        change = inserted_content if kind == "ins" else deleted_content
        for paragraph in list(row.iter(PARAGRAPH)):
            change(paragraph, self.marks)
            _run_properties(_properties(paragraph)).insert(0, self.marks.whole(kind))
        properties = row.find(_ROW_PROPERTIES)
        if properties is None:
            properties = etree.Element(_ROW_PROPERTIES)
            row.insert(1 if row.find(w("tblPrEx")) is not None else 0, properties)
        if len(properties) == 0:
            etree.SubElement(properties, w("cantSplit")).set(w("val"), "off")
        properties.append(self.marks.whole(kind))
        return row


def _ends_kept(lines: list[_Line]) -> list[_Line]:
    """Lines at the end of a cell, so marked that the end of the last one is neither inserted nor deleted."""
    last = max((place for place, line in enumerate(lines) if line.old is not None and line.new is not None), default=-1)
    head, tail = lines[: last + 1], lines[last + 1 :]
    gone = [line for line in tail if line.new is None]
    came = [line for line in tail if line.old is None]
    if gone and came:
        return [*head, *gone[:-1], *came[:-1], _Line(gone[-1].old, came[-1].new)]
    if not tail or not head:
        return lines
    keep, end = head[-1], tail[-1]
    mark = "del" if gone else "ins"
    keep.mark = mark
    for line in tail[:-1]:
        line.mark = mark
    end.mark = ""
    assert keep.old is not None
    assert keep.new is not None
    if gone:
        assert end.old is not None
        end.final, end.former = _properties_of(keep.new), _properties_of(end.old)
    else:
        end.former = _properties_of(keep.old)
    return lines


def _keep_end_below_table(lines: list[_Line]) -> None:
    """Makes the end of the last line, below a table that came or went with it, the space below a table: it stays."""
    last = lines[-1]
    if all(line.old is None for line in lines):
        last.mark, last.former = "", gap_properties()
    elif all(line.new is None for line in lines):
        assert last.old is not None
        last.mark, last.final, last.former = "", gap_properties(), _properties_of(last.old)


def _line(old: Element | None, new: Element | None) -> _Line:
    return _Line(old, new, "" if old is not None and new is not None else "ins" if old is None else "del")


def _arranged(pairs: Sequence[Pair]) -> list[Pair]:
    """Blocks that came and blocks that went in one place, each in their order: those first that end in a table.

    A paragraph that goes then stands before a paragraph, into which it can run.
    """
    ordered: list[Pair] = []
    for changed, group in groupby(pairs, key=lambda pair: None in pair):
        held = list(group)
        if changed:
            gone, came = ([pair for pair in held if pair[side] is None] for side in (1, 0))
            tables = [_past_tables(each) for each in (gone, came)]
            held = [*gone[: tables[0]], *came[: tables[1]], *gone[tables[0] :], *came[tables[1] :]]
        ordered += held
    return ordered


def _past_tables(pairs: Sequence[Pair]) -> int:
    """The number of blocks up to the last table."""
    return max((place for place, pair in enumerate(pairs, 1) if _tag(pair) == TABLE), default=0)


def _tag(pair: Pair) -> object:
    old, new = pair
    node = new if new is not None else old
    return node.tag if node is not None else None


def _block_key(block: Element) -> tuple[object, str]:
    """Tables are the same if their headings and titles are, paragraphs if all in them is."""
    if block.tag == TABLE:
        first = block.find(ROW)
        caption = block.find(f"{w('tblPr')}/{w('tblCaption')}")
        title = caption.get(w("val"), "") if caption is not None else ""
        return block.tag, title + (_row_text(first) if first is not None else "")
    return block.tag, _xml(block) if block.tag == PARAGRAPH else ""


def _block_likeness(old: Element, new: Element) -> float:
    if old.tag != PARAGRAPH or new.tag != PARAGRAPH:
        return 0.0
    if _is_anchor(old) or _is_anchor(new):
        return 1.0 if text_of(old) == text_of(new) else 0.0
    alike = similarity(text_of(old), text_of(new))
    return alike if alike >= LEAST_ALIKE else 0.0


def _is_anchor(paragraph: Element) -> bool:
    return paragraph.find(w("bookmarkStart")) is not None


def _row_key(row: Element) -> str:
    return _row_text(row)


def _row_text(row: Element) -> str:
    return "\n".join(text_of(paragraph) for paragraph in row.iter(PARAGRAPH))


def _row_likeness(old: Element, new: Element) -> float:
    """Rows of one label may be one row; the more alike the rest, the better."""
    labels = [next((text_of(paragraph) for paragraph in row.iter(PARAGRAPH)), "") for row in (old, new)]
    alike = similarity(_row_text(old), _row_text(new))
    return 0.5 + alike if labels[0] == labels[1] else alike if alike >= 0.7 else 0.0


def _properties_of(paragraph: Element) -> Element:
    """A copy of the properties of a paragraph."""
    found = paragraph.find(_PROPERTIES)
    return copy.deepcopy(found) if found is not None else etree.Element(_PROPERTIES)


def _properties(paragraph: Element) -> Element:
    found = paragraph.find(_PROPERTIES)
    if found is None:
        found = etree.Element(_PROPERTIES)
        paragraph.insert(0, found)
    return found


def _run_properties(properties: Element) -> Element:
    """The properties of a paragraph's end, in the place that the schema gives them (17.3.1.26)."""
    found = properties.find(_RUN_PROPERTIES)
    if found is None:
        found = etree.Element(_RUN_PROPERTIES)
        change = properties.find(w("pPrChange"))
        properties.insert(properties.index(change) if change is not None else len(properties), found)
    return found


def _set_properties(paragraph: Element, properties: Element) -> None:
    _properties(paragraph)[:] = [copy.deepcopy(child) for child in properties if child.tag != _RUN_PROPERTIES]


def _xml(node: Element) -> str:
    return etree.tostring(node, encoding="unicode", with_tail=False)
