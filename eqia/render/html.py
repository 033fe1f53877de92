"""The report as HTML: the page that the PDF is made of, and the same page as one file for the web."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final, TypedDict

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from eqia.errors import PackError
from eqia.render.characters import as_shown
from eqia.view.document import DocumentView, QuestionView

_BULLET: Final = "- "


class Block(TypedDict):
    """A paragraph, or a list where ``bullets`` has lines. ``gap`` says that a blank line stood before it."""

    line: str
    bullets: list[str]
    gap: bool


def render_html(view: DocumentView, template: str, style: str) -> str:
    """The report as one accessible file, without scripts or outside resources, in the look of a pack's template."""
    if "</" in style:
        raise PackError('The style sheet report.css must not hold "</": it would end the style sheet inside the page.')
    return _render(view, template, style)


def render_page(view: DocumentView, template: str) -> str:
    """The HTML that the PDF is made of: the same page, its style sheet left out."""
    return _render(view, template, "")


def blocks(text: str) -> list[Block]:
    """The paragraphs and bullet lists of a text: each line is a paragraph, lines with ``- `` in front are a list."""
    return list(_blocks(text))


def _render(view: DocumentView, template: str, style: str) -> str:
    try:
        return _compile(template).render(facts=view.facts, sections=view.sections, style=Markup(style))  # noqa: S704 - the pack's own style sheet, which holds no "</"
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        place = f", line {line}" if line else ""
        raise PackError(f"The template report.html{place} cannot be filled in: {error.message}") from error


@lru_cache(maxsize=8)
def _compile(template: str) -> Template:
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["blocks"] = blocks
    environment.filters["runs"] = _runs
    return environment.from_string(template)


def _blocks(text: str) -> Iterator[Block]:
    gap = False
    bullets: list[str] | None = None
    for line in as_shown(text).split("\n"):
        if not line.strip():
            gap, bullets = True, None
        elif line.startswith(_BULLET):
            if bullets is None:
                bullets = []
                yield Block(line="", bullets=bullets, gap=gap)
            bullets.append(line.removeprefix(_BULLET))
            gap = False
        else:
            yield Block(line=line, bullets=[], gap=gap)
            gap, bullets = False, None


def _runs(questions: list[QuestionView]) -> list[list[QuestionView]]:
    """The questions in runs that share a table: those with a Yes and a No box, and the others."""
    return [list(run) for _, run in groupby(questions, key=lambda question: len(question["boxes"]) == 2)]
