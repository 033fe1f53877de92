"""What the characters of runs show: those of symbol fonts, and those that are raised or lowered.

A run whose characters all have a raised or lowered form in Unicode is given those. The ending of a number such as
"1st" is left as it is, since it says the same on the line; any other run stays raised or lowered, and is doubted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from eqia.wordml.looks.properties import Look
from eqia.wordml.looks.resolving import Stylesheet
from eqia.wordml.names import PARAGRAPH, Element, w
from eqia.wordml.text.symbol_fonts import shown_in

_RUN, _TEXT, _SYMBOL, _PROPERTIES = (w(name) for name in ("r", "t", "sym", "rPr"))
_TEXTS: Final = (_TEXT, w("delText"))
_VALUE: Final = w("val")
_ALIGNED: Final = "vertAlign"
_RAISED: Final = w(_ALIGNED)
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_SUPERSCRIPT: Final = str.maketrans(
    "0123456789+-\u2212=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW\u03b2\u03b3\u03b4\u03b8\u03c6\u03c7",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ",
)
_SUBSCRIPT: Final = str.maketrans(
    "0123456789+-\u2212=()aehijklmnoprstuvx\u03b2\u03b3\u03c1\u03c6\u03c7",
    "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
)
_FORMS: Final = {"superscript": _SUPERSCRIPT, "subscript": _SUBSCRIPT}
_ORDINAL: Final = re.compile(r"(?:st|nd|rd|th)\s*", re.IGNORECASE)


def write_as_shown(root: Element, sheet: Stylesheet) -> None:
    """Puts into the runs of a text the characters that they show."""
    before = ""
    for run in root.iter(_RUN):
        if any(True for _ in run.iterchildren(_SYMBOL)):
            _write_symbols(run)
        look = sheet.run(run, next(run.iterancestors(PARAGRAPH), None))
        if font := _font(look):
            for node in _texts(run):
                node.text = shown_in(font, node.text or "")
        if is_raised(look):
            _write_forms(run, look, before)
        before = next((node.text or "" for node in _texts(run)), before)


def is_raised(look: Look) -> bool:
    """Whether text stands above or below its line."""
    return look.get(_ALIGNED, "baseline") != "baseline" or look.get("position", "0") not in ("", "0")


def _texts(run: Element) -> Iterator[Element]:
    return run.iterchildren(*_TEXTS)


def _font(look: Look) -> str:
    return (look.get("rFonts.ascii") or look.get("rFonts.hAnsi") or "").casefold()


def _write_symbols(run: Element) -> None:
    for symbol in list(run.iterchildren(_SYMBOL)):
        try:
            character = chr(int(symbol.get(w("char"), ""), 16))
        except (ValueError, OverflowError):
            continue
        text = etree.Element(_TEXT, {_SPACE: "preserve"})
        try:
            text.text = shown_in(symbol.get(w("font"), "").casefold(), character)
        except ValueError:
            continue
        run.replace(symbol, text)


def _write_forms(run: Element, look: Look, before: str) -> None:
    """Writes a run with raised or lowered characters, if Unicode has all of them, and sets it on the line."""
    text = "".join(node.text or "" for node in _texts(run))
    forms = _FORMS.get(look.get(_ALIGNED, ""), {})
    is_ordinal = forms is _SUPERSCRIPT and _ORDINAL.fullmatch(text) and before[-1:].isdecimal()
    if not is_ordinal:
        if not forms or any(ord(character) not in forms and not character.isspace() for character in text):
            return
        for node in _texts(run):
            node.text = (node.text or "").translate(forms)
    _set_on_the_line(run)


def _set_on_the_line(run: Element) -> None:
    properties = run.find(_PROPERTIES)
    if properties is None:
        properties = etree.Element(_PROPERTIES)
        run.insert(0, properties)
    for node in properties.findall(_RAISED):
        properties.remove(node)
    etree.SubElement(properties, _RAISED, {_VALUE: "baseline"})
