"""Styles that a Word template names and does not define: Word shows what has them as if it had none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from eqia.packs.faults import Fault
from eqia.packs.word_marks import WORD
from eqia.rules.phrases import excerpt
from eqia.wordml.names import PARAGRAPH, Element, is_well_formed, parse, w
from eqia.wordml.text.prose import text_of
from eqia.wordml.text.styles import STYLES

_USES: Final = {w("pStyle"): "paragraph", w("rStyle"): "character", w("tblStyle"): "table"}
"""The kind of style that each of Word's tags names."""

_RELATED: Final = (w("basedOn"), w("next"), w("link"))
_LONGEST: Final = 60
_PLACES: Final = {
    "header": "in a header",
    "footer": "in a footer",
    "footnotes": "in a footnote",
    "endnotes": "in an endnote",
}


def style_faults(parts: Mapping[str, bytes]) -> Iterator[Fault]:
    """Each style that is not defined, with the first place that names it."""
    sheet = parse(parts[STYLES]) if STYLES in parts else None
    defined = {(style.get(w("type")) or "paragraph", style.get(w("styleId"))) for style in _all(sheet, w("style"))}
    for (kind, name), place in _named(parts).items():
        if (kind, name) not in defined:
            text = f'the {kind} style "{name}" is given {place}, but the file does not define it'
            yield Fault(WORD, f"{text}; Word shows what has it as if it had none. Choose a style that is there.", True)
    ids = {id for _, id in defined}
    for style in _all(sheet, w("style")):
        for other in style.iterchildren(*_RELATED):
            if other.get(w("val")) not in ids:
                text = f'the style "{style.get(w("styleId"))}" refers to "{other.get(w("val"))}", which the file'
                yield Fault(WORD, f"{text} does not define. Choose another one (Modify Style).", True)


def _named(parts: Mapping[str, bytes]) -> dict[tuple[str, str], str]:
    """The styles that the parts name, by kind and id, each with the first place of it in words."""
    found: dict[tuple[str, str], str] = {}
    for part, data in parts.items():
        if (
            part.startswith("word/")
            and part.endswith(".xml")
            and part.count("/") == 1
            and part != STYLES
            and is_well_formed(data)
        ):
            for use in parse(data).iter(*_USES):
                found.setdefault((_USES[use.tag], use.get(w("val"), "")), _place(use, part))
    return found


def _place(use: Element, part: str) -> str:
    where = next((words for name, words in _PLACES.items() if part.startswith(f"word/{name}")), "")
    if part == "word/numbering.xml":
        return "to a list"
    around = next(use.iterancestors(w("tbl") if _USES[use.tag] == "table" else PARAGRAPH), None)
    paragraphs = [] if around is None else [around, *around.iter(PARAGRAPH)]
    said = next((text for paragraph in paragraphs if (text := " ".join(text_of(paragraph).split()))), "")
    said = f'to "{excerpt(said, _LONGEST)}"' if said else "to an empty paragraph"
    return f"{said} {where}".strip()


def _all(root: Element | None, tag: str) -> Iterator[Element]:
    return iter(()) if root is None else root.iter(tag)
