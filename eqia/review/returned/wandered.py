"""Lines of answers that now stand elsewhere: in another answer, or outside of all of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from eqia.form.kinds.changes import quoted
from eqia.form.places import Places
from eqia.review.returned.doubts import Doubt, Why
from eqia.review.returned.loose import Loose
from eqia.structure.blocks import BULLET
from eqia.view.document import Printed
from eqia.wordml.form.reading import Answer

_ROW: Final = re.compile(r"\.\d+\.")
_SHORTEST: Final = 3
"""Letters and figures from which on a line is known again elsewhere."""


def find_wandered(
    printed: Mapping[str, Printed], shown: Mapping[str, Answer], loose: Iterable[Loose], places: Places
) -> Iterator[Doubt]:
    """Doubts on each answer that lost a line which now stands elsewhere, and on the answer in which it stands.

    Rows of a list may be put in another order; a line that was copied has not gone from where it was.
    """
    before, now = _lines(printed), _lines(shown)
    lost, gained = _places_of(before, now), _places_of(now, before)
    outside = {line: each.near for each in loose for line in _split(each.text)}
    for line, was in lost.items():
        for path in was:
            for other in gained.get(line, ()):
                said = f"{quoted(line)} stood in {places.describe(path)}, and now stands in {places.describe(other)}."
                yield Doubt(path, Why.MOVED, said)
                yield Doubt(other, Why.MOVED, said)
            if line in outside and line not in gained:
                said = f"a part of it, {quoted(line)}, now stands outside the answer."
                yield Doubt(path, Why.OUTSIDE, f"{places.describe(path)}: {said}")
    yield from _broken_off(printed, shown, loose, lost, places)


def _broken_off(
    printed: Mapping[str, Printed],
    shown: Mapping[str, Answer],
    loose: Iterable[Loose],
    lost: Mapping[str, object],
    places: Places,
) -> Iterator[Doubt]:
    """Pieces of lines that now stand just after the answer they were broken off."""
    for each in loose:
        answer, now = printed.get(each.near), shown.get(each.near)
        if each.text in lost or not isinstance(answer, str):
            continue
        if answer.count(each.text) > (now.count(each.text) if isinstance(now, str) else 0):
            said = f"a part of it, {quoted(each.text)}, now stands outside the answer."
            yield Doubt(each.near, Why.OUTSIDE, f"{places.describe(each.near)}: {said}")


def _lines(answers: Mapping[str, Printed]) -> dict[str, dict[str, Counter[str]]]:
    """The lines of answers in text by their fields, and by their paths there; the rows of a list are one field."""
    found: dict[str, dict[str, Counter[str]]] = {}
    for path, text in answers.items():
        if isinstance(text, str):
            found.setdefault(_ROW.sub(".#.", path), {})[path] = Counter(_split(text))
    return found


def _places_of(
    here: Mapping[str, Mapping[str, Counter[str]]], there: Mapping[str, Mapping[str, Counter[str]]]
) -> dict[str, list[str]]:
    """The lines that fields have more often here than there, each with the paths at which they are here."""
    found: dict[str, list[str]] = {}
    for field, own in here.items():
        others: Counter[str] = sum(there.get(field, {}).values(), Counter())
        for path, lines in own.items():
            for line, count in lines.items():
                if count > others[line]:
                    found.setdefault(line, []).append(path)
                others[line] -= count
    return found


def _split(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        plain = line.strip().removeprefix(BULLET).strip()
        if sum(map(str.isalnum, plain)) >= _SHORTEST:
            yield plain
