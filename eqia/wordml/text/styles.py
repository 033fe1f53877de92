"""Paragraph styles: what a style says about the lines of an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import Final

from eqia.wordml.names import PARAGRAPH, Element, parse, w
from eqia.wordml.text.numbering import NUMBERING, Counters, Lists, read_lists

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
    """The styles of a file, by id: their names, their roles, the levels of those that make items of a list and the
    numbers of their lists; and the lists of the file.
    """

    names: Mapping[str, str]
    roles: Mapping[str, Role]
    levels: Mapping[str, int]
    numbers: Mapping[str, str] = field(default_factory=dict)
    lists: Lists = field(default_factory=Lists)

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

    def labels(self, root: Element) -> dict[Element, str]:
        """The labels of the paragraphs of a text that are items of numbered lists."""
        named = {id for id, number in self.numbers.items() if self.lists.is_numbered(number, self.levels[id])}
        counters = Counters(self.lists)
        found = {}
        for paragraph in root.iter(PARAGRAPH) if named or next(root.iter(w("numPr")), None) is not None else ():
            numbering, style = paragraph.find(_NUMBERING), self.id_of(paragraph)
            level = self.list_level(paragraph)
            if level is not None and (numbering is not None or style in named):
                own = _text(numbering, "numId") if numbering is not None else ""
                label = counters.label(own or self.numbers.get(style, ""), level)
                if label:
                    found[paragraph] = label
        return found


def styles_of(parts: Mapping[str, bytes]) -> Styles:
    """The styles of a file, and its lists."""
    return read_styles(parts.get(STYLES, b""), parts.get(NUMBERING, b""))


@lru_cache(maxsize=16)
def read_styles(part: bytes, numbering: bytes = b"") -> Styles:
    """The styles in the bytes of a ``word/styles.xml``, and the lists in those of a ``word/numbering.xml``; none if
    the file has no such part.
    """
    lists = read_lists(numbering)
    if not part:
        return Styles({}, {}, {}, lists=lists)
    found = {style.get(w("styleId"), ""): style for style in parse(part).iter(w("style"))}
    names = {id: _text(style, "name").casefold() for id, style in found.items()}
    roles = {id: _ROLES[name] for id, name in names.items() if name in _ROLES}
    levels = {id: 0 for id, role in roles.items() if role in (Role.BULLET, Role.BULLET_AFTER_BLANK)}
    numbers = {}
    for id, numbered in _inherited_numberings(found):
        level = _level(numbered)
        if level is not None:
            levels[id], numbers[id] = level, _text(numbered, "numId")
    return Styles(names, roles, levels, numbers, lists)


def _inherited_numberings(styles: Mapping[str, Element]) -> Iterator[tuple[str, Element]]:
    """The numbering of each style, its own or the one it inherits; each style is looked at once."""
    numberings: dict[str, Element | None] = {}
    for id in styles:
        chain: dict[str, None] = {}
        while id in styles and id not in numberings and id not in chain:
            chain[id] = None
            id = _text(styles[id], "basedOn")
        for each in reversed(chain):
            numbering = styles[each].find(_NUMBERING)
            above = numberings.get(_text(styles[each], "basedOn"))
            numberings[each] = numbering if numbering is not None else above
    yield from ((id, numbering) for id, numbering in numberings.items() if numbering is not None)


def _level(numbering: Element) -> int | None:
    """The level that a numbering gives; the list of number 0 is no list."""
    if _text(numbering, "numId") == "0":
        return None
    level = _text(numbering, "ilvl")
    return min(int(level), _DEEPEST) if level.isascii() and level.isdecimal() else 0


def _text(node: Element, name: str) -> str:
    child = node.find(w(name))
    return child.get(_VALUE, "") if child is not None else ""
