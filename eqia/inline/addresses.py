"""Addresses of the web and of people in a text: where they begin and end, and what a link to them leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, urlsplit

_ENDS: Final = '\\s<>"“”„«»`،؛؟۔।॥\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3000-\u303f\uff00-\uffef'
_FOUND: Final = re.compile(
    rf"(?<![\w@/.])(?:https?://(?=[^\W_])|www\.(?=[^\W_][^{_ENDS}]*\.))[^{_ENDS}]+"
    r"|(?<![\w.%+'&-])[A-Za-z0-9](?:[\w.%+'&-]*[\w%+-])?@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}",
    re.IGNORECASE,
)
_SIGNS: Final = ("@", "://", "ww.", "WW.")
_CLOSING_MARKS: Final = ".,;:!?'‘’…"
_BRACKETS: Final = {")": "(", "]": "[", "}": "{", "›": "‹"}
_HOST: Final = re.compile("[a-z0-9._-]+")
_KEPT: Final = "%/:=&?~#+!$,;'@()*"
_LONGEST: Final = 2_000
"""Characters of the longest address that is a link: Word takes 2,083, and calls a file with a longer one damaged."""

_SHORT: Final = 20
"""Characters of an address that moves to the next line whole."""

_BREAKS: Final = re.compile(r"(?<=[/=&])(?=[^/=&])|(?<=[^/:.~_?#%=&@-])(?=[.~_?#%@])|(?<=-)(?=[^-])")


def may_hold_address(text: str) -> bool:
    """Whether an address may stand in a text: said quickly, of any text without one."""
    return any(sign in text for sign in _SIGNS)


def find_addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Where addresses begin and end in a text, and what each leads to, in ASCII ("https://www.bedford.gov.uk")."""
    if not may_hold_address(text):
        return
    for found in _FOUND.finditer(text):
        words = _without_closing(found[0][:_LONGEST])
        address = address_of(words) if len(found[0]) <= _LONGEST else ""
        if address:
            yield found.start(), found.start() + len(words), address


def address_of(words: str) -> str:
    """What words that are an address lead to; "" if they lead nowhere."""
    if "://" not in words and not words.lower().startswith("www."):
        return f"mailto:{quote(words, safe='@%+')}" if words.isascii() and "@" in words else ""
    address = words if "://" in words else f"https://{words}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode()
        place = f":{parts.port}" if parts.port is not None else ""
    except ValueError:
        return ""
    if not _HOST.fullmatch(host) or parts.username is not None:
        return ""
    start = len(parts.scheme) + len("://") + len(parts.netloc)
    whole = f"{parts.scheme}://{host}{place}{quote(address[start:], safe=_KEPT)}"
    return whole if len(whole) <= _LONGEST else ""


def break_address(words: str, mark: str) -> str:
    """An address with a mark at the places where a line may end: behind what parts it, before its stops."""
    return _BREAKS.sub(mark, words) if len(words) > _SHORT else words


def _without_closing(words: str) -> str:
    """An address without the marks and brackets that belong to the sentence around it."""
    while words:
        last = words[-1]
        alone = last in _BRACKETS and words.count(last) > words.count(_BRACKETS[last])
        if not alone and last not in _CLOSING_MARKS:
            break
        words = words[:-1]
    return words
