"""Names of Word's XML elements, and the one parser that reads them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from xml.parsers import expat

from lxml import etree

from eqia.errors import InputError

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
XML: Final = "http://www.w3.org/XML/1998/namespace"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
MATH: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
NAMESPACES: Final = {"w": W, "w14": W14, "mc": MC}

Element = etree._Element
"""An element of an XML tree."""


_STRICT: Final = re.compile(r"(?<![^{])http://purl\.oclc\.org/ooxml/(\w+)/")
_OPEN_XML: Final = "http://schemas.openxmlformats.org/"

_PARSER: Final = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True, remove_comments=True
)


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML: ``w("p")``."""
    return f"{{{W}}}{name}"


def w14(name: str) -> str:
    """The full name of an element or attribute that came with Word 2010: ``w14("checkbox")``."""
    return f"{{{W14}}}{name}"


TABLE, ROW, CELL, PARAGRAPH = w("tbl"), w("tr"), w("tc"), w("p")
FORMULA: Final = f"{{{MATH}}}oMath"
FALLBACK: Final = f"{{{MC}}}Fallback"
"""What older programs show in the place of what stands before it: the same words once more."""


def parse(data: bytes) -> Element:
    """The root of an XML part. Entities are not resolved, nothing is fetched. Raises InputError if it is damaged.

    What is saved as "Strict Open XML" says the same in other names; it is read under the usual ones.
    """
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        raise InputError(
            "The Word file is damaged: a part of it cannot be read. Open it in Word and save it again."
        ) from None
    if any(_STRICT.match(uri) for uri in root.nsmap.values()):
        _make_usual(root)
    return root


def _make_usual(root: Element) -> None:
    for node in root.iter(etree.Element):
        node.tag = _usual_name(str(node.tag))
        for name in [name for name in node.attrib if _STRICT.match(str(name)[1:])]:
            node.set(_usual_name(str(name)), node.attrib.pop(name))


@lru_cache(maxsize=4096)
def _usual_name(name: str) -> str:
    return _STRICT.sub(rf"{_OPEN_XML}\1/2006/", name)


def is_well_formed(data: bytes) -> bool:
    """Whether an XML part is well-formed. Quicker than ``parse``, which makes a tree besides."""
    try:
        expat.ParserCreate().Parse(data, True)
    except expat.ExpatError:
        return False
    return True


def serialise(root: Element) -> bytes:
    """The bytes of an XML part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def enclosing(node: Element, tag: str) -> Element | None:
    """The nearest element of this tag that the node stands in."""
    above = node.getparent()
    while above is not None and above.tag != tag:
        above = above.getparent()
    return above
