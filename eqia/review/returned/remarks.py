"""Comments of a returned document, each with the field or the section it is on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from eqia.assessment.vocabulary import Mark
from eqia.form.definition import Layout
from eqia.form.loader import Pack
from eqia.review.standing.verdicts import parse_verdict
from eqia.rules.catalogue import catalogue
from eqia.wordml.editing.comments import Comment
from eqia.wordml.form.anchors import normalised
from eqia.wordml.form.spots import Spot
from eqia.wordml.names import PARAGRAPH, Element, w
from eqia.wordml.text.prose import text_of

_ON_THE_COVER: Final = re.compile(r"Section (\d{1,2}), ")


@dataclass(frozen=True)
class Reply:
    """An answer to a comment. ``when`` is the moment as the file says it, possibly nothing."""

    author: str
    when: str
    text: str


@dataclass(frozen=True)
class Remark:
    """A comment: on which field, in which section ("" where it is on none), by whom, and what was answered.

    ``rule`` is the id of the rule if the comment is a finding of ours; ``verdict`` is what it says of its section.
    """

    path: str
    section: str
    author: str
    when: str
    text: str
    quote: str = ""
    resolved: bool = False
    rule: str = ""
    verdict: tuple[Mark, str] | None = None
    replies: tuple[Reply, ...] = ()


def find_remarks(comments: Sequence[Comment], root: Element, spots: Sequence[Spot], pack: Pack) -> Iterator[Remark]:
    """The comments of a document with the fields they are on."""
    owners = owners_of(spots)
    sections = _headings(root, pack)
    for comment in comments:
        path = next((owners[paragraph] for paragraph in comment.paragraphs if paragraph in owners), "")
        place = pack.places.find(path) if path else None
        headed = next((sections[paragraph] for paragraph in comment.paragraphs if paragraph in sections), "")
        rule = comment.text[:4] if comment.text[:4] in catalogue() else ""
        yield Remark(
            path=path,
            section=headed or (place.section.id if place else ""),
            author=comment.author,
            when=comment.when,
            text=comment.text,
            quote=comment.quote,
            resolved=comment.resolved,
            rule=rule,
            verdict=None if rule else parse_verdict(comment.text),
            replies=tuple(Reply(reply.author, reply.when, reply.text) for reply in comment.replies),
        )


def owners_of(spots: Sequence[Spot]) -> dict[Element, str]:
    """The path of the field that each paragraph belongs to; a label belongs to its row, or to its only field."""
    owners: dict[Element, str] = {}
    for spot in spots:
        owners |= dict.fromkeys(spot.paragraphs, spot.path)
    for spot in spots:
        owners.setdefault(spot.label, spot.path)
    return owners


def _headings(root: Element, pack: Pack) -> dict[Element, str]:
    """The paragraphs that head a section, or name it on the cover page, with the section's id."""
    titles = {normalised(section.title): section.id for section in pack.form.sections}
    titles |= {
        normalised(section.questions[0].label): section.id
        for section in pack.form.sections
        if section.layout is Layout.TEXT
    }
    numbers = {str(number): section.id for number, section in enumerate(pack.form.sections, 1)}
    found: dict[Element, str] = {}
    for node in root.iterfind(f"{w('body')}/{PARAGRAPH}"):
        text = text_of(node)
        named = _ON_THE_COVER.match(text)
        section = numbers.get(named[1]) if named else titles.get(normalised(text))
        if section:
            found[node] = section
    return found
