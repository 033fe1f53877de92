"""Notes that somebody put on a PDF: comments, marked words, text typed on a page, stamps; and what was answered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pikepdf

from eqia.errors import InputError
from eqia.render.pdf_opening import open_pdf
from eqia.render.pdf_places import Line, lines_on, nearest
from eqia.render.pdf_text import UNREADABLE

MOST_NOTES: Final = 2_000
"""Notes of one file that are read."""

_NO_NOTES: Final = ("/Link", "/Popup")
_WITHOUT_WORDS: Final = {
    "/Text": "a note without words",
    "/Highlight": "words are highlighted",
    "/Underline": "words are underlined",
    "/Squiggly": "words are underlined with a wavy line",
    "/StrikeOut": "words are struck out",
    "/Caret": "a mark where words are missing",
    "/FileAttachment": "a file is attached",
    "/Stamp": "a stamp",
    "/Ink": "something is drawn by hand",
    "/Widget": "a field to fill in",
    "/Sound": "a recording is attached",
}
_SETTLED: Final = ("Completed", "Accepted", "Marked")
_MOMENT: Final = re.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?")
_MARKUP: Final = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class PdfNote:
    """A note on a page (from 1): by whom, when (as "2026-11-28T13:46:00", possibly nothing), and its words.

    ``path`` is the field that it lies on, "" for none. ``words`` in brackets say what it is where it has none.
    """

    page: int
    path: str
    author: str
    when: str
    words: str
    settled: bool = False
    replies: tuple[PdfNote, ...] = ()


def read_pdf_notes(data: bytes) -> list[PdfNote]:
    """The notes on the pages of a PDF, in their order. Raises InputError if they cannot be read."""
    try:
        with open_pdf(data) as pdf:
            notes = [(number, note) for number, page in enumerate(pdf.pages, 1) for note in page.obj.get("/Annots", ())]
            if len(notes) > MOST_NOTES:
                raise InputError(f"The PDF has more than {MOST_NOTES:,} notes on its pages.")
            return list(_threads(notes, _lines(pdf) if notes else []))
    except (*UNREADABLE, pikepdf.PasswordError):
        raise InputError("The notes on the pages of the PDF cannot be read.") from None


def _lines(pdf: pikepdf.Pdf) -> list[list[Line]]:
    try:
        return lines_on(pdf)
    except UNREADABLE:
        return []


def _threads(notes: Sequence[tuple[int, Any]], lines: Sequence[Sequence[Line]]) -> Iterator[PdfNote]:
    """Each note with what was answered to it: answers name the note that they answer."""
    own = [(number, note) for number, note in notes if str(note.get("/Subtype", "")) not in _NO_NOTES]
    known = {note.objgen for _, note in own if note.is_indirect}
    answers: dict[tuple[int, int], list[tuple[int, Any]]] = {}
    first: list[tuple[int, Any]] = []
    for number, note in own:
        to = note.get("/IRT")
        answered = to.objgen if isinstance(to, pikepdf.Dictionary) and to.is_indirect else None
        if answered is not None and answered in known and answered != note.objgen:
            answers.setdefault(answered, []).append((number, note))
        else:
            first.append((number, note))
    for number, note in first:
        found = _note(number, note, lines)
        replies = list(_all_answers(note, answers))
        settled = any(_state(each) in _SETTLED for _, each in replies) or _state(note) in _SETTLED
        said = [_note(page, each, ()) for page, each in replies if _words(each) or not _state(each)]
        yield replace(found, settled=settled, replies=tuple(said))


def _all_answers(note: Any, answers: dict[tuple[int, int], list[tuple[int, Any]]]) -> Iterable[tuple[int, Any]]:
    """The answers to a note and the answers to these, each once."""
    waiting = answers.pop(note.objgen, []) if note.is_indirect else []
    while waiting:
        number, each = waiting.pop(0)
        yield number, each
        waiting += answers.pop(each.objgen, [])


def _note(page: int, note: Any, lines: Sequence[Sequence[Line]]) -> PdfNote:
    return PdfNote(
        page=page,
        path=_path(page, note, lines),
        author=_text(note, "/T"),
        when=_moment(_text(note, "/CreationDate") or _text(note, "/M")),
        words=_words(note) or f"({_kind(note)})",
    )


def _path(page: int, note: Any, lines: Sequence[Sequence[Line]]) -> str:
    rectangle = [float(each) for each in note.get("/Rect", ())]
    if page > len(lines) or len(rectangle) != 4:
        return ""
    (left, right), (bottom, top) = sorted(rectangle[::2]), sorted(rectangle[1::2])
    return nearest(lines[page - 1], (left, bottom, right, top))


def _words(note: Any) -> str:
    """The words of a note: as plain text, else those of its rich text, or what a field was filled in with."""
    plain = _text(note, "/Contents")
    rich = _MARKUP.sub("", _text(note, "/RC"))
    return (
        (plain if plain.strip() else rich if rich.strip() else _text(note, "/V"))
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .strip()
    )


def _kind(note: Any) -> str:
    kind = str(note.get("/Subtype", ""))
    said = _WITHOUT_WORDS.get(kind, f"a mark, {kind.lstrip('/').lower()}" if kind else "a mark")
    name = str(note.get("/Name", "")).lstrip("/") if kind == "/Stamp" else ""
    if kind == "/FileAttachment":
        file = note.get("/FS")
        name = str(file.get("/UF", file.get("/F", ""))) if isinstance(file, pikepdf.Dictionary) else ""
    return f"{said}: {name}" if name else said


def _state(note: Any) -> str:
    return _text(note, "/State")


def _text(note: Any, key: str) -> str:
    value = note.get(key)
    if isinstance(value, pikepdf.Stream):
        return value.read_bytes().decode("utf-8", "replace")
    return str(value) if isinstance(value, pikepdf.String) else ""


def _moment(text: str) -> str:
    found = _MOMENT.match(text)
    if not found:
        return text
    year, month, day, hour, minute, second = found.groups(default="00")
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}"
