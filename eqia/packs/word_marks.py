"""Checks the marks that staff put into report.docx: each field is printed once, and nothing else is asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from eqia.assessment.problems import suggest
from eqia.form.definition import Form, Layout
from eqia.form.places import Places
from eqia.packs.faults import Fault
from eqia.packs.slots import Slot, slots_of, tables_of
from eqia.view.document import DocumentView
from eqia.wordml.form.template_marks import Mark, MarkKind

WORD: Final = "report.docx"
_NAME: Final = re.compile(r"[A-Za-z_]\w*(\.\w+)*")
_STATEMENT: Final = re.compile(
    r"(?P<holds>p|tr)?\s*(?P<word>if|elif|else|endif|for|endfor)\b\s*(?P<rest>.*)", re.DOTALL
)
_FOR: Final = re.compile(r"(\w+)\s+in\s+([\w.]+)")
_WORDS: Final = ("and", "or", "not")
_CLOSES: Final = {"endif": "if", "endfor": "for"}
_MUST_PRINT: Final = {
    "stamp": "the word DRAFT",
    "approval": "by whom and when it was approved",
    "notice": "the notice of the assessment",
}
_SHOULD_PRINT: Final = {
    "reference": "the reference",
    "revision": "the revision",
    "digest": "the digest of the answers",
    "program": "the version of eqia",
    "template": "the version of the template",
}


@dataclass(frozen=True)
class _Known:
    """What a template of a form can name."""

    slots: Mapping[str, Slot]
    tables: Sequence[str]
    values: Mapping[str, Any]
    places: Places

    def names(self) -> list[str]:
        return [*self.slots, *self.tables, *_names(self.values)]


def mark_faults(marks: Sequence[Mark], form: Form, view: DocumentView) -> list[Fault]:
    """What is wrong with the marks of a Word template. ``view`` is one of the form with every question answered."""
    places = Places(form)
    known = _Known(slots_of(view, places), tables_of(view), view.values, places)
    if lost := lost_tags(marks):
        marks = [mark for mark in marks if mark.kind is not MarkKind.BOX]
        known = replace(known, slots={path: slot for path, slot in known.slots.items() if not slot.tick})
    found = [*lost, *(fault for mark in marks for fault in _faults_of(mark, known))]
    found += [*_unpaired(marks), *_missing(marks, known), *_twice(marks, known), *_not_at_a_glance(marks, view)]
    return [Fault(WORD, text) for text in dict.fromkeys(found)] + [*_unprinted(marks, form)]


def lost_tags(marks: Sequence[Mark]) -> list[str]:
    """What is to be said where no box of many has a tag: once, and not of each of them."""
    boxes = [mark for mark in marks if mark.kind is MarkKind.BOX]
    if len(boxes) < 2 or any(box.name for box in boxes):
        return []
    return [
        f"not one of its {len(boxes)} tick boxes has a tag: a program that loses tags, such as LibreOffice, has saved "
        'it. Go back to the file as it was before, or move it away and have it made anew with "eqia template word".'
    ]


def _faults_of(mark: Mark, known: _Known) -> Iterator[str]:
    match mark.kind:
        case MarkKind.BROKEN:
            yield f'"{mark.text}" {mark.place}: half of a mark is not there. Type the whole mark again in one go.'
        case MarkKind.BOX:
            yield from _box_faults(mark, known)
        case MarkKind.PRINT:
            yield from _print_faults(mark, known)
        case MarkKind.STATEMENT:
            yield from _statement_faults(mark, known)


def _box_faults(mark: Mark, known: _Known) -> Iterator[str]:
    slot = known.slots.get(mark.path)
    if not mark.name:
        yield (
            f'a tick box {mark.place} has no tag. Give it the name of its field, such as "recommendation.stop" '
            "(Developer, Properties, Tag). LibreOffice loses tags: edit the template in Word."
        )
    elif slot is None and _in_known_loop(mark, known):
        yield f'the tick box {mark.place} has the tag "{mark.name}", which is no field.{_suggest(mark, known, True)}'
    elif slot is not None and not slot.tick:
        yield f'the tick box {mark.place} has the tag "{mark.name}", but that is a text. Write {{{{ {mark.name} }}}}.'


def _print_faults(mark: Mark, known: _Known) -> Iterator[str]:
    if not _NAME.fullmatch(mark.name):
        yield f"{_said(mark)} holds more than the name of a field. Nothing else may stand between the brackets."
        return
    slot = known.slots.get(mark.path)
    if slot is None:
        if not _is_text(mark, known) and _in_known_loop(mark, known):
            yield f"{_said(mark)} names no field.{_suggest(mark, known, False)}"
    elif slot.tick:
        yield f'{_said(mark)} is a tick. Copy a tick box to this place and give it the tag "{mark.name}".'
    elif not mark.alone:
        yield f"{_said(mark)} stands among other words. Give it a paragraph of its own, or it cannot be read back."


def _is_text(mark: Mark, known: _Known) -> bool:
    """Whether a name stands for a fact of the document, or for the name of a row."""
    first, _, rest = mark.name.partition(".")
    if mark.loop.variable and first == mark.loop.variable:
        return rest in ("id", "label") and mark.loop.path in known.tables
    return (first == "facts" and rest in known.values["facts"]) or _is_glance(mark.name, known.values)


def _is_glance(name: str, values: Mapping[str, Any]) -> bool:
    """Whether a name stands for something in the box on the first page, such as glance.groups.0.says."""
    found: Any = values
    for part in name.split("."):
        if isinstance(found, list):
            found = found[int(part)] if part.isdecimal() and int(part) < len(found) else None
        else:
            found = found.get(part) if isinstance(found, Mapping) else None
    return name.startswith("glance.") and isinstance(found, str)


def _in_known_loop(mark: Mark, known: _Known) -> bool:
    """Whether the table that a mark's row repeats for is there; if not, that is said once, at the loop."""
    return not mark.loop.path or mark.loop.path in known.tables


def _statement_faults(mark: Mark, known: _Known) -> Iterator[str]:
    found = _STATEMENT.fullmatch(mark.name)
    if found is None or (found["word"] in ("else", "endif", "endfor") and found["rest"]):
        yield (
            f"{_said(mark)} is not for templates. They hold {{%p if ... %}}, {{%p else %}}, {{%p endif %}}, "
            "{%tr for ... %}, {%tr endfor %}, and {% if ... %} within a line."
        )
    elif found["word"] == "for":
        loop = _FOR.fullmatch(found["rest"].strip())
        if loop is None or loop[2] not in known.tables or found["holds"] != "tr":
            yield (
                f"{_said(mark)} does not name a table. Write for example {{%tr for row in {known.tables[-1]} %}}, "
                f"in a row of its own.{suggest(loop[2], known.tables) if loop else ''}"
            )
    elif found["word"] in ("if", "elif"):
        yield from _condition_faults(mark, found["rest"], known)


def _condition_faults(mark: Mark, condition: str, known: _Known) -> Iterator[str]:
    words = condition.replace("(", " ").replace(")", " ").split()
    for word in words if _in_known_loop(mark, known) else []:
        if word in _WORDS:
            continue
        if not _NAME.fullmatch(word):
            yield f"{_said(mark)} asks for more than whether something is filled in: {word} cannot stand there."
        elif mark.loop.field(word) not in known.names() and not _is_text(mark, known):
            yield f'{_said(mark)} asks for "{word}", which is no field.{suggest(word, known.names())}'


def _unpaired(marks: Sequence[Mark]) -> Iterator[str]:
    """Statements that begin and never end, or end and never began."""
    begun: list[Mark] = []
    for mark in marks:
        found = _STATEMENT.fullmatch(mark.name) if mark.kind is MarkKind.STATEMENT else None
        word = found["word"] if found else ""
        if word in ("if", "for"):
            begun.append(mark)
        elif word in _CLOSES:
            opening = _STATEMENT.fullmatch(begun[-1].name) if begun else None
            if opening and opening["word"] == _CLOSES[word]:
                begun.pop()
            else:
                yield f"{_said(mark)} ends what has not begun."
    for mark in begun:
        yield f"{_said(mark)} begins what never ends."


def _missing(marks: Sequence[Mark], known: _Known) -> Iterator[str]:
    printed = {mark.path for mark in marks}
    unrepeated = [table for table in known.tables if table not in {mark.loop.path for mark in marks}]
    for table in unrepeated:
        put = f"Put {{%tr for row in {table} %}} into a row of its own above the row that repeats"
        yield f"{known.places.describe(table)}: its rows are nowhere. {put}, and {{%tr endfor %}} into one below it."
    for slot in known.slots.values():
        if slot.path in printed or slot.path.partition(".#.")[0] in unrepeated:
            continue
        if slot.tick:
            yield f'{slot.name}: no tick box has the tag "{_in_row(slot.path)}". Copy one and give it that tag.'
        else:
            yield f"{slot.name}: the answer is printed nowhere. Write {{{{ {_in_row(slot.path)} }}}} beside its label."


def _not_at_a_glance(marks: Sequence[Mark], view: DocumentView) -> Iterator[str]:
    """Groups that a box on the first page leaves out, where there is such a box."""
    names = {mark.name for mark in marks}
    if not any(name.startswith("glance.groups.") for name in names):
        return
    for number, group in enumerate(view.glance["groups"]):
        for fact in ("label", "says"):
            name = f"glance.groups.{number}.{fact}"
            if name not in names:
                yield f'the box on the first page leaves out "{group["label"]}". Write {{{{ {name} }}}}.'


def _in_row(path: str) -> str:
    """A field as a template names it: in the row of a table by the name of the row."""
    table, hash, column = path.partition(".#.")
    return f"row.{column}" if hash else table


def _twice(marks: Sequence[Mark], known: _Known) -> Iterator[str]:
    for path, slot in known.slots.items():
        found = [mark for mark in marks if mark.path == path and mark.kind in (MarkKind.PRINT, MarkKind.BOX)]
        if len(found) > 1:
            places = " and ".join(mark.place for mark in found)
            yield f"{slot.name}: the answer stands in the template {len(found)} times, {places}. Keep one."


def _unprinted(marks: Sequence[Mark], form: Form) -> Iterator[Fault]:
    """Facts that no mark prints in the text, and sections that do not say when they are not needed."""
    printed = {mark.name for mark in marks if mark.kind is MarkKind.PRINT and not mark.in_margin}
    for fact, said in {**_MUST_PRINT, **_SHOULD_PRINT}.items():
        if f"facts.{fact}" not in printed:
            yield Fault(WORD, f"{said} is printed nowhere. Write {{{{ facts.{fact} }}}}.", fact in _SHOULD_PRINT)
    if not any(mark.name == "facts.stamp" and mark.in_margin for mark in marks):
        text = "the word DRAFT is not at the top of every page. Write {{ facts.stamp }} there too."
        yield Fault(WORD, text, warning=True)
    names = {word for mark in marks for word in mark.name.split()}
    for section in form.sections:
        if section.needed_when is not None and f"needed.{section.id}" not in names:
            text = f'the section "{section.title}" is printed even where it is not needed.'
            yield Fault(WORD, f"{text} Put {{%p if needed.{section.id} %}} above it.", warning=True)
    yield from (Fault(WORD, text, warning=True) for text in _always_there(names, form))


def _always_there(names: Collection[str], form: Form) -> Iterator[str]:
    """Sections and questions that are printed even where form.toml leaves them out."""
    for section in form.sections:
        if section.printed and section.may_be_hidden and f"shown.{section.id}" not in names:
            text = f'the section "{section.title}" is printed even where it is left out.'
            yield f"{text} Put {{%p if shown.{section.id} %}} above its heading, and {{%p endif %}} at its end."
        for question in filter(section.leaves_out, section.printed):
            if f"asked.{question.id}" not in names:
                holds, where = ("p", "its table") if section.layout is Layout.MATRIX else ("tr", "its row")
                text = f'"{question.short}" is printed even where it is left out.'
                put = f"Put {{%{holds} if asked.{question.id} %}} above {where}, and {{%{holds} endif %}} below."
                yield f"{text} {put}"


def _said(mark: Mark) -> str:
    return f"{mark.text} {mark.place}"


def _suggest(mark: Mark, known: _Known, tick: bool) -> str:
    """The nearest right name, as it is to be typed at this place."""
    row, prefix = mark.loop.variable, f"{mark.loop.path}.#."
    names = [path for path, slot in known.slots.items() if slot.tick is tick and "#" not in path]
    if row:
        names += [f"{row}.{path.removeprefix(prefix)}" for path in known.slots if path.startswith(prefix)]
    return suggest(mark.name, [*names, *(f"facts.{fact}" for fact in known.values["facts"])])


def _names(values: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for name, value in values.items():
        yield f"{prefix}{name}"
        if isinstance(value, Mapping):
            yield from _names(value, f"{prefix}{name}.")
