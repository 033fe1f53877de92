"""What a reader of Word files is not sure of: said in words, and confirmed by a person before it counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why something that was read has to be confirmed."""

    GONE = "the place of the answer is gone"
    EMPTY = "the answer came back empty"
    ANOTHER_WAY = "the answer was found another way"
    TWICE = "the place of the answer is there twice"
    OPEN_CHANGES = "tracked changes are open"
    LINES = "several lines where the form has one"
    PARTS = "name and post, or body and date, are a guess"
    MOVED = "values of one cell may have moved"
    UNREADABLE = "a box could not be read"
    MARK = "the mark and the state of a box differ"
    COLUMNS = "the table has other columns"
    NOT_TEXT = "something that is not text"
    BESIDE = "the document was read beside a file, since the data inside it are gone"
    PAGE = "the page and the data inside the file differ"
    OVERWRITTEN = "the printed question says something else"
    PRINTED = "words stand behind those that are printed where no answer is needed"
    VERDICT = "a comment may be meant as a verdict"
    OUTSIDE = "a part of the answer stands outside of it"


@dataclass(frozen=True)
class Doubt:
    """A doubt about one field, or, with an empty path, about the file."""

    path: str
    why: Why
    sentence: str


def within(path: str, other: str) -> bool:
    """Whether a path is another one or a part of it."""
    return path == other or path.startswith(f"{other}.")
