"""The Word document: a template compiled once, filled in, and read back before anyone gets it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from eqia.errors import PackError, RenderError
from eqia.view.document import DocumentView, Printed
from eqia.wordml import store
from eqia.wordml.anchors import Anchor, bookmark_name
from eqia.wordml.names import parse
from eqia.wordml.package import DOCUMENT, Member, deflate, inflate, pack, read_parts
from eqia.wordml.prose import escape, write_prose
from eqia.wordml.reading import read_answers
from eqia.wordml.styles import Role, Styles, read_styles
from eqia.wordml.template import Prepared, prepare
from eqia.wordml.ticks import Tick

_QUICKLY: Final = 1
"""The level at which parts that change are deflated: a third of the time of the usual level, for a tenth more bytes."""

_STYLES: Final = "word/styles.xml"
_PAGE_MARGINS: Final = re.compile(r"word/(header|footer)\d*\.xml")

Rows = Mapping[str, tuple[tuple[str, str], ...]]
"""The rows that the data gives to each table: their ids and printed labels, by the table's path."""


@dataclass(frozen=True)
class WordTemplate:
    """A compiled Word template: what Jinja fills in, what never changes, and where the answers stand."""

    texts: Mapping[str, Template]
    source_part: str
    unchanging: tuple[Member, ...]
    anchors: tuple[Anchor, ...]
    styles: Styles


def compile_word_template(template: bytes) -> WordTemplate:
    """Compiles a council's Word template; once per process is enough. Raises PackError, naming what is wrong in it."""
    parts = read_parts(template)
    styles = read_styles(parts.get(_STYLES, b""))
    source_part = store.reserve(parts)
    prepared = prepare(parse(parts[DOCUMENT]), styles)
    margins = [name for name in parts if _PAGE_MARGINS.fullmatch(name) and b"{" in parts[name]]
    texts = {name: parts.pop(name).decode("utf-8") for name in margins}
    texts[DOCUMENT] = prepared.xml
    for replaced in (DOCUMENT, store.CORE_PROPERTIES):
        parts.pop(replaced, None)
    environment = _environment(prepared)
    patch = DocxTemplate(io.BytesIO(template)).patch_xml
    return WordTemplate(
        texts={name: _compiled(environment, patch(text), name) for name, text in texts.items()},
        source_part=source_part,
        unchanging=tuple(deflate(name, data, level=9) for name, data in parts.items()),
        anchors=prepared.anchors,
        styles=styles,
    )


def render_docx(view: DocumentView, template: WordTemplate) -> bytes:
    """The Word file of a view, the same bytes each time. Raises RenderError if it does not give back what was put in."""
    changing = {name: _filled(text, view.values, name) for name, text in template.texts.items()}
    changing[store.CORE_PROPERTIES] = _core_properties(view)
    changing[template.source_part] = store.write_source(view.source)
    members = {name: deflate(name, part, _QUICKLY) for name, part in changing.items()}
    shown = _read(inflate(members[DOCUMENT]), template.styles, template, rows_of(view), view.facts["not_answered"])
    compare(view, shown)
    return pack([*template.unchanging, *members.values()])


def read_docx(data: bytes, template: WordTemplate, rows: Rows, not_answered: str) -> dict[str, Printed]:
    """What each field of a Word file shows, by field path, with the words of the template it was made from.

    ``rows`` names the rows of tables such as the impacts; ``not_answered`` are the words printed for no answer. A box
    that nobody could read is "unreadable". Raises InputError if the file is damaged or refused.
    """
    parts = read_parts(data)
    return _read(parts[DOCUMENT], read_styles(parts.get(_STYLES, b"")), template, rows, not_answered)


def _read(document: bytes, styles: Styles, template: WordTemplate, rows: Rows, not_answered: str) -> dict[str, Printed]:
    return read_answers(parse(document), anchors_of(template, rows), styles, not_answered)


def compare(view: DocumentView, shown: Mapping[str, Printed]) -> None:
    """Raises RenderError, naming the fields, if a document does not show what the view says.

    A section that is marked as not needed prints none of its questions, all of which are empty.
    """
    if shown == view.printed:
        return
    wrong = [path for path, printed in view.printed.items() if shown.get(path, _absent(view, path)) != printed]
    if wrong:
        raise RenderError(f"The Word document does not show these answers as they were given: {', '.join(wrong)}.")


def rows_of(view: DocumentView) -> Rows:
    """The rows that a view prints, by the path of their table."""
    tables = (question for section in view.sections for question in section["questions"] if question["rows"])
    return {table["path"]: tuple((row["id"], row["label"]) for row in table["rows"]) for table in tables}


def anchors_of(template: WordTemplate, rows: Rows) -> tuple[Anchor, ...]:
    """The anchors of a document with these rows."""
    return _expanded(template.anchors, tuple(rows.items()))


@lru_cache(maxsize=16)
def _expanded(anchors: tuple[Anchor, ...], rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> tuple[Anchor, ...]:
    known = dict(rows)
    expanded: list[Anchor] = []
    for anchor in anchors:
        table = anchor.path.removesuffix(".#")
        expanded += [anchor] if table == anchor.path else [anchor.for_row(*row) for row in known.get(table, ())]
    return tuple(expanded)


def _absent(view: DocumentView, path: str) -> Printed | None:
    """What a field that is not in the document may be: empty in a section that is not needed, else never absent."""
    for section in view.sections:
        if not section["needed"] and any(_within(path, question["path"]) for question in section["questions"]):
            return False if isinstance(view.printed[path], bool) else ""
    return None


def _within(path: str, question: str) -> bool:
    return path == question or path.startswith(f"{question}.")


def _core_properties(view: DocumentView) -> bytes:
    facts = view.facts
    title = ": ".join(text for text in (facts["title"], facts["name"]) if text)
    return store.write_core_properties(title, facts["language"], facts["council"], facts["created"])


def _environment(prepared: Prepared) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_plain)
    environment.globals.clear()
    environment.filters.clear()
    environment.tests.clear()
    environment.filters.update(_filters(prepared))
    return environment


def _filters(prepared: Prepared) -> dict[str, Callable[..., Markup]]:
    """What the prepared template uses: see ``eqia.wordml.template``."""

    def answer(text: str, shape: int, blank: str = "") -> Markup:
        if not text and blank:
            return Markup(prepared.shapes[shape].paragraph(Role.MISSING, blank))
        return Markup(write_prose(text, prepared.shapes[shape]))

    def box(tick: Tick, number: int, id: str = "", label: str = "") -> Markup:
        shape = prepared.boxes[number]
        return Markup(shape.row(tick, id, label) if id else shape.states[tick])

    def anchor(id: str, table: str) -> Markup:
        return Markup(bookmark_name(f"{table}.{id}"))

    return {"answer": answer, "box": box, "anchor": anchor}


def _plain(value: Any) -> Any:
    """Text in the middle of a paragraph: escaped, with its line breaks and tabs."""
    return Markup(escape(value)) if type(value) is str else value


def _compiled(environment: ImmutableSandboxedEnvironment, text: str, part: str) -> Template:
    try:
        return environment.from_string(text)
    except TemplateError as error:
        raise PackError(f'The Word template cannot be used: {error.message} (in "{part}").') from None


def _filled(template: Template, values: Mapping[str, object], part: str) -> bytes:
    try:
        return template.render(values).encode("utf-8")
    except UndefinedError as error:
        raise PackError(f'The Word template names a field that no assessment has: {error.message} (in "{part}").') from None
    except SecurityError as error:
        raise PackError(f'The Word template does what no template may do: {error.message} (in "{part}").') from None
    except UnicodeEncodeError:
        raise RenderError("An answer holds half a character, which no document can show.") from None
