"""The Word document: a template compiled once, filled in, and read back before anyone gets it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from jinja2 import Template

from eqia.errors import RenderError
from eqia.render.word_engine import compile_texts, fill
from eqia.seals import Purpose
from eqia.structure.forms import plain
from eqia.view.document import DocumentView, Printed
from eqia.wordml.archive import store
from eqia.wordml.archive.cleaning import without_traces
from eqia.wordml.archive.package import DOCUMENT, Member, deflate, look_into, read_parts
from eqia.wordml.archive.relations import list_of
from eqia.wordml.archive.seal import pack_sealed
from eqia.wordml.form.anchors import Anchor
from eqia.wordml.form.echo import Echo
from eqia.wordml.form.listing import number_lists
from eqia.wordml.form.marking import Marking, with_link_style, with_links
from eqia.wordml.form.reading import read_answers
from eqia.wordml.form.template import prepare
from eqia.wordml.names import is_well_formed, parse
from eqia.wordml.text.numbering import NUMBERING, read_lists
from eqia.wordml.text.styles import STYLES, Styles, styles_of

LONGEST_TITLE: Final = 255
"""Characters that Word takes in the title among a file's facts."""

_QUICKLY: Final = 1
"""The level at which parts that change are deflated: a third of the usual level's time, for a quarter more bytes."""

_NOT_XML: Final = (
    "The Word document came out damaged. An answer holds a character that no document can, or the template has a "
    "condition or a loop that begins in one table and ends in another."
)
_RELATIONS: Final = list_of(DOCUMENT)
_MARGIN: Final = re.compile(r"word/(header|footer)\d*\.xml")

Rows = Mapping[str, tuple[tuple[str, str], ...]]
"""The rows that the data gives to each table: their ids and printed labels, by the table's path."""


@dataclass(frozen=True, eq=False)
class WordTemplate:
    """A compiled Word template: what is filled in, what never changes, and where the answers stand."""

    texts: Mapping[str, Template]
    source_part: str
    unchanging: tuple[Member, ...]
    anchors: tuple[Anchor, ...]
    styles: Styles
    linking: Mapping[str, bytes]
    """Of what never changes, the parts that a text with links changes, by name."""
    numbering: bytes


def compile_word_template(template: bytes) -> WordTemplate:
    """Compiles a council's Word template; once per process is enough. Raises PackError, naming what is wrong in it."""
    parts = without_traces(read_parts(template))
    styles = styles_of(parts)
    source_part = store.reserve(parts)
    prepared = prepare(parse(parts.pop(DOCUMENT)), styles)
    varying = [name for name in parts if _MARGIN.fullmatch(name) and b"{" in parts[name]]
    margins = {name: parts.pop(name).decode("utf-8") for name in varying}
    parts.pop(store.CORE_PROPERTIES, None)
    return WordTemplate(
        texts=compile_texts(prepared, DOCUMENT, margins),
        source_part=source_part,
        unchanging=tuple(deflate(name, data, level=9) for name, data in parts.items()),
        anchors=prepared.anchors,
        styles=styles,
        linking={name: parts.get(name, b"") for name in (_RELATIONS, STYLES)},
        numbering=parts.get(NUMBERING, b""),
    )


def render_docx(view: DocumentView, template: WordTemplate) -> bytes:
    """The Word file of a view, the same bytes each time.

    Raises RenderError, naming the fields, if its text does not give back every answer as it was given.
    """
    parts = {name: fill(text, view.values, name) for name, text in template.texts.items()}
    styles = template.styles
    parts[DOCUMENT], numbering = number_lists(parts[DOCUMENT], template.numbering)
    if not view.is_plain:
        parts |= _marked(parts, template)
    if numbering != template.numbering:
        parts[NUMBERING], styles = numbering, replace(styles, lists=read_lists(numbering))
    wrong = _wrong_fields(view, template, styles, parts[DOCUMENT])
    if wrong:
        raise RenderError(f"The Word document does not show these answers as they were given: {', '.join(wrong)}.")
    parts[store.CORE_PROPERTIES] = _core_properties(view)
    unchanged = (member for member in template.unchanging if member.name.decode() not in parts)
    members = [*unchanged, *(deflate(name, part, _QUICKLY) for name, part in parts.items())]
    return pack_sealed(members, template.source_part, store.write_source(view.source), Purpose.REPORT)


def _marked(parts: Mapping[str, bytes], template: WordTemplate) -> dict[str, bytes]:
    """The parts with their words marked, and with the relationships and the style of the links in the text."""
    marked = {}
    for name, part in parts.items():
        marking = Marking(links=name == DOCUMENT)
        marked[name] = marking.mark(part.decode("utf-8")).encode("utf-8")
        if marking.addresses:
            marked[_RELATIONS] = with_links(template.linking[_RELATIONS].decode("utf-8"), marking.addresses).encode()
            marked[STYLES] = with_link_style(template.linking[STYLES].decode("utf-8")).encode()
    return marked


def read_docx(data: bytes, template: WordTemplate, rows: Rows, blanks: frozenset[str]) -> dict[str, Printed]:
    """What each field of a Word file shows, by field path, given the template it was made from.

    ``rows`` names the rows of tables such as the impacts; ``blanks`` are the words printed for no answer. A box
    that nobody could read is "unreadable". Raises InputError if the file is damaged or cannot be look_intoed.
    """
    parts = look_into(data)
    styles = styles_of(parts)
    return read_answers(parse(parts[DOCUMENT]), anchors_of(template, rows), styles, blanks)


def differences(view: DocumentView, shown: Mapping[str, Printed]) -> Sequence[str]:
    """The paths of the fields that a document shows otherwise than a view says.

    A section that is marked as not needed prints none of its questions, all of which are empty.
    """
    if shown == view.printed:
        return []
    return [path for path, printed in view.printed.items() if shown.get(path, _absent(view, path)) != _plain(printed)]


def _plain(printed: Printed) -> Printed:
    """What is read of a field that shows what was given: its lists and tables in the plain form."""
    return plain(printed) if isinstance(printed, str) else printed


def rows_of(view: DocumentView) -> Rows:
    """The rows that a view prints, by the path of their table."""
    tables = (question for section in view.sections for question in section["questions"] if question["rows"])
    return {table["path"]: tuple((row["id"], row["label"]) for row in table["rows"]) for table in tables}


def anchors_of(template: WordTemplate, rows: Rows) -> tuple[Anchor, ...]:
    """The anchors of a document with these rows."""
    return _anchors(template, tuple(rows.items()))


def _wrong_fields(view: DocumentView, template: WordTemplate, styles: Styles, document: bytes) -> Sequence[str]:
    """The fields that a printed text does not show as they were given. The echo may say that all is well, no more."""
    if not is_well_formed(document):
        raise RenderError(_NOT_XML)
    anchors, blanks = anchors_of(template, rows_of(view)), view.blanks
    heard = Echo(document.decode("utf-8"), styles, blanks).answers(anchors)
    if not differences(view, heard):
        return []
    return differences(view, read_answers(parse(document), anchors, styles, blanks))


@lru_cache(maxsize=64)
def _anchors(template: WordTemplate, rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> tuple[Anchor, ...]:
    known = dict(rows)
    anchors: list[Anchor] = []
    for anchor in template.anchors:
        table = anchor.path.removesuffix(".#")
        anchors += [anchor] if table == anchor.path else [anchor.for_row(*row) for row in known.get(table, ())]
    return tuple(anchors)


def _absent(view: DocumentView, path: str) -> Printed | None:
    """What a field that is not in the document counts as: empty in a section that is not needed, else never right."""
    for section in view.sections:
        if not section["needed"] and any(_within(path, question["path"]) for question in section["questions"]):
            return False if isinstance(view.printed[path], bool) else ""
    return None


def _within(path: str, question: str) -> bool:
    return path == question or path.startswith(f"{question}.")


def _core_properties(view: DocumentView) -> bytes:
    facts = view.facts
    title = ": ".join(text for text in (facts["title"], facts["name"]) if text)
    made_with = f"{facts['program']}, template {facts['template']}"
    return store.write_core_properties(
        title[:LONGEST_TITLE], facts["language"], facts["council"], facts["created"], facts["digest"], made_with
    )
