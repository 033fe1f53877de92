"""What a machine can find that shuts people out of a Word file: the rules of Word's own Accessibility Checker.

The same rules serve for templates and for finished documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from eqia.wordml.archive.package import DOCUMENT
from eqia.wordml.judging.contrast import Colours
from eqia.wordml.names import CELL, PARAGRAPH, ROW, TABLE, Element, enclosing, parse, w, w14
from eqia.wordml.text.prose import text_of
from eqia.wordml.text.styles import Styles, read_styles
from eqia.wordml.text.whereabouts import Whereabouts, heading_level, quoted

_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_STYLES: Final = "word/styles.xml"
_LANGUAGE: Final = f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}"
_HEAD_ROW: Final = f"{w('trPr')}/{w('tblHeader')}"
_TABLE: Final = w("tblPr")
_MERGED: Final = tuple(w(name) for name in ("vMerge", "hMerge"))
_CONTENT: Final = tuple(w(name) for name in ("drawing", "pict", "object", "sdt", "br", "sectPr"))
_VALUE: Final = w("val")
_OFF: Final = ("0", "false", "off")


@dataclass(frozen=True)
class Barrier:
    """Something that shuts people out. ``serious``: someone cannot read it at all; else it is hard to read."""

    serious: bool
    text: str


@dataclass(frozen=True)
class _File:
    """A Word file, opened."""

    root: Element
    styles_part: bytes
    styles: Styles
    places: Whereabouts
    language: str


def find_barriers(parts: Mapping[str, bytes], language: str) -> list[Barrier]:
    """Every barrier in a Word file, one sentence each. ``language`` is the one that its text should have: "en-GB"."""
    root, styles_part = parse(parts[DOCUMENT]), parts.get(_STYLES, b"")
    styles = read_styles(styles_part)
    file = _File(root, styles_part, styles, Whereabouts.of(root, styles), language)
    return list(dict.fromkeys(barrier for look in _LOOKS for barrier in look(file)))


def _language(file: _File) -> Iterator[Barrier]:
    said = parse(file.styles_part).find(_LANGUAGE) if file.styles_part else None
    found = said.get(_VALUE, "") if said is not None else ""
    if found.casefold() != file.language.casefold():
        named = f'its language is "{found}"' if found else "it names no language"
        yield Barrier(True, f'{named}, but that of the form is "{file.language}". Set it for the whole text (Review).')


def _headings(file: _File) -> Iterator[Barrier]:
    before = 0
    for paragraph in file.root.iter(PARAGRAPH):
        level = heading_level(paragraph, file.styles)
        if level is None:
            continue
        text = text_of(paragraph).strip()
        if not text:
            yield Barrier(False, f"a heading of level {level} is empty, {file.places.of_paragraph(paragraph)}.")
        elif level > before + 1:
            yield Barrier(False, f"the heading {quoted(text)} is of level {level}, below one of level {before}.")
        before = level
    if not _has_level(file, 1):
        yield Barrier(True, "no paragraph has the style Heading 1, so that nobody can move from section to section.")


def _has_level(file: _File, level: int) -> bool:
    return any(heading_level(paragraph, file.styles) == level for paragraph in file.root.iter(PARAGRAPH))


def _tables(file: _File) -> Iterator[Barrier]:
    for table in file.root.iter(TABLE):
        rows, place = table.findall(ROW), file.places.of_table(table)
        if rows and rows[0].find(_HEAD_ROW) is None:
            yield Barrier(True, f"the first row is not marked as the heading row {place} (Repeat Header Rows).")
        if not _property(table, "tblCaption"):
            yield Barrier(True, f"there is no title for screen readers {place} (Table Properties, Alt Text).")
        if not _property(table, "tblDescription"):
            yield Barrier(False, f"there is no description for screen readers {place} (Table Properties, Alt Text).")
        look = table.find(f"{_TABLE}/{w('tblLook')}")
        if look is None or look.get(w("firstRow")) != "1":
            yield Barrier(False, f"the box Header Row of the table's design is not ticked {place}.")
        if _has_merged_cells(table):
            yield Barrier(False, f"there are merged cells {place}.")
        elif len({len(row.findall(CELL)) for row in rows}) > 1:
            yield Barrier(False, f"not all rows have the same number of cells {place}.")
        if enclosing(table, TABLE) is not None:
            yield Barrier(False, f"there is a table within a table {place}.")


def _has_merged_cells(table: Element) -> bool:
    wide = (span.get(_VALUE, "1") != "1" for span in table.iter(w("gridSpan")))
    return any(True for _ in table.iter(*_MERGED)) or any(wide)


def _property(table: Element, name: str) -> str:
    found = table.find(f"{_TABLE}/{w(name)}")
    return found.get(_VALUE, "").strip() if found is not None else ""


def _boxes(file: _File) -> Iterator[Barrier]:
    for box in file.root.iter(w14("checkbox")):
        properties = box.getparent()
        title = properties.find(w("alias")) if properties is not None else None
        paragraph = enclosing(box, PARAGRAPH)
        if (title is None or not title.get(_VALUE, "").strip()) and paragraph is not None:
            yield Barrier(True, f"a tick box has no title, {file.places.of_paragraph(paragraph)}.")


def _pictures(file: _File) -> Iterator[Barrier]:
    for picture in file.root.iter(f"{{{_DRAWING}}}docPr"):
        if not picture.get("descr", "").strip():
            yield Barrier(True, f"the picture {quoted(picture.get('name', ''))} has no alternative text.")
    if any(True for _ in file.root.iter(f"{{{_DRAWING}}}anchor", w("pict"), w("txbxContent"))):
        yield Barrier(False, "something floats beside the text. Set it in line with the text.")


def _blanks(file: _File) -> Iterator[Barrier]:
    run = 0
    for paragraph in file.root.iter(PARAGRAPH):
        previous = paragraph.getprevious()
        empty = not text_of(paragraph).strip() and not any(True for _ in paragraph.iter(*_CONTENT))
        run = run + 1 if empty and previous is not None and previous.tag == PARAGRAPH else int(empty)
        if run == 2:
            place = file.places.of_paragraph(paragraph)
            yield Barrier(False, f"empty paragraphs make space, {place}. Set the space of the style instead.")


def _contrast(file: _File) -> Iterator[Barrier]:
    if not file.styles_part:
        return
    for low in Colours(file.styles_part).low_contrasts(file.root):
        text = quoted(text_of(low.paragraph))
        yield Barrier(
            True,
            f"the text {text} is hard to see: #{low.colour} on #{low.ground} has a contrast of {low.ratio:.1f} to 1, "
            "and 4.5 to 1 is needed.",
        )


_LOOKS: Final[tuple[Callable[[_File], Iterator[Barrier]], ...]] = (
    _language,
    _headings,
    _tables,
    _boxes,
    _pictures,
    _blanks,
    _contrast,
)
