"""The template engine of Word documents: docxtpl's reading of a template, and Jinja in a sandbox."""

from __future__ import annotations

import importlib.util
import io
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any, Final

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from eqia.errors import EqiaError, PackError, RenderError
from eqia.render.template_words import said_of
from eqia.view.brief import LONGEST_RUNNING_TITLE, room_of
from eqia.wordml.form.anchors import bookmark_name
from eqia.wordml.form.printing import escape, write_prose
from eqia.wordml.form.template import Prepared
from eqia.wordml.text.styles import Role
from eqia.wordml.text.ticks import Tick


class Xml(str):
    """XML that is ready, which the template engine leaves as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


_TAG: Final = re.compile("<[^>]*>")
_MARK: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_OPENING: Final = re.compile(r"\{[{%#]")
_CANNOT_SPLIT: Final = Xml("<w:cantSplit/>")
_NOTHING: Final = Xml("")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja for templates from outside: no functions, no attributes that lead out, no sums that fill the memory."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(self, finalize: Callable[[object], object], filters: Mapping[str, Callable[..., str]]) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=finalize)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()
        self.filters.update(filters)

    def is_safe_callable(self, _: object) -> bool:
        """Whether a template may call something: it may not."""
        return False

    def call_binop(self, _: Context, operator: str, left: object, right: object) -> object:
        """Numbers of elements are the only sums in a template."""
        if operator == "+" and type(left) is int and type(right) is int:
            return left + right
        raise SecurityError(f'it calculates with "{operator}", which no template may')


def compile_texts(prepared: Prepared, text: str, margins: Mapping[str, str]) -> dict[str, Template]:
    """The compiled text of a template, under the name ``text``, and those of its page margins under theirs.

    Raises PackError for what is not Jinja.
    """
    patch = _docxtpl().DocxTemplate(io.BytesIO()).patch_xml
    body = Sandbox(_in_text, _filters(prepared))
    margin = Sandbox(_in_margin, {})
    for name, xml in {text: prepared.xml, **margins}.items():
        _refuse_half_marks(xml, name)
    texts = {text: _compiled(body, patch(prepared.xml), text)}
    return texts | {name: _compiled(margin, patch(xml), name) for name, xml in margins.items()}


def fill(template: Template, values: Mapping[str, object], part: str) -> bytes:
    """A part of a document. Raises PackError if the template names what is not there, or does what it may not."""
    try:
        return template.render(values).encode("utf-8")
    except UnicodeEncodeError:
        raise RenderError("An answer holds half a character, which no document can show.") from None
    except (EqiaError, MemoryError):
        raise
    except Exception as error:  # whatever Python makes of what a template asks for
        raise PackError(f"The Word template cannot be filled in: {said_of(error)} ({_whereabouts(part)}).") from None


@cache
def _docxtpl() -> Any:
    """The module of docxtpl that reads templates, by itself: its package also loads docxcompose where that is
    installed, which changes python-docx for the whole process.
    """
    package = importlib.util.find_spec("docxtpl")
    assert package is not None
    assert package.origin
    spec = importlib.util.spec_from_file_location(f"{__name__}.docxtpl", Path(package.origin).with_name("template.py"))
    assert spec is not None
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _refuse_half_marks(xml: str, part: str) -> None:
    """Raise PackError for a mark that begins and does not end in its paragraph: docxtpl would drop what follows."""
    for paragraph in xml.split("</w:p>"):
        rest = _MARK.sub("", _TAG.sub("", paragraph))
        if half := _OPENING.search(rest):
            said = unescape(rest[half.start() :])[:40]
            raise PackError(f'The Word template has half of a mark: "{said}" ({_whereabouts(part)}).')


def _compiled(environment: Sandbox, text: str, part: str) -> Template:
    try:
        return environment.from_string(text)
    except (TemplateError, RecursionError) as error:
        raise PackError(f"The Word template cannot be used: {said_of(error)} ({_whereabouts(part)}).") from None


def _whereabouts(part: str) -> str:
    """Where somebody finds a part of a Word file in Word."""
    name = part.rpartition("/")[2]
    margin = {"header": "at the top of its pages", "footer": "at the foot of its pages"}
    return next((words for kind, words in margin.items() if name.startswith(kind)), "in its text")


def _filters(prepared: Prepared) -> dict[str, Callable[..., str]]:
    """What a prepared template uses: see ``eqia.wordml.form.template``."""

    def answer(text: str, shape: int, blank: str = "") -> Xml:
        if not text and blank:
            return Xml(prepared.shapes[shape].paragraph(Role.MISSING, blank))
        return Xml(write_prose(text, prepared.shapes[shape]))

    def box(tick: Tick, number: int, id: str = "", label: str = "") -> Xml:
        shape = prepared.boxes[number]
        return Xml(shape.in_row(tick, id, label) if id else shape.states[tick])

    def anchor(id: str, table: str) -> str:
        return bookmark_name(f"{table}.{id}")

    return {"answer": answer, "box": box, "anchor": anchor, "unsplit": _unsplit}


def _unsplit(texts: Sequence[str], most: int) -> Xml:
    """What keeps a row on one page, if none of its texts takes the room of more than so many characters."""
    short = all(room_of(text) <= most for text in texts)
    return _CANNOT_SPLIT if short else _NOTHING


def _in_text(value: object) -> object:
    """Text in the middle of a paragraph: escaped, with its line breaks and tabs. A list of texts is one a line."""
    value = "\n".join(value) if type(value) is list else value
    return Xml(escape(value)) if type(value) is str else value


def _in_margin(value: object) -> object:
    """The same at the top or foot of a page, where there is little room."""
    if type(value) is not str or len(value) <= LONGEST_RUNNING_TITLE:
        return _in_text(value)
    return Xml(escape(f"{value[:LONGEST_RUNNING_TITLE]}…"))
