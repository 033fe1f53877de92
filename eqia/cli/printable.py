"""What a terminal shows of a text that somebody else wrote: words only, nothing that it would obey."""

from __future__ import annotations

import re
from typing import Final

_OBEYED: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def printable(text: str) -> str:
    """A text with a sign in place of each control character but tab and line end (ISO/IEC 6429)."""
    return _OBEYED.sub("\N{REPLACEMENT CHARACTER}", text)
