"""Where a council's Word template puts each answer, for the rows that its form has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Final

from lxml import etree

from eqia.errors import InputError
from eqia.form.loader import Pack
from eqia.wordml.archive.package import DOCUMENT, read_parts
from eqia.wordml.form.anchors import Anchor, FoundBy, Located, locate
from eqia.wordml.form.spots import find_spots
from eqia.wordml.form.template import prepare
from eqia.wordml.names import PARAGRAPH, Element, parse, w
from eqia.wordml.text.asides import Aside, read_asides
from eqia.wordml.text.notes import lines_in_margins
from eqia.wordml.text.oddities import oddities_of
from eqia.wordml.text.prose import text_of
from eqia.wordml.text.showing import as_shown, stylesheet_of
from eqia.wordml.text.styles import styles_of
from eqia.wordml.text.unusual import Usual, usual_of

STYLES: Final = "word/styles.xml"
_OF_AN_ANSWER: Final = re.compile(r"{{-?\s*+(?!facts\.|glance\.)")
"""A mark for an answer. What is printed of the document itself, such as its title, has looks of its own."""

ENOUGH: Final = 0.5
"""The part of our places that must be in a document for it to be read by them."""


@lru_cache(maxsize=8)
def anchors_of(pack: Pack) -> tuple[Anchor, ...]:
    """The anchors of the documents that a pack prints."""
    parts = read_parts(pack.read("report.docx"))
    prepared = prepare(parse(parts[DOCUMENT]), styles_of(parts))
    questions = [question for section in pack.form.sections for question in section.questions]
    rows = {question.id: question.rows for question in questions if question.is_table}
    anchors: list[Anchor] = []
    for anchor in prepared.anchors:
        table = anchor.path.removesuffix(".#")
        if table == anchor.path:
            anchors.append(anchor)
        for row in rows.get(table, ()):
            anchors.append(anchor.for_row(row, pack.form.name_of(row)))
    return tuple(anchors)


def has_places(places: Collection[Located], pack: Pack) -> bool:
    """Whether so many of our places are in a document, by marks or by labels, that it is read as one of ours."""
    return len(places) > ENOUGH * len(anchors_of(pack))


def has_marks(places: Iterable[Located], pack: Pack) -> bool:
    """Whether so many of our hidden marks are in a document that it is read as one of ours unasked."""
    return has_places([place for place in places if place.found_by is FoundBy.BOOKMARK], pack)


@lru_cache(maxsize=8)
def fixed_texts(pack: Pack) -> tuple[str, ...]:
    """The texts of the paragraphs that a pack's Word template prints beside the answers, in their order, with Jinja in
    them where text varies.
    """
    parts = read_parts(pack.read("report.docx"))
    root = parse(parts[DOCUMENT])
    spots = find_spots(list(locate(root, anchors_of(pack))), styles_of(parts))
    answers = {paragraph for spot in spots for paragraph in spot.paragraphs}
    texts = ((text_of(paragraph), paragraph in answers) for paragraph in root.iter(PARAGRAPH))
    return tuple(text for text, is_answer in texts if not (is_answer and "{" in text))


@lru_cache(maxsize=8)
def margin_texts(pack: Pack) -> tuple[str, ...]:
    """The same for the heads and feet of its pages."""
    return tuple(dict.fromkeys(lines_in_margins(read_parts(pack.read("report.docx")))))


@lru_cache(maxsize=8)
def looks_of_answers(pack: Pack) -> Usual:
    """How a pack's Word template makes answers look, and what stands for one."""
    parts = read_parts(pack.read("report.docx"))
    sheet, styles = stylesheet_of(parts), styles_of(parts)
    paragraphs = [each for each in parse(parts[DOCUMENT]).iter(PARAGRAPH) if _OF_AN_ANSWER.search(text_of(each))]
    for id in styles.roles:
        properties = etree.SubElement(etree.SubElement(etree.Element(PARAGRAPH), w("pPr")), w("pStyle"), {w("val"): id})
        paragraph = next(properties.iterancestors(PARAGRAPH))
        etree.SubElement(paragraph, w("r"))
        paragraphs.append(paragraph)
    return usual_of(paragraphs, sheet)


@lru_cache(maxsize=8)
def looks_of_margins(pack: Pack) -> Usual:
    """The same for the heads and feet of pages."""
    parts = read_parts(pack.read("report.docx"))
    paragraphs = [each for aside in _margins(parts) for each in aside.root.iter(PARAGRAPH)]
    return Usual(looks_of_answers(pack).printed | usual_of(paragraphs, stylesheet_of(parts)).printed)


@lru_cache(maxsize=8)
def things_in_margins(pack: Pack) -> Mapping[str, int]:
    """What stands beside text at the heads and feet of the pages of a pack's Word template: the most in one of them."""
    parts = read_parts(pack.read("report.docx"))
    found: Counter[str] = Counter()
    for aside in _margins(parts):
        found |= Counter(thing for _, thing in oddities_of(parts, Usual(), aside.part).elsewhere(aside.root, ()))
    return found


def _margins(parts: Mapping[str, bytes]) -> list[Aside]:
    return [aside for aside in read_asides(parts) if aside.in_margin]


@lru_cache(maxsize=8)
def things_printed(pack: Pack) -> Mapping[str, int]:
    """What stands in a pack's Word template beside text, such as its pictures, and how often."""
    parts = read_parts(pack.read("report.docx"))
    things = oddities_of(parts, Usual()).elsewhere(text_to_read(parts), ())
    return Counter(thing for _, thing in things)


def document_of(parts: Mapping[str, bytes]) -> Element:
    """The parsed text of a Word file. Raises InputError if it is damaged, or no text of Word's."""
    root = parse(parts[DOCUMENT])
    if root.find(w("body")) is None:
        raise InputError("The Word file is damaged: it has no text. Open it in Word and save it again.")
    return root


def text_to_read(parts: Mapping[str, bytes]) -> Element:
    """The same as Word shows it, for reading only."""
    return as_shown(document_of(parts), stylesheet_of(parts))
