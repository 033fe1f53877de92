"""Labels with what they stand for, found by texts that are like them, and how like they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Final, Generic, TypeVar

from eqia.wordml.text.spaces import as_seen

CLOSE: Final = 0.82
"""From this likeness on, words are a label with small differences."""

SHARED: Final = 0.6
"""The part of their words that texts must share to be compared letter by letter."""

ANOTHER_NAME: Final = 0.9
"""How sure it is that a label is meant where only a part of it, or its short name, stands."""

LONGEST_LABEL: Final = 600

_NUMBER: Final = re.compile(r"^\s*(?:question\s+)?\d{1,2}\s*[.):]?\s+", re.IGNORECASE)
_ALONE: Final = re.compile(r"\(?\d{1,2}(?:\.\d{1,2})?[.):]?")
_NOT_WORDS: Final = re.compile(r"[^a-z0-9]+")
_Thing = TypeVar("_Thing")


class Index(Generic[_Thing]):
    """Labels with what they stand for, to be found by texts that are like them."""

    def __init__(self, entries: Iterable[tuple[str, _Thing, float]]) -> None:
        self._exact: dict[str, tuple[_Thing, float]] = {}
        for label, thing, sure in entries:
            self._exact.setdefault(plain(label), (thing, sure))
        self._exact.pop("", None)
        self._counts = [(words, len(words.split()), Counter(words.split())) for words in self._exact]

    def names_one(self, text: str) -> bool:
        """Whether a text is a label, or holds those of one thing only; a label within a longer one does not count."""
        words = f" {plain(text)} "
        labels = [label for label in self._exact if f" {label} " in words]
        whole = [
            label for label in labels if not any(label != other and f" {label} " in f" {other} " for other in labels)
        ]
        return words.strip() in self._exact or len({self._exact[label][0] for label in whole}) < 2

    def find(self, text: str) -> tuple[_Thing, float] | None:
        """What the label stands for that a text is, and how sure that is."""
        label = self.label(text)
        if label is None:
            return None
        thing, sure = self._exact[label[0]]
        return thing, sure if label[1] == 1 else round(label[1], 2)

    def label(self, text: str) -> tuple[str, float] | None:
        """The label that a text is or is close to, and how like it is."""
        words = plain(text) if len(text) <= LONGEST_LABEL else ""
        if words in self._exact:
            return words, 1.0
        own, size = Counter(words.split()), len(words.split())
        near = (
            label
            for label, other, count in self._counts
            if 2 * min(size, other) >= SHARED * (size + other) > 0 and _share(own, count) >= SHARED
        )
        best = max(
            ((SequenceMatcher(None, words, label, autojunk=False).ratio(), label) for label in near), default=(0, "")
        )
        return (best[1], best[0]) if best[0] >= CLOSE else None

    def has(self, text: str) -> bool:
        """Whether a text is a label, word for word."""
        return plain(text) in self._exact

    def names_of(self, thing: _Thing) -> Iterator[str]:
        """All the labels of a thing."""
        return (label for label, (each, _) in self._exact.items() if each == thing)


def plain(text: str) -> str:
    """A label for comparison: small letters and figures alone, without the number it may begin with."""
    seen = _NUMBER.sub("", as_seen(text))
    return _NOT_WORDS.sub(" ", seen.casefold().replace("&", " and ")).strip()


def is_number(text: str) -> bool:
    """Whether a text is the number of a question and no more."""
    return _ALONE.fullmatch(text.strip()) is not None


def _share(one: Counter[str], other: Counter[str]) -> float:
    """How many words two texts share: twice that over all they have."""
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)
