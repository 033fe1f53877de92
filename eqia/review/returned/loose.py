"""Text of a returned document that stands in no field: new paragraphs, notes beside boxes, copied rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from eqia.review.returned.look import Look
from eqia.review.returned.printed import PrintedTexts
from eqia.review.returned.written import line_digest
from eqia.wordml.form.anchors import normalised
from eqia.wordml.names import PARAGRAPH, ROW, Element, enclosing, w
from eqia.wordml.text.notes import lines_in_margins, notes_on, read_notes
from eqia.wordml.text.prose import text_of
from eqia.wordml.text.ticks import BESIDE_UNREADABLE, TICKED, UNTICKED, mark_of


@dataclass(frozen=True)
class Loose:
    """Words that stand in no field, and the path of the field they stand beside or after ("" at the top)."""

    text: str
    near: str


def find_loose(
    look: Look, parts: Mapping[str, bytes], printed: PrintedTexts, written: frozenset[str]
) -> Iterator[Loose]:
    """The text of a document that is neither an answer nor printed nor written into it by us; the words of notes come
    with it. ``written`` are the digests of the lines of its cover page.
    """
    answers = {paragraph: spot for spot in look.spots for paragraph in spot.paragraphs}
    paths = {spot.label: spot.path for spot in reversed(look.spots)}
    labels = {place.paragraph: place.anchor.label for place in look.places}
    notes = read_notes(parts)
    others = _others(look, {*answers, *labels}, printed)
    near = ""
    for paragraph in look.root.iter(PARAGRAPH):
        text = text_of(paragraph)
        if paragraph in answers:
            near = answers[paragraph].path
            beside = _beside(text) if answers[paragraph].slot.tick and not printed.in_body(text) else ""
        elif paragraph in labels:
            near = paths.get(paragraph, near)
            beside = _beside_label(text, labels[paragraph]) if not printed.in_body(text) else ""
        else:
            beside = text if paragraph in others and line_digest(text) not in written else ""
        if beside.strip():
            yield Loose(beside.strip(), near)
        yield from (Loose(notes.pop(note), near) for note in notes_on(paragraph) if note in notes)
    yield from (Loose(text.strip(), "") for text in lines_in_margins(parts) if not printed.in_margins(text))


def _others(look: Look, known: Collection[Element], printed: PrintedTexts) -> set[Element]:
    """The paragraphs that are neither of the fields nor printed."""
    paragraphs = [
        paragraph
        for paragraph in look.root.iter(PARAGRAPH)
        if paragraph not in known and not (_heads_a_column(paragraph) and printed.in_body(text_of(paragraph)))
    ]
    strangers = printed.strangers([text_of(paragraph) for paragraph in paragraphs])
    return {paragraphs[number] for number in strangers}


def _heads_a_column(paragraph: Element) -> bool:
    """Whether a paragraph stands in the heading row of a table, which may have been printed in another place."""
    row = enclosing(paragraph, ROW)
    return row is not None and row.find(f"{w('trPr')}/{w('tblHeader')}") is not None


def _beside(text: str) -> str:
    """What somebody typed beside a box."""
    rest = text.replace(TICKED, "").replace(UNTICKED, "").strip()
    return "" if not rest or mark_of(rest) is not None or rest.casefold() == BESIDE_UNREADABLE.casefold() else rest


def _beside_label(text: str, label: str) -> str:
    """What somebody typed behind a printed question; the whole of it where the question itself was changed."""
    if normalised(text) == normalised(label):
        return ""
    return text.strip().removeprefix(label)
