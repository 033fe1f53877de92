"""Reads a form that was filled in by hand: answers beside, under and behind their labels, and how sure each is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from eqia.errors import InputError
from eqia.form.definition import Column, Layout, Question
from eqia.form.kinds.register import kind_of
from eqia.form.loader import Pack
from eqia.review.forms.found import Found
from eqia.review.forms.index import ANOTHER_NAME, is_number, plain
from eqia.review.forms.labels import Labels, Match, boxes_of
from eqia.review.forms.layouts import is_frame, upright
from eqia.review.forms.unread import unread_in
from eqia.review.forms.written_boxes import boxes_at, is_set_off, read_yes_no, without_marks
from eqia.wordml.form.reading import Answer
from eqia.wordml.text.blocks import Block, Box, Grid
from eqia.wordml.text.ticks import UNREADABLE

MOST_BOXES: Final = 20_000
"""Paragraphs and cells that a form that was filled in by hand may have; a long one has a thousand."""

UNDER_A_HEADING: Final = 0.8
"""How sure it is that paragraphs under a label are its answer."""

SEVERAL_CELLS: Final = 0.5
"""How sure an answer in text can be at most that stands in several columns: one may be a label broken in two."""


def read_blocks(blocks: Iterable[Block], pack: Pack, *, boxes_may_be_lost: bool = False) -> Found:
    """The answers in the blocks of a document.

    ``boxes_may_be_lost``: the document is text in which a tick can have got lost, so that an empty box says nothing.
    Raises InputError for a document that is too long to be a form.
    """
    reading = _Reading(Labels(pack), boxes_may_be_lost)
    boxes = 0
    blocks = list(blocks)
    for block in blocks:
        boxes += _size_of(block)
        refuse_too_long(boxes)
        if isinstance(block, Grid):
            reading.table(block)
        else:
            reading.paragraph(block)
    reading.close()
    found = reading.found
    found.left_over += list(unread_in(blocks, found, reading.labels))
    return found


def _size_of(block: Block) -> int:
    if isinstance(block, Box):
        return 1
    return sum(1 + sum(map(_size_of, cell.inner)) for row in block.rows for cell in row)


def refuse_too_long(boxes: int) -> None:
    """Raises InputError for more paragraphs, cells or lines than a form has."""
    if boxes > MOST_BOXES:
        raise InputError("This document is refused: it has more paragraphs, cells or lines than any form could have.")


@dataclass
class _Table:
    """The table that is being read: its question, its columns by the number of their cell, and its last row.

    ``words`` is the number of the cell that names in words what the form has boxes for; 0 if there is none.
    """

    question: Question
    columns: dict[int, Column]
    row: str = ""
    words: int = 0


@dataclass
class _Reading:
    """The work on one document: which question's paragraphs are being gathered, and which table is open."""

    labels: Labels
    boxes_may_be_lost: bool
    found: Found = field(default_factory=Found)
    open: Match | None = None
    label: Box | None = None
    lines: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    table_open: _Table | None = None
    yes_no: tuple[int, int] | None = None
    last_prose: str = ""

    def paragraph(self, box: Box) -> None:
        text = box.text.strip("\n")
        if self.lines and box.text.startswith("\n"):
            self.lines.append("")
        section = self.labels.section(text) if text.strip() else None
        if section is not None and (box.heading or self.open is None or plain(text) == plain(section.title)):
            self.close()
            self.table_open, self.last_prose = None, ""
            if box.node is not None:
                self.found.headings[box.node] = section.id
            if section.layout is Layout.TEXT:
                self.open, self.label = Match(section.questions[0], UNDER_A_HEADING), box
        elif not text.strip():
            self.lines += [""] if self.lines else []
        elif not self.labelled(text, box):
            if box.heading:
                self.close()
            self.more(text, box)

    def labelled(self, text: str, box: Box) -> bool:
        """Whether a paragraph is, or begins with, a printed label; what stands behind it is taken."""
        if self.labels.is_printed(text):
            return True
        if kind := self.labels.list(text):
            self.close()
            self.table_open = _Table(kind, {}, kind.id)
            return True
        words = without_marks(box.signs)
        match = self.label_of(words, text)
        boxed = match is not None and kind_of(match.question).boxed
        if match is None or (boxed and all(sign.mark is None for sign in box.signs)):
            return False
        self.close()
        if boxed:
            self.box_answer(match, [box])
        elif match.rest:
            self.found.put(match.question.id, match.rest, match.sure, [box], box)
        else:
            self.open, self.label = Match(match.question, min(match.sure, UNDER_A_HEADING)), box
        return True

    def label_of(self, words: str, text: str) -> Match | None:
        """The label that a paragraph is, or begins with: the surer of the two."""
        whole = self.labels.question(words)
        begun = self.labels.question_and_answer(text, by_any_name=self.open is None)
        return begun if begun and begun.rest and (whole is None or begun.sure > whole.sure) else whole or begun

    def more(self, text: str, box: Box) -> None:
        """A paragraph without a label: it belongs to the answer that is open, or to none."""
        if self.open is not None:
            self.lines.append(text)
            self.boxes.append(box)
        else:
            self.found.leave(text)

    def close(self) -> None:
        """Ends the answer that is open."""
        if self.open is not None:
            text = "\n".join(self.lines).strip("\n")
            self.found.put(self.open.question.id, text, self.open.sure, self.boxes, self.label)
        self.open, self.label, self.lines, self.boxes = None, None, [], []

    def table(self, grid: Grid) -> None:
        self.close()
        self.yes_no = None
        below: dict[int, Match] = {}
        for cells in upright(grid, self.labels).rows:
            if any(is_frame(cell, self.labels) for cell in cells):
                self.framed(cells)
            elif below and not any(self.labels.question(cell.text) for cell in cells):
                self.answers_below(below, cells)
            elif not self.head_row(cells) and not self.band(cells) and not self.table_row(cells):
                below = self.plain_row(cells)

    def framed(self, cells: Sequence[Box]) -> None:
        """Cells that hold whole parts of the form, and their headings."""
        for cell in cells:
            for block in cell.inner or (cell,):
                if isinstance(block, Grid):
                    self.table(block)
                else:
                    self.paragraph(block)
        self.close()

    def band(self, cells: Sequence[Box]) -> bool:
        """Whether a row only names a list of actions, whose rows follow."""
        said = [cell for cell in cells if cell.text.strip()]
        kind = self.labels.list(said[0].text) if len(said) == 1 and said[0] is cells[0] else None
        table = self.table_open if self.table_open and self.table_open.question in self.labels.plan else None
        if kind is None or (table is not None and len(cells) > 1 and min(table.columns, default=1) > 0):
            return False
        self.table_open = _Table(table.question if table else kind, table.columns if table else {}, kind.id)
        return True

    def head_row(self, cells: Sequence[Box]) -> bool:
        """Whether a row is the heading of a table; from then on its columns count."""
        texts = [cell.text for cell in cells]
        known = self.labels.columns(texts)
        if known:
            row = self.table_open.row if self.table_open and known[0] in self.labels.plan else ""
            self.table_open = _Table(*known, row)
            return True
        worded = self.labels.word_column(texts)
        if worded and not any(self.labels.question(text) for text in texts):
            self.table_open = _Table(*worded[:2], "", worded[2])
            return True
        words = [plain(text) for text in texts]
        if "yes" in words and "no" in words and not any(self.labels.question(text) for text in texts):
            self.yes_no = words.index("yes"), words.index("no")
            return True
        return bool(texts) and all(not text.strip() or self.labels.is_printed(text) for text in texts)

    def table_row(self, cells: Sequence[Box]) -> bool:
        """Whether a row belongs to the table that is open: to a group, or to a list of actions."""
        table = self.table_open
        if table is None or not cells or len(cells) < 3:
            return False
        if table.question in self.labels.plan or kind_of(table.question).by_rows:
            return self.action(table, cells)
        row = self.labels.row(table.question, cells[0].text)
        if row is None:
            return self.more_of_row(table, cells)
        table.row = row[0]
        self.found.head(f"{table.question.id}.{row[0]}", cells[0])
        path = f"{table.question.id}.{row[0]}"
        for number, column in table.columns.items():
            if number < len(cells):
                self.cell(f"{path}.{column.id}", column, cells[number], row[1])
        if 0 < table.words < len(cells):
            self.words_for_boxes(path, table.question, cells[table.words], min(row[1], ANOTHER_NAME))
        return True

    def words_for_boxes(self, path: str, question: Question, box: Box, sure: float) -> None:
        """The boxes of a row that one cell names in words; words that name none leave them all unread."""
        named = self.labels.boxes_named(question, box.text)
        for column in boxes_of(question):
            self.found.put(f"{path}.{column.id}", UNREADABLE if named is None else column.id in named, sure, [box])

    def more_of_row(self, table: _Table, cells: Sequence[Box]) -> bool:
        """The rest of a row that goes on over the end of a page: its first cell is empty."""
        if cells[0].text.strip() or not table.row or self.labels.question(cells[0].text):
            return False
        for number, column in table.columns.items():
            if number < len(cells) and cells[number].text.strip():
                self.cell(f"{table.question.id}.{table.row}.{column.id}", column, cells[number], UNDER_A_HEADING)
        return True

    def action(self, table: _Table, cells: Sequence[Box]) -> bool:
        kind = self.labels.list(cells[0].text)
        if kind:
            table.row = kind.id
        elif self.boxes_may_be_lost:
            return False
        leading = min(table.columns, default=len(cells) - 4)
        if not table.row:
            return False
        started = any(path.startswith(f"{table.row}.") for path in self.found.shown)
        if started and not any(cell.text.strip() for cell in cells[max(leading, 0) :]):
            return True
        columns = table.columns or dict(enumerate(self.labels.plan[0].columns, max(leading, 0)))
        number = sum(
            path.startswith(f"{table.row}.") and path.endswith(f".{columns[min(columns)].id}")
            for path in self.found.shown
        )
        sure = 1.0 if kind else ANOTHER_NAME
        for place, column in columns.items():
            if place < len(cells):
                self.cell(f"{table.row}.{number}.{column.id}", column, cells[place], sure)
        return True

    def cell(self, path: str, column: Column, box: Box, sure: float) -> None:
        if not kind_of(column).boxed:
            self.found.put(path, box.text.strip("\n"), sure, [box])
        elif box.mark is None:
            self.found.put(path, UNREADABLE if self.boxes_may_be_lost else False, sure, [box])
        else:
            self.found.put(path, box.mark, sure, [box])

    def plain_row(self, cells: Sequence[Box]) -> dict[int, Match]:
        """Labels with the answers beside them. Returns the labels whose answers must stand in the row below."""
        matches = {number: match for number, cell in enumerate(cells) if (match := self.label_in(cell))}
        below: dict[int, Match] = {}
        places = [*matches, len(cells)]
        for number, end in pairwise(places):
            match, beside = matches[number], cells[number + 1 : end]
            self.found.head(match.question.id, cells[number])
            if kind_of(match.question).boxed:
                self.box_answer(match, boxes_at(cells, number, end, leading=len(cells) - 1 in matches))
            elif match.rest or beside:
                runs_on = match.question.label.endswith("...") or not any(cell.text.strip() for cell in beside)
                rest = match.rest if runs_on else ""
                texts = [text.strip("\n") for text in (rest, *(cell.text for cell in beside)) if text.strip()]
                several = self.boxes_may_be_lost and len(texts) > 1
                sure = min(match.sure, SEVERAL_CELLS) if several else match.sure
                own = [cells[number]] if rest else []
                self.found.put(match.question.id, "\n".join(texts), sure, [*own, *beside])
                self.last_prose = match.question.id if kind_of(match.question).prose else ""
                if not beside and match.question.label.endswith("..."):
                    below[number] = match
            else:
                below[number] = match
                self.found.put(match.question.id, "", match.sure)
        before = cells[: places[0]]
        if not matches and len(cells) == 2 and not cells[0].text.strip() and self.last_prose:
            self.found.put(self.last_prose, cells[1].text.strip("\n"), UNDER_A_HEADING, cells[1:])
            return {}
        for cell in before:
            if matches and is_number(cell.text):
                self.found.head(matches[places[0]].question.id, cell)
            elif cell.text.strip() and not self.labels.is_printed(cell.text):
                self.found.leave(cell.text)
        return below

    def label_in(self, cell: Box) -> Match | None:
        if not cell.text.strip():
            return None
        behind = self.labels.question_and_answer(cell.text)
        if behind and behind.rest:
            return behind
        whole = self.labels.question(cell.text) or self.labels.question(without_marks(cell.signs))
        return whole or (self.labels.question_then_answer(cell.text) if self.boxes_may_be_lost else None)

    def answers_below(self, labels: dict[int, Match], cells: Sequence[Box]) -> None:
        for number, match in labels.items():
            own = list(cells[number : number + 1])
            text = own[0].text if own else ""
            self.found.put(match.question.id, text.strip("\n"), min(match.sure, UNDER_A_HEADING), own)

    def box_answer(self, match: Match, boxes: Sequence[Box]) -> None:
        """The answer to a question with boxes, in the cells beside its label or in its own paragraph."""
        path = match.question.id
        if kind_of(match.question).box_words:
            yes, no = read_yes_no(boxes, self.columns_of(boxes), boxes_may_be_lost=self.boxes_may_be_lost)
            sure = min(match.sure, UNDER_A_HEADING) if is_set_off(boxes) else match.sure
            self.found.put(f"{path}.yes", yes, sure, boxes)
            self.found.put(f"{path}.no", no, sure)
            return
        marks = [sign.mark for box in boxes for sign in box.signs if sign.mark is not None]
        words = without_marks([sign for box in boxes for sign in box.signs])
        state: Answer = UNREADABLE if self.boxes_may_be_lost or not boxes else False
        if len(marks) == 1:
            state = marks[0]
        elif marks or (words and self.labels.question(words) is None):
            state = next((box.mark for box in boxes if box.mark is not None), UNREADABLE)
        self.found.put(path, state, match.sure, boxes)

    def columns_of(self, boxes: Sequence[Box]) -> tuple[int, int] | None:
        """Which of the cells beside a label are under the headings Yes and No."""
        if self.yes_no is None or len(boxes) < 2:
            return None
        first = min(self.yes_no)
        return self.yes_no[0] - first, self.yes_no[1] - first
