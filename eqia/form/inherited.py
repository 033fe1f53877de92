"""Guidance of the pack below that stands beside a pack's own words: it may speak of something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from eqia.form.leaving_out import things

_LISTS: Final = {"groups": "group", "sections": "section", "questions": "question", "columns": "column"}
_GUIDANCE: Final = {
    "people": 'entry "people"',
    "prompt": "prompt",
    "pick": "pick",
    "hint": "hint",
    "help": "help and examples",
}
"""The entries that say something about a thing, and what they are called."""

Table = Mapping[str, Any]


def inherited_guidance(own: Table, below: Table, whose: str) -> Iterator[str]:
    """A sentence for each thing that a pack calls otherwise than the pack below, whose guidance it keeps.

    ``own`` are the words of the pack, ``below`` those it is put over; ``whose`` names their council.
    """
    for name, thing, base, within in _pairs(own, below, ""):
        if "label" not in thing or thing["label"] == base.get("label"):
            continue
        kept = [words for entry, words in _GUIDANCE.items() if base.get(entry) and entry not in thing]
        if kept:
            said = f"its {_in_a_row(kept)} {'is' if len(kept) == 1 and ' and ' not in kept[0] else 'are'}"
            yield f"{_LISTS[name]} \"{thing['id']}\"{within}: its label is the pack's own, {said} still {whose}'s."


def _pairs(own: Table, below: Table, within: str) -> Iterator[tuple[str, Table, Table, str]]:
    """The things that both have, with their lists: the pack's own, the one below, and in which thing they are."""
    for name in _LISTS:
        known = {thing["id"]: thing for thing in things(below, name)}
        for thing in things(own, name):
            if base := known.get(thing["id"]):
                yield name, thing, base, within
                yield from _pairs(thing, base, f' of "{thing["id"]}"' if name == "questions" else "")


def _in_a_row(names: list[str]) -> str:
    *others, last = names
    return f"{', '.join(others)}{',' if ' and ' in last else ' and'} {last}" if others else last
