"""The text of an answer as HTML: paragraphs, lists in lists with the labels that were typed, tables with headers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from markupsafe import Markup, escape

from eqia.characters.drawing import as_shown
from eqia.structure.blocks import Block, Item, Line, Table
from eqia.structure.grammar import parse

_GAP: Final = Markup(' class="gap"')
_NO_GAP: Final = Markup("")
_PARAGRAPH: Final = Markup("<p{}>{}</p>")
_BULLETS: Final = Markup("<ul{}>{}</ul>")
_NUMBERS: Final = Markup('<ol{} start="{}">{}</ol>')
_BULLET: Final = Markup("<li>{}{}</li>")
_NUMBER: Final = Markup("<li style=\"list-style-type:'{} '\">{}{}</li>")
_TABLE: Final = Markup('<table role="table" class="typed">\n{}<tbody role="rowgroup">\n{}</tbody>\n</table>')
_HEAD: Final = Markup('<thead role="rowgroup"><tr role="row">{}</tr></thead>\n')
_ROW: Final = Markup('<tr role="row">{}</tr>\n')
_COLUMN: Final = Markup('<th role="columnheader" scope="col">{}</th>')
_FIRST: Final = Markup('<th role="rowheader" scope="row">{}</th>')
_CELL: Final = Markup('<td role="cell">{}</td>')
_NAMED_CELL: Final = Markup('<td role="cell" data-label="{}">{}</td>')
_NOTHING: Final = Markup("")
_NEXT: Final = Markup("\n")


def prose(text: str) -> Markup:
    """The HTML of a text: a blank line is space above what follows it."""
    return _NEXT.join(_written(parse(text)))


def _written(blocks: Sequence[Block]) -> Iterator[Markup]:
    gap = _NO_GAP
    for kind, group in groupby(blocks, key=type):
        if kind is Item:
            yield from _lists([block for block in group if isinstance(block, Item)], 0, gap)
            gap = _NO_GAP
            continue
        for block in group:
            if isinstance(block, Table):
                yield _table(block)
            elif isinstance(block, Line) and block.source.strip():
                yield _PARAGRAPH.format(gap, _words(block.source))
            gap = _NO_GAP if block.source.strip() else _GAP


def _words(text: str) -> Markup:
    """The words of a paragraph, an item or a cell."""
    return escape(as_shown(text))


def _lists(items: Sequence[Item], level: int, gap: Markup) -> Iterator[Markup]:
    """Items as lists: a new one begins where the style of the labels changes, or where they begin anew."""
    held: list[tuple[Item, list[Item]]] = []
    for item in items:
        if item.level > level and held:
            held[-1][1].append(item)
            continue
        if held and not _goes_on(held[-1][0], item):
            yield _list(held, level, gap)
            held, gap = [], _NO_GAP
        held.append((item, []))
    if held:
        yield _list(held, level, gap)


def _goes_on(above: Item, item: Item) -> bool:
    return above.style == item.style and (item.style is None or item.number == above.number + 1)


def _list(held: Sequence[tuple[Item, Sequence[Item]]], level: int, gap: Markup) -> Markup:
    first = held[0][0]
    written = (
        (item.label, _words(item.text), _NOTHING.join(_lists(below, level + 1, _NO_GAP))) for item, below in held
    )
    if first.style is None:
        return _BULLETS.format(gap, _NOTHING.join(_BULLET.format(*each) for _, *each in written))
    return _NUMBERS.format(gap, first.number, _NOTHING.join(_NUMBER.format(*each) for each in written))


def _table(table: Table) -> Markup:
    """A table. The cells of its first column head their rows, unless they are empty."""
    names = table.rows[0] if table.headed else ()
    head = _HEAD.format(_NOTHING.join(_COLUMN.format(_words(name)) for name in names)) if names else _NOTHING
    rows = (_ROW.format(_NOTHING.join(_cells(row, names))) for row in table.rows[bool(names) :])
    return _TABLE.format(head, _NOTHING.join(rows))


def _cells(row: Sequence[str], names: Sequence[str]) -> Iterator[Markup]:
    for place, cell in enumerate(row):
        if place == 0 and cell:
            yield _FIRST.format(_words(cell))
        else:
            yield _NAMED_CELL.format(names[place], _words(cell)) if names else _CELL.format(_words(cell))
