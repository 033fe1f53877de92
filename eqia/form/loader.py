"""Council packs: a folder of words and templates. Loads one, and says plainly what is wrong with it."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from eqia import resources
from eqia.assessment.model import Assessment
from eqia.errors import PackError
from eqia.files import read_bounded
from eqia.form.answers import model_of
from eqia.form.binding import find_faults
from eqia.form.definition import Column, Form, Group, Help, Question, Section
from eqia.form.faults import in_words
from eqia.form.leaving_out import LEAVE_OUT, questions_left_out, unknown_names, without
from eqia.form.merge import merge
from eqia.form.places import Places
from eqia.form.synonyms import Synonyms, faults_of
from eqia.form.toml_faults import said_of
from eqia.printable import shortened
from eqia.system_words import reason

FACTS: Final = "pack.toml"
FORM: Final = "form.toml"
SYNONYMS: Final = "synonyms.toml"
NEEDED: Final = (FACTS, FORM, "report.docx", "report.html", "report.css")
"""The files that a pack must have. All but the first may be left to the pack it extends."""

PARTS: Final = (*NEEDED, SYNONYMS)
"""All the files that a pack can have."""

NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
"""The names that a pack, and so its folder, can have."""

DEFAULT_COUNCIL: Final = "bedford"
"""The council of an assessment that names none."""

_LARGEST_PART: Final = 10_000_000
_THINGS: Final[dict[str, type[BaseModel]]] = {
    "groups": Group,
    "sections": Section,
    "questions": Question,
    "columns": Column,
    "help": Help,
}
_Words = TypeVar("_Words", bound=BaseModel)


class SignOff(BaseModel):
    """What a council says about approval.

    ``author_may_approve``: the lead officer may approve the analysis too. ``signed_elsewhere``: approval is recorded in
    another system, so that the approver and the day in the form count.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    author_may_approve: bool = False
    signed_elsewhere: bool = False


class PackFacts(BaseModel):
    """What pack.toml says of its pack."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    council: str
    name: str
    version: str
    description: str = ""
    extends: str = ""
    rules: dict[str, Any] = {}
    sign_off: SignOff | None = None


@dataclass(frozen=True, eq=False)
class Pack:
    """A council's pack, loaded once. A file it does not hold is taken from the pack it extends.

    ``folders`` are its own and those of the packs it extends, nearest first.
    """

    facts: PackFacts
    form: Form
    folders: tuple[Path, ...]
    places: Places

    @property
    def model(self) -> type[Assessment]:
        """The model of assessments on its form, the same class each time."""
        return model_of(self.form)

    @cached_property
    def synonyms(self) -> Synonyms:
        """The other names of its labels; for those it is silent on, the names in the packs it extends.

        Raises PackError with every fault of its own file.
        """
        own, *others = [load_synonyms(folder) for folder in self.folders]
        if faults := faults_of(own, self.form):
            raise PackError(f'"{self.part(SYNONYMS)}" does not fit the form:', faults)
        return reduce(Synonyms.with_those_of, others, own)

    def part(self, name: str) -> Path:
        """The file ``name`` of the pack, or of the pack it extends. Raises PackError if neither has it."""
        for folder in self.folders:
            if found := _part(folder, name):
                return found
        raise PackError(f'The pack "{self.facts.council}" has no file "{name}".')

    def read(self, name: str) -> bytes:
        """The bytes of a file of the pack."""
        return read_bounded(self.part(name), _LARGEST_PART)

    def read_text(self, name: str) -> str:
        """The text of a file of the pack. Raises PackError if it is not in UTF-8."""
        try:
            return self.read(name).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise PackError(f"{name} is not in UTF-8. Save it again with that encoding.") from None

    @property
    def files(self) -> list[Path]:
        """Every file that the pack is made of, also those of the packs it extends."""
        return [found for folder in self.folders for name in PARTS if (found := _part(folder, name))]

    @property
    def sign_off(self) -> SignOff:
        """What the pack, or the nearest one it extends, says about approval."""
        return self.facts.sign_off or SignOff()

    @property
    def stamp(self) -> str:
        """The pack's name and version, as documents print it."""
        return f"{self.facts.council} {self.facts.version}"


def load_pack(council: str) -> Pack:
    """The pack of a council, looked for where ``EQIA_TEMPLATES`` says and then among eqia's own.

    Raises PackError if there is none or if it is faulty.
    """
    return _load(find_pack(council))


def model_for(data: Mapping[str, Any]) -> type[Assessment]:
    """The model of the form that the data of an assessment is on. Raises PackError if there is none."""
    council = data.get("council", DEFAULT_COUNCIL)
    return load_pack(council if isinstance(council, str) else DEFAULT_COUNCIL).model


def load_pack_at(folder: Path) -> Pack:
    """The pack in a folder. Raises PackError with every fault of the file that it stumbles over first."""
    chain = list(_chain(folder))
    rules: dict[str, Any] = {}
    for _, facts in reversed(chain):
        rules |= facts.rules
    folders = tuple(place for place, _ in chain)
    form = load_form(*form_files(folders))
    sign_off = next((facts.sign_off for _, facts in chain if facts.sign_off), SignOff())
    facts = chain[0][1].model_copy(update={"rules": rules, "sign_off": sign_off})
    return Pack(facts, form, folders, Places(form))


def form_files(folders: Iterable[Path]) -> list[Path]:
    """The form.toml files in some folders, in their order."""
    return [found for folder in folders if (found := _part(folder, FORM))]


def load_facts(folder: Path) -> PackFacts:
    """What the pack.toml in a folder says. Raises PackError with every fault of it."""
    path = _part(folder, FACTS)
    if path is None:
        raise PackError(f'"{folder}" is not a template pack: it has no file {FACTS}.')
    facts = _validated(PackFacts, read_toml(path), path)
    name = folder.resolve().name
    if facts.council != name or not NAME.fullmatch(name):
        raise PackError(
            f'"{path}" says council = "{facts.council}", and its folder is called "{name}". The two must be the same: '
            "small letters, figures and underscores, beginning with a letter."
        )
    return facts


def load_form(*paths: Path) -> Form:
    """The form in a form.toml, put over those in the form.toml files after it.

    Raises PackError with every fault of the TOML, its fields and its fit to the model.
    """
    if not paths:
        raise PackError(f"The pack has no {FORM}, and extends no pack that has one.")
    data, gone = load_words(*paths)
    form = _validated(Form, data, paths[0])
    faults = find_faults(form, gone)
    if faults:
        raise PackError(f'"{paths[0]}" does not fit an assessment:', faults)
    return form


def load_words(*paths: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """The words in a form.toml put over those after it, and who left out what: by the id of each question that is left
    out, the pack and the name by which it does. Raises PackError.
    """
    data, gone = read_toml(paths[-1]), dict[str, str]()
    if LEAVE_OUT in data:
        raise PackError(f'"{paths[-1]}" extends no form: what it does not have needs no "{LEAVE_OUT}".')
    for path in reversed(paths[:-1]):
        own = read_toml(path)
        names = own.pop(LEAVE_OUT, [])
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise PackError(f'"{path}": "{LEAVE_OUT}" must be a list in [ ] of names in quotation marks.')
        if faults := [*unknown_names(data, names)]:
            raise PackError(f'"{path}" leaves out what is not there:', faults)
        left = questions_left_out(data, names)
        gone |= {id: f'"{path.parent.name}" leaves out "{name}"' for id, name in left.items()}
        data = merge(own, without(data, names))
    return data, gone


def load_synonyms(folder: Path) -> Synonyms:
    """The other names that the synonyms.toml in a folder holds; none without it. Raises PackError with every fault."""
    path = _part(folder, SYNONYMS)
    return _validated(Synonyms, read_toml(path), path) if path else Synonyms()


def known_councils() -> list[str]:
    """The councils for which there is a pack, in alphabetical order. Raises PackError for a folder of packs that is not
    there or may not be read.
    """
    found: set[str] = set()
    for place in resources.template_folders():
        with _looking_into(place):
            names = [path.name for path in place.iterdir()]
        found |= {name for name in names if NAME.fullmatch(name) and _is_pack(place / name)}
    return sorted(found)


def find_pack(council: str) -> Path:
    """The folder of a council's pack. Raises PackError, naming the packs there are, if there is none."""
    for place in resources.template_folders():
        with _looking_into(place):
            os.stat(os.path.join(place, os.curdir))  # noqa: PTH116, PTH118 - a Path would leave out the dot
        if NAME.fullmatch(council) and _is_pack(place / council):
            return place / council
    raise PackError(
        f'There is no template pack for the council "{shortened(council)}". '
        f"There are packs for: {', '.join(known_councils())}. "
        f"A council's own packs are looked for in the folder that --templates or {resources.TEMPLATES_VARIABLE} names."
    )


@contextlib.contextmanager
def _looking_into(place: Path) -> Iterator[None]:
    """Raise PackError for a folder of packs that is none, or into which nobody may look."""
    named = f"which --templates or {resources.TEMPLATES_VARIABLE} names"
    try:
        yield
    except (FileNotFoundError, NotADirectoryError):
        raise PackError(f'There is no folder "{place}", {named}.') from None
    except OSError as error:
        raise PackError(f'Cannot look into the folder "{place}", {named}: {reason(error)}.') from None


def _is_pack(folder: Path) -> bool:
    """Whether a folder has facts, as a pack has, or may have: one that is closed is never passed over in silence."""
    try:
        (folder / FACTS).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


@lru_cache(maxsize=32)
def _load(folder: Path) -> Pack:
    return load_pack_at(folder)


def _chain(folder: Path) -> Iterator[tuple[Path, PackFacts]]:
    """The pack in a folder, the pack that it extends, and so on."""
    seen: set[Path] = set()
    while True:
        facts = load_facts(folder)
        if folder.resolve() in seen:
            raise PackError(f'The pack "{facts.council}" extends itself. Take "extends" out of one {FACTS}.')
        seen.add(folder.resolve())
        yield folder, facts
        if not facts.extends:
            return
        folder = find_pack(facts.extends)


def _part(folder: Path, name: str) -> Path | None:
    """A file of a pack, or None if it has none. Raises PackError if it cannot be looked at, or is a link, which could
    lead anywhere.
    """
    path = folder / name
    try:
        mode = path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise PackError(f'Cannot read "{path}": {reason(error)}.') from None
    if stat.S_ISLNK(mode):
        raise PackError(f'"{path}" is a link to another place. A pack holds the file itself.')
    return path if stat.S_ISREG(mode) else None


def read_toml(path: Path) -> dict[str, Any]:
    """What a TOML file of a pack holds. Raises PackError, with the place, if it is none."""
    try:
        return tomllib.loads(read_bounded(path, _LARGEST_PART).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise PackError(f'"{path}" is not in UTF-8. Save it again with that encoding.') from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PackError(f'"{path}" is not a TOML file: {said_of(error)}.') from None
    except ValueError:
        raise PackError(f'"{path}" holds a number that is too long.') from None


def _validated(kind: type[_Words], data: dict[str, Any], path: Path) -> _Words:
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        known = {"": [*kind.model_fields], **{name: [*words.model_fields] for name, words in _THINGS.items()}}
        raise PackError(f'"{path}" cannot be used:', in_words(error, data, known)) from None
