"""Dates as people type them: what was read is said, and a day that does not exist is not simply taken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eqia.assessment.dates import Precision, read
from eqia.interview import words
from eqia.interview.draft import is_blank

if TYPE_CHECKING:
    from eqia.interview.state import InterviewState


def read_back(text: str) -> str:
    """What was read from a date, with the weekday; or that nothing was. Empty for an empty text."""
    if is_blank(text):
        return ""
    reading = read(text)
    no_date = reading.precision is Precision.NONE
    return words.NO_DATE.format(text=text) if no_date else words.READ_AS.format(reading=reading)


def is_doubtful(text: str) -> bool:
    """Whether a text looks like a day, but no such day exists: 31/11/2018."""
    return read(text).precision is Precision.NONE and re.search(r"\d\s*[/.-]\s*\d|\d{4}", text) is not None


def ask_again(iv: InterviewState, page: str, text: str) -> None:
    """Keep a doubtful date as half typed, and ask about it."""
    iv.draft = iv.draft.typed(page, text)
    iv.push(("date", page))
