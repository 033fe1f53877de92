"""Spaces and signs that programs put into a text and that nobody sees: texts that differ in them alone show the same.

No-break and narrow spaces, soft hyphens, places where a word may be broken or may not, the no-break hyphen.
"""

from __future__ import annotations

from typing import Final

_SPACES: Final = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_UNSEEN: Final = "\u00ad\u200b\u2060\ufeff"
_HYPHEN: Final = "\u2011"
_SEEN: Final = str.maketrans(dict.fromkeys(_SPACES, " ") | dict.fromkeys(_UNSEEN, "") | {_HYPHEN: "-"})


def as_seen(text: str) -> str:
    """A text as a person sees it, for comparison."""
    return text if text.isascii() else text.translate(_SEEN)
