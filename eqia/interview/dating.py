"""Dates as people type them: what was read is said, and a day that does not exist is asked about; the place date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eqia.assessment.dates import Precision, read
from eqia.interview import words
from eqia.interview.draft import Place, is_blank
from eqia.interview.page import MENU_ACTS, Option, Page, Reply, Widget, answer

if TYPE_CHECKING:
    from eqia.interview.engine import Interview


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


def ask_again(iv: Interview, page: str, text: str) -> None:
    """Keep a doubtful date as half typed, and ask about it."""
    iv.draft = iv.draft.typed(page, text)
    iv.push(("date", page))


def page(iv: Interview, place: Place) -> Page | None:
    """Asks whether a doubtful date is to stay as it is."""
    text = str(iv.draft.typing.get(place[1]) or "")
    options = (Option("again", words.TYPE_AGAIN), Option("keep", words.KEEP_AS_TYPED))
    asked = words.NO_SUCH_DATE.format(text=text)
    return (
        Page(f"{place[1]}?date", Widget.MENU, asked, words.DATE_PLACE, options=options, acts=MENU_ACTS)
        if text
        else None
    )


def take(iv: Interview, place: Place, reply: Reply) -> None:
    """Back to the question; if the text is to stay, with that as its answer."""
    iv.pop()
    if reply == answer("keep"):
        iv.keep_date(str(iv.draft.typing.get(place[1]) or ""))
