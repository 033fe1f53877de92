"""How a document was printed: what it takes, beside the assessment that travels inside it, to print it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final


@dataclass(frozen=True)
class Printing:
    """What a document says that its assessment does not.

    ``date`` is the day of the last step in the file's history ("2026-05-04"), which the document need not carry;
    ``lapsed`` numbers the acknowledgements (from 0) that it carries and does not print.
    """

    date: str = ""
    lapsed: tuple[int, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """What of it is set, for JSON; nothing if nothing is."""
        return {name: value for name, value in asdict(self).items() if value}


FROM_THE_FILE: Final = Printing()
"""That of an assessment which comes from its file: all that stands in it is said."""


def read_printing(data: object) -> Printing:
    """How a document was printed, by what stands inside it; what does not fit is left out."""
    given = data if isinstance(data, Mapping) else {}
    date, lapsed = given.get("date"), given.get("lapsed")
    numbers = lapsed if isinstance(lapsed, list | tuple) else ()
    return Printing(
        date=date if isinstance(date, str) else "",
        lapsed=tuple(number for number in numbers if isinstance(number, int)),
    )
