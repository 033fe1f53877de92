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

LONGEST_RUNNING_TITLE: Final = 150
"""Characters of a text that fit at the top of a page; what is longer is cut there."""

LONGEST_TITLE_AT_HEAD: Final = 110
"""Characters of an activity's title that stand behind the form's at the top of a page, in one line."""

LONGEST_REFERENCE_AT_FOOT: Final = 60
"""Characters of a reference that stand at the foot of a page."""

LONGEST_HEADING: Final = 600
"""Characters of a title that the first page has room for; what is longer is cut there, and whole in the form."""

LONGEST_LARGE_HEADING: Final = 130
"""Characters of a title that large letters have room for: two lines."""

LONGEST_NOTICE_ABOVE: Final = 500
"""The room of a notice, as ``room_of`` counts it, above the box on the first page: five lines."""

_LINE: Final = 30


def room_of(text: str) -> int:
    """The room that a text takes, in characters: each line counts for some more, for most are not full."""
    return len(text) + _LINE * text.count("\n")


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
