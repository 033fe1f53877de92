"""One look at a document: where each of the form's fields stands in it, and what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eqia.form.loader import Pack
from eqia.review.returned.layout import anchors_of
from eqia.wordml.form.anchors import Located, locate
from eqia.wordml.form.reading import Answer, read_answers
from eqia.wordml.form.spots import Spot, find_spots
from eqia.wordml.names import Element
from eqia.wordml.text.styles import Styles


@dataclass(frozen=True)
class Look:
    """A document as it is, or with its tracked changes accepted or rejected."""

    root: Element
    places: tuple[Located, ...]
    spots: tuple[Spot, ...]
    shown: Mapping[str, Answer]


def look_at(root: Element, styles: Styles, pack: Pack) -> Look:
    """What a document shows, given the pack it was made with."""
    anchors = anchors_of(pack)
    places = tuple(locate(root, anchors))
    shown = read_answers(root, anchors, styles, pack.form.blanks)
    answers = {path: _without(pack.form.not_needed, answer) for path, answer in shown.items()}
    return Look(root, places, tuple(find_spots(places, styles)), answers)


def _without(not_needed: str, answer: Answer) -> Answer:
    """An answer without the line that stands in sections that are not needed; with it if words were typed behind it."""
    if isinstance(answer, str) and f"{answer}\n".startswith(f"{not_needed}\n"):
        return answer.removeprefix(not_needed).removeprefix("\n")
    return answer
