"""Prepares a Word template for printing: finds where answers go, and adds what staff need not see.

Staff write ``{{ scope.who_is_affected }}`` alone in a paragraph, and tag a tick box with its field path. Here labels
get their bookmarks, such a paragraph becomes as many paragraphs as the answer has, and a tick box takes its state.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from eqia.errors import PackError
from eqia.wordml.form.anchors import NAME_START, Anchor, Shape, Slot, normalised
from eqia.wordml.form.loops import NO_LOOP, Loop, rows_in_loops
from eqia.wordml.form.printing import Box, ParagraphShape, box_of, shape_of
from eqia.wordml.names import CELL, PARAGRAPH, ROW, TABLE, Element, w, w14
from eqia.wordml.text import ticks
from eqia.wordml.text.prose import text_of
from eqia.wordml.text.styles import Role, Styles

FACTS: Final = ("facts", "glance")
"""The names under which a template finds facts of the document; everything else that it prints is an answer."""

_EXPRESSION: Final = re.compile(r"\s*\{\{\s*([A-Za-z_]\w*(?:\.\w+)*)\s*\}\}\s*")
_PATH: Final = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*")
_NOT_ANSWERS: Final = ("id", "label")
_UNSPLIT_WIDE: Final = 600
_UNSPLIT_NARROW: Final = 450
_UNSPLIT_HALF: Final = 200
"""Characters up to which a row stays on one page: beside a question, in the narrower cells of a list, and where two
questions with their answers share a row.
"""

_MOST_ROWS: Final = 10_000
"""More rows than a table has, so that numbers of bookmarks in different tables never meet."""


@dataclass(frozen=True)
class Prepared:
    """A template's text, ready for Jinja: its XML, its anchors, and how its answers and boxes are printed.

    The XML names the filters ``answer``, ``box``, ``anchor`` and ``unsplit``, which the renderer provides.
    """

    xml: str
    anchors: tuple[Anchor, ...]
    shapes: tuple[ParagraphShape, ...]
    boxes: tuple[Box, ...]


@dataclass
class _Preparation:
    """The work on one template."""

    styles: Styles
    numbers: Iterator[int]
    anchors: list[Anchor] = field(default_factory=list)
    shapes: list[ParagraphShape] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def table(self, table: Element) -> None:
        rows = table.findall(ROW)
        heads = [text_of(cell).strip() for cell in rows[0].findall(CELL)] if rows else []
        for row, loop in rows_in_loops(table):
            self.row(row, heads, loop)

    def row(self, row: Element, heads: list[str], loop: Loop) -> None:
        """Groups the answers of a row by the label cell to their left, and anchors each group."""
        cells = row.findall(CELL)
        heads = heads if len(heads) == len(cells) else [""] * len(cells)
        groups: dict[int, list[Slot]] = {}
        label = -1
        for number, cell in enumerate(cells):
            slots = list(self.cell(cell, number, heads[number], loop))
            if not slots:
                label = number
            elif label < 0 and not loop.path:
                raise PackError(f'The Word template has no label to the left of "{slots[0].path}".')
            else:
                groups.setdefault(label, []).extend(slots)
        for label, slots in groups.items():
            self.anchor_row(row, cells, label, tuple(slots), loop)
        _keep_short_rows_whole(row, [slot for slots in groups.values() for slot in slots], loop)

    def cell(self, cell: Element, number: int, head: str, loop: Loop) -> Iterator[Slot]:
        for control in list(cell.iter(w14("checkbox"))):
            expression, title = self.box(control, loop)
            yield Slot(loop.field(expression), number, head, title, tick=True)
        for paragraph in list(cell.iter(PARAGRAPH)):
            expression = _answer_in(paragraph, loop)
            if expression:
                self.answer(paragraph, expression, says_so=not loop.path)
                yield Slot(loop.field(expression), number, head)

    def anchor_row(self, row: Element, cells: list[Element], label: int, slots: tuple[Slot, ...], loop: Loop) -> None:
        """Anchors the answers of a row: a row of its own, a row for each of the data's, or the rows of a list."""
        paragraph = _label_paragraph(row, cells, label)
        text = text_of(paragraph).strip()
        number = next(self.numbers)
        if loop.path and _EXPRESSION.fullmatch(text):
            self.anchors.append(Anchor(f"{loop.path}.#", "", Shape.ROW, slots, label, len(cells)))
            name = "{{ " + loop.item("id") + f"|anchor('{loop.path}')" + " }}"
            _mark(paragraph, name, "{{ " + f"{number * _MOST_ROWS} + loop.index" + " }}")
        elif loop.path:
            anchor = Anchor(loop.path, text, Shape.ROWS, slots, max(label, 0), len(cells))
            self.anchors.append(anchor)
            _mark(paragraph, anchor.name, str(number), f"{loop.item('id')} == '0'" if label >= 0 else "")
        else:
            path = slots[0].path if len(slots) == 1 else slots[0].path.rpartition(".")[0]
            self.anchors.append(Anchor(path, text, Shape.ROW, slots, label, len(cells)))
            _mark(paragraph, self.anchors[-1].name, str(number))

    def box(self, control: Element, loop: Loop) -> tuple[str, str]:
        """Makes a tick box show its state. Returns the expression that its tag names, and its title."""
        properties = control.getparent()
        holder = properties.getparent() if properties is not None else None
        tag = properties.find(w("tag")) if properties is not None else None
        expression = tag.get(w("val"), "") if tag is not None else ""
        if properties is None or holder is None or tag is None or not _PATH.fullmatch(expression):
            raise PackError(f'A tick box in the Word template has the tag "{expression}", which is not a field path.')
        title = _title(properties, loop)
        tag.set(w("val"), loop.field(expression).replace("#", ticks.ID))
        self.boxes.append(box_of(holder, title, self.styles))
        row = f", {loop.item('id')}, {loop.item('label')}" if loop.path else ""
        _replace(holder, "{{ " + f"{_lookup(expression)}|box({len(self.boxes) - 1}{row})" + " }}")
        return expression, title

    def answer(self, paragraph: Element, expression: str, *, says_so: bool) -> None:
        """Puts the answer's paragraphs in the place of one; ``says_so``, that there is none, where there is none."""
        self.shapes.append(shape_of(paragraph, self.styles))
        blank = f", blank['{expression}']" if says_so else ""
        _replace(paragraph, "{{ " + f"{_lookup(expression)}|answer({len(self.shapes) - 1}{blank})" + " }}")

    def text(self, heading: Element, below: Sequence[Element]) -> None:
        """Anchors an answer that stands under a heading, among fixed sentences."""
        found = [(place, text) for place, node in enumerate(below) if (text := _answer_in(node, NO_LOOP))]
        if len(found) > 1:
            raise PackError(f'The Word template has two answers under the heading "{text_of(heading)}".')
        for place, expression in found:
            following = _heading_behind(below[-1], self.styles)
            before, after = tuple(_fixed(below[:place])), tuple(_fixed(below[place + 1 :]))
            slots = (Slot(expression),)
            label = text_of(heading).strip()
            self.anchors.append(
                Anchor(expression, label, Shape.TEXT, slots, before=before, after=after, following=following)
            )
            self.answer(below[place], expression, says_so=True)
            _mark(heading, self.anchors[-1].name, str(next(self.numbers)))


def prepare(root: Element, styles: Styles) -> Prepared:
    """Prepares the text of a template; ``root`` is changed. Raises PackError, naming the place, where it cannot."""
    missing = [role.value for role in Role if role not in styles.roles.values()]
    if missing:
        raise PackError(f"The Word template lacks the paragraph styles {', '.join(missing)}.")
    _drop_bookmarks(root)
    used = (int(mark.get(w("id"), "0")) for mark in root.iter(w("bookmarkStart"), w("bookmarkEnd")))
    work = _Preparation(styles, itertools.count(max(used, default=0) + 1))
    for heading, below in list(_sections(root, styles)):
        work.text(heading, below)
    for table in root.iter(TABLE):
        work.table(table)
    _check_lists(work.anchors)
    xml = etree.tostring(root, encoding="unicode")
    return Prepared(xml, tuple(work.anchors), tuple(work.shapes), tuple(work.boxes))


def _check_lists(anchors: Sequence[Anchor]) -> None:
    """Rows of a list are known by their label, which no other list may have."""
    labels = [normalised(anchor.label) for anchor in anchors if anchor.shape is Shape.ROWS]
    for label in labels:
        if labels.count(label) > 1:
            raise PackError(f'The Word template has two lists of rows with the label "{label}".')


def _drop_bookmarks(root: Element) -> None:
    """Drops our own bookmarks from a template that was once a printed document."""
    starts = [mark for mark in root.iter(w("bookmarkStart")) if mark.get(w("name"), "").startswith(NAME_START)]
    numbers = {mark.get(w("id")) for mark in starts}
    ends = [mark for mark in root.iter(w("bookmarkEnd")) if mark.get(w("id")) in numbers]
    for mark in (*starts, *ends):
        _replace(mark, "")


def _sections(root: Element, styles: Styles) -> Iterator[tuple[Element, list[Element]]]:
    """Each heading, and the paragraphs under it up to the next heading or table."""
    for heading in root.iterfind(f"{w('body')}/{PARAGRAPH}"):
        if _is_heading(heading, styles):
            after = heading.itersiblings()
            yield heading, list(itertools.takewhile(lambda node: _continues(node, styles), after))


def _heading_behind(paragraph: Element, styles: Styles) -> str:
    """The heading that comes next, if it does so at once."""
    node = next(paragraph.itersiblings(PARAGRAPH, TABLE), None)
    return text_of(node) if node is not None and node.tag == PARAGRAPH and _is_heading(node, styles) else ""


def _continues(node: Element, styles: Styles) -> bool:
    return node.tag == PARAGRAPH and not _is_heading(node, styles)


def _is_heading(paragraph: Element, styles: Styles) -> bool:
    return styles.name_of(paragraph).startswith("heading")


def _fixed(paragraphs: Sequence[Element]) -> Iterator[str]:
    """Sentences that are printed as they stand. Paragraphs with a statement or an expression are none."""
    for paragraph in paragraphs:
        text = text_of(paragraph)
        if "{%" not in text and "{{" not in text:
            yield text


def _answer_in(paragraph: Element, loop: Loop) -> str:
    """The expression of a paragraph that holds an answer and nothing else, or nothing."""
    found = _EXPRESSION.fullmatch(text_of(paragraph))
    return found[1] if found and _is_answer(found[1], loop) else ""


def _label_paragraph(row: Element, cells: list[Element], label: int) -> Element:
    """The paragraph that names the row; where it has no label, the first of the table's heading row."""
    above = row.getparent()
    if label < 0 and above is not None:
        return next(above.iter(PARAGRAPH))
    return next(cells[label].iter(PARAGRAPH))


def _is_answer(expression: str, loop: Loop) -> bool:
    first, _, rest = expression.partition(".")
    return first not in FACTS and not (first == loop.variable and rest in _NOT_ANSWERS)


def _keep_short_rows_whole(row: Element, slots: Sequence[Slot], loop: Loop) -> None:
    """Lets a row break over pages only where one of its answers is long."""
    texts = [_lookup(slot.path.replace(f"{loop.path}.#", loop.variable)) for slot in slots if not slot.tick]
    if not texts or row.find(f"{w('trPr')}/{w('cantSplit')}") is not None:
        return
    properties = row.find(w("trPr"))
    if properties is None:
        properties = etree.Element(w("trPr"))
        ahead = row.find(w("tblPrEx"))
        row.insert(0 if ahead is None else 1, properties)
    shared = _UNSPLIT_HALF if len(row.findall(CELL)) > 2 else _UNSPLIT_WIDE
    most = _UNSPLIT_NARROW if loop.path else shared
    properties.append(etree.Element(w("cantSplit")))
    _replace(properties[-1], "{{ [" + ", ".join(texts) + f"]|unsplit({most})" + " }}")


def _title(properties: Element, loop: Loop) -> str:
    """The title of a tick box. In a loop, the row's label in it gives way to a mark."""
    title = properties.find(w("alias"))
    if title is None:
        return ""
    if loop.path:
        label = rf"\{{\{{\s*{loop.variable}\.label\s*\}}\}}"
        title.set(w("val"), re.sub(label, ticks.LABEL, title.get(w("val"), "")))
    return title.get(w("val"), "")


def _lookup(expression: str) -> str:
    """An expression with its names as keys, which Jinja finds faster than attributes."""
    first, *names = expression.split(".")
    return first + "".join(f"['{name}']" for name in names)


def _mark(paragraph: Element, name: str, number: str, condition: str = "") -> None:
    """Puts a bookmark around the text of a paragraph, if the condition holds where there is one."""
    start = etree.Element(w("bookmarkStart"), {w("id"): number, w("name"): name})
    end = etree.Element(w("bookmarkEnd"), {w("id"): number})
    paragraph.insert(1 if paragraph.find(w("pPr")) is not None else 0, start)
    paragraph.append(end)
    for mark in (start, end) if condition else ():
        _text_before(mark, "{% if " + condition + " %}")
        mark.tail = "{% endif %}"


def _replace(node: Element, text: str) -> None:
    """Puts text in the place of an element."""
    _text_before(node, text)
    above = node.getparent()
    if above is not None:
        above.remove(node)


def _text_before(node: Element, text: str) -> None:
    before, above = node.getprevious(), node.getparent()
    if before is not None:
        before.tail = (before.tail or "") + text
    elif above is not None:
        above.text = (above.text or "") + text
