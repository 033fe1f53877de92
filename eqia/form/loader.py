"""Council packs: a folder of words and templates. Loads one, and says plainly what is wrong with it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from eqia import resources
from eqia.errors import PackError
from eqia.files import read_bounded
from eqia.form.binding import find_faults
from eqia.form.definition import Form
from eqia.form.places import Places

_LARGEST_PART: Final = 10_000_000
_Words = TypeVar("_Words", bound=BaseModel)


class PackFacts(BaseModel):
    """What pack.toml says of its pack."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    council: str
    name: str
    version: str
    description: str = ""
    extends: str = ""
    rules: dict[str, Any] = {}


@dataclass(frozen=True, eq=False)
class Pack:
    """A council's pack, loaded once. A file it does not hold is taken from the pack it extends."""

    facts: PackFacts
    form: Form
    folders: tuple[Path, ...]
    places: Places

    def part(self, name: str) -> Path:
        """The file ``name`` of the pack, or of the pack it extends. Raises PackError if neither has it."""
        for folder in self.folders:
            if (folder / name).is_file():
                return folder / name
        raise PackError(f'The pack "{self.facts.council}" has no file "{name}".')

    def read(self, name: str) -> bytes:
        """The bytes of a file of the pack."""
        return read_bounded(self.part(name), _LARGEST_PART)

    @property
    def stamp(self) -> str:
        """The pack's name and version, as documents print it."""
        return f"{self.facts.council} {self.facts.version}"


@lru_cache(maxsize=32)
def load_pack(council: str, folders: tuple[Path, ...] = ()) -> Pack:
    """The pack of a council, looked for in ``folders`` and then among eqia's own.

    Raises PackError if there is none or if it is faulty.
    """
    return load_pack_at(_find(council, folders), folders)


def load_pack_at(folder: Path, folders: tuple[Path, ...] = ()) -> Pack:
    """The pack in a folder. Raises PackError with every fault of it."""
    facts = _facts(folder)
    chain: tuple[Path, ...] = (folder,)
    if facts.extends:
        chain += load_pack_at(_find(facts.extends, folders), folders).folders
    source = next((place / "form.toml" for place in chain if (place / "form.toml").is_file()), None)
    if source is None:
        raise PackError(f'The pack in "{folder}" has no form.toml, and extends no pack that has one.')
    form = load_form(source)
    return Pack(facts, form, chain, Places(form))


def load_form(path: Path) -> Form:
    """The form in a form.toml. Raises PackError with every fault: of the TOML, of its fields, of its fit to the model."""
    form = _validated(Form, _toml(path), path)
    faults = find_faults(form)
    if faults:
        raise PackError(_listed(path, faults))
    return form


def known_councils(folders: Sequence[Path] = ()) -> list[str]:
    """The councils for which there is a pack, in alphabetical order."""
    places = [*folders, resources.folder("templates")]
    return sorted({pack.parent.name for place in places for pack in place.glob("*/pack.toml")})


def _find(council: str, folders: Sequence[Path]) -> Path:
    for place in [*folders, resources.folder("templates")]:
        if (place / council / "pack.toml").is_file():
            return place / council
    known = ", ".join(known_councils(folders))
    raise PackError(f'There is no template pack for the council "{council}". There are packs for: {known}.')


def _facts(folder: Path) -> PackFacts:
    path = folder / "pack.toml"
    return _validated(PackFacts, _toml(path), path)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_bounded(path, _LARGEST_PART).decode("utf-8"))
    except UnicodeDecodeError:
        raise PackError(f'"{path}" is not in UTF-8. Save it again with that encoding.') from None
    except tomllib.TOMLDecodeError as error:
        raise PackError(f'"{path}" is not a TOML file: {error}.') from None


def _validated(kind: type[_Words], data: dict[str, Any], path: Path) -> _Words:
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        raise PackError(_listed(path, faults)) from None


def _listed(path: Path, faults: Sequence[str]) -> str:
    return "\n".join([f'"{path}" does not fit an assessment:', *(f"  - {fault}" for fault in faults)])
