"""All the lines that a Word file shows: of its text in order, and of the tops and feet of its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from eqia.wordml.archive.package import DOCUMENT
from eqia.wordml.names import Element, parse, w
from eqia.wordml.text.asides import margins_of
from eqia.wordml.text.prose import text_of

_PAGE: Final = r"(?:page )?\d+(?: ?(?:of|/|\|) ?\d+)?"
_NUMBER: Final = re.compile(rf"^{_PAGE}(?=\s|$)|(?<!\S){_PAGE}$", re.IGNORECASE)
"""The number of a page, at either end of a line."""


def lines_of(parts: Mapping[str, bytes]) -> list[str]:
    """What the parts of a Word file show, with blanks as one space and no empty lines; tracked changes as accepted.

    At the tops and feet of pages each line counts once, whatever number of a page stands at its end.
    """
    body = parse(parts[DOCUMENT])
    margins = {line for name in margins_of(parts) for line in _lines(parse(parts[name]))}
    return [*_lines(body), *sorted({_NUMBER.sub("#", line) for line in margins})]


def _lines(root: Element) -> Iterator[str]:
    for paragraph in root.iter(w("p")):
        line = " ".join(text_of(paragraph).split())
        if line:
            yield line
