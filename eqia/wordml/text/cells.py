"""What cells and paragraphs show. Those as we write them are read quickly, those an editor touched with more care."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from eqia.wordml.names import CELL, FALLBACK, FORMULA, PARAGRAPH, TABLE, Element, w
from eqia.wordml.text.prose import Revision, lines_of, read_prose
from eqia.wordml.text.styles import Role, Styles
from eqia.wordml.text.tables import gaps_in

_TEXT: Final = w("t")
_STYLE: Final = w("pStyle")
_VALUE: Final = w("val")
_PLAIN: Final = (_TEXT, PARAGRAPH, _STYLE)
_TOUCHED: Final = (
    *(w(name) for name in ("tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "delText", "instrText")),
    *(w(name) for name in ("ins", "del", "moveFrom", "moveTo", "pPrChange", "numPr", "object", "txbxContent")),
    FALLBACK,
    FORMULA,
)
"""Elements that a plain paragraph has not: what they mean is for ``prose`` to say."""


@dataclass(frozen=True)
class Prose:
    """How to read the prose of one file. ``blanks`` are the words that can be printed where nothing was answered."""

    styles: Styles
    revision: Revision
    blanks: frozenset[str]
    touched: frozenset[Element]
    labels: Mapping[Element, str]
    gaps: frozenset[Element]

    @classmethod
    def of(cls, root: Element, styles: Styles, revision: Revision, blanks: frozenset[str]) -> Prose:
        """The same, for the file with this root."""
        touched = {element for node in root.iter(*_TOUCHED) for element in node.iterancestors(CELL, PARAGRAPH)}
        touched |= {element for table in root.iter(TABLE) for element in (table, *table.iterancestors(CELL))}
        labels, gaps = styles.labels(root), frozenset(gaps_in(root))
        touched |= {element for each in (*labels, *gaps) for element in (each, *each.iterancestors(CELL))}
        return cls(styles, revision, blanks, frozenset(touched), labels, gaps)

    def read(self, blocks: Sequence[Element]) -> str:
        """The text of an answer, given its cell or its paragraphs.

        Where a program dropped the style of what is printed for no answer, that is known by its words.
        """
        text = self._text(blocks)
        is_blank = Role.MISSING not in self.styles.roles.values() and text.strip() in self.blanks
        return "" if is_blank else text

    def _text(self, blocks: Sequence[Element]) -> str:
        if not self.touched.isdisjoint(blocks):
            return read_prose(blocks, self.styles, self.revision, self.blanks, self.labels, self.gaps)
        if len(blocks) == 1:
            return self._plain(blocks[0].iter(*_PLAIN))
        return self._plain(chain.from_iterable(block.iter(*_PLAIN) for block in blocks))

    def _plain(self, nodes: Iterable[Element]) -> str:
        """The text of paragraphs as we write them, in one pass over the elements that matter."""
        paragraphs: list[tuple[str, str]] = []
        for node in nodes:
            tag = node.tag
            if tag != PARAGRAPH and not paragraphs:
                continue  # what stands outside of paragraphs is in no file that a program wrote
            if tag == _TEXT:
                style, text = paragraphs[-1]
                paragraphs[-1] = (style, text + (node.text or ""))
            elif tag == PARAGRAPH:
                paragraphs.append(("", ""))
            else:
                paragraphs[-1] = (node.get(_VALUE, ""), "")
        lines: list[str] = []
        for style, text in paragraphs:
            lines += lines_of(self.styles.role(style), self.styles.levels.get(style), text, self.blanks)
        return "\n".join(lines)
