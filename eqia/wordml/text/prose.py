"""The text of paragraphs: a paragraph is a line, an item of a list begins with its label, the space before one is a
blank line; and of tables, as people type them.

Writing (``eqia.wordml.form.printing``) and reading are each other's inverse: what is read of a text that was written
is the same string.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from eqia.structure.blocks import item_line
from eqia.wordml.names import CELL, FALLBACK, MATH, PARAGRAPH, ROW, TABLE, Element, enclosing, w
from eqia.wordml.text.styles import Role, Styles
from eqia.wordml.text.tables import as_typed, own_rows

BETWEEN_CELLS: Final = " | "
"""What stands between the cells of a table in an answer that nobody could type so."""

_SYMBOL: Final = w("sym")
_PROPERTIES: Final = w("pPr")
_TEXTS: Final = (w("t"), w("delText"), f"{{{MATH}}}t")
_CHARACTERS: Final = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
_CHARACTER_NUMBERS: Final = (range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x110000))
_NO_TEXT: Final = frozenset({w("pPr"), w("rPr"), w("sdtPr"), w("instrText"), w("object"), w("txbxContent"), FALLBACK})
"""What holds no text of its paragraph; the paragraphs in a text box are read as paragraphs of their own."""


class Revision(Enum):
    """Which text of tracked changes to read. The value names what that text leaves out."""

    FINAL = frozenset({w("del"), w("moveFrom")})
    ORIGINAL = frozenset({w("ins"), w("moveTo")})


_NO_LABELS: Final[Mapping[Element, str]] = {}
_ROWS, _TABLE = "rows", "table"
"""What can stand above a paragraph: the lines of a table that could not be typed, or of one that could."""

_UNMARKED: Final = {
    Revision.FINAL: f"{_PROPERTIES}/{w('rPr')}/{w('del')}",
    Revision.ORIGINAL: f"{_PROPERTIES}/{w('rPr')}/{w('ins')}",
}
"""Where a paragraph says that its end is not part of that text: it runs on into the next paragraph."""


@dataclass
class _Lines:
    """The lines of an answer so far; whether the last one runs on, and what stands above the next paragraph."""

    lines: list[str] = field(default_factory=list)
    runs_on: bool = False
    below: str = ""

    def paragraph(self, lines: tuple[str, ...], *, runs_on: bool) -> None:
        """Puts a paragraph behind what is there. An empty one below a table says nothing, for Word wants it there."""
        if self.runs_on:
            self.lines[-1] += lines[-1]
        elif any(lines) or not self.below:
            self.lines += lines
        self.below = "" if any(lines) or self.runs_on else self.below
        self.runs_on = bool(self.lines) and runs_on

    def table(self, table: Element, revision: Revision) -> None:
        """Puts a table there: as one that was typed, below a blank line if one stands above, else one row a line."""
        typed = typed_table(table, revision)
        if typed is not None:
            self.lines += ["", *typed] if self.below == _TABLE else typed
        else:
            texts = (_texts(row, revision) for row in own_rows(table))
            self.lines += [BETWEEN_CELLS.join(words) for words in texts if any(words)]
        self.runs_on, self.below = False, _ROWS if typed is None else _TABLE


def read_prose(
    blocks: Iterable[Element],
    styles: Styles,
    revision: Revision = Revision.FINAL,
    blanks: frozenset[str] = frozenset(),
    labels: Mapping[Element, str] = _NO_LABELS,
    gaps: frozenset[Element] = frozenset(),
) -> str:
    """The text of an answer's cell, paragraphs and tables, whatever an editor put into them.

    ``blanks`` are the words printed for answers that are not there, ``labels`` those of the items of numbered lists,
    ``gaps`` the paragraphs that are space below a table. A deleted paragraph mark joins two paragraphs.
    """
    found = _Lines()
    for unit in _units(blocks):
        if unit.tag == TABLE:
            found.table(unit, revision)
        elif unit not in gaps:
            role, label = styles.role(styles.id_of(unit)), labels.get(unit, "")
            text = text_of(unit, revision)
            lines = (text,) if found.runs_on else lines_of(role, styles.list_level(unit), text, blanks, label)
            found.paragraph(lines, runs_on=unit.find(_UNMARKED[revision]) is not None)
    return "\n".join(found.lines)


def typed_table(table: Element, revision: Revision = Revision.FINAL) -> list[str] | None:
    """The lines that say what a table in an answer says, as people type one; None if nothing typed says the same."""
    return as_typed(table, [_texts(row, revision) for row in own_rows(table)])


def _units(blocks: Iterable[Element]) -> Iterator[Element]:
    """The paragraphs of an answer, and the tables in it."""
    for block in blocks:
        around = enclosing(block, ROW)
        yield from (node for node in block.iter(PARAGRAPH, TABLE) if enclosing(node, ROW) is around)


def _texts(row: Element, revision: Revision) -> list[str]:
    """The texts of the cells of a row, each as one line."""
    cells = (" ".join(text_of(paragraph, revision) for paragraph in cell.iter(PARAGRAPH)) for cell in row.iter(CELL))
    return [" ".join(cell.split("\n")).strip() for cell in cells]


def text_of(node: Element, revision: Revision = Revision.FINAL) -> str:
    """The text within a paragraph or a run."""
    found: list[str] = []
    _collect(node, revision.value, found)
    return "".join(found)


def lines_of(role: Role, level: int | None, text: str, blanks: frozenset[str], label: str = "") -> tuple[str, ...]:
    """The lines that a paragraph stands for: its role, its level in a list if it is in one, its text, its label."""
    if role is Role.MISSING and text in blanks:
        return ()
    line = text if level is None else item_line(level, label, text)
    return ("", line) if role.follows_blank else (line,)


def _collect(node: Element, left_out: frozenset[str], found: list[str]) -> None:
    for child in node:
        tag = child.tag
        if tag in _TEXTS:
            found.append(child.text or "")
        elif tag in _CHARACTERS:
            found.append(_CHARACTERS[tag])
        elif tag == _SYMBOL:
            found.append(_symbol(child))
        elif tag not in _NO_TEXT and tag not in left_out:
            _collect(child, left_out, found)


def _symbol(node: Element) -> str:
    """A character of a symbol font that nobody knows, kept by its number; nothing for what is no character."""
    try:
        number = int(node.get(w("char"), ""), 16)
    except ValueError:
        return ""
    return chr(number) if any(number in each for each in _CHARACTER_NUMBERS) else ""
