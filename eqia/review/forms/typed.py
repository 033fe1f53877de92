"""A form typed by hand in Word: its answers by their labels, and what is seen beside them, as in a document of ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eqia.form.loader import Pack
from eqia.review.forms.form_reading import read_blocks
from eqia.review.forms.found import Found
from eqia.review.returned.loose import Loose
from eqia.review.returned.printed import in_margins_of_form
from eqia.review.returned.seen import Seen, WhereFound, see
from eqia.wordml.names import PARAGRAPH, Element
from eqia.wordml.text.blocks import Block, BlockReader
from eqia.wordml.text.cells import Prose
from eqia.wordml.text.notes import lines_in_margins, notes_on, read_notes
from eqia.wordml.text.prose import Revision
from eqia.wordml.text.styles import Styles
from eqia.wordml.text.ticks import UNREADABLE


@dataclass(frozen=True)
class Typed:
    """What was found in a form typed by hand, what is seen in it, and its words that fit nowhere."""

    found: Found
    seen: Seen
    loose: tuple[Loose, ...]


def read_typed(parts: Mapping[str, bytes], root: Element, final: Element, styles: Styles, pack: Pack) -> Typed:
    """Read a form by its labels. ``final`` is its text with tracked changes accepted: ``root`` if there are none."""
    found = read_blocks(_blocks(final, styles, pack), pack)
    as_it_is = found if final is root else read_blocks(_blocks(root, styles, pack), pack)
    places = where_found(as_it_is)
    loose = (*found.left_over, *_beside(parts, root, places, pack))
    return Typed(found, see(parts, root, places, pack), loose)


def where_found(found: Found) -> WhereFound:
    """Where the answers, labels and headings of a form stand, by paragraph."""
    owners: dict[Element, str] = {}
    for path, nodes in found.nodes.items():
        for node in nodes:
            owners |= {paragraph: owners.get(paragraph, path) for paragraph in node.iter(PARAGRAPH)}
    for node, path in found.labels.items():
        owners |= {paragraph: owners.get(paragraph, path) for paragraph in node.iter(PARAGRAPH)}
    headings = {paragraph: section for node, section in found.headings.items() for paragraph in node.iter(PARAGRAPH)}
    texts = {path: text for path, text in found.shown.items() if isinstance(text, str) and text != UNREADABLE}
    return WhereFound(list(found.nodes.items()), owners, headings, texts)


def _blocks(root: Element, styles: Styles, pack: Pack) -> Iterator[Block]:
    prose = Prose.of(root, styles, Revision.FINAL, pack.form.blanks)
    return BlockReader(prose, styles).read(root)


def _beside(parts: Mapping[str, bytes], root: Element, places: WhereFound, pack: Pack) -> Iterator[Loose]:
    """The words of footnotes and endnotes, and of the heads and feet of the pages."""
    notes = read_notes(parts)
    for paragraph in root.iter(PARAGRAPH):
        for note in notes_on(paragraph):
            if note in notes:
                yield Loose(notes.pop(note), places.owners.get(paragraph, ""))
    yield from (Loose(words, "") for words in notes.values())
    for text in lines_in_margins(parts):
        if not in_margins_of_form(text, pack):
            yield Loose(text.strip(), "")
