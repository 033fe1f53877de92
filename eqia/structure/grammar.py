"""The grammar of what people type: a text as blocks, and blocks as the text they were made of.

What is not clearly a list or a table stays text. ``docs/typing.md`` says the same for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from eqia.structure.blocks import Block, Item, Line, Table
from eqia.structure.lists import SIGNS, Candidate, candidate, items_of
from eqia.structure.tables import FEWEST, Found, Row, row_of, table_of

_BEGINS: Final = re.compile(rf"[ \xa0]*(?:[{re.escape(SIGNS)}]|\(?[0-9a-zA-Z]{{1,7}}[.)])[ \xa0]")


def is_plain(text: str) -> bool:
    """Whether a text has lines alone, so that it needs no grammar; quick, and No where that is not sure."""
    if "\t" in text or "|" in text:
        return False
    return not any(map(_BEGINS.match, text.split("\n"))) if "\n" in text else _BEGINS.match(text) is None


def parse(text: str) -> list[Block]:
    """The blocks of a text in order: every line belongs to one of them."""
    lines = text.split("\n")
    if is_plain(text):
        return [Line(line) for line in lines]
    candidates = [candidate(place, line) for place, line in enumerate(lines)]
    tables = dict(_tables(lines, candidates)) if "\t" in text or "|" in text else {}
    items = dict(_items(lines, candidates, tables))
    return list(_blocks(lines, items, tables))


def _blocks(lines: Sequence[str], items: dict[int, Item], tables: dict[int, Found]) -> Iterator[Block]:
    """A table takes the blank lines around it."""
    place = 0
    while place < len(lines):
        start = place
        while place < len(lines) and not lines[place]:
            place += 1
        table = tables.get(place)
        if table is None:
            yield from (Line("") for _ in range(start, place))
            if place < len(lines):
                yield items.get(place) or Line(lines[place])
                place += 1
            continue
        place += table.lines
        while place < len(lines) and not lines[place]:
            place += 1
        yield Table("\n".join(lines[start:place]), table.rows, table.headed)


def _tables(lines: Sequence[str], candidates: Sequence[Candidate | None]) -> Iterator[tuple[int, Found]]:
    """The tables among lines, by the place of their first row."""
    rows = [_row(line, each) for line, each in zip(lines, candidates, strict=True)]
    place = 0
    for _, group in groupby(rows, key=lambda row: row and (row.parted, len(row.cells))):
        every = list(group)
        held = [row for row in every if row is not None]
        if len(held) >= FEWEST and (found := table_of(held)) is not None:
            yield place, found
        place += len(every)


def _row(line: str, item: Candidate | None) -> Row | None:
    """A line as a row of a table. An item of a list is one only if it has a number and two cells more."""
    row = row_of(line)
    return row if item is None or (row and not item.sign and any(row.cells[FEWEST:])) else None


def _items(
    lines: Sequence[str], candidates: Sequence[Candidate | None], tables: dict[int, Found]
) -> Iterator[tuple[int, Item]]:
    """The items of lists among lines, by their place. Nothing but blank lines stands between those of one list."""
    taken = {place for start, table in tables.items() for place in range(start, start + table.lines)}
    run: list[Candidate] = []
    before = above = ""
    for place, (line, each) in enumerate(zip([*lines, "."], [*candidates, None], strict=True)):
        if each is not None and place not in taken:
            above = above if run else before
            run.append(each)
        elif line.strip():
            yield from items_of(run, above) if run else ()
            run = []
        before = line if line.strip() else before
