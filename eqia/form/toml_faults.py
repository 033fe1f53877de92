"""What is wrong with a file that is no TOML, in words for whoever writes a council's pack."""

from __future__ import annotations

import re
import tomllib
from typing import Final

_PLACE: Final = re.compile(r"\(at (line \d+, column \d+|end of document)\)$")
_WORDS: Final = {
    "Cannot declare": "a heading stands there for the second time",
    "Cannot overwrite": "a name stands there that has a value already",
    "Cannot mutate": "something is added there to what was written in one piece",
    "Expected '='": 'a name is not followed by "=" and a value',
    "Expected newline": "something is left over after a value",
    "Expected": "a bracket or a quotation mark is not closed",
    "Unterminated": "a bracket or a quotation mark is not closed",
    "Unclosed": "a bracket or a quotation mark is not closed",
    "Unescaped": "a backslash stands in a text; write it twice",
    "Illegal character": "a character stands there that no text may hold",
    "Invalid statement": "a line is neither a heading nor a name with a value; put names with accents in quotes",
    "Invalid value": "a value is neither a text in quotes nor a number, true, false, date or list",
}
"""What Python's reader says first, and what it means."""


def said_of(error: tomllib.TOMLDecodeError | RecursionError) -> str:
    """The fault and its place, as the end of a sentence without its full stop."""
    if isinstance(error, RecursionError):
        return "brackets stand in brackets too deep to be read"
    message = str(error)
    words = next((words for start, words in _WORDS.items() if message.startswith(start)), "it cannot be read there")
    place = _PLACE.search(message)
    return f"{words} ({place.group(1).replace('end of document', 'at its end')})" if place else words
