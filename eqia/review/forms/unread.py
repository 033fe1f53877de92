"""The words of a form that no answer, label or note has taken: nothing that somebody wrote is lost in silence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from eqia.review.forms.found import Found
from eqia.review.forms.index import is_number
from eqia.review.forms.labels import Labels
from eqia.review.returned.loose import Loose
from eqia.wordml.text.blocks import Block, Box, Grid
from eqia.wordml.text.spaces import as_seen

_FILLING: Final = frozenset(
    {
        *("a", "an", "and", "any", "are", "as", "at", "be", "by", "can", "could", "does", "for", "from", "has", "have"),
        *("if", "in", "is", "it", "its", "of", "on", "or", "our", "other", "please", "the", "their", "there", "these"),
        *("this", "to", "us", "was", "we", "were", "what", "which", "who", "will", "with", "would", "you", "your"),
    }
)
"""Words that make no difference to what a label asks for."""

_WORD: Final = re.compile(r"[^\W_]+")
_MARKS: Final = Counter(["x", "yes", "no", "y", "n"])
_NONE: Final[Counter[str]] = Counter()


def unread_in(blocks: Iterable[Block], found: Found, labels: Labels) -> Iterator[Loose]:
    """The texts with words that are in no answer, no label and not left over yet, each with the field it stands by or
    after.
    """
    used = found.used
    said = {path: _words(answer) if isinstance(answer, str) else _MARKS for path, answer in found.shown.items()}
    left = {each.text for each in found.left_over}
    near = ""
    for box in _boxes(blocks, used):
        paths = used.get(id(box), ())
        near = paths[-1] if paths else near
        text = box.text.strip()
        if text and text not in left and _has_more(box, paths, said, labels):
            yield Loose(text, near)


def _boxes(blocks: Iterable[Block], used: Mapping[int, Sequence[str]]) -> Iterator[Box]:
    """The paragraphs and cells in order; where a cell only frames tables, what stands in it."""
    for block in blocks:
        for box in (cell for row in block.rows for cell in row) if isinstance(block, Grid) else (block,):
            if box.inner and id(box) not in used:
                yield from _boxes(box.inner, used)
            else:
                yield box


def _has_more(box: Box, paths: Sequence[str], said: Mapping[str, Counter[str]], labels: Labels) -> bool:
    words = _words(box.text)
    for path in dict.fromkeys(paths):
        own = said.get(path, _NONE)
        words = Counter({word: count - own[word] for word, count in words.items() if count > own[word]})
    if not words or labels.is_label(box.text) or (paths and is_number(box.text)):
        return False
    words -= labels.words_in(box.text, paths)
    return any(word not in _FILLING and not (word.isdecimal() and len(word) == 1) for word in words)


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(as_seen(text).casefold()))
