r"""What a person is shown of a text that somebody else wrote: its words, and by name what is unseen or would be obeyed.

A terminal obeys control characters (ISO/IEC 6429); direction marks change the order in which a line is read; other
characters take no room at all and so can hide a difference. Each is written out as programmers write it: \u202e.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_UNSEEN: Final = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but for tab and line end
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "]"
)
LONGEST_QUOTED: Final = 60
"""Characters that a message quotes of what might be very long."""

_LINE_ENDS: Final = re.compile(r"[\t\n]")
_FLAG: Final = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]+\U000e007f")
"""A flag of a part of a country, as England's or Wales's: a black flag, and its letters as tags."""

_NON_JOINER, _JOINER = "\u200c", "\u200d"
_LOOKS: Final = "\ufe00\ufe01\ufe02\ufe03\ufe04\ufe05\ufe06\ufe07\ufe08\ufe09\ufe0a\ufe0b\ufe0c\ufe0d\ufe0e\ufe0f"
_JOINED_SCRIPTS: Final = (
    (0x0600, 0x109F),  # Arabic, Syriac, the scripts of India, Sri Lanka, Tibet and Myanmar
    (0x1780, 0x1CFF),  # Khmer, Mongolian and their neighbours
    (0xA800, 0xABFF),
    (0xFB50, 0xFEFC),
    (0x10A00, 0x11FFF),
)


def printable(text: str) -> str:
    """A text with what is unseen, or would be obeyed, written out.

    Tabs and line ends stay. So does what words need: joiners in the scripts that have them, and in pictures.
    """
    return "".join(pieces(text)) if _UNSEEN.search(text) else text


def pieces(text: str) -> list[str]:
    """What is shown for each character of a text."""
    if not _UNSEEN.search(text):
        return list(text)
    flags = {at for flag in _FLAG.finditer(text) for at in range(*flag.span())}
    return [
        _named(mark) if _UNSEEN.match(mark) and not _belongs(text, at, flags) else mark for at, mark in enumerate(text)
    ]


def readable(text: str) -> str:
    """The same for what is shown within a line, as the name of a file: its tabs and line ends are written out too."""
    return _LINE_ENDS.sub(lambda found: _named(found[0]), printable(text))


def with_names(text: str, *names: str) -> str:
    """A message in which the names of files are on one line, whatever line ends and tabs are in them."""
    for path in names:
        last = path.rpartition("/")[2]
        for name in (path, last, path.rpartition(".")[0], last.rpartition(".")[0]):  # others are named after it
            if _LINE_ENDS.search(name):
                text = text.replace(name, readable(name))
    return text


def shortened(text: str) -> str:
    """A name or a piece of text as a message quotes it: not longer than a line."""
    return text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}…"


def in_json(text: str) -> str:
    """JSON that says the same, with what is unseen written as JSON writes it, by its number."""
    return _UNSEEN.sub(lambda found: _escaped(found[0]), text)


def _named(mark: str) -> str:
    return mark.encode("unicode_escape", "surrogatepass").decode("ascii")


def _escaped(mark: str) -> str:
    pairs = mark.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{pairs[at : at + 2].hex()}" for at in range(0, len(pairs), 2))


def _belongs(text: str, at: int, flags: set[int]) -> bool:
    """Whether an unseen character does its work where it stands: in a word of its script, or in a picture."""
    mark, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if at in flags:
        return True
    if mark in _LOOKS:
        return (
            before.isprintable() and before not in ("", *_LOOKS) and (not before.isascii() or before in "#*0123456789")
        )
    if mark in (_NON_JOINER, _JOINER) and _is_joined(before):
        return True
    return mark == _JOINER and _is_picture(before) and _is_picture(after)


def _is_joined(letter: str) -> bool:
    """Whether it is a letter or a mark of a script in which joiners are part of the spelling."""
    return (
        letter != ""
        and unicodedata.category(letter)[0] in "LM"
        and any(first <= ord(letter) <= last for first, last in _JOINED_SCRIPTS)
        and letter not in _LOOKS
    )


def _is_picture(mark: str) -> bool:
    return mark != "" and (mark in _LOOKS or (not mark.isascii() and unicodedata.category(mark) in ("So", "Sk")))
