"""What a document prints beside its answers, made again from the data inside it: fixed words and those that vary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, Final

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from eqia.form.definition import Form
from eqia.form.loader import Pack
from eqia.review.returned.issued import Issued
from eqia.review.returned.layout import anchors_of, fixed_texts, margin_texts
from eqia.view.brief import LONGEST_RUNNING_TITLE
from eqia.view.of_pack import view_by
from eqia.wordml.archive.store import made_with
from eqia.wordml.form.anchors import normalised

MOST_COPIES: Final = 8
"""Copies of a printed paragraph among which the printed ones are looked for; further ones are not printed."""

_DIGITS: Final = re.compile(r"\d+")
_PAGES: Final = re.compile(r"(?:page)?\s*\d*\s*(?:(?:of|/|\|)\s*\d*)?")
_NUMBER_OF_PAGE: Final = re.compile(r"^(?:page )?\d+ ?(?:of|/|\|) ?\d+\b|\b(?:page )?\d+ ?(?:of|/|\|) ?\d+$")
"""The number of a page among those of its document, at either end of a line, which is another on every page."""

_VARIES: Final = re.compile(r"\{\{|\{%")
_BLOCK: Final = re.compile(r"\{%-?[a-z]")
"""The beginning of a tag that stands in a paragraph of its own, such as ``{%p if``, which prints nothing."""


@dataclass(frozen=True)
class PrintedTexts:
    """The paragraphs that are printed in the text of a document beside its answers, and those in its margins.

    ``orders`` are the paragraphs in their order, one for each look that the document can have (a draft or not).
    ``free`` are those that are printed as often as there are rows.
    """

    orders: tuple[tuple[str, ...], ...]
    free: frozenset[str]
    margins: frozenset[str]

    def in_body(self, text: str) -> bool:
        """Whether a paragraph is blank, or printed somewhere."""
        said = normalised(text)
        return not said or said in self.free or any(said in order for order in self.orders)

    def strangers(self, texts: Sequence[str]) -> set[int]:
        """The numbers of the paragraphs that are not printed, or not in this place or so often."""
        said = [normalised(text) for text in texts]
        others = [number for number, text in enumerate(said) if text and text not in self.free]
        return min((_not_in(order, said, others) for order in self.orders), key=len)

    def in_margins(self, text: str) -> bool:
        """Whether a line is blank, or printed at the head or the foot of the pages, whatever the pages' numbers are."""
        said = {normalised(text), _pageless(text), _numberless(text)}
        return not text.strip() or not said.isdisjoint(self.margins)


def printed_texts(issued: Issued, pack: Pack, parts: Mapping[str, bytes]) -> PrintedTexts:
    """What a document prints that was made from this assessment. ``parts`` are its own: they say what it was made with.

    Nothing is ours for looking like it: a text is printed if it is one that is printed for these answers.
    """
    orders, margins = [], {*_margins(pack), normalised(pack.form.council), normalised(pack.form.title)}
    for draft in (True, False):
        values = _values(issued, pack, parts, draft=draft)
        filled = _filled(_paragraphs(pack), values)
        orders.append(tuple(line for text in filled for line in _whole_and_in_lines(text)))
        for line in _filled(_varying_margins(pack), _shortened(values)):
            margins |= {normalised(line), _pageless(line)}
    return PrintedTexts(tuple(orders), _as_often_as_rows(pack), frozenset(margins - {""}))


def _not_in(order: Sequence[str], said: Sequence[str], numbers: Sequence[int]) -> set[int]:
    """Those of some paragraphs, named by number, that have no counterpart in the order that is printed."""
    left = {text: count + MOST_COPIES for text, count in Counter(order).items()}
    candidates = []
    for number, text in enumerate(said):
        if left.get(text, 0):
            left[text] -= 1
            candidates.append(number)
    matcher = SequenceMatcher(None, order, [said[number] for number in candidates], autojunk=False)
    printed = {
        candidates[place] for block in matcher.get_matching_blocks() for place in range(block.b, block.b + block.size)
    }
    return set(numbers) - printed


def _whole_and_in_lines(text: str) -> Iterator[str]:
    """A paragraph, and its lines, into which other programs may have split it."""
    lines = [normalised(line) for line in (text, *(text.split("\n") if "\n" in text else ()))]
    yield from (line for line in lines if line)


def in_margins_of_form(text: str, pack: Pack) -> bool:
    """Whether a line at the head or foot of a page says nothing but what the form does, its name or a page's number."""
    words = {normalised(each) for each in (pack.form.title, pack.form.council)}
    said = normalised(text)
    return said in words or _PAGES.fullmatch(said) is not None or _numberless(text) in _margins(pack)


def _values(issued: Issued, pack: Pack, parts: Mapping[str, bytes], *, draft: bool) -> dict[str, Any]:
    values: dict[str, Any] = dict(view_by(pack, issued.assessment, issued.printing, draft=draft).values)
    program, comma, template = made_with(parts).partition(", template ")
    if issued.digest:
        values["facts"] = values["facts"] | {"digest": issued.digest}
    if comma:
        values["facts"] = values["facts"] | {"program": program, "template": template}
    return values


def _shortened(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same for the head of a page, where there is little room."""
    return {**values, "facts": {name: _shortly(value) for name, value in values["facts"].items()}}


def _shortly(value: object) -> object:
    too_long = isinstance(value, str) and len(value) > LONGEST_RUNNING_TITLE
    return f"{value[:LONGEST_RUNNING_TITLE]}…" if too_long and isinstance(value, str) else value


def _filled(texts: Iterable[str | Template], values: Mapping[str, object]) -> Iterator[str]:
    for text in texts:
        try:
            yield text if isinstance(text, str) else text.render(values)
        except (TemplateError, TypeError, AttributeError, LookupError):
            continue  # it prints a row of a table, which stands in an answer


@lru_cache(maxsize=8)
def _as_often_as_rows(pack: Pack) -> frozenset[str]:
    form: Form = pack.form
    said = [form.not_needed, *form.blanks, *(group.label for group in form.groups), *_guidance(form)]
    said += [anchor.label for anchor in anchors_of(pack)]
    return frozenset(map(normalised, said)) - {""}


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
    return (text for text in texts if not _VARIES.search(text))


@lru_cache(maxsize=8)
def _margins(pack: Pack) -> frozenset[str]:
    return frozenset(_numberless(text) for text in _plain(margin_texts(pack)))


@lru_cache(maxsize=8)
def _paragraphs(pack: Pack) -> tuple[str | Template, ...]:
    """The paragraphs of a pack's template that are no answers, in their order; those in which text varies, compiled."""
    return tuple(_compiled(fixed_texts(pack)))


@lru_cache(maxsize=8)
def _varying_margins(pack: Pack) -> tuple[str | Template, ...]:
    return tuple(_compiled(margin_texts(pack)))


def _compiled(texts: Iterable[str]) -> Iterator[str | Template]:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, finalize=_joined)
    for text in texts:
        if not _VARIES.search(text):
            yield text
        elif not _BLOCK.match(text):
            try:
                yield environment.from_string(text)
            except TemplateError:
                continue  # a tag that has its end in another paragraph


def _joined(value: object) -> object:
    return "\n".join(map(str, value)) if isinstance(value, list) else value


def _pageless(text: str) -> str:
    return _NUMBER_OF_PAGE.sub("", normalised(text)).strip()


def _numberless(text: str) -> str:
    return normalised(_DIGITS.sub("", text))
