"""Marks the words of a printed part of a Word file: language and direction of those in another script, and links.

It works on the part's text as XML, whatever template it was made from. Not a letter of what it says is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import quoteattr, unescape

from eqia.inline.runs import Run, is_plain, read_line
from eqia.inline.scripts import letters
from eqia.wordml.form.printing import escape
from eqia.wordml.form.words import LINK_STYLE, properties_of

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARAGRAPH: Final = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_RUN: Final = re.compile(
    r"<w:r(?: [^>]*)?>(<w:rPr>(?:<(?!/w:rPr>)[^>]*>)*</w:rPr>)?"
    r'((?:<w:t(?: xml:space="preserve")?>[^<]*</w:t>|<w:tab/>|<w:br/>)+)</w:r>'
)
_MARKUP: Final = re.compile("<[^>]*>")
_SIGNS: Final = ("<w:tab/>", "<w:br/>")
_SIGN: Final = re.compile("(<w:tab/>|<w:br/>)")
_LINKED: Final = re.compile("<w:hyperlink|<w:fldChar|<w:fldSimple")
_OPENING: Final = re.compile(r"<w:p(?: [^>]*)?>(?:<w:pPr>|<w:pPr/>)?")
_BEFORE_DIRECTION: Final = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers"),
    *("pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
    *("autoSpaceDE", "autoSpaceDN"),
)
_UP_TO_DIRECTION: Final = re.compile(
    "".join(rf"(?:<w:{name}(?: [^>]*)?/>|<w:{name}(?: [^>]*)?>.*?</w:{name}>)?" for name in _BEFORE_DIRECTION)
)
_WITHIN: Final = re.compile(r"^([\W_]*)(.*?)([\W_]*)$", re.DOTALL)
"""The words of a text with the marks before and behind them."""

_STYLE: Final = (
    f'<w:style w:type="character" w:styleId="{LINK_STYLE}"><w:name w:val="Hyperlink"/><w:uiPriority w:val="99"/>'
    '<w:unhideWhenUsed/><w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style></w:styles>'
)


@dataclass
class Marking:
    """The marking of one part. ``addresses`` are what its links lead to, by the ids of their relationships."""

    links: bool
    addresses: dict[str, str] = field(default_factory=dict)
    _from_right: bool = False
    _may_link: bool = False

    def mark(self, xml: str) -> str:
        """The part with its words marked. Links are made where there are ``links``, and none is in its paragraph."""
        return _PARAGRAPH.sub(lambda found: self._paragraph(found[0]), xml)

    def _paragraph(self, xml: str) -> str:
        if is_plain(xml):
            return xml
        self._may_link = self.links and not _LINKED.search(xml)
        said = (piece for found in _RUN.finditer(xml) for piece in _pieces(found[2]))
        first = next((piece for piece in said if piece not in _SIGNS and piece.strip()), "")
        self._from_right = read_line(first).right_to_left
        marked = _RUN.sub(lambda found: self._runs(found[0], found[1] or "", found[2]), xml)
        return _turned(marked) if self._from_right else marked

    def _runs(self, whole: str, properties: str, content: str) -> str:
        if is_plain(content) and not self._from_right:
            return whole
        written: list[str] = []
        for piece in _pieces(content):
            if piece in _SIGNS:
                written.append(f"<w:r>{properties}{piece}</w:r>")
            else:
                runs = (run for each in read_line(piece).runs for run in self._divided(each))
                written += (self._run(run, properties) for run in runs)
        return "".join(written)

    def _divided(self, run: Run) -> Iterator[Run]:
        """In a paragraph from the right, marks around words that are not, such as the full stop behind them."""
        if not self._from_right or run.script or run.address:
            yield run
            return
        found = _WITHIN.match(run.text)
        for place, text in enumerate(found.groups() if found else (run.text,)):
            if text:
                yield run._replace(text=text, right_to_left=place != 1 or not letters().search(text))

    def _run(self, run: Run, around: str) -> str:
        run = run if self._may_link else run._replace(address="")
        properties = properties_of(run._replace(text="", address=run.address and "x"), around)
        xml = f'<w:r>{properties}<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'
        if not run.address:
            return xml
        address, _, place = run.address.partition("#")
        id = f"link{len(self.addresses) + 1}"
        self.addresses[id] = address
        anchor = f' w:anchor="{place}"' if place else ""
        return f'<w:hyperlink xmlns:r="{OFFICE}" r:id="{id}"{anchor} w:history="1">{xml}</w:hyperlink>'


def with_links(relations: str, addresses: dict[str, str]) -> str:
    """The relationships of a part with those of its links."""
    added = "".join(
        f'<Relationship Id="{id}" Type="{OFFICE}/hyperlink" Target={quoteattr(address)} TargetMode="External"/>'
        for id, address in addresses.items()
    )
    return relations.replace("</Relationships>", f"{added}</Relationships>")


def with_link_style(styles: str) -> str:
    """The styles of a file with that of links, unless it has one."""
    return styles if f'w:styleId="{LINK_STYLE}"' in styles else styles.replace("</w:styles>", _STYLE)


def _pieces(content: str) -> list[str]:
    """The lines in a run, and the tabs and breaks between them: a line ends at a tab, for what follows is apart."""
    parts = (part if part in _SIGNS else unescape(_MARKUP.sub("", part)) for part in _SIGN.split(content))
    return [part for part in parts if part]


def _turned(paragraph: str) -> str:
    """A paragraph that is read from the right (ECMA-376, part 1: 17.3.1.6)."""
    opening = _OPENING.match(paragraph)
    assert opening
    start, tag = opening.end(), opening[0]
    if tag.endswith("<w:pPr>"):
        place = _UP_TO_DIRECTION.match(paragraph, start)
        end = place.end() if place else start
        return f"{paragraph[:end]}<w:bidi/>{paragraph[end:]}"
    return f"{tag.removesuffix('<w:pPr/>')}<w:pPr><w:bidi/></w:pPr>{paragraph[start:]}"
