"""Words of a Word file that stand beside its text: footnotes and endnotes, and the heads and feet of its pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from eqia.wordml.names import PARAGRAPH, Element, w
from eqia.wordml.text.asides import ENDNOTES, FOOTNOTES, margins_of
from eqia.wordml.text.prose import text_of
from eqia.wordml.text.showing import read_part

_PARTS: Final = {w("footnoteReference"): FOOTNOTES, w("endnoteReference"): ENDNOTES}

Note = tuple[str, str]
"""What names a note: the part it is in, and its id there."""


def read_notes(parts: Mapping[str, bytes]) -> dict[Note, str]:
    """The words of the footnotes and endnotes of a file."""
    found: dict[Note, str] = {}
    for part in _PARTS.values():
        root = read_part(parts, part)
        for node in root if root is not None else ():
            text = "\n".join(text_of(paragraph).strip() for paragraph in node.iter(PARAGRAPH)).strip()
            if text:
                found[part, node.get(w("id"), "")] = text
    return found


def notes_on(paragraph: Element) -> Iterator[Note]:
    """The notes that a paragraph refers to."""
    for node in paragraph.iter(*_PARTS):
        yield _PARTS[str(node.tag)], node.get(w("id"), "")


def lines_in_margins(parts: Mapping[str, bytes]) -> Iterator[str]:
    """The paragraphs in the heads and feet of a file's pages."""
    for name in margins_of(parts):
        root = read_part(parts, name)
        yield from (text_of(paragraph) for paragraph in root.iter(PARAGRAPH)) if root is not None else ()
