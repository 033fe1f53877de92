"""The labels of numbered lists: ``1.``, ``a)``, ``(iv)``, as figures of some kind between signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

HIGHEST: Final = 999
_ROMAN: Final = (
    *((900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


class Figures(StrEnum):
    """What a list counts with. The value is the name that Word's format has for it (ECMA-376 17.18.59)."""

    DECIMAL = "decimal"
    LOWER_LETTER = "lowerLetter"
    UPPER_LETTER = "upperLetter"
    LOWER_ROMAN = "lowerRoman"
    UPPER_ROMAN = "upperRoman"

    def write(self, number: int) -> str:
        """A number in these figures; "" where they have none for it."""
        if not 0 < number <= HIGHEST:
            return ""
        if self is Figures.DECIMAL:
            return str(number)
        small = _roman(number) if self.endswith("Roman") else _LETTERS[number - 1 : number]
        return small.upper() if self.startswith("upper") else small

    def read(self, written: str) -> int:
        """The number that is written in these figures; 0 for what is none."""
        if self is Figures.DECIMAL:
            number = int(written) if written.isascii() and written.isdecimal() else 0
        elif self.endswith("Roman"):
            number = _of_roman(written.lower())
        else:
            number = _LETTERS.find(written.lower()) + 1 if len(written) == 1 else 0
        return number if self.write(number) == written else 0


@dataclass(frozen=True)
class Style:
    """How the labels of a list are written: the figures, and the signs before and behind them."""

    figures: Figures
    before: str
    after: str

    def label(self, number: int) -> str:
        """The label of an item: "(iv)"; "" where these figures have none for its number."""
        written = self.figures.write(number)
        return f"{self.before}{written}{self.after}" if written else ""


def readings(label: str) -> Iterator[tuple[Style, int]]:
    """The ways to read a label such as "i)", which is the first of a list or the ninth."""
    before, after = "(" if label.startswith("(") else "", label[-1:]
    written = label[len(before) : -1]
    for figures in Figures:
        number = figures.read(written)
        if number:
            yield Style(figures, before, after), number


def _roman(number: int) -> str:
    written = ""
    for value, figures in _ROMAN:
        times, number = divmod(number, value)
        written += figures * times
    return written


def _of_roman(written: str) -> int:
    number = 0
    for value, figures in _ROMAN:
        while written.startswith(figures):
            number, written = number + value, written[len(figures) :]
    return 0 if written else number
