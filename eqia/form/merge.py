"""Puts the words of a pack over those of the pack it extends, so that it needs to hold only what differs.

Tables are put together entry by entry; lists of things with an id (groups, sections, questions, columns) by that id.
A thing with ``after = "age"`` moves behind that one, with ``after = ""`` to the front; a new one without it goes last.
Any other value, and a condition, replaces the one below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from eqia.errors import PackError

AFTER: Final = "after"
"""The entry that says behind which of its siblings a thing stands."""

_WHOLE: Final = frozenset({"needed_when", "shown_when"})

Table = Mapping[str, Any]


def merge(own: Table, base: Table) -> dict[str, Any]:
    """The words of ``base`` with those of ``own`` over them. Raises PackError if ``after`` names what is not there."""
    changed = {name: _merge_value(name, value, base.get(name)) for name, value in own.items()}
    return {**base, **changed}


def _merge_value(name: str, own: Any, base: Any) -> Any:
    if isinstance(own, Mapping) and isinstance(base, Mapping) and name not in _WHOLE:
        return merge(own, base)
    if _is_list_of_things(own):
        return _merge_list(own, base if _is_list_of_things(base) else [])
    return own


def _merge_list(own: Sequence[Table], base: Sequence[Table]) -> list[Table]:
    things = {thing["id"]: thing for thing in base}
    moved = {thing["id"]: thing[AFTER] for thing in own if AFTER in thing}
    for thing in own:
        words = {name: value for name, value in thing.items() if name != AFTER}
        things[thing["id"]] = merge(words, things.get(thing["id"], {}))
    order = [*things]
    for id, after in moved.items():
        order.remove(id)
        order.insert(_place(id, after, order), id)
    return [things[id] for id in order]


def _place(id: str, after: object, order: Sequence[str]) -> int:
    if after == "":
        return 0
    if after not in order:
        raise PackError(f'In form.toml, "{id}" should stand after "{after}", which is not in the same list.')
    return order.index(str(after)) + 1


def _is_list_of_things(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(thing, Mapping) and isinstance(thing.get("id"), str) for thing in value)
    )
