"""Long titles and lists in brief for the first page, the heads and feet of pages, and the room that these have."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

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
_CUT: Final = "…"
_JOINER: Final = "\N{ZERO WIDTH JOINER}"
_SEPARATED: Final = "; "


def room_of(text: str) -> int:
    """The room that a text takes, in characters: each line counts for some more, for most are not full."""
    return len(text) + _LINE * text.count("\n")


def in_brief(text: str, most: int) -> str:
    """A text of at most ``most`` characters, or its beginning, up to the end of a word if one ends in the second half.

    What is seen as one character is not taken apart.
    """
    if len(text) <= most:
        return text
    end = most - len(_CUT)
    blank = max((place for place in range(end // 2, end + 1) if text[place].isspace()), default=0)
    end = blank or end
    while end and (_goes_on(text[end]) or text[end - 1] == _JOINER):
        end -= 1
    return f"{text[:end].rstrip()}{_CUT}"


def first_of(entries: Sequence[str], most: int, label: str) -> str:
    """Some entries in a row, as many as ``most`` characters hold and at least one; then how many more there are.

    ``label`` is the question beside which all of them stand.
    """
    shown, room = 0, most
    for entry in entries:
        room -= len(entry) + len(_SEPARATED)
        if room < 0:
            break
        shown += 1
    shown = max(shown, 1)
    said = [in_brief(entry, most) for entry in entries[:shown]]
    left = len(entries) - shown
    return _SEPARATED.join([*said, f"and {left} more, all named beside “{label}”"] if left > 0 else said)


def _goes_on(character: str) -> bool:
    """Whether a character is a part of the one before it: an accent, a sign that joins or varies it."""
    return unicodedata.category(character).startswith("M") or character == _JOINER
