"""Text of a returned document that stands in no field: new paragraphs, notes beside boxes, copied rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from eqia.assessment.model import Assessment
from eqia.form.definition import Form
from eqia.form.loader import Pack
from eqia.review.returned.layout import fixed_texts, margin_texts
from eqia.review.returned.look import Look
from eqia.rules.pack_settings import explain_settings, read_settings
from eqia.view.glance import look as glance_at
from eqia.wordml.editing.commenting import COVER
from eqia.wordml.form.anchors import normalised
from eqia.wordml.names import PARAGRAPH, Element, w
from eqia.wordml.text.notes import lines_in_margins, notes_on, read_notes
from eqia.wordml.text.prose import text_of
from eqia.wordml.text.ticks import BESIDE_UNREADABLE, TICK_MARKS, TICKED, UNTICKED

STAMP: Final = "DRAFT"
LONGEST_PRINTED: Final = 2_000
"""Characters of the longest paragraph that a form prints by itself."""

_IF: Final = re.compile(r"\{% if [^%]*%\}(.*?)\{% endif %\}")
_ELSE: Final = re.compile(r"\{%-? else -?%\}")
_DIGITS: Final = re.compile(r"\d+")
_JINJA: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


@dataclass(frozen=True)
class Loose:
    """Words that stand in no field, and the path of the field they stand beside or after ("" at the top)."""

    text: str
    near: str


def find_loose(look: Look, parts: Mapping[str, bytes], issued: Assessment, pack: Pack) -> Iterator[Loose]:
    """The text of a document that is neither an answer nor printed by the form; the words of notes come with it."""
    answers = {paragraph: spot for spot in look.spots for paragraph in spot.paragraphs}
    paths = {spot.label: spot.path for spot in reversed(look.spots)}
    labels = {place.paragraph: place.anchor.label for place in look.places}
    notice = frozenset(normalised(line) for line in (*issued.notice.split("\n"), *_summary(issued, pack)))
    notes = read_notes(parts)
    near = ""
    for paragraph in look.root.iter(PARAGRAPH):
        text = text_of(paragraph)
        if paragraph in answers:
            near = answers[paragraph].path
            beside = _beside(text) if answers[paragraph].slot.tick else ""
        elif paragraph in labels:
            near = paths.get(paragraph, near)
            beside = _beside_label(text, labels[paragraph])
        else:
            beside = text
        if beside.strip() and not is_printed(text, pack, notice) and not _is_cover(paragraph):
            yield Loose(beside.strip(), near)
        yield from (Loose(notes.pop(note), near) for note in notes_on(paragraph) if note in notes)
    yield from (Loose(text.strip(), "") for text in lines_in_margins(parts) if not _is_margin(text, pack))


def _summary(issued: Assessment, pack: Pack) -> Iterator[str]:
    """What the document says of itself on its first page and at its end."""
    for group in glance_at(issued, pack.form)["groups"]:
        yield f"{group['sign']} {group['says']}"
    yield "\n".join(explain_settings(read_settings(pack.facts.rules, "pack.toml")))


def _beside(text: str) -> str:
    """What somebody typed beside a box."""
    rest = text.replace(TICKED, "").replace(UNTICKED, "").strip()
    return "" if rest in ("", *TICK_MARKS) or rest.casefold() == BESIDE_UNREADABLE.casefold() else rest


def _beside_label(text: str, label: str) -> str:
    """What somebody typed behind a printed question; the whole of it where the question itself was changed."""
    if normalised(text) == normalised(label):
        return ""
    return text.strip().removeprefix(label)


def is_printed(text: str, pack: Pack, known: frozenset[str] = frozenset()) -> bool:
    """Whether a paragraph is blank, or printed by the form itself; ``known`` are further texts, normalised."""
    if len(text) > LONGEST_PRINTED:
        return False
    return (
        not text.strip()
        or normalised(text) in (known | _known(pack))
        or any(each.fullmatch(text) for each in _patterns(pack))
    )


def _is_margin(text: str, pack: Pack) -> bool:
    """Whether a line is printed at the head or the foot of the pages, whatever the numbers of the pages are."""
    return not text.strip() or any(each.fullmatch(_DIGITS.sub("", text)) for each in _margins(pack))


def _is_cover(paragraph: Element) -> bool:
    return any(mark.get(w("name"), "").startswith(COVER) for mark in paragraph.iter(w("bookmarkStart")))


@lru_cache(maxsize=8)
def _known(pack: Pack) -> frozenset[str]:
    form: Form = pack.form
    said = [STAMP, form.council, form.title, form.not_needed, *form.blanks]
    said += [group.label for group in form.groups]
    return frozenset(normalised(text) for text in (*said, *_guidance(form), *_plain(fixed_texts(pack)))) - {""}


def _guidance(form: Form) -> Iterator[str]:
    """What a worksheet prints beside the questions, under their headings and above their tables."""
    for section in form.sections:
        yield section.purpose
        for question in section.questions:
            hint = question.hint or question.prompt
            columns = [f"{column.label}: {column.hint or column.prompt}" for column in question.columns]
            above = " ".join([section.purpose, *columns]).replace("{people}", "these people")
            yield from (hint, f"{question.label} {hint}", above)


def _plain(texts: Iterable[str]) -> Iterator[str]:
    return (text for text in texts if not _JINJA.search(text))


@lru_cache(maxsize=8)
def _patterns(pack: Pack) -> tuple[re.Pattern[str], ...]:
    """The printed paragraphs in which text varies: what is fixed in them, with anything in between."""
    mixed = (text for text in fixed_texts(pack) if _JINJA.search(text) and _JINJA.sub("", text).strip())
    return tuple(re.compile(_pattern(text), re.DOTALL) for text in mixed)


@lru_cache(maxsize=8)
def _margins(pack: Pack) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_pattern(_DIGITS.sub("", text)), re.DOTALL) for text in margin_texts(pack))


def _pattern(text: str) -> str:
    """What a paragraph with Jinja prints, as a regular expression; what stands under an "if" may be missing."""
    pieces = ("|".join(map(_varying, _ELSE.split(piece))) for piece in _IF.split(text))
    return "".join(f"(?:{piece})?" if number % 2 else piece for number, piece in enumerate(pieces))


def _varying(text: str) -> str:
    return ".*?".join(map(re.escape, _JINJA.split(text)))
