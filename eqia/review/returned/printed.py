"""What a document prints beside its answers, made again from the data inside it: fixed words and those that vary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from eqia.form.definition import Form
from eqia.form.loader import Pack
from eqia.review.returned.issued import Issued
from eqia.review.returned.layout import fixed_texts, margin_texts, varying_texts
from eqia.view.limits import LONGEST_RUNNING_TITLE
from eqia.view.of_pack import view_by
from eqia.wordml.archive.store import made_with
from eqia.wordml.form.anchors import normalised

STAMP: Final = "DRAFT"
_DIGITS: Final = re.compile(r"\d+")
_PAGES: Final = re.compile(r"(?:page)?\s*\d*\s*(?:(?:of|/|\|)\s*\d*)?")
_VARIES: Final = re.compile(r"\{\{|\{%")
_BLOCK: Final = re.compile(r"\{%-?[a-z]")
"""The beginning of a tag that stands in a paragraph of its own, such as ``{%p if``, which prints nothing."""


@dataclass(frozen=True)
class PrintedTexts:
    """The paragraphs that are printed in the text of a document, and those at the head and foot of its pages."""

    body: frozenset[str]
    margins: frozenset[str]

    def in_body(self, text: str) -> bool:
        """Whether a paragraph is blank, or printed."""
        return not text.strip() or normalised(text) in self.body

    def in_margins(self, text: str) -> bool:
        """Whether a line is blank, or printed at the head or the foot of the pages, whatever the pages' numbers are."""
        return not text.strip() or normalised(text) in self.margins or _numberless(text) in self.margins


def printed_texts(issued: Issued, pack: Pack, parts: Mapping[str, bytes]) -> PrintedTexts:
    """What a document prints that was made from this assessment. ``parts`` are its own: they say what it was made with.

    Nothing is ours for looking like it: a text is printed if it is one that is printed for these answers.
    """
    body, margins = set(_known(pack)), set(_margins(pack))
    for draft in (True, False):
        values = _values(issued, pack, parts, draft=draft)
        body |= {normalised(line) for line in _filled(_varying(pack), values)}
        margins |= {normalised(line) for line in _filled(_varying_margins(pack), _shortened(values))}
    body |= {normalised(line) for line in issued.assessment.notice.split("\n")}
    return PrintedTexts(frozenset(body - {""}), frozenset(margins - {""}))


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


def _filled(templates: Iterable[Template], values: Mapping[str, object]) -> Iterator[str]:
    for template in templates:
        try:
            yield from _lines(template.render(values))
        except (TemplateError, TypeError, AttributeError, LookupError):
            continue  # it prints a row of a table, which stands in an answer


def _lines(text: str) -> Iterator[str]:
    """A paragraph, which other programs may have split at its line breaks."""
    yield text
    if "\n" in text:
        yield from text.split("\n")


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
    return (text for text in texts if not _VARIES.search(text))


@lru_cache(maxsize=8)
def _margins(pack: Pack) -> frozenset[str]:
    return frozenset(_numberless(text) for text in _plain(margin_texts(pack)))


@lru_cache(maxsize=8)
def _varying(pack: Pack) -> tuple[Template, ...]:
    return tuple(_compiled(varying_texts(pack)))


@lru_cache(maxsize=8)
def _varying_margins(pack: Pack) -> tuple[Template, ...]:
    return tuple(_compiled(margin_texts(pack)))


def _compiled(texts: Iterable[str]) -> Iterator[Template]:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, finalize=_joined)
    for text in texts:
        if _VARIES.search(text) and not _BLOCK.match(text):
            try:
                yield environment.from_string(text)
            except TemplateError:
                continue  # a tag that has its end in another paragraph


def _joined(value: object) -> object:
    return "\n".join(map(str, value)) if isinstance(value, list) else value


def _numberless(text: str) -> str:
    return normalised(_DIGITS.sub("", text))
