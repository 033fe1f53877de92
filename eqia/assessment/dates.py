"""What can be read from a date as people write it: day first, British usage, no locale and no clock involved."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache


class Precision(StrEnum):
    """How much a text says about time."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    SPAN = "span"
    NONE = "none"


@dataclass(frozen=True)
class Reading:
    """The days a text names, from the ``earliest`` to the ``latest``; both are None where no time can be read.

    A reading of precision SPAN holds several times, or a limit ("until 2021"); its ``earliest`` is None if it is open.
    """

    precision: Precision = Precision.NONE
    earliest: date | None = None
    latest: date | None = None

    @property
    def day(self) -> date | None:
        """The one day that is meant, if the text names exactly one."""
        return self.earliest if self.precision is Precision.DAY else None

    def __str__(self) -> str:
        """The reading in words, with the weekday: "Wednesday 14 November 2018"."""
        match self.precision:
            case Precision.DAY if self.earliest:
                return in_words(self.earliest, weekday=True)
            case Precision.MONTH if self.earliest:
                return f"{calendar.month_name[self.earliest.month]} {self.earliest.year}"
            case Precision.YEAR if self.earliest:
                return str(self.earliest.year)
            case Precision.NONE:
                return "no date"
        if self.latest is None:
            return "no date"
        start = f"{in_words(self.earliest)} to " if self.earliest else "until "
        return start + in_words(self.latest)


NOTHING = Reading()

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_TIME = re.compile(
    rf"""
    (?:(?<![\w/.-])|(?<=[^\W\d]-)(?=(?:{_MONTH})\b))(?:
        (?P<y1>\d{{4}})-(?P<m1>\d{{1,2}})-(?P<d1>\d{{1,2}})(?![\d/-])
      | (?P<d2>\d{{1,2}})\s*(?P<sep>[/.-])\s*(?P<m2>\d{{1,2}})\s*(?P=sep)\s*(?P<y2>\d{{4}}|\d{{2}})(?![\d/-])
      | (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m3>{_MONTH})\b\.?,?\s+(?P<y3>\d{{4}}|\d{{2}})(?![\d/-])
      | (?P<m5>{_MONTH})\b\.?\s+(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y5>\d{{4}})(?![\d/-])
      | (?P<m4>{_MONTH})\b\.?,?\s+(?P<y4>\d{{4}})(?![\d/-])
      | (?P<season>spring|summer|autumn)\s+(?:of\s+)?(?P<y6>\d{{4}})(?![\d/-])
      | (?:(?:q|quarter)\s*(?P<q1>[1-4])|(?P<q2>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+quarter)
        [,\s]*\(?(?:of\s+)?(?P<yq>(?:19|20)\d{{2}})(?:\s*[/–-]\s*(?P<yr>(?:20)?\d{{2}}))?(?![\d/-])
      | (?P<yv>(?:19|20)\d{{2}})(?:\s*[/–-]\s*(?P<yw>(?:20)?\d{{2}}))?,?\s+(?:q|quarter\s+)(?P<q3>[1-4])\b
      | (?P<ya>(?:19|20)\d{{2}})\s*[/–-]\s*(?P<yb>(?:20)?\d{{2}})(?![\d/-])
      | (?P<y7>(?:19|20)\d{{2}})(?![\d/-])
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LIMIT = re.compile(r"\b(?:now|until|till|ongoing|from)\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def read(text: str) -> Reading:
    """Read a text such as "14 Nov 2018", "14/11/18", "Nov 2018" or "Now until 2021". Never fails.

    Impossible dates (31/11/2018) and days without a year are not read; two-figure years are of this century.
    """
    times = list(_times(text))
    if not times:
        return NOTHING
    limited = bool(_LIMIT.search(text))
    if len(times) == 1 and not limited:
        return times[0]
    earliest = None if limited and len(times) == 1 and not _starts(text) else min(_day(time.earliest) for time in times)
    return Reading(Precision.SPAN, earliest, max(_day(time.latest) for time in times))


def end_of(text: str) -> Reading:
    """The last time that a text names: of a range, the day, month, season or year in which it ends.

    A quarter ends in its last month.
    """
    last = max(_times(text), key=lambda time: (_day(time.latest), _day(time.earliest)), default=NOTHING)
    if last.precision is Precision.SPAN and last.latest:
        return Reading(Precision.YEAR, last.latest.replace(month=1, day=1), last.latest)
    if last.precision is Precision.QUARTER and last.latest:
        return Reading(Precision.MONTH, last.latest.replace(day=1), last.latest)
    return last


def today_or(text: str, today: date) -> str:
    """What to keep of a typed date: "today" becomes the day's own date, anything else stays as typed."""
    return in_words(today) if text.strip().casefold() == "today" else text


def in_words(day: date, *, weekday: bool = False) -> str:
    """A day in full: "14 November 2018", or "Wednesday 14 November 2018"."""
    words = f"{day.day} {calendar.month_name[day.month]} {day.year}"
    return f"{calendar.day_name[day.weekday()]} {words}" if weekday else words


def _starts(text: str) -> bool:
    return re.search(r"\bfrom\s*\S", text, re.IGNORECASE) is not None


def _day(value: date | None) -> date:
    assert value is not None
    return value


def _times(text: str) -> Iterator[Reading]:
    for found in _TIME.finditer(text):
        parts = {name: value for name, value in found.groupdict().items() if value}
        reading = _reading(parts)
        if reading is not None:
            yield reading


def _reading(parts: dict[str, str]) -> Reading | None:
    if "ya" in parts:
        first = int(parts["ya"])
        last = int(parts["yb"]) if len(parts["yb"]) == 4 else first // 100 * 100 + int(parts["yb"])
        return Reading(Precision.SPAN, date(first, 1, 1), date(last, 12, 31)) if last > first else None
    if "y7" in parts:
        return _months(Precision.YEAR, int(parts["y7"]), 1, 12)
    if found := (parts.get("q1") or parts.get("q2") or parts.get("q3")):
        return _quarter(
            _QUARTERS.get(found.lower()) or int(found),
            parts.get("yq") or parts["yv"],
            parts.get("yr") or parts.get("yw") or "",
        )
    if "season" in parts:
        return _months(Precision.SEASON, int(parts["y6"]), *_SEASONS[parts["season"].lower()])
    if "m4" in parts:
        return _months(Precision.MONTH, int(parts["y4"]), *[_MONTHS[parts["m4"].lower()]] * 2)
    number = next(n for n in "1235" if f"d{n}" in parts)
    month = parts[f"m{number}"].lower()
    return _one_day(parts[f"y{number}"], _MONTHS.get(month) or int(month), int(parts[f"d{number}"]))


def _quarter(number: int, first: str, last: str) -> Reading | None:
    """A quarter of a calendar year, or of a financial year (2025/26), whose first quarter begins in April."""
    if not last:
        return _months(Precision.QUARTER, int(first), 3 * number - 2, 3 * number)
    if int(last[-2:]) != (int(first) + 1) % 100:
        return _reading({"ya": first, "yb": last})
    year, start = (int(first), 3 * number + 1) if number < 4 else (int(first) + 1, 1)
    return _months(Precision.QUARTER, year, start, start + 2)


def _one_day(year: str, month: int, day: int) -> Reading | None:
    try:
        value = date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    except ValueError:
        return None
    return Reading(Precision.DAY, value, value)


def _months(precision: Precision, year: int, first: int, last: int) -> Reading | None:
    if not 1 <= year <= 9999:
        return None
    return Reading(precision, date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))
