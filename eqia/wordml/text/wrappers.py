"""Controls and tags around cells, rows, tables and paragraphs: taken off, so that each stands where Word shows it."""

from __future__ import annotations

from typing import Final

from lxml import etree

from eqia.wordml.names import CELL, PARAGRAPH, ROW, TABLE, Element, w, w14
from eqia.wordml.text.alternatives import replace_by
from eqia.wordml.text.ticks import ON

_CONTROL, _CONTENT, _PROPERTIES = (w(name) for name in ("sdt", "sdtContent", "sdtPr"))
_TAGS: Final = (w("customXml"), w("smartTag"))
_BLOCKS: Final = frozenset({PARAGRAPH, TABLE, ROW, CELL, w("altChunk"), w("subDoc")})
_NO_CONTENT: Final = frozenset(w(name) for name in ("customXmlPr", "smartTagPr", "sdtPr", "sdtEndPr"))
_PLACEHOLDER: Final = f"{_PROPERTIES}/{w('showingPlcHdr')}"
_CHECKBOX: Final = f"{_PROPERTIES}/{w14('checkbox')}"
_RUN_CONTENT: Final = (w("t"), w("sym"), w("tab"), w("br"), w("cr"))


def empty_placeholders(root: Element) -> None:
    """Takes the words out of controls that show what to type there: nobody has typed anything."""
    for control in root.iter(_CONTROL):
        shown = control.find(_PLACEHOLDER)
        if shown is not None and shown.get(w("val"), "1") in ON and control.find(_CHECKBOX) is None:
            for content in control.iterchildren(_CONTENT):
                for node in list(content.iter(*_RUN_CONTENT)):
                    replace_by(node, [])


def unwrap_blocks(root: Element) -> None:
    """Takes off what is put around whole paragraphs, tables, rows and cells; a tick box goes into its paragraph."""
    for node in reversed(list(root.iter(_CONTROL, *_TAGS))):
        held = [child for child in _held(node) if child.tag not in _NO_CONTENT]
        if not _BLOCKS.isdisjoint(child.tag for child in held):
            if node.find(_CHECKBOX) is not None:
                _move_inside(node, held)
            replace_by(node, held)


def _held(node: Element) -> list[Element]:
    if node.tag != _CONTROL:
        return list(node)
    return [child for content in node.iterchildren(_CONTENT) for child in content]


def _move_inside(control: Element, held: list[Element]) -> None:
    """Puts a tick box around what stands in the first paragraph that it was put around."""
    paragraph = next((found for child in held for found in child.iter(PARAGRAPH)), None)
    properties = control.find(_PROPERTIES)
    if paragraph is not None and properties is not None:
        inner = etree.Element(_CONTROL)
        inner.append(properties)
        content = etree.SubElement(inner, _CONTENT)
        content.extend([child for child in paragraph if child.tag != w("pPr")])
        paragraph.append(inner)
