"""How large a document may be, so that making it never takes a machine down: what is more is refused in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from eqia.view.document import DocumentView

MOST_CHARACTERS: Final = 1_000_000
"""Characters of all answers together: 160,000 words, some 400 pages."""

MOST_LINES: Final = 20_000
"""Paragraphs and bullets of all answers together."""

MOST_ROWS: Final = 2_000
"""Rows of all tables together."""


def excesses(view: DocumentView) -> list[tuple[str, str]]:
    """What of a view is more than a document can hold: a sentence, and the path of the field that has most of it."""
    texts = {path: shown for path, shown in view.printed.items() if isinstance(shown, str)}
    characters = {path: len(text) for path, text in texts.items()}
    lines = {path: text.count("\n") + 1 for path, text in texts.items() if text}
    tables = (question for section in view.sections for question in section["questions"] if question["rows"])
    rows = {question["path"]: len(question["rows"]) for question in tables}
    return [
        *_excess(characters, MOST_CHARACTERS, "characters"),
        *_excess(lines, MOST_LINES, "paragraphs"),
        *_excess(rows, MOST_ROWS, "rows of tables"),
    ]


def _excess(counts: Mapping[str, int], most: int, things: str) -> Iterator[tuple[str, str]]:
    total = sum(counts.values())
    if total > most:
        largest = max(counts, key=lambda path: counts[path])
        sentence = f"it has {total:,} {things}, and a document holds {most:,}. {counts[largest]:,} of them are here"
        yield sentence, largest
