"""Numbered lists of a Word file: the label that Word shows before each of their items (ECMA-376 17.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from eqia.structure.labels import Figures
from eqia.wordml.names import Element, parse, w

NUMBERING: Final = "word/numbering.xml"
"""The part that holds the lists."""

_VALUE: Final = w("val")
_PLACE: Final = re.compile(r"%([1-9])")
_FIGURES: Final = {figures.value: figures for figures in Figures}
_BULLETS: Final = ("bullet", "none", "")
_LONGEST: Final = 9
"""Figures of a number that is one."""


@dataclass(frozen=True)
class Level:
    """A level of a list: the name of its figures, its text, its first number."""

    kind: str
    text: str
    start: int = 1

    @property
    def figures(self) -> Figures | None:
        """Its figures; None for bullets, and for what counts in figures that are not known."""
        return _FIGURES.get(self.kind)


@dataclass(frozen=True)
class Lists:
    """The lists of a file: the levels of each, the one it counts with, and where it begins anew."""

    levels: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)
    bases: Mapping[str, str] = field(default_factory=dict)
    restarts: Mapping[tuple[str, int], int] = field(default_factory=dict)

    def is_numbered(self, number: str, level: int) -> bool:
        """Whether the items of a list have labels that can be told."""
        known = self.levels.get(number, {}).get(level)
        return known is not None and known.figures is not None

    def is_strange(self, number: str, level: str) -> bool:
        """Whether its items have labels that cannot be told."""
        known = self.levels.get(number, {}).get(_number(level))
        return known is not None and known.figures is None and known.kind not in _BULLETS


@dataclass
class Counters:
    """The counting of all lists of a text, item after item."""

    lists: Lists
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, number: str, level: int) -> str:
        """The label of the next item in a list, such as "1."; "" for a bullet and for figures that are not known."""
        levels = self.lists.levels.get(number, {})
        if level not in levels:
            return ""
        counts = self.counts.setdefault(self.lists.bases[number], {})
        if (number, level) not in self.begun and (number, level) in self.lists.restarts:
            counts[level] = self.lists.restarts[number, level] - 1
        self.begun.add((number, level))
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        return _written(levels, level, counts)


@lru_cache(maxsize=16)
def read_lists(part: bytes) -> Lists:
    """The lists in the bytes of a ``word/numbering.xml``; none if the file has no such part."""
    if not part:
        return Lists()
    root = parse(part)
    abstract = {each.get(w("abstractNumId"), ""): _levels(each) for each in root.iter(w("abstractNum"))}
    levels, bases, restarts = {}, {}, {}
    for each in root.iter(w("num")):
        id, base = each.get(w("numId"), ""), _text(each, "abstractNumId")
        bases[id] = base
        levels[id] = {**abstract.get(base, {}), **_levels(each)}
        for override in each.iter(w("lvlOverride")):
            start = override.find(w("startOverride"))
            if start is not None:
                restarts[id, _number(override.get(w("ilvl"), ""))] = _number(start.get(_VALUE, ""))
    return Lists(levels, bases, restarts)


def _levels(node: Element) -> dict[int, Level]:
    return {
        _number(level.get(w("ilvl"), "")): Level(
            _text(level, "numFmt"), _text(level, "lvlText"), _number(_text(level, "start") or "1")
        )
        for level in node.iter(w("lvl"))
    }


def _written(levels: Mapping[int, Level], level: int, counts: Mapping[int, int]) -> str:
    def write(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        known = levels.get(at)
        if known is None or known.figures is None:
            return ""
        return known.figures.write(counts.get(at, known.start))

    if levels[level].figures is None:
        return ""
    return _PLACE.sub(write, levels[level].text).strip()


def _text(node: Element, name: str) -> str:
    child = node.find(w(name))
    return child.get(_VALUE, "") if child is not None else ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < _LONGEST else 0
