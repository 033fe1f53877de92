"""Writes into a Word file what a reviewer reads beside the text: comments in the margin, and a cover page before it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from eqia.wordml.form.anchors import NAME_START
from eqia.wordml.form.printing import escape
from eqia.wordml.names import CONTENT_TYPES, RELATIONSHIPS, Element, W, parse, serialise, w
from eqia.wordml.text.asides import COMMENTS
from eqia.wordml.text.styles import Styles

COVER: Final = f"{NAME_START}cover_"
"""Beginning of the names of the bookmarks on the paragraphs of a cover page."""

_TYPES: Final = "[Content_Types].xml"
_RELATIONS: Final = "word/_rels/document.xml.rels"
_COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_NEW_PAGE: Final = '<w:r><w:br w:type="page"/></w:r>'
"""In a paragraph of its own: LibreOffice 7.4 dies of a page break at the end of a list item beside comments."""

_DECLARED: Final = f'xmlns:w="{W}"'


@dataclass(frozen=True)
class Note:
    """A comment to write: its text, and the paragraphs it is on."""

    text: str
    paragraphs: Sequence[Element]


@dataclass(frozen=True)
class Writer:
    """Who comments, and when, as ``2026-05-04T00:00:00Z``."""

    author: str
    when: str

    @property
    def initials(self) -> str:
        """The first letters of the author's words."""
        return "".join(word[0] for word in self.author.split() if word[0].isalpha()).upper()[:4]


def add_comments(parts: dict[str, bytes], notes: Iterable[Note], writer: Writer) -> None:
    """Adds comments to a file: to its parts, and to the paragraphs of its document, which the caller puts back."""
    comments = parse(parts[COMMENTS]) if COMMENTS in parts else etree.Element(w("comments"), nsmap={"w": W})
    used = [int(id) for node in comments if (id := node.get(w("id"), "")).isdecimal()]
    for number, note in zip(itertools.count(max(used, default=0) + 1), notes, strict=False):
        comments.append(_comment(note.text, str(number), writer))
        _put_on(note.paragraphs, str(number))
    if COMMENTS not in parts:
        _register(parts)
    parts[COMMENTS] = serialise(comments)


def add_cover(root: Element, lines: Sequence[tuple[str, str]], styles: Styles) -> None:
    """Puts paragraphs on a page of their own before a document: each with the name of its style and its text."""
    body = root.find(w("body"))
    ids = {name: id for id, name in styles.names.items()}
    used = [int(id) for mark in root.iter(w("bookmarkStart")) if (id := mark.get(w("id"), "")).isdecimal()]
    first = max(used, default=0) + 1
    if body is None:
        return
    for place, (style, text) in enumerate(lines):
        run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        body.insert(place, _cover_line(ids.get(style.casefold(), ""), run, first + place, place + 1))
    body.insert(len(lines), _cover_line("", _NEW_PAGE, first + len(lines), len(lines) + 1))


def _cover_line(style: str, run: str, id: int, number: int) -> Element:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    start, end = f'<w:bookmarkStart w:id="{id}" w:name="{COVER}{number}"/>', f'<w:bookmarkEnd w:id="{id}"/>'
    return _xml(f"<w:p {_DECLARED}>{properties}{start}{run}{end}</w:p>")


def _comment(text: str, number: str, writer: Writer) -> Element:
    mark = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
    lines = text.split("\n")
    paragraphs = (
        f'<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>{mark if not place else ""}'
        f'<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for place, line in enumerate(lines)
    )
    comment = _xml(f"<w:comment {_DECLARED}>{''.join(paragraphs)}</w:comment>")
    named = {"id": number, "author": writer.author, "date": writer.when, "initials": writer.initials}
    for name, value in named.items():
        comment.set(w(name), value)
    return comment


def _put_on(paragraphs: Sequence[Element], number: str) -> None:
    """Marks the text from the first to the last of some paragraphs as what a comment is on."""
    first, last = paragraphs[0], paragraphs[-1]
    start = etree.Element(w("commentRangeStart"), {w("id"): number})
    first.insert(1 if first.find(w("pPr")) is not None else 0, start)
    last.append(etree.Element(w("commentRangeEnd"), {w("id"): number}))
    style = '<w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
    last.append(_xml(f'<w:r {_DECLARED}>{style}<w:commentReference w:id="{number}"/></w:r>'))


def _register(parts: dict[str, bytes]) -> None:
    """Says in the file's lists that it has comments."""
    types = parse(parts[_TYPES])
    kind = {"PartName": f"/{COMMENTS}", "ContentType": _COMMENTS_TYPE}
    etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override", kind)
    relations = parse(parts[_RELATIONS])
    relation = {"Id": _free_id(relations), "Type": _COMMENTS_RELATION, "Target": "comments.xml"}
    etree.SubElement(relations, f"{{{RELATIONSHIPS}}}Relationship", relation)
    parts |= {_TYPES: serialise(types), _RELATIONS: serialise(relations)}


def _free_id(relations: Element) -> str:
    taken = {relation.get("Id") for relation in relations}
    return next(id for number in itertools.count(1) if (id := f"rIdComments{number}") not in taken)


def _xml(text: str) -> Element:
    return etree.fromstring(text)
