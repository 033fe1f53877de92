"""Begins a council's own pack: a copy of Bedford's to edit, and a Word template made anew from its words."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Final

from eqia.errors import OutputError, UsageError
from eqia.files import AlreadyThere, make_folder, write_new
from eqia.form.loader import FACTS, NAME, load_pack, load_pack_at
from eqia.packs.word_marks import WORD
from eqia.render.word_form import build_word_template
from eqia.system_words import reason

MODEL: Final = "bedford"
"""The pack that a new one is copied from."""

MODEL_NAME: Final = "Bedford"
"""How the words of that pack name its council."""

_FIRST_VERSION: Final = "0.1.0"


def start_pack(name: str, folder: Path) -> Path:
    """Copy Bedford's pack into ``folder`` under another name, whole, so that all there is to change is there to see.

    Returns the new folder. Raises UsageError for a name that no pack can have, OutputError if something is there.
    """
    if not NAME.fullmatch(name):
        raise UsageError(
            f'"{name}" cannot be the name of a pack. Use small letters, figures and underscores: "milton_keynes".'
        )
    target, beside = folder / name, folder / f".{name}.{os.urandom(4).hex()}.tmp"
    if os.path.lexists(target):
        raise OutputError(f'"{target}" is there already, and is left as it is. Choose another name, or move it away.')
    make_folder(folder)
    try:
        beside.mkdir()
        for file in load_pack(MODEL).files:
            shutil.copyfile(file, beside / file.name)
        facts = (beside / FACTS).read_text(encoding="utf-8")
        (beside / FACTS).write_text(_renamed(facts, name), encoding="utf-8")
        beside.rename(target)
    except OSError as error:
        raise OutputError(f'Cannot make the pack "{target}": {reason(error)}.') from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return target


def make_word_template(folder: Path) -> Path:
    """Make the report.docx of a pack anew from its form.toml, in its order and with its labels and groups.

    Raises PackError for a faulty pack, OutputError if it has a report.docx: what staff did in Word is never replaced.
    """
    form = load_pack_at(folder).form
    target = folder / WORD
    try:
        write_new(target, build_word_template(form), public=True)
    except AlreadyThere:
        raise OutputError(
            f'"{target}" is there already. Move it away first: what was changed in it would be lost.'
        ) from None
    return target


def _renamed(facts: str, name: str) -> str:
    """The text of a pack.toml with another council and the first version; its settings and remarks stay."""
    title = name.replace("_", " ").title()
    for entry, value in (
        ("council", name),
        ("name", f"{title}: Equality Analysis Report"),
        ("version", _FIRST_VERSION),
    ):
        facts = re.sub(rf'^{entry} = ".*"$', f'{entry} = "{value}"', facts, count=1, flags=re.MULTILINE)
    return facts
