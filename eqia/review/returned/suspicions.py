"""Finds what is not sure in a returned document: lost and doubled places, emptied answers, open changes, odd boxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from eqia.assessment.model import Assessment
from eqia.form.kinds.changes import quoted
from eqia.form.loader import Pack
from eqia.review.returned.answers import UNREADABLE, missing_fields
from eqia.review.returned.doubts import Doubt, Why, within
from eqia.review.returned.layout import anchors_of
from eqia.review.returned.look import Look
from eqia.view.build import build_view
from eqia.view.document import Printed
from eqia.wordml.form.anchors import FoundBy, Located, Shape
from eqia.wordml.form.columns import moved_cells
from eqia.wordml.form.spots import rows_of_lists
from eqia.wordml.names import CELL, ROW, TABLE, Element, enclosing
from eqia.wordml.text.oddities import duplicate_bookmarks
from eqia.wordml.text.ticks import mark_differs

_FOUND: Final = {
    FoundBy.TAG: "the hidden name of its box",
    FoundBy.TITLE: "the title of its box",
    FoundBy.LABEL: "its printed label",
}


def find_doubts(raw: Look, final: Look, issued: Assessment, pack: Pack) -> Iterator[Doubt]:
    """What a person should confirm of the places of a document's answers before it counts."""
    name = pack.places.describe
    yield from _gone(final, issued, pack)
    for spot in final.spots:
        if spot.found_by is not FoundBy.BOOKMARK:
            said = f"{name(spot.path)}: its place had lost its hidden mark and was found by {_FOUND[spot.found_by]}."
            yield Doubt(spot.path, Why.ANOTHER_WAY, said)
        if spot.slot.tick and mark_differs(spot.blocks[0]):
            said = f"{name(spot.path)}: the box shows one thing and says another. Click it twice in Word and save."
            yield Doubt(spot.path, Why.MARK, said)
    yield from _twice(raw, pack)
    yield from dict.fromkeys(_columns(final, pack))


def _gone(final: Look, issued: Assessment, pack: Pack) -> Iterator[Doubt]:
    """Fields that are not there any more, and answers that were there and are not."""
    printed = build_view(issued, pack.form, draft=False).printed
    name = pack.places.describe
    for path in (*missing_fields(final.shown, printed), *_lost_lists(final, printed, pack)):
        yield Doubt(path, Why.GONE, f"{name(path)}: its place is not in the document any more.")
    for path, text in printed.items():
        shown = final.shown.get(path)
        was_said = isinstance(text, str) and text.strip() and text != UNREADABLE
        if was_said and isinstance(shown, str) and not shown.strip():
            yield Doubt(path, Why.EMPTY, f"{name(path)}: came back empty. It was {quoted(str(text))}.")
        if shown == UNREADABLE and text != UNREADABLE:
            yield Doubt(path, Why.UNREADABLE, f"{name(path)}: what stands in the box cannot be read as a tick or none.")


def _lost_lists(final: Look, printed: Mapping[str, Printed], pack: Pack) -> Iterator[str]:
    """The lists of actions that were printed, and of which no row with their name is left."""
    found = {place.anchor.path for place in final.places}
    for anchor in anchors_of(pack):
        is_lost = anchor.shape is Shape.ROWS and anchor.path not in found
        if is_lost and any(within(path, anchor.path) for path in printed):
            yield anchor.path


def _twice(raw: Look, pack: Pack) -> Iterator[Doubt]:
    names = {place.anchor.name: place.anchor for place in raw.places}
    for bookmark, holders in duplicate_bookmarks(raw.root).items():
        anchor = names.get(bookmark)
        if anchor and not (anchor.shape is Shape.ROWS and len({enclosing(each, TABLE) for each in holders}) == 1):
            said = (
                f"{pack.places.describe(anchor.path)}: its place is in the document {len(holders)} times. "
                "The first one is read."
            )
            yield Doubt(anchor.path, Why.TWICE, said)


def _columns(final: Look, pack: Pack) -> Iterator[Doubt]:
    """Rows that have gained or lost cells, or whose cells stand in another order."""
    for place in final.places:
        row = enclosing(place.paragraph, ROW)
        if place.anchor.shape is Shape.ROW and row is not None:
            yield from _uneven(place, place.anchor.path, row.findall(CELL), pack)
    for place, number, cells in rows_of_lists(final.places):
        yield from _uneven(place, place.anchor.path.replace("#", str(number)), cells, pack)


def _uneven(place: Located, path: str, cells: Sequence[Element], pack: Pack) -> Iterator[Doubt]:
    if len(cells) != place.anchor.cells:
        said = f"its row has {len(cells)} cell{'' if len(cells) == 1 else 's'}, not {place.anchor.cells}."
        yield Doubt(path, Why.COLUMNS, f"{pack.places.describe(path)}: {said}")
    elif moved_cells(cells, enclosing(place.paragraph, CELL), place.anchor) is not None:
        said = "its cells stand in another order. They are read below their headings, where these tell which is which."
        yield Doubt(path, Why.COLUMNS, f"{pack.places.describe(path)}: {said}")
