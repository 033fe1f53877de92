"""The marks that staff put into a Word template: where text goes, what is printed when, and the tags of tick boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from eqia.wordml.archive.package import DOCUMENT
from eqia.wordml.form.loops import NO_LOOP, Loop, rows_in_loops
from eqia.wordml.names import PARAGRAPH, ROW, TABLE, Element, enclosing, parse, w, w14
from eqia.wordml.text.prose import text_of
from eqia.wordml.text.styles import Styles
from eqia.wordml.text.whereabouts import Whereabouts

_MARK: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_BROKEN: Final = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_MARGINS: Final = re.compile(r"word/(header|footer)\d*\.xml")
_MARGIN_NAMES: Final = {"header": "at the top of the pages", "footer": "at the foot of the pages"}
_TEXT_BOX: Final = w("txbxContent")


class MarkKind(Enum):
    """What a mark is for."""

    PRINT = "print"
    STATEMENT = "statement"
    COMMENT = "comment"
    BOX = "box"
    BROKEN = "broken"


@dataclass(frozen=True)
class Mark:
    """One mark. ``text`` is what stands in the template, ``name`` what is between its brackets or in the tag of a box.

    ``alone`` says that nothing else is in its paragraph, ``in_margin`` that it stands at the top or foot of pages;
    ``title`` is the title of a tick box; ``place`` is in words.
    """

    kind: MarkKind
    text: str
    name: str
    place: str
    loop: Loop = NO_LOOP
    alone: bool = True
    title: str = ""
    in_margin: bool = False

    @property
    def path(self) -> str:
        """The field that the mark stands for, with ``#`` for the row of a list."""
        return self.loop.field(self.name)


def read_marks(parts: Mapping[str, bytes], styles: Styles) -> list[Mark]:
    """Every mark of a template, in the order of its text, then those of the page margins."""
    found = [*_marks(parse(parts[DOCUMENT]), styles)]
    for name in sorted(parts):
        if margin := _MARGINS.fullmatch(name):
            place = _MARGIN_NAMES[margin[1]]
            found += [replace(mark, place=place, in_margin=True) for mark in _marks(parse(parts[name]), styles)]
    return found


def _marks(root: Element, styles: Styles) -> Iterator[Mark]:
    places = Whereabouts.of(root, styles)
    loops = dict(row for table in root.iter(TABLE) for row in rows_in_loops(table))
    for paragraph in root.iter(PARAGRAPH):
        row = enclosing(paragraph, ROW)
        loop = loops.get(row, NO_LOOP) if row is not None else NO_LOOP
        in_box = enclosing(paragraph, _TEXT_BOX) is not None
        place = "in a text box" if in_box else places.of_paragraph(paragraph)
        yield from _in_text(_own_text(paragraph), place, loop)
        for control in paragraph.iter(w14("checkbox")):
            yield _box(control, place, loop)


def _in_text(text: str, place: str, loop: Loop) -> Iterator[Mark]:
    for found in _MARK.finditer(text):
        name, alone = found[0][2:-2].strip(), found[0] == text.strip()
        yield Mark(_kind(found[0]), found[0], name, place, loop, alone)
    rest = _MARK.sub("", text)
    if _BROKEN.search(rest):
        yield Mark(MarkKind.BROKEN, rest.strip(), "", place, loop)


def _kind(mark: str) -> MarkKind:
    return {"{": MarkKind.PRINT, "%": MarkKind.STATEMENT, "#": MarkKind.COMMENT}[mark[1]]


def _box(control: Element, place: str, loop: Loop) -> Mark:
    properties = control.getparent()
    tag, title = (_value(properties, name) for name in ("tag", "alias"))
    return Mark(MarkKind.BOX, tag, tag, place, loop, title=title)


def _value(properties: Element | None, name: str) -> str:
    found = properties.find(w(name)) if properties is not None else None
    return found.get(w("val"), "") if found is not None else ""


def _own_text(paragraph: Element) -> str:
    """The text of a paragraph without that of text boxes that hang on it."""
    if paragraph.find(f".//{_TEXT_BOX}") is None:
        return text_of(paragraph)
    return "".join(text_of(run) for run in paragraph.iter(w("r")) if run.find(f".//{_TEXT_BOX}") is None)
