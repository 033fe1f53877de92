"""Printed words that somebody typed over or behind: what stands there may answer something else now, or nothing."""

from __future__ import annotations

from collections.abc import Iterator

from eqia.form.kinds.changes import quoted
from eqia.form.loader import Pack
from eqia.review.returned.doubts import Doubt, Why
from eqia.review.returned.look import Look
from eqia.review.returned.printed import PrintedTexts
from eqia.wordml.form.anchors import FoundBy, Located, Shape, column_heads, normalised
from eqia.wordml.form.spots import rows_of_lists
from eqia.wordml.names import PARAGRAPH, TABLE, Element, enclosing
from eqia.wordml.text.prose import text_of


def find_overwritten(final: Look, printed: PrintedTexts, pack: Pack) -> Iterator[Doubt]:
    """Doubts on the answers whose printed question, group or column says something else now, and on the document where
    the heading of a section is gone.
    """
    for place in final.places:
        if place.found_by is FoundBy.BOOKMARK:
            yield from _label(place.paragraph, place, place.anchor.path, pack)
    firsts = {place.paragraph for place in final.places}
    labels = {normalised(place.anchor.label) for place in final.places}
    for place, number, cells in rows_of_lists(final.places):
        first = next(cells[0].iter(PARAGRAPH), None) if cells else None
        if first is not None and first not in firsts and normalised(text_of(first)) not in {"", *labels}:
            yield from _label(first, place, f"{place.anchor.path}.{number}", pack)
    yield from dict.fromkeys(_columns(final, pack))
    yield from _sections(final, printed, pack)


def find_behind_printed(final: Look, pack: Pack) -> Iterator[Doubt]:
    """Doubts on answers in which words stand behind those that are printed where no answer is needed or given.

    An answer in a new line under "Not answered" is an answer.
    """
    form = pack.form
    for spot in final.spots:
        if spot.slot.tick or not final.shown.get(spot.path):
            continue
        for line in (text_of(paragraph).strip() for paragraph in spot.paragraphs):
            blank = next((each for each in (form.not_needed, *form.blanks) if line.startswith(each)), "")
            if blank and (line != blank or blank != form.not_answered):
                said = f"words were typed behind the printed {quoted(blank)}. Are they the answer?"
                yield Doubt(spot.path, Why.PRINTED, f"{pack.places.describe(spot.path)}: {said}")
                break


def _label(paragraph: Element, place: Located, path: str, pack: Pack) -> Iterator[Doubt]:
    text, label = text_of(paragraph), place.anchor.label
    if normalised(label) not in normalised(text):
        yield _doubt(path, label, text, pack)


def _columns(final: Look, pack: Pack) -> Iterator[Doubt]:
    """Headings of columns that are none of the form's any more, once for each table of answers."""
    seen: dict[Element, list[str]] = {}
    for place in final.places:
        table = enclosing(place.paragraph, TABLE)
        if table is None or place.anchor.shape is Shape.TEXT:
            continue
        heads = seen.setdefault(table, column_heads(place.paragraph))
        found = pack.places.find(place.anchor.path)
        path = found.question.id if found else place.anchor.path
        if len(heads) == place.anchor.cells:
            for slot in place.anchor.slots:
                if slot.column and normalised(slot.column) not in heads:
                    yield _doubt(path, slot.column, heads[slot.cell], pack)


def _doubt(path: str, label: str, text: str, pack: Pack) -> Doubt:
    now = f"now reads {quoted(text)}" if text.strip() else "is gone"
    said = f'what is printed as "{label}" {now}. Is the answer still one to the same question?'
    return Doubt(path, Why.OVERWRITTEN, f"{pack.places.describe(path)}: {said}")


def _sections(final: Look, printed: PrintedTexts, pack: Pack) -> Iterator[Doubt]:
    """Headings of sections that were printed and are not there."""
    there = {normalised(text_of(paragraph)) for paragraph in final.root.iter(PARAGRAPH)}
    for section in pack.form.sections:
        title = normalised(section.title)
        if title not in there and any(title in order for order in printed.orders):
            said = f'The heading "{section.title}" is gone. What stands there is read as its answers.'
            yield Doubt("", Why.OVERWRITTEN, said)
