"""The plain form of a text, in which everything that reads documents writes lists and tables; and the way back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from eqia.structure.blocks import BETWEEN_CELLS, Block, Item, Table, item_line, join, keys_of
from eqia.structure.grammar import is_plain, parse
from eqia.textdiff import matched

_BETWEEN: Final = " | "


def plain(text: str) -> str:
    """The text with its lists and tables in the plain form: ``- ``, ``1. ``, two blanks a level, tabs between cells."""
    return text if is_plain(text) else write(parse(text))


def write(blocks: Sequence[Block]) -> str:
    """Blocks in the plain form. A blank line stands between two tables."""
    lines: list[str] = []
    above: Block | None = None
    for block in blocks:
        lines += ["", *_lines(block)] if isinstance(block, Table) and isinstance(above, Table) else _lines(block)
        above = block
    return "\n".join(lines)


def table_lines(rows: Sequence[Sequence[str]], *, headed: bool) -> list[str] | None:
    """A table in the plain form: with tabs, or with bars where tabs would not say the same; None if neither does.

    Where no head is asked for, the first row may be read as one.
    """
    wanted = tuple(map(tuple, rows))
    for lines in (_tabbed(rows), _barred(rows), _ruled(rows)):
        match parse("\n".join(lines)):
            case [Table(_, found, is_headed)] if found == wanted and is_headed >= headed:
                return lines
    return None


def restored(typed: str, read: str) -> str:
    """What was read of a document that was made from ``typed``: blocks that say the same are as they were typed.

    Where that would say something else, since one item alone is none, the text is as it was read.
    """
    if is_plain(typed) and is_plain(read):
        return read
    if read == plain(typed):
        return typed
    before, after = parse(typed), parse(read)
    held: list[Block] = []
    place = 0
    for same, gone, came in matched(keys_of(before), keys_of(after)):
        held += before[place : place + len(gone)] if same else after[len(held) : len(held) + len(came)]
        place += len(gone)
    text = join(held)
    return text if keys_of(parse(text)) == keys_of(after) else read


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield from table_lines(block.rows, headed=block.headed) or _tabbed(block.rows)
    else:
        yield item_line(block.level, block.label, block.text) if isinstance(block, Item) else block.source


def _tabbed(rows: Sequence[Sequence[str]]) -> list[str]:
    return [BETWEEN_CELLS.join(row) for row in rows]


def _barred(rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {_BETWEEN.join(row)} |" for row in rows]


def _ruled(rows: Sequence[Sequence[str]]) -> list[str]:
    head, *others = _barred(rows)
    return [head, f"|{'---|' * len(rows[0])}", *others]
