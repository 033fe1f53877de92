"""The examples of each rule: small assessments on which it fires, and others on which it keeps silent."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from eqia.concepts.model import Concepts
from eqia.rules.context import Context
from eqia.rules.labels import PLAIN, Labels
from eqia.rules.pack_settings import read_settings

FOLDER: Final = Path(__file__).parent / "cases"
"""One TOML file a rule, named after its id."""

TODAY: Final = date(2026, 1, 15)
"""The day on which examples are checked that name none."""


@dataclass(frozen=True)
class Example:
    """A named example. ``given`` is part of an assessment as in its JSON file; what is not given is empty.

    ``fields`` are the paths that the rule's findings must point at, in order, none if it must keep silent; ``variant``
    is the wording it must choose. ``settings`` are those of a council's pack.
    """

    name: str
    given: Mapping[str, Any]
    fields: tuple[str, ...] = ()
    variant: str = ""
    today: date = TODAY
    settings: Mapping[str, Any] | None = None

    @property
    def assessment(self) -> Concepts:
        """The example as an assessment."""
        return Concepts.model_validate_json(json.dumps(self.given))

    def context(self, labels: Labels = PLAIN) -> Context:
        """What a rule sees of the example."""
        return Context(self.assessment, self.today, read_settings(self.settings or {}, f"example {self.name}"), labels)


@dataclass(frozen=True)
class Examples:
    """The examples of one rule."""

    fires: tuple[Example, ...]
    silent: tuple[Example, ...]


@lru_cache(maxsize=512)
def examples_of(id: str) -> Examples:
    """The examples of a rule by its id."""
    data = tomllib.loads((FOLDER / f"{id}.toml").read_text(encoding="utf-8"))
    return Examples(_read(data.pop("fires")), _read(data.pop("silent")))


def _read(cases: list[dict[str, Any]]) -> tuple[Example, ...]:
    return tuple(Example(**{**case, "fields": tuple(case.get("fields", ()))}) for case in cases)
