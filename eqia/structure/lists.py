"""Lists that were typed: which lines in a row are items, of which level, with which number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from eqia.structure.blocks import Item
from eqia.structure.labels import Style, readings

DEEPEST: Final = 2
"""The third level, counted from 0: what stands in further belongs to it."""

SIGNS: Final = "-•*–—·∙▪▫■●○►▶➢❖◆◇◦‣⁃\uf0b7\uf0a7\uf0d8\uf076"
"""Signs that people and programs put before the items of a list; the last four are those of Word's symbol fonts."""

_SURE: Final = "-•"
"""Signs that make an item by themselves; the others need a second one, or a line before that ends with a colon."""

_DASHES: Final = "–—"
_BLANKS: Final = "[ \t\xa0]"
_TAB: Final = 4
_LEAST_STEP: Final = 2
_BULLET: Final = re.compile(rf"({_BLANKS}*)([{re.escape(SIGNS)}]|o(?=\t)){_BLANKS}+(?=\S)(.*)", re.DOTALL)
_NUMBER: Final = re.compile(
    rf"({_BLANKS}*)(\((?:\d{{1,3}}|[a-zA-Z]{{1,7}})\)|(?:\d{{1,3}}|[a-zA-Z]{{1,7}})[.)]){_BLANKS}+(?=\S)(.*)", re.DOTALL
)


@dataclass
class Candidate:
    """A line that may be an item: how far it stands in, its sign or the ways to read its label, and its words."""

    place: int
    source: str
    indent: int
    sign: str
    ways: tuple[tuple[Style, int], ...]
    text: str
    level: int = 0
    way: tuple[Style, int] | None = None

    def item(self) -> Item:
        """The item that it is."""
        return Item(self.source, self.level, self.text, *(self.way or (None, 0)))


def candidate(place: int, line: str) -> Candidate | None:
    """A line as an item of a list; None for one that can be none."""
    if found := _BULLET.match(line):
        blanks, sign, text = found.groups()
        if not (sign in _DASHES and text[:1].isdecimal()):
            return Candidate(place, line, _width(blanks), sign, (), text)
    elif found := _NUMBER.match(line):
        blanks, label, text = found.groups()
        ways = tuple(readings(label))
        return Candidate(place, line, _width(blanks), "", ways, text) if ways else None
    return None


def items_of(run: Sequence[Candidate], before: str) -> Iterator[tuple[int, Item]]:
    """The items among candidates that nothing but blank lines part, by their places; ``before`` is the line above."""
    _set_levels(run)
    _set_numbers(run)
    if all(each.sign or each.way for each in run):
        if len(run) > 1 or (run[0].sign and (run[0].sign in _SURE or before.rstrip().endswith(":"))):
            yield from ((each.place, each.item()) for each in run)
        return
    for is_item, group in groupby(run, key=lambda each: bool(each.sign or each.way)):
        held = list(group)
        if is_item:
            yield from items_of(held, before)
        before = held[-1].source


def _set_levels(run: Sequence[Candidate]) -> None:
    """The level of each item, by how much further it stands in than the one above."""
    indents: list[int] = []
    for each in run:
        while indents and indents[-1] > each.indent + 1:
            indents.pop()
        if not indents or (each.indent >= indents[-1] + _LEAST_STEP and len(indents) <= DEEPEST):
            indents.append(each.indent)
        each.level = len(indents) - 1


def _set_numbers(run: Sequence[Candidate]) -> None:
    """How each label is meant: as the next one on its level, else as the first; where it is neither, as none."""
    last: list[dict[Style, int]] = []
    for each in run:
        del last[each.level + 1 :]
        last += [{} for _ in range(each.level + 1 - len(last))]
        known = last[each.level]
        following = (way for way in each.ways if known.get(way[0], 0) + 1 == way[1] > 1)
        each.way = next(following, None) or next((way for way in each.ways if way[1] == 1), None)
        if each.way is not None:
            known[each.way[0]] = each.way[1]


def _width(blanks: str) -> int:
    """How far a line stands in, in blanks; a tab leads to the next fourth one."""
    width = 0
    for blank in blanks:
        width += _TAB - width % _TAB if blank == "\t" else 1
    return width
