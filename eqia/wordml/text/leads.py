"""What a text leads to that is not opened: embedded files, charts, pictures outside the file, pieces of other files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from eqia.wordml.archive.package import DOCUMENT
from eqia.wordml.archive.relations import Relation, read_relations
from eqia.wordml.names import Element
from eqia.wordml.text.asides import is_aside

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PIECE: Final = "a piece of another file (what Word shows of it is not read)"
OBJECT: Final = "an embedded object (it is left closed)"
_INSIDE: Final = {
    "aFChunk": PIECE,
    "subDocument": PIECE,
    "oleObject": OBJECT,
    "package": "an embedded file (it is left closed)",
    "control": "a control that runs a program (it is not started)",
    "chart": "a chart (its workbook is left closed)",
    "chartEx": "a chart (its workbook is left closed)",
    "diagramData": "a diagram",
    "video": "a film",
    "audio": "a recording",
}
_OUTSIDE: Final = {
    "image": "a picture that is kept outside the file (it is not fetched)",
    "attachedTemplate": "the name of a template that is kept elsewhere (it is not fetched)",
}
_ELSEWHERE: Final = "something that is kept outside the file (it is not fetched)"
_NOTHING_ODD: Final = ("hyperlink",)


def leads_of(parts: Mapping[str, bytes], part: str = DOCUMENT) -> dict[str, str]:
    """What the relationships of a text lead to that is not opened, in words, by their ids."""
    return {each.id: what for each in read_relations(parts) if each.owner == part and (what := _words(each))}


def beside_the_texts(parts: Mapping[str, bytes]) -> Iterator[str]:
    """The same for what is no text, such as the settings of a file."""
    for each in read_relations(parts):
        is_text = each.owner == DOCUMENT or is_aside(each.owner)
        if not is_text and each.owner.startswith("word/") and (what := _words(each)):
            yield what


def led_to(node: Element, leads: Mapping[str, str]) -> Iterator[str]:
    """What an element itself leads to."""
    if leads:
        for name, value in node.attrib.items():
            if str(name).startswith(f"{{{OFFICE}}}") and str(value) in leads:
                yield leads[str(value)]


def _words(relation: Relation) -> str:
    if relation.kind in _NOTHING_ODD:
        return ""
    if relation.external and relation.kind not in ("aFChunk", "subDocument"):
        return _OUTSIDE.get(relation.kind, _ELSEWHERE)
    return _INSIDE.get(relation.kind, "")
