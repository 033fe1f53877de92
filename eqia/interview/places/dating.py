"""Asks whether a doubtful date is to stay as it was typed; the place date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqia.interview import words
from eqia.interview.draft import Place
from eqia.interview.page import MENU_ACTS, Option, Page, Reply, Widget, answer
from eqia.interview.places import records, walking

if TYPE_CHECKING:
    from eqia.interview.state import InterviewState


def page(iv: InterviewState, place: Place) -> Page | None:
    """Asks whether a doubtful date is to stay as it is."""
    text = str(iv.draft.typing.get(place[1]) or "")
    options = (Option("again", words.TYPE_AGAIN), Option("keep", words.KEEP_AS_TYPED))
    asked = words.NO_SUCH_DATE.format(text=text)
    return (
        Page(f"{place[1]}?date", Widget.MENU, asked, words.DATE_PLACE, options=options, acts=MENU_ACTS)
        if text
        else None
    )


def take(iv: InterviewState, place: Place, reply: Reply) -> None:
    """Back to the question; if the text is to stay, with that as its answer."""
    iv.pop()
    if reply == answer("keep"):
        text = str(iv.draft.typing.get(place[1]) or "")
        keep_text = {"field": records.keep_text, "step": walking.keep_text}.get(iv.place[0])
        if keep_text:
            keep_text(iv, iv.place, text)
