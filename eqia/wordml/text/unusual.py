"""Text that looks otherwise than the answer it stands in: hidden, crossed out, in another colour, tiny, raised.

Somebody meant something by it that plain text cannot say, so a person has to decide what becomes of it. What is usual
is how the form prints answers, and what the hand that filled it in has throughout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from eqia.wordml.looks.colours import HIGHLIGHTS, called
from eqia.wordml.looks.resolving import Stylesheet
from eqia.wordml.names import PARAGRAPH, ROW, Element, enclosing, w
from eqia.wordml.text.prose import Revision, text_of
from eqia.wordml.text.traits import (
    AS_TYPED,
    HANDS,
    Place,
    Trait,
    What,
    grounds_of,
    is_framed,
    is_low,
    is_out_of_sight,
    traits_of,
)

_RUN: Final = w("r")
_LONGEST_QUOTE: Final = 60
_LONGEST_SAID: Final = 20_000
"""Characters of an answer in which pieces are looked for; no longer one stands in one cell with its label."""

_FEWEST: Final = 3
"""Answers that a look must be in to be that of a hand."""

_HIDDEN_ROW: Final = f"{w('trPr')}/{w('hidden')}"
_HIDDEN_END: Final = tuple(f"{w('pPr')}/{w('rPr')}/{w(name)}" for name in ("vanish", "specVanish"))
_PLAIN: Final = (What.COLOUR, AS_TYPED)
_FRAMED: Final = (What.FRAME, "paragraph")


@dataclass(frozen=True)
class Usual:
    """The traits that answers have in the form as it is printed, and those that the hand has throughout."""

    printed: frozenset[Trait] = frozenset()
    hand: frozenset[Trait] = frozenset()

    @property
    def traits(self) -> frozenset[Trait]:
        """All of them."""
        return self.printed | self.hand | {_PLAIN}

    def beside(self, traits: Iterable[Trait]) -> frozenset[Trait]:
        """The traits that are usual in an answer that has these: what is plain is so no more beside a hand's colour."""
        inks = {trait for trait in self.hand if trait[0] is What.COLOUR}
        return self.traits - {_PLAIN} if inks and not inks.isdisjoint(traits) else self.traits

    def said(self) -> str:
        """What looks otherwise throughout than the form prints it, in a sentence; "" if nothing does."""
        names = [_HANDS[what].format(_named(what, value)) for what, value in sorted(self.hand, key=str)]
        if not names:
            return ""
        return (
            f"Most of the answers are written {' and '.join(dict.fromkeys(names))}. That is taken for the hand that "
            "filled the form in; what looks otherwise is named with its answer."
        )


_HANDS: Final = {
    What.COLOUR: "in {}",
    What.GROUND: "on {}",
    What.CAPITALS: "so that Word shows capitals",
    What.FRAME: "in frames",
    What.EFFECT: "in outline, in relief or with another effect",
    What.SMALL: "in type of {} points",
}


@dataclass(frozen=True)
class _Piece:
    paragraph: Element | None
    traits: tuple[Trait, ...]
    text: str


def unusual_in(blocks: Sequence[Element], sheet: Stylesheet, usual: Usual, said: str | None = None) -> Iterator[str]:
    """What looks otherwise in the cell or the paragraphs of an answer, in words, with the text that does.

    ``said`` is the text of the answer, where its blocks hold more than it, such as its label.
    """
    pieces = [list(_pieces(block, sheet, said)) for block in blocks]
    own = usual.beside(trait for each in pieces for piece in each for trait in piece.traits)
    for block, found in zip(blocks, pieces, strict=True):
        for (_, what), group in groupby(found, key=lambda piece: (piece.paragraph, _otherwise(piece, own))):
            text = "".join(piece.text for piece in group).strip()
            for each in what if text else ():
                yield f'{each} stands there: "{_short(text)}". Is it a part of the answer?'
        yield from _around(block, sheet, own)


def unusual_words(root: Element, sheet: Stylesheet, usual: Usual) -> Iterator[tuple[Element, str, str]]:
    """The words of a text that look otherwise: their paragraph, how they look, and the words, cut where long."""
    pieces, own = _pieces(root, sheet, None), usual.traits
    for (paragraph, what), group in groupby(pieces, key=lambda piece: (piece.paragraph, _otherwise(piece, own))):
        text = "".join(piece.text for piece in group).strip()
        yield from ((root if paragraph is None else paragraph, each, _short(text)) for each in what if text)


def usual_of(paragraphs: Iterable[Element], sheet: Stylesheet) -> Usual:
    """The traits of the text in some paragraphs of answers that a form prints."""
    found: set[Trait] = set()
    for paragraph in paragraphs:
        place = Place.of(paragraph, sheet)
        for run in paragraph.iter(_RUN):
            found |= {trait for trait in traits_of(run, place, text_of(run) or "a", sheet) if trait[0] in HANDS}
        found |= _of_block(paragraph, sheet)
    return Usual(frozenset(found))


def with_hand(usual: Usual, answers: Iterable[tuple[Sequence[Element], str | None]], sheet: Stylesheet) -> Usual:
    """The same with the traits that most letters of the answers of one document have, each with its text."""
    letters: Counter[Trait] = Counter()
    holders: Counter[Trait] = Counter()
    total = 0
    for blocks, said in answers:
        own: Counter[Trait] = Counter()
        for block in blocks:
            around = _of_block(block, sheet)
            for piece in _pieces(block, sheet, said):
                size = sum(map(str.isalnum, piece.text))
                total += size
                own.update(dict.fromkeys({*piece.traits, *around}, size))
        letters.update(own)
        holders.update(trait for trait, count in own.items() if count)
    hand = {each for each, count in letters.items() if 2 * count > total and holders[each] >= _FEWEST}
    return replace(usual, hand=frozenset(each for each in hand - usual.traits if each[0] in HANDS))


def _pieces(block: Element, sheet: Stylesheet, said: str | None) -> Iterator[_Piece]:
    """The runs of a block that are not deleted, and are a part of the answer."""
    whole = None if said is None or len(said) > _LONGEST_SAID else " ".join(said.split())
    place = Place(None, "")
    for run in block.iter(_RUN):
        text = text_of(run)
        if not text or any(above.tag in Revision.FINAL.value for above in run.iterancestors()):
            continue
        if whole is None or " ".join(text.split()) in whole:
            paragraph = enclosing(run, PARAGRAPH)
            place = place if paragraph is place.paragraph else Place.of(paragraph, sheet)
            yield _Piece(paragraph, tuple(traits_of(run, place, text, sheet)), text)


def _of_block(block: Element, sheet: Stylesheet) -> set[Trait]:
    found: set[Trait] = {(What.GROUND, ground) for ground in grounds_of(block, sheet)}
    framed = any(is_framed(paragraph, sheet) for paragraph in block.iter(PARAGRAPH))
    return found | {_FRAMED} if framed else found


def _otherwise(piece: _Piece, own: frozenset[Trait]) -> tuple[str, ...]:
    """What is unusual in a piece, in words. A plain sign alone, such as a full stop, never is."""
    signs = not any(map(str.isalnum, piece.text))
    unusual = (trait for trait in piece.traits if trait not in own and not (signs and trait == _PLAIN))
    return tuple(dict.fromkeys(what.value for what, _ in unusual))


def _around(block: Element, sheet: Stylesheet, own: frozenset[Trait]) -> Iterator[str]:
    """What the paragraphs, the cell and the row of an answer look like."""
    around = _of_block(block, sheet) - own
    if any(what is What.GROUND for what, _ in around):
        yield "it stands on a ground of another colour. Does that mean something?"
    if _FRAMED in around:
        yield "it stands in a frame. Does that mean something?"
    paragraphs = [each for each in block.iter(PARAGRAPH) if text_of(each).strip()]
    if any(is_out_of_sight(paragraph, sheet) for paragraph in paragraphs):
        yield "a part of it stands beside the page, or in lines too low to be seen. Is it a part of the answer?"
    if any(paragraph.find(end) is not None for paragraph in paragraphs for end in _HIDDEN_END):
        yield "the end of a line is hidden, so that Word shows two lines as one. They are read as two."
    row = enclosing(block, ROW)
    if row is not None and (row.find(_HIDDEN_ROW) is not None or is_low(row)):
        yield "its row is hidden. Is it a part of the answer?"


def _named(what: What, value: str) -> str:
    if what is What.SMALL:
        return f"{int(value) / 2:g}"
    colour = called(HIGHLIGHTS.get(value, value))
    return f"a ground of {colour}" if what is What.GROUND else colour


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_QUOTE else f"{plain[:_LONGEST_QUOTE]}…"
