"""What the fields and groups are called in messages. The caller passes the form's own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from eqia.assessment.vocabulary import OTHER_GROUPS, Characteristic


@dataclass(frozen=True)
class Labels:
    """The form's words, as far as messages need them.

    ``label`` gives the short printed name of the question at a field path, ``place`` its section and name ("Impact on
    equality groups, Race"). ``groups`` maps the ids of the groups to their printed names, in the form's order.
    """

    label: Callable[[str], str]
    place: Callable[[str], str]
    groups: Mapping[str, str]

    def group(self, id: str) -> str:
        """The printed name of a group; the id in plain words where the form does not have it."""
        return self.groups.get(id) or _words(id)


def _words(name: str) -> str:
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _last_name(path: str) -> str:
    return _words([part for part in path.split(".") if not part.isdecimal()][-1])


def _all_names(path: str) -> str:
    return ", ".join(_words(part) if not part.isdecimal() else str(int(part) + 1) for part in path.split("."))


PLAIN: Final = Labels(
    label=_last_name,
    place=_all_names,
    groups={
        **{str(group): _words(group) for group in Characteristic},
        Characteristic.PREGNANCY_MATERNITY: "Pregnancy and maternity",
        Characteristic.RELIGION_BELIEF: "Religion or belief",
        Characteristic.MARRIAGE_CIVIL_PARTNERSHIP: "Marriage and civil partnership",
        OTHER_GROUPS: "Other relevant groups",
    },
)
"""Words made from the field paths, for use without a form."""
