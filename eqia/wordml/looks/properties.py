"""Properties of text, paragraphs, cells and pages as flat entries, so that two ways to write one look are the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from eqia.wordml.names import Element, W

Look = dict[str, str]
"""A look: entries such as "spacing.after": "80". What is not there is as Word takes it by default."""

ON: Final = "on"
_TRUE: Final = frozenset({"1", "true", "on"})
_FALSE: Final = frozenset({"0", "false", "off", "none", "nil"})
_NONE: Final = frozenset({"", "0", "none", "nil", "auto", "off"})
_NUMBERED: Final = frozenset({"sz", "szCs", "outlineLvl", "w", "kern", "ilvl", "numId", "gridSpan", "position"})
"""Properties whose value is a number, also where it is 0 or 1."""

_MOST_ATTRIBUTES: Final = 100
"""Attributes of one element: to list more takes the time of their square."""

_ROUNDING: Final = 6
"""Twentieths of a point by which programs round lengths differently."""

_GROUPS: Final = frozenset({"tcBorders", "tblBorders", "pBdr", "tabs", "tcMar", "tblCellMar", "spacing", "ind"})
_CLEARED: Final = ("clear", "num")
"""Tab stops that are none: one that is taken away, and the one behind the sign of a list."""

_SAME: Final = {
    "ind.start": "ind.left",
    "ind.end": "ind.right",
    "ind.startChars": "ind.leftChars",
    "ind.endChars": "ind.rightChars",
}
_DEFAULTS: Final = {
    "jc": ("left", "start"),
    "shd.val": ("clear",),
    "vertAlign": ("baseline",),
    "textDirection": ("lrTb",),
    "vAlign": ("top",),
    "spacing.lineRule": ("auto",),
    "u": ("none",),
    "w": ("100",),
    "gridSpan": ("1",),
    "pgNumType.fmt": ("decimal",),
    "textAlignment": ("auto",),
    "tblLayout.type": ("autofit",),
    "tblOverlap": ("overlap",),
}


def flat(properties: Element | None, left_out: frozenset[str]) -> Look:
    """The entries of a group of properties, but for those named in ``left_out``."""
    look: Look = {}
    for node in () if properties is None else properties:
        name = local(node)
        if name not in left_out:
            look |= _entries(node, name)
    return look


def local(node: Element) -> str:
    """The name of an element of Word's own; with its namespace if it is another's; "" if it is no element."""
    tag = node.tag
    return (tag.removeprefix(f"{{{W}}}") if isinstance(tag, str) else "") or ""


def _entries(node: Element, path: str) -> Look:
    if len(node.attrib) > _MOST_ATTRIBUTES:
        return {path: "more attributes than any program writes"}
    attributes = {str(name).removeprefix(f"{{{W}}}"): str(value) for name, value in node.attrib.items()}
    if not attributes and len(node) == 0:
        return {path: ON}
    look: Look = {}
    for name, value in attributes.items():
        key = path if name == "val" else f"{path}.{name}"
        look[_SAME.get(key, key)] = _value(path, value) if name == "val" else value
    for child in node:
        name = local(child)
        if name == "tab":
            name = f"tab {child.get(f'{{{W}}}pos', '')}"
        look |= _entries(child, f"{path}.{name}")
    return look


def _value(name: str, value: str) -> str:
    if name in _NUMBERED:
        return value
    return ON if value in _TRUE else "off" if value in _FALSE else value


def bare(look: Mapping[str, str]) -> Look:
    """A look without the entries that say what holds anyway."""
    no_tabs = tuple(f"{key}." for key, value in look.items() if _is_tab(key) and value in _CLEARED)
    kept = {key: value for key, value in look.items() if not _says_nothing(key, value)}
    return {key: value for key, value in kept.items() if not f"{key}.".startswith(no_tabs)} if no_tabs else kept


def _is_tab(key: str) -> bool:
    return ".tab " in key and "." not in key.partition(".tab ")[2]


def _says_nothing(key: str, value: str) -> bool:
    if key == "sz":
        return False
    if value == ON and key in _GROUPS:
        return True
    return value in _NONE or value in _DEFAULTS.get(key, ())


_LENGTHS: Final = ("ind.", "spacing.", "width", "tblInd.", "tblCellMar.", "tcMar.", "pgMar.", "pgSz.", "tabs.")
"""Entries that are lengths, which programs round."""

_LOST: Final = frozenset({"tblCaption", "tblDescription", "tblHeader"})
"""What some programs lose when they save."""

_ABSENT: Final = {"spacing.line": "240"}
"""What holds where nothing is said, if it is not nothing."""


def unlike(given: Mapping[str, str], expected: Mapping[str, str]) -> list[str]:
    """The names of the entries in which a bare look differs from the one expected by more than saving changes."""
    keys: Iterable[str] = given.keys() | expected.keys()
    return sorted(key for key in keys if not _alike(key, given.get(key), expected.get(key)))


def _alike(key: str, one: str | None, other: str | None) -> bool:
    if one == other or (one is None and key in _LOST):
        return True
    if one and other and one.casefold() == other.casefold():
        return True
    if not key.startswith(_LENGTHS):
        return False
    absent = _ABSENT.get(key, "0")
    try:
        return abs(float(one or absent) - float(other or absent)) <= _ROUNDING
    except ValueError:
        return False
