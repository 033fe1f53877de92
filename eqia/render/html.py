"""The report as HTML: the page that the PDF is made of, and the same page as one file for the web."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final, TypedDict

from jinja2 import Template
from markupsafe import Markup

from eqia.characters.drawing import as_shown
from eqia.errors import PackError
from eqia.render.html_engine import PackEnvironment, fill_template, read_template
from eqia.render.html_marks import mark_page
from eqia.render.html_prose import prose
from eqia.render.html_text import check_page, style_faults
from eqia.view.brief import room_of
from eqia.view.document import DocumentView, QuestionView

_BULLET: Final = "- "
_FILE: Final = "report.html"
_LONG_WORD: Final = re.compile(r"(?<![^\s<>\u200b])[^\s<>\u200b]{200,}(?=[^<>]*<)")
"""In text alone, not in a tag: what stands there leads somewhere, or names something."""

_PIECE: Final = re.compile("(?:&[^;]+;|[^&]){1,10}")
_BREAK: Final = "\u200b"
_NOT_PLAIN: Final = re.compile("[^A-Za-z0-9]")


class Block(TypedDict):
    """A paragraph, or a list where ``bullets`` has lines. ``gap`` says that a blank line stood before it."""

    line: str
    bullets: list[str]
    gap: bool


def render_html(view: DocumentView, template: str, style: str) -> str:
    """The report as one accessible file, without scripts or outside resources, in the look of a pack's template.

    It is read back and compared. Raises PackError for a template that holds more than words and tables, RenderError
    naming the fields if an answer cannot be read back.
    """
    faults = style_faults(style)
    if faults:
        raise PackError("The style sheet report.css holds what no style sheet of a report may hold:", faults)
    page = _render(view, template, style, "<wbr/>")
    check_page(page, view)
    return page


def render_page(view: DocumentView, template: str) -> str:
    """The HTML that the PDF is made of: the same page, without its style sheet, with places to break very long words.

    The time to set a line grows with what is left of the word: one of 100,000 letters took minutes.
    """
    return _LONG_WORD.sub(lambda word: _BREAK.join(_PIECE.findall(word[0])), _render(view, template, "", _BREAK))


def blocks(text: str) -> list[Block]:
    """The paragraphs and bullet lists of a text, for packs that write their own: each line is a paragraph, lines with
    ``- `` in front are a list; lists in lists, numbered ones and tables stay the lines they were typed in.
    """
    return list(_blocks(text))


def _render(view: DocumentView, template: str, style: str, line_break: str) -> str:
    values = {"facts": view.facts, "sections": view.sections, "glance": view.glance, "style": Markup(style)}  # noqa: S704 - the pack's own, looked through above
    page = fill_template(_compile(template), values, _FILE)
    return page if view.is_plain else mark_page(page, line_break=line_break)


@lru_cache(maxsize=8)
def _compile(template: str) -> Template:
    filters = {"prose": prose, "blocks": blocks, "runs": _runs, "room": room_of, "for_style": _for_style}
    return read_template(PackEnvironment(filters, trim_blocks=True, lstrip_blocks=True), template, _FILE)


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


def _for_style(text: str) -> Markup:
    """A text as a string in a style sheet: all but plain letters and figures by their numbers (CSS Syntax 3, 4.3.7)."""
    plain = _NOT_PLAIN.sub(lambda found: f"\\{ord(found[0]):x} ", str(text))
    return Markup(f'"{plain}"')  # noqa: S704 - nothing in it can end the string


def _runs(questions: list[QuestionView]) -> list[list[QuestionView]]:
    """The questions in runs that share a table: those with a Yes and a No box, those with one box, and the others."""
    return [list(run) for _, run in groupby(questions, key=lambda question: len(question["boxes"]))]
