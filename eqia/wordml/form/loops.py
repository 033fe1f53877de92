"""The loops of a Word template: which rows of a table are printed once for each row of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from eqia.wordml.names import PARAGRAPH, ROW, Element
from eqia.wordml.text.prose import text_of

_BEGIN: Final = re.compile(r"\s*\{%tr\s+for\s+(\w+)\s+in\s+([\w.]+)\s*%\}\s*")
_END: Final = re.compile(r"\s*\{%tr\s+endfor\s*%\}\s*")


@dataclass(frozen=True)
class Loop:
    """The loop that a row stands in: the name of its row, and the path of its list. No loop has neither."""

    variable: str = ""
    path: str = ""

    def field(self, name: str) -> str:
        """The field path of a name: ``row.what`` becomes ``actions.other.#.what``."""
        first, _, rest = name.partition(".")
        return f"{self.path}.#.{rest}" if self.variable and first == self.variable and rest else name

    def item(self, name: str) -> str:
        """The expression for a fact of the row."""
        return f"{self.variable}['{name}']"


NO_LOOP: Final = Loop()
"""What a row stands in that is printed once."""


def rows_in_loops(table: Element) -> Iterator[tuple[Element, Loop]]:
    """The rows of a table that are printed, each with the loop it stands in."""
    loop = NO_LOOP
    for row in table.findall(ROW):
        text = "".join(text_of(paragraph) for paragraph in row.iter(PARAGRAPH))
        if started := _BEGIN.fullmatch(text):
            loop = Loop(started[1], started[2])
        elif _END.fullmatch(text):
            loop = NO_LOOP
        else:
            yield row, loop
