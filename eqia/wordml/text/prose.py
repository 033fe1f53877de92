"""The text of paragraphs: a paragraph is a line, a bullet begins with ``- ``, the space before one is a blank line.

Writing (``eqia.wordml.form.printing``) and reading are each other's inverse: what is read of a text that was written
is the same string.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Final

from eqia.wordml.names import CELL, FALLBACK, MATH, PARAGRAPH, ROW, Element, enclosing, w
from eqia.wordml.text.styles import Role, Styles

BULLET: Final = "- "
BETWEEN_CELLS: Final = " | "
"""What stands between the cells of a table that somebody put into an answer."""

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


_UNMARKED: Final = {
    Revision.FINAL: f"{_PROPERTIES}/{w('rPr')}/{w('del')}",
    Revision.ORIGINAL: f"{_PROPERTIES}/{w('rPr')}/{w('ins')}",
}
"""Where a paragraph says that its end is not part of that text: it runs on into the next paragraph."""


def read_prose(
    blocks: Iterable[Element],
    styles: Styles,
    revision: Revision = Revision.FINAL,
    blanks: frozenset[str] = frozenset(),
) -> str:
    """The text of an answer's cell, paragraphs and tables, whatever an editor put into them.

    ``blanks`` are the words printed for answers that are not there. A deleted paragraph mark joins two paragraphs. The
    row of a table is a line, with bars between its cells.
    """
    lines: list[str] = []
    runs_on = after_row = False
    for unit in _units(blocks):
        if unit.tag == ROW:
            lines += [line for line in [_row(unit, revision)] if line]
            runs_on, after_row = False, True
            continue
        text = text_of(unit, revision)
        if runs_on:
            lines[-1] += text
        elif text or not after_row:
            role = styles.role(styles.id_of(unit))
            lines += lines_of(role, styles.list_level(unit), text, blanks)
        after_row = after_row and not text
        runs_on = bool(lines) and unit.find(_UNMARKED[revision]) is not None
    return "\n".join(lines)


def _units(blocks: Iterable[Element]) -> Iterator[Element]:
    """The paragraphs of an answer, and the rows of tables in it."""
    for block in blocks:
        around = enclosing(block, ROW)
        yield from (node for node in block.iter(PARAGRAPH, ROW) if enclosing(node, ROW) is around)


def _row(row: Element, revision: Revision) -> str:
    """A row of a table as one line; nothing for an empty one."""
    cells = (" ".join(text_of(paragraph, revision) for paragraph in cell.iter(PARAGRAPH)) for cell in row.iter(CELL))
    words = [" ".join(cell.split("\n")).strip() for cell in cells]
    return BETWEEN_CELLS.join(words) if any(words) else ""


def text_of(node: Element, revision: Revision = Revision.FINAL) -> str:
    """The text within a paragraph or a run."""
    found: list[str] = []
    _collect(node, revision.value, found)
    return "".join(found)


def lines_of(role: Role, level: int | None, text: str, blanks: frozenset[str]) -> tuple[str, ...]:
    """The lines that a paragraph stands for, given its role, its level in a list if it is in one, and its text."""
    if role is Role.MISSING and text in blanks:
        return ("",)
    line = text if level is None else "  " * level + BULLET + text
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
