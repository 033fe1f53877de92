"""The parts of a Word file as Word shows them: for reading only, since what they say in other ways is gone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from eqia.wordml.looks.resolving import Stylesheet
from eqia.wordml.looks.theme import Theme
from eqia.wordml.names import Element, parse
from eqia.wordml.text.alternatives import choose
from eqia.wordml.text.characters import write_as_shown
from eqia.wordml.text.numbering import NUMBERING
from eqia.wordml.text.styles import STYLES
from eqia.wordml.text.wrappers import empty_placeholders, unwrap_blocks

THEME: Final = "word/theme/theme1.xml"
SETTINGS: Final = "word/settings.xml"


def as_shown(root: Element, sheet: Stylesheet) -> Element:
    """A text with what Word shows of it: no placeholders, no alternatives, symbols and raised figures as characters."""
    choose(root)
    empty_placeholders(root)
    unwrap_blocks(root)
    write_as_shown(root, sheet)
    return root


def stylesheet_of(parts: Mapping[str, bytes]) -> Stylesheet:
    """The styles and lists of a file."""
    names = (STYLES, NUMBERING, THEME, SETTINGS)
    styles, numbering, theme, settings = (parse(parts[name]) if parts.get(name) else None for name in names)
    return Stylesheet(styles, numbering, Theme.of(theme, settings))


def read_part(parts: Mapping[str, bytes], name: str) -> Element | None:
    """A part of a file as Word shows it, such as its comments; None if it has none."""
    data = parts.get(name)
    return as_shown(parse(data), stylesheet_of(parts)) if data else None
