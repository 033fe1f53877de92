"""Prepares a Word template for printing: finds where answers go, and adds what staff need not see.

Staff write ``{{ scope.who_is_affected }}`` alone in a paragraph, and tag a tick box with its field path. Here labels
get their bookmarks, such a paragraph becomes as many paragraphs as the answer has, and a tick box takes its state.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from eqia.errors import PackError
from eqia.wordml import ticks
from eqia.wordml.anchors import Anchor, Slot
from eqia.wordml.anchors import Shape as Stance
from eqia.wordml.names import CELL, PARAGRAPH, ROW, TABLE, Element, w, w14
from eqia.wordml.prose import Shape, text_of
from eqia.wordml.styles import Role, Styles
from eqia.wordml.ticks import Box

FACTS: Final = "facts"
"""The name under which a template finds facts of the document; everything else it names is an answer."""

_EXPRESSION: Final = re.compile(r"\s*\{\{\s*([A-Za-z_]\w*(?:\.\w+)*)\s*\}\}\s*")
_LOOP: Final = re.compile(r"\s*\{%tr\s+for\s+(\w+)\s+in\s+([A-Za-z_]\w*(?:\.\w+)*)\s*%\}\s*")
_LOOP_END: Final = re.compile(r"\s*\{%tr\s+endfor\s*%\}\s*")
_PATH: Final = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*")
_OWN_NAMESPACES: Final = re.compile(r' xmlns:\w+="[^"]*"')
_NOT_ANSWERS: Final = ("id", "label")
_MOST_ROWS: Final = 10_000
"""More rows than a table has, so that numbers of bookmarks in different tables never meet."""

_STATES: Final[tuple[ticks.Tick, ...]] = (True, False, ticks.UNREADABLE)
_WORDS_BESIDE: Final = (
    '<w:r><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="16"/></w:rPr><w:br/><w:t xml:space="preserve">' + ticks.BESIDE_UNREADABLE + "</w:t></w:r>"
)


@dataclass(frozen=True)
class Prepared:
    """A template's text, ready for Jinja: its XML, the anchors it prints, and the shapes its answers are printed in."""

    xml: str
    anchors: tuple[Anchor, ...]
    shapes: tuple[Shape, ...]
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class _Loop:
    """The loop a row stands in: the name of its row, and the path of its list. No loop has neither."""

    variable: str = ""
    path: str = ""

    def slot_path(self, expression: str) -> str:
        """The field path of an expression: ``row.what`` becomes ``actions.other.#.what``."""
        first, _, rest = expression.partition(".")
        return f"{self.path}.#.{rest}" if first == self.variable else expression

    def is_answer(self, expression: str) -> bool:
        first, _, rest = expression.partition(".")
        return first != FACTS and not (first == self.variable and rest in _NOT_ANSWERS)


@dataclass
class _Preparation:
    """The work on one template."""

    styles: Styles
    numbers: Iterator[int]
    anchors: list[Anchor] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def table(self, table: Element) -> None:
        loop = _Loop()
        rows = table.findall(ROW)
        heads = [text_of(cell).strip() for cell in rows[0].findall(CELL)] if rows else []
        for row in rows:
            text = "".join(text_of(paragraph) for paragraph in row.iter(PARAGRAPH))
            if started := _LOOP.fullmatch(text):
                loop = _Loop(started[1], started[2])
            elif _LOOP_END.fullmatch(text):
                loop = _Loop()
            else:
                self.row(row, heads, loop)

    def row(self, row: Element, heads: list[str], loop: _Loop) -> None:
        """Groups the answers of a row by the label cell to their left, and anchors each group."""
        cells = row.findall(CELL)
        heads = heads if len(heads) == len(cells) else [""] * len(cells)
        slots: dict[int, list[Slot]] = {}
        label = -1
        for number, cell in enumerate(cells):
            found = list(self.cell(cell, number, heads[number], loop))
            if not found:
                label = number
            elif label < 0 and not loop.path:
                raise PackError(f'The Word template has no label to the left of "{found[0].path}".')
            else:
                slots.setdefault(label, []).extend(found)
        for label, group in slots.items():
            self.anchor_row(row, cells, label, tuple(group), loop)

    def cell(self, cell: Element, number: int, head: str, loop: _Loop) -> Iterator[Slot]:
        for control in list(cell.iter(w14("checkbox"))):
            expression, title = self.box(control, loop)
            yield Slot(loop.slot_path(expression), number, head, title, tick=True)
        for paragraph in list(cell.iter(PARAGRAPH)):
            expression = _answer_in(paragraph, loop)
            if expression:
                self.answer(paragraph, expression, once=not loop.path)
                yield Slot(loop.slot_path(expression), number, head)

    def anchor_row(self, row: Element, cells: list[Element], label: int, slots: tuple[Slot, ...], loop: _Loop) -> None:
        paragraph = _label_paragraph(row, cells, label)
        text = text_of(paragraph).strip()
        keyed = bool(loop.path) and _EXPRESSION.fullmatch(text) is not None
        if keyed:
            anchor = Anchor(f"{loop.path}.#", "", Stance.ROW, slots, label, len(cells))
            number = "{{ %d + loop.index }}" % (next(self.numbers) * _MOST_ROWS)
            _mark(paragraph, "{{ %s['id']|anchor('%s') }}" % (loop.variable, loop.path), number)
        elif loop.path:
            anchor = Anchor(loop.path, text, Stance.ROWS, slots, max(label, 0), len(cells))
            first = "%s['id'] == '0'" % loop.variable if label >= 0 else ""
            _mark(paragraph, anchor.name, str(next(self.numbers)), first)
        else:
            path = slots[0].path if len(slots) == 1 else slots[0].path.rpartition(".")[0]
            anchor = Anchor(path, text, Stance.ROW, slots, label, len(cells))
            _mark(paragraph, anchor.name, str(next(self.numbers)))
        self.anchors.append(anchor)

    def box(self, control: Element, loop: _Loop) -> tuple[str, str]:
        """Makes a tick box show its state. Returns the expression that its tag names, and its title."""
        properties = control.getparent()
        holder = properties.getparent() if properties is not None else None
        tag = properties.find(w("tag")) if properties is not None else None
        expression = tag.get(w("val"), "") if tag is not None else ""
        if properties is None or holder is None or tag is None or not _PATH.fullmatch(expression):
            raise PackError(f'A tick box in the Word template has the tag "{expression}", which is not a field path.')
        title = properties.find(w("alias"))
        words = title.get(w("val"), "") if title is not None else ""
        if loop.path:
            words = re.sub(r"\{\{\s*%s\.label\s*\}\}" % loop.variable, ticks.LABEL, words)
            tag.set(w("val"), loop.slot_path(expression).replace("#", ticks.ID))
        if title is not None:
            title.set(w("val"), words)
        for number in properties.findall(w("id")):
            properties.remove(number)
        self.boxes.append(Box({state: _in_state(holder, state) for state in _STATES}, words))
        row = f", {loop.variable}['id'], {loop.variable}['label']" if loop.path else ""
        _replace(holder, "{{ %s|box(%d%s) }}" % (_lookup(expression), len(self.boxes) - 1, row))
        return expression, words

    def answer(self, paragraph: Element, expression: str, *, once: bool) -> None:
        """Puts the answer's paragraphs in the place of one. ``once``: it says so if there is no answer."""
        self.shapes.append(_shape_of(paragraph, self.styles))
        blank = f", {FACTS}['not_answered']" if once else ""
        _replace(paragraph, "{{ %s|answer(%d%s) }}" % (_lookup(expression), len(self.shapes) - 1, blank))

    def text(self, paragraphs: list[Element]) -> None:
        """Anchors an answer that stands under a heading, among fixed sentences. ``paragraphs`` begins with the heading."""
        heading, *below = paragraphs
        answers = [(place, expression) for place, p in enumerate(below) if (expression := _answer_in(p, _Loop()))]
        if not answers:
            return
        if len(answers) > 1:
            raise PackError(f'The Word template has two answers under the heading "{text_of(heading)}". Give each its own.')
        place, expression = answers[0]
        before, after = (tuple(_fixed(part)) for part in (below[:place], below[place + 1 :]))
        anchor = Anchor(expression, text_of(heading).strip(), Stance.TEXT, (Slot(expression),), before=before, after=after)
        self.answer(below[place], expression, once=True)
        _mark(heading, anchor.name, str(next(self.numbers)))
        self.anchors.append(anchor)


def prepare(root: Element, styles: Styles) -> Prepared:
    """Prepares the text of a template; ``root`` is changed. Raises PackError, naming the place, if it cannot be printed."""
    missing = [role.value for role in Role if role not in styles.roles.values()]
    if missing:
        raise PackError(f"The Word template lacks the paragraph styles {', '.join(missing)}.")
    used = (int(mark.get(w("id"), "0")) for mark in root.iter(w("bookmarkStart"), w("bookmarkEnd")))
    work = _Preparation(styles, itertools.count(max(used, default=0) + 1))
    for section in _sections(_child(root, w("body")), styles):
        work.text(section)
    for table in root.iter(TABLE):
        work.table(table)
    xml = etree.tostring(root, encoding="unicode")
    return Prepared(xml, tuple(work.anchors), tuple(work.shapes), tuple(work.boxes))


def _sections(body: Element, styles: Styles) -> Iterator[list[Element]]:
    """Each heading with the paragraphs under it, up to the next heading or table."""
    section: list[Element] = []
    for node in body:
        if node.tag == PARAGRAPH and _is_heading(node, styles):
            yield from [section] if section else []
            section = [node]
        elif node.tag == PARAGRAPH and section:
            section.append(node)
        else:
            yield from [section] if section else []
            section = []


def _is_heading(paragraph: Element, styles: Styles) -> bool:
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return style is not None and styles.name(style.get(w("val"), "")).startswith("heading")


def _fixed(paragraphs: list[Element]) -> Iterator[str]:
    """Sentences that are printed as they stand. Paragraphs with a statement or an expression are none."""
    for paragraph in paragraphs:
        text = text_of(paragraph)
        if "{%" not in text and "{{" not in text:
            yield text


def _answer_in(paragraph: Element, loop: _Loop) -> str:
    """The expression of a paragraph that holds an answer and nothing else, or nothing."""
    found = _EXPRESSION.fullmatch(text_of(paragraph))
    return found[1] if found and loop.is_answer(found[1]) else ""


def _label_paragraph(row: Element, cells: list[Element], label: int) -> Element:
    """The paragraph that names the row; where it has no label, the first of the table's heading row."""
    above = row.getparent()
    first = above.find(ROW) if label < 0 and above is not None else row
    cell = cells[label] if label >= 0 or first is None else _child(first, CELL)
    return next(cell.iter(PARAGRAPH))


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
        _text_before(mark, "{%% if %s %%}" % condition)
        mark.tail = "{% endif %}"


def _child(node: Element, name: str) -> Element:
    found = node.find(name)
    return found if found is not None else etree.SubElement(node, name)


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


def _shape_of(paragraph: Element, styles: Styles) -> Shape:
    """How an answer prints in the place of this paragraph, in each role that a line of it can have."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
    run = paragraph.find(f"{w('r')}/{w('rPr')}")
    ids = {role: id for id, role in styles.roles.items()}
    openings = {}
    for role in Role:
        own = properties if role is Role.PLAIN else _styled(properties, ids[role])
        openings[role] = f'<w:p>{_xml(own)}<w:r>{_xml(run)}<w:t xml:space="preserve">'
    return Shape(openings, "</w:t></w:r></w:p>")


def _in_state(control: Element, state: ticks.Tick) -> str:
    """The XML of a tick box in a state. One that could not be read says so in words beside it."""
    copy = etree.fromstring(etree.tostring(control, with_tail=False))
    for checked in copy.iter(w14("checked")):
        checked.set(w14("val"), "1" if state is True else "0")
    for glyph in copy.iter(w("t")):
        glyph.text = ticks.TICKED if state is True else ticks.UNTICKED
    return _xml(copy) + (_WORDS_BESIDE if state == ticks.UNREADABLE else "")


def _styled(properties: Element, style: str) -> Element:
    """Paragraph properties with another style; what the paragraph sets of its own stays."""
    styled = etree.fromstring(etree.tostring(properties, with_tail=False))
    for old in styled.findall(w("pStyle")):
        styled.remove(old)
    styled.insert(0, etree.Element(w("pStyle"), {w("val"): style}))
    return styled


def _xml(node: Element | None) -> str:
    """A piece of XML without the namespaces, which the root of the file declares."""
    if node is None:
        return ""
    return _OWN_NAMESPACES.sub("", etree.tostring(node, encoding="unicode", with_tail=False))
