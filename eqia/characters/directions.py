"""Marks that turn the direction of a text unseen, and their end where other words stand behind it in the line."""

from __future__ import annotations

import re
from typing import Final

TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates, and what ends them."""

_POP: Final = "\u202c"
_POP_ISOLATE: Final = "\u2069"
_ENDS: Final = {**dict.fromkeys("\u202a\u202b\u202d\u202e", _POP), **dict.fromkeys("\u2066\u2067\u2068", _POP_ISOLATE)}


def closed(text: str) -> str:
    """A text with the end of every turn that it leaves open, so that what is printed behind it keeps its direction."""
    open_: list[str] = []
    for mark in TURNING.findall(text):
        if mark in _ENDS:
            open_.append(_ENDS[mark])
        elif mark == _POP_ISOLATE and mark in open_:
            while open_.pop() != mark:
                pass
        elif open_[-1:] == [mark]:
            open_.pop()
    return text + "".join(reversed(open_))
