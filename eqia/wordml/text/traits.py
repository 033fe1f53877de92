"""What there is to see in the look of a run, a paragraph or a cell beside plain letters, trait by trait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from eqia.wordml.looks.colours import HIGHLIGHTS, WHITE, is_as_black, is_as_paper, is_colour, ratio_of
from eqia.wordml.looks.properties import ON, Look
from eqia.wordml.looks.resolving import Stylesheet
from eqia.wordml.names import CELL, PARAGRAPH, W14, Element, enclosing, w
from eqia.wordml.text.characters import is_raised
from eqia.wordml.text.symbol_fonts import is_private

AS_TYPED: Final = ""
"""The value of a colour that a person takes for the black of letters, or for the white of paper."""

_SMALLEST, _TINIEST = 12, 6
"""Half points: text of these sizes and less cannot be read on paper, or at all."""

_NARROWEST: Final = 50
"""Per cent of their usual width."""

_TIGHTEST: Final = 3
"""Twentieths of a point by which letters come closer, for each half point of their size, until they overlap."""

_LEAST_CONTRAST: Final = 1.25
"""With less contrast to its ground text is not seen, unless one looks for it."""

_LOWEST: Final = 100
"""Twentieths of a point: lines and rows of exactly this height and less show no letters."""

_FURTHEST: Final = 10_000
"""Twentieths of a point: text that is set in by more stands beside a page."""

_EFFECTS: Final = ("outline", "shadow", "emboss", "imprint", "effect", "em", "fitText", "eastAsianLayout")
_DRAWN: Final = tuple(f"{{{W14}}}{name}" for name in ("textFill", "textOutline", "glow", "shadow", "reflection"))
_UNFILLED: Final = f"{{{W14}}}noFill"
_LINKS: Final = ("hyperlink", "followedhyperlink", "internet link", "visited internet link")
_OFF: Final = ("", "none", "nil", "off", "0")


class What(Enum):
    """What a trait is; the value is what a person calls text that has it."""

    HIDDEN = "hidden text"
    STRUCK = "crossed out text"
    UNSEEN = "text in another colour or on another ground that can hardly be seen"
    COLOUR = "text in another colour"
    GROUND = "highlighted text"
    CAPITALS = "text that Word shows in capitals and that was typed in small letters"
    FRAME = "text in a frame"
    EFFECT = "text drawn in outline, in relief or with another effect"
    SMALL = "text too small to read"
    NARROW = "text too narrow or too small to read"
    RAISED = "raised or lowered text"
    UNKNOWN = "text whose look cannot be made out"
    SIGN = "a sign of a symbol font that nobody knows"


Trait = tuple[What, str]
"""A trait and its value, such as the colour."""

HANDS: Final = frozenset({What.COLOUR, What.GROUND, What.CAPITALS, What.FRAME, What.EFFECT, What.SMALL})
"""What a hand can have throughout without meaning anything by it."""


@dataclass(frozen=True)
class Place:
    """The paragraph that text stands in, and the ground behind it: its own, that of its cell, or paper's ("")."""

    paragraph: Element | None
    ground: str

    @classmethod
    def of(cls, paragraph: Element | None, sheet: Stylesheet) -> Place:
        """The same, as all styles make it."""
        if paragraph is None:
            return cls(None, "")
        cell = enclosing(paragraph, CELL)
        own = ground_of(sheet.paragraph(paragraph))
        return cls(paragraph, own or ("" if cell is None else ground_of(sheet.cell(cell))))


def traits_of(run: Element, place: Place, text: str, sheet: Stylesheet) -> Iterator[Trait]:
    """The traits of a run of text, as all styles make them."""
    look = sheet.run(run, place.paragraph)
    yield from _by_switches(look, text)
    ground = ground_of(look)
    if ground:
        yield What.GROUND, ground
    colour = _colour(look)
    behind = HIGHLIGHTS.get(ground or place.ground, ground or place.ground or WHITE)
    if colour and is_colour(behind) and ratio_of(colour, behind) < _LEAST_CONTRAST:
        yield What.UNSEEN, ""
    elif not _is_link(run, sheet):
        yield What.COLOUR, AS_TYPED if not colour or is_as_black(colour) else colour
    yield from _by_size(look)
    if is_raised(look):
        yield What.RAISED, ""
    if any(map(is_private, text)):
        yield What.SIGN, ""


def grounds_of(block: Element, sheet: Stylesheet) -> set[str]:
    """The grounds of the paragraphs and of the cells in a block, and of the cell it stands in, but for paper's."""
    found = {ground_of(sheet.paragraph(paragraph)) for paragraph in block.iter(PARAGRAPH)}
    around = enclosing(block, CELL) if block.tag != CELL else None
    found |= {ground_of(sheet.cell(cell)) for cell in (*block.iter(CELL), *([around] if around is not None else []))}
    return found - {""}


def ground_of(look: Look) -> str:
    """The colour behind text; "" for that of paper. A pattern is called by its name."""
    highlight = look.get("highlight", "none")
    if highlight not in _OFF and highlight != "white":
        return highlight
    fill = look.get("shd.fill", "auto").upper()
    pattern = look.get("shd", "clear")
    if pattern == "solid":
        fill = look.get("shd.color", "auto").upper()
        return "" if is_colour(fill) and is_as_paper(fill) else fill if is_colour(fill) else "000000"
    is_paper = not is_colour(fill) or is_as_paper(fill)
    return ("" if pattern == "clear" or pattern in _OFF else pattern) if is_paper else fill


def is_framed(paragraph: Element, sheet: Stylesheet) -> bool:
    """Whether lines are drawn around a paragraph."""
    return any(_is_line(key, value, "pBdr.") for key, value in sheet.paragraph(paragraph).items())


def is_out_of_sight(paragraph: Element, sheet: Stylesheet) -> bool:
    """Whether a paragraph stands beside the page, or in lines too low to show it."""
    look = sheet.paragraph(paragraph)
    low = look.get("spacing.lineRule") == "exact" and number(look, "spacing.line", _LOWEST + 1) <= _LOWEST
    sides = ("ind.left", "ind.right", "ind.firstLine", "ind.hanging")
    return low or any(abs(number(look, side, 0)) > _FURTHEST for side in sides)


def is_low(row: Element) -> bool:
    """Whether a row is too low to show what stands in it."""
    height = row.find(f"{w('trPr')}/{w('trHeight')}")
    return height is not None and height.get(w("hRule")) == "exact" and _int(height.get(w("val"), ""), 0) <= _LOWEST


def number(look: Look, name: str, usual: int) -> int:
    """The number that an entry of a look is; ``usual`` if it is none."""
    return _int(look.get(name, ""), usual)


def _by_switches(look: Look, text: str) -> Iterator[Trait]:
    unfilled = any(key.startswith(_DRAWN[0]) and _UNFILLED in key for key in look)
    if unfilled or any(look.get(name) == ON for name in ("vanish", "webHidden", "specVanish")):
        yield What.HIDDEN, ""
    if any(look.get(name) == ON for name in ("strike", "dstrike")):
        yield What.STRUCK, ""
    for name in ("caps", "smallCaps"):
        if look.get(name) == ON and text.upper() != text:
            yield What.CAPITALS, name
    if any(_is_line(key, value, "bdr") for key, value in look.items()):
        yield What.FRAME, ""
    effects = [name for name in _EFFECTS if look.get(name, "") not in _OFF]
    drawn = [name for name in _DRAWN if any(key.startswith(name) for key in look)]
    effects += [name for name in drawn if not any(key.startswith(name) and _UNFILLED in key for key in look)]
    if effects:
        yield What.EFFECT, " ".join(effects)
    if "basedOn" in look:
        yield What.UNKNOWN, ""


def _by_size(look: Look) -> Iterator[Trait]:
    size = number(look, "sz", 20)
    squeezed = number(look, "spacing", 0) < -_TIGHTEST * size
    if size <= _TINIEST or number(look, "w", 100) < _NARROWEST or squeezed:
        yield What.NARROW, ""
    elif size <= _SMALLEST:
        yield What.SMALL, str(size)


def _colour(look: Look) -> str:
    """The colour of text; "" if it is left to Word, which then makes it stand out."""
    colour = look.get("color", "auto").upper()
    return colour if is_colour(colour) else ""


def _is_link(run: Element, sheet: Stylesheet) -> bool:
    """Whether the colour of a run is that of a link: its style is, and it says nothing of its own."""
    style = run.find(f"{w('rPr')}/{w('rStyle')}")
    named = sheet.styles.get(style.get(w("val"), "")) if style is not None else None
    name = named.find(w("name")) if named is not None else None
    is_styled = name is not None and name.get(w("val"), "").casefold() in _LINKS
    return is_styled and run.find(f"{w('rPr')}/{w('color')}") is None


def _is_line(key: str, value: str, start: str) -> bool:
    """Whether an entry says that a line is drawn: it is that of a border itself, and names a kind of line."""
    plain = key == start or (key.startswith(start) and key.count(".") == 1 and start.endswith("."))
    return plain and value not in (*_OFF, ON)


def _int(text: str, usual: int) -> int:
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return usual
