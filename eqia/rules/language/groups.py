"""Who a text is about: the groups and subgroups whose terms it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from eqia.rules.language.data import table
from eqia.rules.language.terms import Match, Terms
from eqia.rules.language.words import Text

PEOPLE, TOPIC, SETTING, BODY = "people", "topic", "setting", "body"


@dataclass(frozen=True, eq=False)
class Subgroup:
    """A group of people within one or more rows of the form. See ``groups.toml``."""

    id: str
    label: str
    groups: tuple[str, ...]
    own_right: bool = False


@dataclass(frozen=True)
class Mention:
    """Words by which a text shows that it is about a subgroup; ``kind`` says whether they name its people, a topic
    that concerns them, a setting where they are served, or a body that speaks for them.
    """

    subgroup: Subgroup
    kind: str
    match: Match

    @property
    def first(self) -> int:
        """The place of its first word in the text."""
        return self.match.first


@dataclass(frozen=True)
class Vocabulary:
    """The terms of all groups; a group of the council's own has its label for a term."""

    subgroups: Mapping[str, Subgroup]
    _terms: Terms

    def mentions(self, text: Text) -> tuple[Mention, ...]:
        """All mentions of groups in a text, in order, also those that the text denies."""
        return text.once(self._mentions)

    def groups_in(self, text: Text) -> Mapping[str, tuple[Mention, ...]]:
        """The mentions in a text by the id of the group they belong to."""
        return text.once(self._by_group)

    def subgroups_in(self, text: Text) -> frozenset[Subgroup]:
        """The subgroups that a text mentions."""
        return text.once(self._subgroups)

    def _subgroups(self, text: Text) -> frozenset[Subgroup]:
        return frozenset(mention.subgroup for mention in self.mentions(text))

    def _mentions(self, text: Text) -> tuple[Mention, ...]:
        found = ((match.key.partition("|"), match) for match in self._terms.find(text))
        return tuple(Mention(self.subgroups[id], kind, match) for (id, _, kind), match in found)

    def _by_group(self, text: Text) -> Mapping[str, tuple[Mention, ...]]:
        found: dict[str, list[Mention]] = {}
        for mention in self.mentions(text):
            for group in mention.subgroup.groups:
                found.setdefault(group, []).append(mention)
        return {group: tuple(held) for group, held in found.items()}


@lru_cache(maxsize=64)
def vocabulary(extra: tuple[tuple[str, str], ...] = ()) -> Vocabulary:
    """The vocabulary, with the council's own groups as pairs of id and printed name."""
    entries: dict[str, dict[str, Any]] = {entry["id"]: entry for entry in table("groups")["subgroup"]}
    entries |= {f"own_{id}": _own(id, label) for id, label in extra}
    lists = {f"{id}|{kind}": part for id, entry in entries.items() for kind, part in _parts(entry)}
    subgroups = {
        id: Subgroup(id, entry["label"], tuple(entry["groups"]), entry.get("own_right", False))
        for id, entry in entries.items()
    }
    return Vocabulary(subgroups, Terms("groups", lists))


_FIELDS: Final = {TOPIC: "topics", SETTING: "settings", BODY: "bodies"}


def _parts(entry: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield PEOPLE, {field: entry[field] for field in ("nouns", "words", "exact", "unless") if field in entry}
    for kind, field in _FIELDS.items():
        if field in entry:
            yield kind, {"nouns": entry[field]}


def _own(id: str, label: str) -> dict[str, Any]:
    return {"id": f"own_{id}", "groups": [id], "label": label, "nouns": [label.lower()], "own_right": True}
