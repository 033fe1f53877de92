"""Paragraph styles: what a style says about the lines of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

from eqia.wordml.names import Element, parse, w

ANSWER: Final = "Answer"

_VALUE: Final = w("val")
_NUMBERING: Final = w("numPr")


class Role(Enum):
    """What a paragraph of an answer is. The value is the name of the style that says so, as Word shows it."""

    PLAIN = ANSWER
    AFTER_BLANK = "Answer After Space"
    BULLET = "Answer Bullet"
    BULLET_AFTER_BLANK = "Answer Bullet After Space"
    MISSING = "Not Answered"

    @classmethod
    def of(cls, bullet: bool, after_blank: bool) -> Role:
        """The role of a line."""
        if bullet:
            return cls.BULLET_AFTER_BLANK if after_blank else cls.BULLET
        return cls.AFTER_BLANK if after_blank else cls.PLAIN

    @property
    def follows_blank(self) -> bool:
        """Whether the space above the paragraph stands for a blank line."""
        return self in (Role.AFTER_BLANK, Role.BULLET_AFTER_BLANK)

    @property
    def style_id(self) -> str:
        """The id of the style in the files we write."""
        return self.value.replace(" ", "")


_ROLES: Final = {role.value.casefold(): role for role in Role}


@dataclass(frozen=True)
class Styles:
    """The paragraph styles of a file, by id: their names, their roles, and at which list level each one stands."""

    names: Mapping[str, str]
    roles: Mapping[str, Role]
    levels: Mapping[str, int]

    def role(self, style: str | None) -> Role:
        """The role of a paragraph of this style: plain, unless the style is one of ours that says more."""
        return self.roles.get(style or "", Role.PLAIN)

    def name(self, style: str | None) -> str:
        """The style's name in small letters; programs keep names where they change ids."""
        return self.names.get(style or "", "")

    def list_level(self, properties: Element, role: Role) -> int | None:
        """The level of a list item, counted from 0; None if the paragraph is not in a list."""
        numbering = properties.find(_NUMBERING)
        if numbering is None:
            style = properties.find(w("pStyle"))
            return self.levels.get(style.get(_VALUE, "")) if style is not None else None
        if _number(numbering, "numId") == 0:
            return None
        return min(_number(numbering, "ilvl"), 8)


@lru_cache(maxsize=16)
def read_styles(part: bytes) -> Styles:
    """The styles in the bytes of a ``word/styles.xml``; none if the file has no such part."""
    if not part:
        return Styles({}, {}, {})
    found = {style.get(w("styleId"), ""): style for style in parse(part).iter(w("style"))}
    names = {id: _text(style, "name").casefold() for id, style in found.items()}
    levels = {id: level for id in found if (level := _level(found, id)) is not None}
    return Styles(names, {id: _ROLES[name] for id, name in names.items() if name in _ROLES}, levels)


def _level(styles: Mapping[str, Element], id: str) -> int | None:
    """The list level of a style, its own or one it inherits."""
    seen: set[str] = set()
    while id in styles and id not in seen:
        seen.add(id)
        numbering = styles[id].find(f"{w('pPr')}/{_NUMBERING}")
        if numbering is not None:
            return _number(numbering, "ilvl") if _number(numbering, "numId", 1) else None
        id = _text(styles[id], "basedOn")
    return None


def _text(node: Element, name: str) -> str:
    child = node.find(w(name))
    return child.get(_VALUE, "") if child is not None else ""


def _number(node: Element, name: str, otherwise: int = 0) -> int:
    text = _text(node, name)
    return int(text) if text.isascii() and text.isdecimal() else otherwise
