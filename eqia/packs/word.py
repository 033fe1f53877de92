"""Checks report.docx: its marks and labels, who can read it, what it would carry along, what is printed with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from eqia.errors import EqiaError
from eqia.form.definition import Form, Layout
from eqia.form.places import Places
from eqia.packs.faults import Fault, faults_of, serious
from eqia.packs.slots import Slot, slots_of
from eqia.packs.word_marks import WORD, lost_tags, mark_faults
from eqia.packs.word_styles import style_faults
from eqia.render.docx import compile_word_template, render_docx
from eqia.view.document import DocumentView
from eqia.wordml.archive.package import DOCUMENT, read_parts
from eqia.wordml.archive.places import UNRELATED
from eqia.wordml.archive.relations import EMBEDDED, read_relations
from eqia.wordml.form.anchors import normalised
from eqia.wordml.form.template_marks import read_marks
from eqia.wordml.judging.accessibility import find_barriers
from eqia.wordml.names import PARAGRAPH, parse, w
from eqia.wordml.text.lines import lines_of
from eqia.wordml.text.prose import text_of
from eqia.wordml.text.styles import styles_of
from eqia.wordml.text.whereabouts import heading_level

_MARK: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_TRACKED: Final = tuple(w(name) for name in ("ins", "del", "moveFrom", "moveTo"))
_BLOCKS: Final = tuple(w(name) for name in ("body", "tc", "tbl", "tr"))


def word_faults(template: bytes, form: Form, views: Sequence[DocumentView]) -> list[Fault]:
    """Everything wrong with a Word template. The first of ``views`` answers every question of the form."""
    try:
        parts = read_parts(template)
        marks = read_marks(parts, styles_of(parts))
        barriers = find_barriers(parts, form.language)
    except EqiaError as error:
        return faults_of(error, WORD)
    found = [*mark_faults(marks, form, views[0]), *_luggage(parts), *style_faults(parts)]
    if not lost_tags(marks):  # what took the tags took titles too; to name each of them would not help
        found += [Fault(WORD, barrier.text, not barrier.serious) for barrier in barriers]
    found += [*_unprinted_words(parts, form), *_misplaced(template, form, views[0])]
    return found if serious(found) else [*found, *_printed(template, form, views)]


def _misplaced(template: bytes, form: Form, view: DocumentView) -> Iterator[Fault]:
    """Answers that stand beside or under other words than those of the form; nothing if the template cannot be read."""
    try:
        anchors = compile_word_template(template).anchors
    except EqiaError:
        return
    slots = slots_of(view, Places(form))
    for anchor in anchors:
        for place in anchor.slots:
            slot = slots.get(place.path)
            if slot is not None:
                yield from _label(slot, "beside", anchor.label, slot.label, [other.label for other in slots.values()])
                columns = [other.column for other in slots.values() if _row(other) == _row(slot)]
                yield from _label(slot, "under", place.column, slot.column, columns)


def _printed(template: bytes, form: Form, views: Sequence[DocumentView]) -> list[Fault]:
    """What comes of printing reports with the template and reading them back."""
    found: list[Fault] = []
    try:
        compiled = compile_word_template(template)
        for view in views:
            found += _untrue(render_docx(view, compiled), form, view)
    except EqiaError as error:
        return faults_of(error, WORD)
    return list(dict.fromkeys(found))


def _untrue(document: bytes, form: Form, view: DocumentView) -> Iterator[Fault]:
    """Statements of what was done that are printed where nothing was answered."""
    lines = {" ".join(line.split()) for line in lines_of(read_parts(document))}
    said = {section["id"] for section in view.sections if section["fixed"]}
    for section in form.sections:
        if section.fixed and section.id not in said and " ".join(section.fixed.split()) in lines:
            text = f'the section "{section.title}" prints its statement even where nothing was answered.'
            put = f"Put {{%p if answered.{section.id} %}} above it and {{%p endif %}} below."
            yield Fault(WORD, f"{text} {put}", warning=True)


def _row(slot: Slot) -> str:
    """What slots that share a row have in common."""
    return slot.path.rpartition(".")[0]


def _label(slot: Slot, where: str, found: str, expected: str, others: Sequence[str]) -> Iterator[Fault]:
    if not expected or " ".join(found.split()) == " ".join(expected.split()):
        return
    if normalised(found) in [normalised(other) for other in others if other and other != expected]:
        yield Fault(WORD, f'{slot.name}: the answer stands {where} "{found}", which belongs to another. Move it.')
    else:
        yield Fault(
            WORD, f'{slot.name}: {where} the answer stands "{found}"; form.toml says "{expected}".', warning=True
        )


def _luggage(parts: Mapping[str, bytes]) -> Iterator[Fault]:
    """What every report would carry along from the template, or lose."""
    root = parse(parts[DOCUMENT])
    if any(True for _ in root.iter(*_TRACKED)):
        yield Fault(WORD, "it holds tracked changes, which every report would show. Accept or reject them (Review).")
    if any(name.removeprefix(UNRELATED).startswith("word/comments") for name in parts):
        yield Fault(WORD, "it holds comments, which every report would carry along. Delete them (Review).")
    if any(True for _ in root.iter(w("dataBinding"))):
        yield Fault(WORD, "a control is bound to data in the file, which Word would show in place of the answer.")
    controls = (control.getparent() for control in root.iter(w("sdt")))
    if any(parent is not None and parent.tag in _BLOCKS for parent in controls):
        text = "a control holds whole paragraphs or cells; LibreOffice ruins those. Keep controls within a line."
        yield Fault(WORD, text, warning=True)
    for relation in read_relations(parts):
        if relation.external and relation.kind != "hyperlink":
            yield Fault(WORD, "it asks for a file outside it, such as a linked picture or another template. Embed it.")
        elif relation.kind in EMBEDDED:
            yield Fault(WORD, "it holds another program's file, which every report would carry along. Take it out.")


def _unprinted_words(parts: Mapping[str, bytes], form: Form) -> Iterator[Fault]:
    """Words of the form that the template does not print as they stand in form.toml."""
    paragraphs = [*parse(parts[DOCUMENT]).iter(PARAGRAPH)]
    styles = styles_of(parts)
    printed = {_plain(text_of(paragraph)) for paragraph in paragraphs}
    headed = {_plain(text_of(paragraph)) for paragraph in paragraphs if heading_level(paragraph, styles) is not None}
    marks = "\n".join(text for text in printed if "{" in text)
    wanted = {"title": form.title, "council": form.council}
    for name, words in wanted.items():
        if _plain(words) not in printed and f"facts.{name}" not in marks:
            yield Fault(WORD, f'it nowhere says "{words}", as form.toml does.', warning=True)
    for section in filter(lambda section: section.printed, form.sections):
        heading = "" if section.layout in (Layout.HEADER, Layout.TEXT) else section.title
        for words in (heading, section.printed[0].label if section.layout is Layout.TEXT else ""):
            if words and _plain(words) in printed - headed:
                text = f'"{words}" is no heading, so that nobody can move to it. Give it the style Heading 1 (Home).'
                yield Fault(WORD, text, warning=True)
        for words in (heading, section.lead, section.fixed, section.closing):
            if words and _plain(words) not in printed:
                text = f'section "{section.name}": it nowhere says "{words}", as form.toml does.'
                yield Fault(WORD, text, warning=True)


def _plain(text: str) -> str:
    return " ".join(_MARK.sub(" ", text).split()) or " ".join(text.split())
