"""When an answer says nothing: empty, white space, or filler such as "N/A". Filler is kept and printed as typed."""

from __future__ import annotations

import re
from typing import Final

FILLER: Final = frozenset(
    {
        "", "n a", "na", "none", "nil", "tbc", "tbd", "tba", "to be confirmed", "to be decided", "not applicable",
        "as above", "see above", "as below", "see below", "ditto", "same as above",
        "n a at this stage", "none at this stage",
    }
)  # fmt: skip
"""Answers that stand where an answer should be, in small letters, with marks as spaces."""

LONGEST_FILLER: Final = 60
"""Characters; a longer text is never filler."""

_DENIAL: Final = re.compile(
    r"(?:no|none|not (?:applicable|needed|required|relevant)|n/a|nil|nothing|(?:this )?does not apply"
    r"|there (?:is|are|will be) (?:no|none|nothing))\b",
    re.IGNORECASE,
)
_MARKS: Final = re.compile(r"[-\u2013\u2014./\u2026_?*\s\u00a0()]+")


def is_blank(text: str) -> bool:
    """Whether an answer is empty, white space, only marks such as "-" or "...", or filler. "X" is an answer."""
    start = text.strip()
    return not start or (len(start) <= LONGEST_FILLER and _MARKS.sub(" ", start).strip().casefold() in FILLER)


def is_empty(text: str) -> bool:
    """Whether nothing at all was typed."""
    return not text.strip()


def says_none(text: str) -> bool:
    """Whether an answer is blank, or begins by saying that there is nothing: "No services are commissioned"."""
    return is_blank(text) or _DENIAL.match(text.strip()) is not None
