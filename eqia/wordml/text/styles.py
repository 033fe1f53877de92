"""Paragraph styles: what a style says about the lines of an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

from eqia.wordml.names import Element, parse, w

STYLES: Final = "word/styles.xml"
"""The part that holds the styles."""

_DEEPEST: Final = 8
_VALUE: Final = w("val")
_NUMBERING: Final = f"{w('pPr')}/{w('numPr')}"
_STYLE: Final = f"{w('pPr')}/{w('pStyle')}"


class Role(Enum):
    """What a paragraph of an answer is. The value is the name of the style that says so, as Word shows it."""

    PLAIN = "Normal"
    AFTER_BLANK = "Answer After Space"
    BULLET = "Answer Bullet"
    BULLET_AFTER_BLANK = "Answer Bullet After Space"
    MISSING = "Not Answered"

    follows_blank: bool
    """Whether the space above the paragraph stands for a blank line."""

    def __init__(self, name: str) -> None:
        self.follows_blank = name.endswith("After Space")

    @classmethod
    def of(cls, bullet: bool, after_blank: bool) -> Role:
        """The role of a line."""
        if bullet:
            return cls.BULLET_AFTER_BLANK if after_blank else cls.BULLET
        return cls.AFTER_BLANK if after_blank else cls.PLAIN


_ROLES: Final = {role.value.casefold(): role for role in Role}


@dataclass(frozen=True)
class Styles:
    """The styles of a file, by id: their names, their roles, and the list levels of those that are bullets."""

    names: Mapping[str, str]
    roles: Mapping[str, Role]
    levels: Mapping[str, int]

    @property
    def tell_blank_lines(self) -> bool:
        """Whether there are styles that say that a blank line stands above; some programs drop them."""
        return any(role.follows_blank for role in self.roles.values())

    @property
    def tell_headings(self) -> bool:
        """Whether there are styles of headings."""
        return any(name.startswith("heading") for name in self.names.values())

    def role(self, style: str) -> Role:
        """The role of a paragraph of this style: plain, unless the style is one of ours that says more."""
        return self.roles.get(style, Role.PLAIN)

    def name(self, style: str) -> str:
        """The style's name in small letters; programs keep names where they change ids."""
        return self.names.get(style, "")

    def id_of(self, paragraph: Element) -> str:
        """The id of a paragraph's style; empty if it is the usual one."""
        style = paragraph.find(_STYLE)
        return style.get(_VALUE, "") if style is not None else ""

    def name_of(self, paragraph: Element) -> str:
        """The name of a paragraph's style, in small letters."""
        return self.name(self.id_of(paragraph))

    def list_level(self, paragraph: Element) -> int | None:
        """The level of a paragraph in a list, counted from 0; None if it is in none. Its own numbering wins."""
        numbering = paragraph.find(_NUMBERING)
        return _level(numbering) if numbering is not None else self.levels.get(self.id_of(paragraph))


@lru_cache(maxsize=16)
def read_styles(part: bytes) -> Styles:
    """The styles in the bytes of a ``word/styles.xml``; none if the file has no such part."""
    if not part:
        return Styles({}, {}, {})
    found = {style.get(w("styleId"), ""): style for style in parse(part).iter(w("style"))}
    names = {id: _text(style, "name").casefold() for id, style in found.items()}
    roles = {id: _ROLES[name] for id, name in names.items() if name in _ROLES}
    levels = {id: 0 for id, role in roles.items() if role in (Role.BULLET, Role.BULLET_AFTER_BLANK)}
    levels |= {id: level for id, level in _inherited_levels(found) if level is not None}
    return Styles(names, roles, levels)


def _inherited_levels(styles: Mapping[str, Element]) -> Iterator[tuple[str, int | None]]:
    """The list level of each style, its own or the one it inherits; each style is looked at once."""
    levels: dict[str, int | None] = {}
    for id in styles:
        chain: dict[str, None] = {}
        while id in styles and id not in levels and id not in chain:
            chain[id] = None
            id = _text(styles[id], "basedOn")
        for each in reversed(chain):
            numbering = styles[each].find(_NUMBERING)
            levels[each] = _level(numbering) if numbering is not None else levels.get(_text(styles[each], "basedOn"))
    yield from levels.items()


def _level(numbering: Element) -> int | None:
    """The level that a numbering gives; the list of number 0 is no list."""
    if _text(numbering, "numId") == "0":
        return None
    level = _text(numbering, "ilvl")
    return min(int(level), _DEEPEST) if level.isascii() and level.isdecimal() else 0


def _text(node: Element, name: str) -> str:
    child = node.find(w(name))
    return child.get(_VALUE, "") if child is not None else ""
