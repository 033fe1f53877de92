"""Reads a finished PDF as a screen reader would: by its tags, from the file alone, not knowing how it was made."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import pikepdf

from eqia.characters.drawing import IGNORABLE, RIGHT_TO_LEFT
from eqia.errors import InputError
from eqia.render.pdf_opening import Steps, content_of, open_pdf
from eqia.render.shown_lines import flat_lines, list_line, row_line, shown_lines
from eqia.structure.blocks import BETWEEN_CELLS
from eqia.view.document import DocumentView

ATTACHMENT: Final = "assessment.json"
"""The name under which a PDF holds the assessment it was made from."""

Read = str | bool | Literal["unreadable"]
"""What a PDF shows for a field: its text, a line for each paragraph, or whether its box is ticked."""

UNREADABLE: Final = (
    *(pikepdf.PdfError, pikepdf.ForeignObjectError, pikepdf.DeletedObjectError, AttributeError, LookupError),
    *(NotImplementedError, RecursionError, RuntimeError, TypeError, ValueError),
)
"""What reading a PDF raises that is damaged, or was made by somebody else to be unreadable."""

_BOXES: Final = {"☒": True, "☐": False}
_WITHIN_A_LINE: Final = ("/Span", "/Link")
_ACCENT_HOLDER: Final = "◌"  # drawn by shapers under an accent that has no letter
_LABEL: Final = re.compile(r"\(?\w{1,7}[.)]", re.ASCII)
_NEXT_CELL: Final = "\ufdd0"  # no character, so that no text holds it
_FIELD: Final = re.compile(rb"[a-z]")
_OPERATOR: Final = re.compile(
    rb"/(\w+)\s*(?:<<([^<>]*)>>\s*BDC|BMC)"  # content is marked: its tag, and properties
    rb"|/([^\s/]+) [-\d.]+ Tf|\[([^][]*)\] TJ|\b(EMC)\b"  # a font is set; glyphs are shown; marked content ends
)
_MCID: Final = re.compile(rb"/MCID (\d+)")
_GLYPHS: Final = re.compile(rb"<([0-9a-f]+)>")
_NO_DISTANCE: Final = b">0<"
"""What stands between two glyphs, nearly always, when each of them is placed by itself."""

_MAPPED: Final = re.compile(r"^<([0-9a-f]{4})> <([0-9a-f]*)>$", re.MULTILINE)

Letters = Mapping[str, str]
"""The text of each glyph of a font. A glyph is the character with its number: so all of a string are read at once."""


@dataclass(frozen=True)
class Spoken:
    """A piece of a PDF as it is read aloud: its role (H1, P, TH, TD ...), the headers of its cell, its words."""

    role: str
    headers: tuple[str, ...]
    text: str


def read_pdf(data: bytes) -> dict[str, Read]:
    """What a PDF file shows for each field, by field path."""
    with open_pdf(data) as pdf:
        return dict(_TaggedPdf(pdf).fields())


def reading_order(data: bytes) -> list[Spoken]:
    """All that a PDF file says, in the order of its tags, with roles and headers."""
    with open_pdf(data) as pdf:
        return list(_TaggedPdf(pdf).spoken())


def read_attachment(data: bytes, name: str) -> str | None:
    """The text of a file attached to a PDF; None if there is none of that name. Raises InputError if it is no PDF."""
    try:
        with open_pdf(data) as pdf:
            attached = pdf.attachments.get(name)
            return content_of(attached.get_file().obj).decode("utf-8") if attached else None
    except pikepdf.DataDecodingError:
        raise InputError("The PDF is damaged, or what it carries would be far too large when unpacked.") from None
    except (*UNREADABLE, pikepdf.PasswordError):
        raise InputError("The PDF is damaged, or it asks for a password.") from None


def differences(view: DocumentView, read: Mapping[str, Read]) -> Iterator[str]:
    """The paths of the fields for which a file does not show what the view says.

    Ticks are compared exactly. Text is compared line by line without white space and characters that are never seen;
    where it has right-to-left letters, which stand on a page in the order of the eye, by what letters there are.
    """
    left_out = {*view.blanks, view.facts["not_needed"]}
    unneeded = tuple(
        question["path"] for section in view.sections if not section["needed"] for question in section["questions"]
    )
    for path, expected in view.printed.items():
        found = read.get(path)
        if found is None:
            if not path.startswith(unneeded):
                yield path
        elif isinstance(expected, bool) or isinstance(found, bool):
            if found is not expected:
                yield path
        elif expected != found and not _same_text(expected, found) and not (expected == "" and found in left_out):
            yield path


def _same_text(expected: str, found: str) -> bool:
    compared = _letters if RIGHT_TO_LEFT.search(expected) else _lines
    said = compared(found.split("\n"))
    return any(compared(lines(expected)) == said for lines in (shown_lines, flat_lines))


def _letters(lines: Iterable[str]) -> list[str]:
    """The characters of a text in no order; brackets, which turn round in right-to-left text, as one and the same."""
    seen = _lines(lines, "NFKC")
    return sorted("(" if unicodedata.mirrored(letter) else letter for line in seen for letter in line)


def _lines(lines: Iterable[str], form: Literal["NFC", "NFKC"] = "NFC") -> list[str]:
    """Lines without white space, but for the signs of what it says: the level of an item, the next cell of a table."""
    seen = (unicodedata.normalize(form, IGNORABLE.sub("", line).replace(_ACCENT_HOLDER, "")) for line in lines)
    spelt = ("".join(line.replace(BETWEEN_CELLS, _NEXT_CELL).split()) for line in seen)
    return [line for line in spelt if line]


class _TaggedPdf:
    """A tagged PDF, opened."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.root: Any = pdf.Root.StructTreeRoot
        self.steps = Steps(pdf)
        fonts = _Fonts()
        self.pages = {page.objgen: _contents(page, fonts) for page in (page.obj for page in pdf.pages)}
        names = list(self.root.IDTree.Names)
        self.ids = {bytes(name): element for name, element in zip(names[::2], names[1::2], strict=True)}

    def fields(self) -> Iterator[tuple[str, Read]]:
        for name, element in self.ids.items():
            if _FIELD.match(name):
                text = "\n".join(self.lines(element))
                is_box = element.S == "/Span" and "/ActualText" in element
                yield name.decode(), _BOXES.get(text, "unreadable") if is_box else text

    def lines(self, element: Any, level: int = 0) -> Iterator[str]:
        """The paragraphs of an element, the items of its lists with their labels, the rows of its tables."""
        if element.S == "/LI":
            yield from self.item(list(self.kids(element)), level)
            return
        if element.S == "/TR":
            yield row_line("".join(self.lines(kid)) for kid in self.kids(element))
            return
        line: list[str] = []
        for kid in self.kids(element):
            if isinstance(kid, str):
                line.append(kid)
            elif kid.S in _WITHIN_A_LINE:
                line += self.lines(kid)
            else:
                yield from ["".join(line)] if line else []
                yield from self.lines(kid, level)
                line = []
        yield from ["".join(line)] if line else []

    def item(self, kids: Sequence[Any], level: int) -> Iterator[str]:
        """An item of a list, and the lists in it."""
        label = "".join(self.words(kid) for kid in kids if kid.S == "/Lbl")
        for body in (kid for kid in kids if kid.S == "/LBody"):
            inside = list(self.kids(body))
            lists = [kid for kid in inside if not isinstance(kid, str) and kid.S == "/L"]
            words = (kid if isinstance(kid, str) else "".join(self.lines(kid)) for kid in inside if kid not in lists)
            yield list_line(level, label if _LABEL.fullmatch(label) else "", "".join(words))
            for each in lists:
                yield from self.lines(each, level + 1)

    def spoken(self) -> Iterator[Spoken]:
        return self._spoken(self.root.K[0], ())

    def _spoken(self, element: Any, headers: tuple[str, ...]) -> Iterator[Spoken]:
        role = str(element.S)[1:]
        if role == "TD":
            headers = tuple(self.words(self.ids[bytes(name)]) for name in element.A.get("/Headers", []))
        if role in ("P", "TH", "LI", "Span", "H1", "H2", "H3", "H4", "H5", "H6"):
            yield Spoken(role, headers, self.words(element))
        else:
            for kid in self.kids(element):
                yield from [Spoken(role, headers, kid)] if isinstance(kid, str) else self._spoken(kid, headers)

    def words(self, element: Any) -> str:
        """What is heard of an element: its replacement text, or the words of its parts."""
        if "/ActualText" in element:
            return str(element.ActualText)
        return " ".join("".join(self._parts(element)).split())

    def _parts(self, element: Any) -> Iterator[str]:
        for kid in self.kids(element):
            if isinstance(kid, str):
                yield kid
            elif kid.S in _WITHIN_A_LINE and "/ActualText" not in kid:
                yield from self._parts(kid)
            else:
                yield str(kid.ActualText) if kid.S in _WITHIN_A_LINE else f" {self.words(kid)} "

    def kids(self, element: Any) -> Iterator[Any]:
        """The elements in an element, and the text of its marked content."""
        kids = element.get("/K", ())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            self.steps.take()
            if not isinstance(kid, pikepdf.Dictionary):
                yield self.pages[element.Pg.objgen][int(kid)]
            elif "/S" in kid:
                yield kid
            elif "/MCID" in kid:
                yield self.pages[kid.Pg.objgen][int(kid.MCID)]


class _Fonts(dict[tuple[int, int], Letters]):
    """The fonts of a file, by the number of their ToUnicode map (ISO 32000-1, 9.10.3), each read once."""

    def of(self, page: Any) -> dict[bytes, Letters]:
        """The fonts of a page, by the names they have there."""
        found = {}
        for name, font in page.Resources.Font.items():
            number = font.ToUnicode.objgen
            if number not in self:
                self[number] = _letters_of(font.ToUnicode)
            found[name[1:].encode()] = self[number]
        return found


def _contents(page: Any, known: _Fonts) -> dict[int, str]:
    """The text of each piece of marked content of a page, by MCID (ISO 32000-1, 14.6)."""
    fonts = known.of(page)
    contents: dict[int, list[str]] = {}
    open_marks: list[int | None] = []
    letters: Letters = {}
    for tag, properties, font, shown, end in _OPERATOR.findall(content_of(page.Contents)):
        if shown:
            if open_marks and open_marks[-1] is not None:
                contents[open_marks[-1]].append(_decode(shown, letters))
        elif font:
            letters = fonts[font]
        elif end:
            open_marks.pop()
        elif tag:
            mark = _MCID.search(properties)
            open_marks.append(int(mark[1]) if mark else None)
            if mark:
                contents[int(mark[1])] = []
    return {mark: "".join(pieces) for mark, pieces in contents.items()}


def _decode(shown: bytes, letters: Letters) -> str:
    codes = b"".join(_GLYPHS.findall(shown.replace(_NO_DISTANCE, b""))).decode()
    return "".join(map(letters.__getitem__, _glyphs(codes)))


def _glyphs(codes: str) -> str:
    return bytes.fromhex(codes).decode("utf-16-be")


def _letters_of(stream: Any) -> Letters:
    table = content_of(stream).decode("ascii")
    return {_glyphs(code): bytes.fromhex(text).decode("utf-16-be") for code, text in _MAPPED.findall(table)}
