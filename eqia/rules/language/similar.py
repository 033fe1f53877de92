"""The same text in several places: found through shared runs of words, in time that grows with the text alone."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from eqia.rules.language.words import Text

RUN: Final = 3
"""Words of a run: texts are compared by the runs of three words they share."""

SHARE: Final = 0.8
"""The part of a text that must stand in another for the two to count as the same."""

LONG_PARAGRAPH: Final = 25
"""Words above which one and the same paragraph is worth a remark, whatever stands around it."""

_CANDIDATE: Final = 0.5
_MOST_COMPARED: Final = 20

Run = tuple[str, ...]


@dataclass(frozen=True)
class Shared:
    """Text that stands in several fields: their paths, and the first sentence that they share."""

    paths: tuple[str, ...]
    passage: str


def find_shared(texts: Mapping[str, Text], *, least: int = 8) -> list[Shared]:
    """Groups of fields that share 80 % of their text or a long paragraph; below ``least`` words they are left out."""
    long_enough = {path: text for path, text in texts.items() if len(text.words) >= least}
    sets = _Sets(long_enough)
    _join_equals(long_enough, sets)
    _join_paragraphs(long_enough, sets)
    _join_similar(long_enough, sets)
    groups = [paths for paths in sets.groups() if len(paths) > 1]
    return [Shared(tuple(paths), _first_shared(texts[paths[0]], texts[paths[1]])) for paths in groups]


def is_copy(text: Text, of: Text, *, least: int = 15) -> bool:
    """Whether most of a text stands in another one."""
    return len(text.words) >= least and coverage(text, of) >= SHARE


def coverage(text: Text, other: Text) -> float:
    """The part of a text's words that stand in runs which the other text has too, from 0 to 1."""
    words, shared = text.words, _runs(other)
    covered = [False] * len(words)
    for place, run in enumerate(_in_order(words)):
        if run in shared:
            covered[place : place + len(run)] = [True] * len(run)
    return sum(covered) / len(words) if words else 0.0


def opening(text: Text) -> str:
    """The beginning of a text, exactly as written."""
    return text.passage(0, 0) if text.words else ""


def _first_shared(text: Text, other: Text) -> str:
    """The first sentence of a text that stands in the other one, exactly as written."""
    runs = _runs(other)
    for sentence in text.sentences:
        words = text.words_of(sentence)
        if len(words) >= RUN and runs.issuperset(_in_order(words)):
            return text.passage(sentence.first, sentence.first)
    return opening(text)


class _Sets:
    """Fields joined to groups, in the order they were given."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._head = {path: path for path in paths}

    def head(self, path: str) -> str:
        while self._head[path] != path:
            path = self._head[path]
        return path

    def join(self, one: str, other: str) -> None:
        self._head[self.head(other)] = self.head(one)

    def groups(self) -> list[list[str]]:
        members: dict[str, list[str]] = {}
        for path in self._head:
            members.setdefault(self.head(path), []).append(path)
        return list(members.values())


def _join_equals(texts: Mapping[str, Text], sets: _Sets) -> None:
    first: dict[Run, str] = {}
    for path, text in texts.items():
        sets.join(first.setdefault(tuple(text.words), path), path)


def _join_paragraphs(texts: Mapping[str, Text], sets: _Sets) -> None:
    first: dict[Run, str] = {}
    for path, text in texts.items():
        for words in _paragraphs(text):
            sets.join(first.setdefault(words, path), path)


def _join_similar(texts: Mapping[str, Text], sets: _Sets) -> None:
    """Each text against the few that share its rarest runs; a text that joins a group is not compared with any more."""
    heads = [path for path in texts if sets.head(path) == path]
    runs = {path: _runs(texts[path]) for path in heads}
    counts = Counter(run for path in heads for run in runs[path])
    holders: dict[Run, list[str]] = {}
    for path in heads:
        rare = sorted((run for run in runs[path] if counts[run] > 1), key=lambda run: (counts[run], run))
        rare = rare[: max(0, len(rare) - int(_CANDIDATE * len(runs[path])) + 1)]
        like = next((other for other in _nearest(rare, holders) if _alike(path, other, texts, runs)), None)
        if like:
            sets.join(like, path)
        else:
            for run in rare:
                holders.setdefault(run, []).append(path)


def _nearest(runs: Sequence[Run], holders: Mapping[Run, list[str]]) -> list[str]:
    shared = Counter(path for run in runs for path in holders.get(run, ())[:_MOST_COMPARED])
    return [path for path, _ in shared.most_common(_MOST_COMPARED)]


def _alike(one: str, other: str, texts: Mapping[str, Text], runs: Mapping[str, frozenset[Run]]) -> bool:
    shared = len(runs[one] & runs[other])
    if shared < _CANDIDATE * max(len(runs[one]), len(runs[other])):
        return False
    return min(coverage(texts[one], texts[other]), coverage(texts[other], texts[one])) >= SHARE


def _paragraphs(text: Text) -> frozenset[Run]:
    return text.once(_long_paragraphs)


def _long_paragraphs(text: Text) -> frozenset[Run]:
    starts, line, found = [start for start, _ in text.spans], 0, set()
    for raw in text.raw.split("\n"):
        first, end = bisect_left(starts, line), bisect_left(starts, line + len(raw))
        if end - first > LONG_PARAGRAPH:
            found.add(tuple(text.words[first:end]))
        line += len(raw) + 1
    return frozenset(found)


def _runs(text: Text) -> frozenset[Run]:
    return text.once(_all_runs)


def _all_runs(text: Text) -> frozenset[Run]:
    return frozenset(_in_order(text.words))


def _in_order(words: list[str]) -> list[Run]:
    if len(words) < RUN:
        return [tuple(words)]
    return list(zip(*(words[start:] for start in range(RUN)), strict=False))
