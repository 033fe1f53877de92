"""Small pieces of sentences: lists of names, and the beginnings of long texts."""

from __future__ import annotations

from typing import Final

LONGEST_QUOTE: Final = 160
"""Characters of an answer that a quotation shows."""


def in_a_row(names: list[str]) -> str:
    """Names as a list in a sentence: "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def excerpt(text: str, longest: int = LONGEST_QUOTE) -> str:
    """The beginning of a text on one line, cut between words, with an ellipsis where something is left out."""
    line = " ".join(text[: longest * 4].split())
    if len(line) <= longest and len(text) <= longest * 4:
        return line
    return (line[:longest].rpartition(" ")[0] or line[:longest]) + " …"
