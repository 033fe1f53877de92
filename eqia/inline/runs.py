"""A line of text cut into runs: words, the language they are in, the direction they are read in, what they lead to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from eqia.inline.addresses import find_addresses, may_hold_address
from eqia.inline.scripts import SCRIPTS, WALL, Script, letters, right_to_left_letters, stretches
from eqia.inline.tags import language_mark

_QUIET: Final = bytes({*range(0x80), *range(0x80, 0xCD), 0xE2} - set(b"["))
"""Bytes of UTF-8 with which no letter of another script begins; with E2 begin dashes and quotation marks."""

_CLOSING: Final = {")": "(", "]": "[", "}": "{", "”": "“", "’": "‘", "»": "«", "›": "‹", '"': '"'}


class Run(NamedTuple):
    """Words of a line. ``language`` is a tag of BCP 47 ("ur", "zh-Hans"), "" for the document's own; ``script`` is a
    name among ``SCRIPTS``, "" for Latin letters and signs; ``address`` is what a link leads to.
    """

    text: str
    language: str = ""
    script: str = ""
    right_to_left: bool = False
    address: str = ""


class Line(NamedTuple):
    """A line: its runs, whose texts together are the line letter for letter, and what holds for it as a whole.

    ``right_to_left`` says that it begins at the right: its first letter does so, and half of all letters or more.
    ``language`` is the one that all its words are in; "" for the document's own, and where there are several.
    """

    runs: tuple[Run, ...]
    right_to_left: bool = False
    language: str = ""


def is_plain(text: str) -> bool:
    """Whether a text, of however many lines, holds nothing to mark: quickly, and with No where that is not sure."""
    foreign = text.encode("utf-8", "surrogatepass").translate(None, _QUIET)
    return not foreign and not may_hold_address(text)


def read_line(line: str) -> Line:
    """A line with its runs."""
    if is_plain(line):
        return Line((Run(line),) if line else ())
    start, named = language_mark(line)
    addresses = list(find_addresses(line))
    masked = " " * start + line[start:]
    for begin, end, _ in addresses:
        masked = masked[:begin] + WALL * (end - begin) + masked[end:]
    runs = tuple(_runs(line, masked, start, named, addresses))
    languages = {run.language for run in runs if run.language or (letters().search(run.text) and not run.address)}
    language = languages.pop() if len(languages) == 1 else ""
    return Line(runs, _begins_at_right(masked), language)


def _runs(line: str, masked: str, start: int, named: str, addresses: list[tuple[int, int, str]]) -> Iterator[Run]:
    """The runs of a line: its mark, addresses, words in other scripts, and what is between them."""
    pieces = [(begin, end, Run("", named, address=address)) for begin, end, address in addresses]
    pieces += _words(masked, named)
    if start:
        yield Run(line[:start])
    place = start
    for begin, end, run in sorted(pieces, key=lambda piece: piece[0]):
        if begin > place:
            yield Run(line[place:begin], named)
        yield run._replace(text=line[max(begin, place) : end])
        place = end
    if place < len(line):
        yield Run(line[place:], named)


def _words(masked: str, named: str) -> list[tuple[int, int, Run]]:
    """Where words in other scripts stand in a line, each as a run without its text."""
    matches = ((each, SCRIPTS[(each.lastindex or 1) - 1]) for each in stretches().finditer(masked))
    found = [(each, script) for each, script in matches if script.has_word(each[0])]
    said: dict[Script, str] = {}
    for each, script in found:
        said[script] = said.get(script, "") + each[0]
    languages = {script: named or script.language_of(text) for script, text in said.items()}
    return [
        (*_with_marks(masked, *each.span()), Run("", languages[script], script.name, script.right_to_left))
        for each, script in found
    ]


def _with_marks(masked: str, start: int, end: int) -> tuple[int, int]:
    """Where words begin and end with the marks around them, if the line holds nothing else; with those behind them if
    they end the line, but for what closes a bracket or quotation that begins before them.
    """
    after = masked[end:]
    if letters().search(after) or WALL in after:
        return start, end
    before = masked[:start]
    if not letters().search(before) and WALL not in before:
        return 0, len(masked)
    return start, end + len(_belonging(masked[start:end], after))


def _belonging(words: str, after: str) -> str:
    """Of the marks behind words, those up to one that closes what was opened before them."""
    for place, mark in enumerate(after):
        opening = _CLOSING.get(mark)
        inside = words + after[:place]
        closed = inside.count(mark)
        is_open = closed % 2 == 1 if mark == opening else inside.count(opening or "") > closed
        if opening and not is_open:
            return after[:place].rstrip()
    return after


def _begins_at_right(masked: str) -> bool:
    found = letters().findall(masked)
    from_right = right_to_left_letters().findall(masked)
    return bool(from_right) and found[0] == from_right[0] and 2 * len(from_right) >= len(found)
