"""When an answer says nothing: empty, white space, or filler such as "N/A". Filler is kept and printed as typed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

FILLER: Final = frozenset(
    {
        "", "n a", "na", "none", "nil", "tbc", "tbd", "tba", "to be confirmed", "to be decided", "as above", "see above",
        "as below", "see below", "ditto", "same as above", "not applicable", "n a at this stage", "none at this stage",
    }
)  # fmt: skip
"""Answers that stand where an answer should be, in small letters, with marks as spaces."""

LONGEST_FILLER: Final = 60
"""Characters; a longer text is never filler."""

_MARKS: Final = re.compile(r"[-\u2013\u2014./\u2026_?*\s\u00a0()]+")


@lru_cache(maxsize=4096)
def is_blank(text: str) -> bool:
    """Whether an answer is empty, white space, only marks such as "-" or "...", or filler. "X" is an answer."""
    start = text.strip()
    return len(start) <= LONGEST_FILLER and _MARKS.sub(" ", start).strip().casefold() in FILLER
