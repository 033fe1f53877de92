"""The text of a report, as taken from a PDF, as blocks: lines with tabs are rows; broken labels are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from eqia.form.loader import Pack
from eqia.review.forms.labels import Labels
from eqia.wordml.text.blocks import Block, Box, Grid
from eqia.wordml.text.marks import read_written_mark, written_signs

_TEX: Final = {r"\boxtimes": "☒", r"\checkmark": "✓", r"\square": "☐", r"\Box": "☐"}
_COLUMNS: Final = re.compile(r"\t| {3,}")


def blocks_of_text(text: str, pack: Pack) -> Iterator[Block]:
    """The blocks of a text: lines in columns become rows, other lines paragraphs."""
    for name, mark in _TEX.items():
        text = text.replace(name, mark)
    held = _Rows(Labels(pack))
    not_answered = pack.form.not_answered
    for line in text.replace("\r\n", "\n").replace("\f", "\n").split("\n"):
        line = "" if line.strip() == not_answered else line
        cells = [cell.strip() if cell.strip() != not_answered else "" for cell in _COLUMNS.split(line.rstrip(" "))]
        if len(cells) > 1:
            yield from held.row(cells)
        elif held.continues(line.strip()):
            held.more(line.strip())
        else:
            yield from held.close()
            yield _box(line.strip())
    yield from held.close()


@dataclass
class _Rows:
    """Lines of one table. A label may be broken over several lines, with the answer's lines beside them."""

    labels: Labels
    rows: list[list[str]] = field(default_factory=list)

    def row(self, cells: list[str]) -> Iterator[Block]:
        """A line in columns: a new row, or more of the last one."""
        last = self.rows[-1] if self.rows else None
        if last is not None and not last[0] and not cells[0] and len(last) == len(cells) > 2:
            together = [f"{one} {other}".strip() for one, other in zip(last, cells, strict=True)]
            if self.labels.columns(together) and not self.labels.columns(last):
                last[:] = together
                return iter(())
        if last is not None and len(last) == 2 and len(cells) == 2 and self.belongs(last[0], cells[0]):
            last[0] = f"{last[0]} {cells[0]}".strip()
            last[1] = f"{last[1]}\n{cells[1]}".strip("\n")
        else:
            self.rows.append(cells)
        return iter(())

    def belongs(self, label: str, more: str) -> bool:
        """Whether the first cell of a line goes on with the label of the row before, or is empty."""
        return not more or bool(label and self.labels.begins_a_question(f"{label} {more}"))

    def continues(self, line: str) -> bool:
        """Whether a line without columns is the rest of a label or of an answer in the last row."""
        if not self.rows or not line or len(self.rows[-1]) != 2:
            return False
        return self.labels.question(self.rows[-1][0]) is None and self.labels.begins_a_question(
            f"{self.rows[-1][0]} {line}"
        )

    def more(self, line: str) -> None:
        self.rows[-1][0] = f"{self.rows[-1][0]} {line}"

    def close(self) -> Iterator[Block]:
        if self.rows:
            yield Grid(tuple(tuple(_box(cell) for cell in row) for row in self.rows))
        self.rows = []


def _box(text: str) -> Box:
    return Box(text, tuple(written_signs(text)), read_written_mark(text))
