"""Text that looks otherwise than the answer it stands in: hidden, crossed out, in another colour, tiny, raised.

Somebody meant something by it that plain text cannot say, so a person has to decide what becomes of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final

from eqia.wordml.looks.properties import ON, Look, flat
from eqia.wordml.looks.resolving import Stylesheet
from eqia.wordml.names import CELL, PARAGRAPH, ROW, Element, enclosing, w
from eqia.wordml.text.characters import is_raised
from eqia.wordml.text.prose import Revision, text_of
from eqia.wordml.text.symbol_fonts import is_private

_RUN: Final = w("r")
_LONGEST_QUOTE: Final = 60
_SMALLEST: Final = 12
"""Half points: text of this size and less cannot be read on paper."""

_NARROWEST: Final = 50
"""Per cent of their usual width."""

_DARKEST, _LIGHTEST = 0x40, 0xF8
"""Up to and from these values of red, green and blue a colour is taken for black and for the white of paper."""

_HEX: Final = re.compile(r"[0-9a-fA-F]{6}")
_THEME_BLACK: Final = ("text1", "dark1")
_THEME_WHITE: Final = ("background1", "light1")
_BLACK: Final = "auto"
_HIDDEN_ROW: Final = f"{w('trPr')}/{w('hidden')}"
_LINKS: Final = ("hyperlink", "followedhyperlink", "internet link", "visited internet link")

Own = frozenset[tuple[str, str]]
"""The colours and grounds that answers have of their own: ("color", "1B3A57"), ("ground", "E8EEF4")."""


def unusual_in(blocks: Iterable[Element], sheet: Stylesheet, own: Own) -> Iterator[str]:
    """What looks otherwise in the cell or the paragraphs of an answer, in words, with the text that does."""
    for block in blocks:
        for (_, what), runs in groupby(_runs(block, sheet, own), key=itemgetter(0, 1)):
            text = "".join(text for _, _, text in runs).strip()
            for each in what if text else ():
                yield f'{each} stands there: "{_short(text)}". Is it a part of the answer?'
        yield from _around(block, sheet, own)


def own_looks(paragraphs: Iterable[Element], sheet: Stylesheet) -> Own:
    """The colours and grounds of the text in some paragraphs of answers."""
    found: set[tuple[str, str]] = set()
    for paragraph in paragraphs:
        for run in paragraph.iter(_RUN):
            look = sheet.run(run, paragraph)
            found |= {("color", _colour(look)), ("ground", _ground(look))}
        found.add(("ground", _ground(sheet.paragraph(paragraph))))
        found |= {("ground", _ground(_of_cell(cell))) for cell in [enclosing(paragraph, CELL)] if cell is not None}
    return frozenset(found)


def _runs(block: Element, sheet: Stylesheet, own: Own) -> Iterator[tuple[Element | None, tuple[str, ...], str]]:
    """The runs of a block: their paragraph, what is unusual in each, and its text."""
    for run in block.iter(_RUN):
        text = text_of(run)
        if text and not any(above.tag in Revision.FINAL.value for above in run.iterancestors()):
            paragraph = enclosing(run, PARAGRAPH)
            yield paragraph, tuple(_of_run(run, text, sheet.run(run, paragraph), sheet, own)), text


def _of_run(run: Element, text: str, look: Look, sheet: Stylesheet, own: Own) -> Iterator[str]:
    if any(look.get(name) == ON for name in ("vanish", "webHidden", "specVanish")):
        yield "hidden text"
    if any(look.get(name) == ON for name in ("strike", "dstrike")):
        yield "crossed out text"
    colour = _colour(look)
    if ("color", colour) not in own and colour != _BLACK and not _is_link(run, sheet):
        yield "text in another colour"
    ground = _ground(look)
    if ground and ("ground", ground) not in own:
        yield "highlighted text"
    if _number(look, "sz", _SMALLEST + 1) <= _SMALLEST or _number(look, "w", 100) < _NARROWEST:
        yield "text too small to read"
    if is_raised(look):
        yield "raised or lowered text"
    if "basedOn" in look:
        yield "text whose look cannot be made out"
    if any(map(is_private, text)):
        yield "a sign of a symbol font that nobody knows"


def _around(block: Element, sheet: Stylesheet, own: Own) -> Iterator[str]:
    """What the paragraphs, the cell and the row of an answer look like."""
    grounds = {_ground(sheet.paragraph(paragraph)) for paragraph in block.iter(PARAGRAPH)}
    grounds |= {_ground(_of_cell(cell)) for cell in block.iter(CELL)}
    if any(ground and ("ground", ground) not in own for ground in grounds):
        yield "it stands on a ground of another colour. Does that mean something?"
    row = enclosing(block, ROW)
    if row is not None and row.find(_HIDDEN_ROW) is not None:
        yield "its row is hidden. Is it a part of the answer?"


def _of_cell(cell: Element) -> Look:
    return flat(cell.find(w("tcPr")), frozenset())


def _is_link(run: Element, sheet: Stylesheet) -> bool:
    """Whether the colour of a run is that of a link: its style is, and it says nothing of its own."""
    style = run.find(f"{w('rPr')}/{w('rStyle')}")
    named = sheet.styles.get(style.get(w("val"), "")) if style is not None else None
    name = named.find(w("name")) if named is not None else None
    return (
        name is not None
        and name.get(w("val"), "").casefold() in _LINKS
        and run.find(f"{w('rPr')}/{w('color')}") is None
    )


def _colour(look: Look) -> str:
    theme = look.get("color.themeColor", "none")
    tone = look.get("color.themeTint", "") + look.get("color.themeShade", "")
    if theme != "none":
        return _BLACK if theme in _THEME_BLACK and not tone else f"{theme} {tone}"
    colour = look.get("color", _BLACK).upper()
    return _BLACK if colour == "AUTO" or all(each <= _DARKEST for each in _channels(colour)) else colour


def _ground(look: Look) -> str:
    """The colour behind text; "" for that of paper."""
    highlight = look.get("highlight", "none")
    if highlight not in ("none", "off", "white"):
        return highlight
    theme = look.get("shd.themeFill", "none")
    if theme != "none":
        return "" if theme in _THEME_WHITE else theme
    fill = look.get("shd.fill", "auto").upper()
    is_paper = fill in ("AUTO", "NONE") or all(each >= _LIGHTEST for each in _channels(fill))
    pattern = look.get("shd", "clear")
    return ("" if pattern in ("clear", "nil", "off") else pattern) if is_paper else fill


def _channels(colour: str) -> Iterable[int]:
    """The red, green and blue of a colour; one between black and white for what is no colour."""
    return bytes.fromhex(colour) if _HEX.fullmatch(colour) else (0x80,)


def _number(look: Look, name: str, usual: int) -> int:
    value = look.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() else usual


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_QUOTE else f"{plain[:_LONGEST_QUOTE]}…"
