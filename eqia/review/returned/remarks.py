"""Comments of a returned document, each with the field or the section it is on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from eqia.assessment.vocabulary import Mark
from eqia.form.definition import Layout
from eqia.form.kinds.changes import quoted
from eqia.form.loader import Pack
from eqia.review.returned.doubts import Doubt, Why
from eqia.review.returned.written import comment_digest, line_digest
from eqia.review.standing.verdicts import parse_verdict, resembles_verdict
from eqia.wordml.editing.comments import Comment
from eqia.wordml.form.anchors import normalised
from eqia.wordml.form.spots import Spot
from eqia.wordml.names import PARAGRAPH, Element, w
from eqia.wordml.text.prose import text_of


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
    ``place`` is where it is besides, such as "page 3".
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
    place: str = ""


def find_remarks(
    comments: Sequence[Comment],
    owners: Mapping[Element, str],
    headings: Mapping[Element, str],
    pack: Pack,
    written: frozenset[str] = frozenset(),
) -> Iterator[Remark]:
    """The comments of a document with the fields they are on.

    ``owners`` are the fields of its paragraphs and ``headings`` the sections of its headings; ``written`` are the
    digests of what was written into it when it was issued. A verdict is what says so on a heading.
    """
    for comment in comments:
        path = next((owners[paragraph] for paragraph in comment.paragraphs if paragraph in owners), "")
        place = pack.places.find(path) if path else None
        headed = next((headings[paragraph] for paragraph in comment.paragraphs[:1] if paragraph in headings), "")
        ours = comment_digest(comment.author, comment.text) in written
        yield Remark(
            path=path,
            section=headed or (place.section.id if place else ""),
            author=comment.author,
            when=comment.when,
            text=comment.text,
            quote=comment.quote,
            resolved=comment.resolved,
            rule=comment.text.partition(" (")[0] if ours else "",
            verdict=parse_verdict(comment.text) if headed and not ours else None,
            replies=tuple(Reply(reply.author, reply.when, reply.text) for reply in comment.replies),
        )


def doubtful_verdicts(remarks: Iterable[Remark], pack: Pack) -> Iterator[Doubt]:
    """Comments on sections that begin like a verdict and are none: whoever wrote them may think that they judged."""
    names = {section.id: section.name for section in pack.form.sections}
    for remark in remarks:
        if remark.section and not (remark.path or remark.rule or remark.verdict) and resembles_verdict(remark.text):
            said = (
                f"The comment {quoted(remark.text)} by {remark.author or 'unknown'} on {names[remark.section]} begins "
                "like a verdict, and is kept as a comment. A verdict stands alone, or before a colon or a full stop. "
                "If it is meant as one: eqia review judge"
            )
            yield Doubt("", Why.VERDICT, said)


def owners_of(spots: Sequence[Spot]) -> dict[Element, str]:
    """The path of the field that each paragraph belongs to; a label belongs to its row, or to its only field."""
    owners: dict[Element, str] = {}
    for spot in spots:
        owners |= dict.fromkeys(spot.paragraphs, spot.path)
    for spot in spots:
        owners.setdefault(spot.label, spot.path)
    return owners


def headings_of(root: Element, pack: Pack, written: frozenset[str] = frozenset()) -> dict[Element, str]:
    """The paragraphs that head a section, or name it on the cover page as we wrote it, with the section's id."""
    titles = {normalised(section.title): section.id for section in pack.form.sections}
    titles |= {
        normalised(section.printed[0].label): section.id
        for section in pack.form.sections
        if section.layout is Layout.TEXT and section.printed
    }
    named = {f"Section {number}, {section.name}": section.id for number, section in enumerate(pack.form.sections, 1)}
    found: dict[Element, str] = {}
    for node in root.iterfind(f"{w('body')}/{PARAGRAPH}"):
        text = text_of(node)
        on_cover = named.get(text.partition(": ")[0]) if line_digest(text) in written else None
        section = on_cover or titles.get(normalised(text))
        if section:
            found[node] = section
    return found
