"""The manifest of a batch: a line of JSON a file, appended as the work goes on, so that a run can be taken up."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eqia.batch.own_files import append, write_own
from eqia.files import read_if_there

NAME: Final = "manifest.jsonl"


class Output(BaseModel):
    """A document that was made."""

    model_config = ConfigDict(frozen=True)

    path: str = Field(description="Below the output folder, with forward slashes.")
    sha256: str
    size: int = Field(description="Bytes.")


class Entry(BaseModel):
    """What became of one assessment. Fields of other versions are passed over when a manifest is read."""

    model_config = ConfigDict(frozen=True)

    file: str = Field(description="Below the input folder, with forward slashes.")
    key: str = Field(default="", description="Digest of the file, the templates, the program and the day.")
    shows: str = Field(default="", description="Digest of what the documents show and of what made them.")
    title: str = ""
    digest: str = Field(default="", description="SHA-256 of what the assessment says.")
    draft: bool = True
    counts: dict[str, dict[str, int]] = Field(default={}, description="Open findings by gate and severity.")
    rules: dict[str, int] = Field(default={}, description="Open findings at publication by rule.")
    outputs: tuple[Output, ...] = ()
    seconds: float = 0
    missing: tuple[str, ...] = Field(
        default=(), description="Documents that were not made for want of a system library."
    )
    error: str = ""
    kept: tuple[str, ...] = Field(default=(), description="Copies of what the documents replaced in the last run.")
    made: bool = Field(
        default=False, description="Whether documents were made in the last run; else they were up to date."
    )


class Manifest:
    """The manifest file of an output folder. Entries are appended as they come and put in order at the end."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self.entries: dict[str, Entry] = _read(self.path)

    def add(self, entry: Entry) -> None:
        """Note an entry at once, so that it is there if the program is stopped now. Raises OutputError."""
        self.entries[entry.file] = entry
        append(self.path, [_line(entry)])

    def finish(self, files: Iterable[str]) -> None:
        """Write the manifest anew: one entry for each of these files, in their order. Raises OutputError."""
        self.entries = {name: self.entries[name] for name in files if name in self.entries}
        write_own(self.path, b"".join(_line(entry) for entry in self.entries.values()))


def _read(path: Path) -> dict[str, Entry]:
    """The entries of a manifest, the last for each file. A line cut off when the program was stopped is left out."""
    entries = {}
    for line in (read_if_there(path) or b"").splitlines():
        try:
            entry = Entry.model_validate_json(line)
        except ValidationError:
            continue
        entries[entry.file] = entry
    return entries


def _line(entry: Entry) -> bytes:
    return json.dumps(entry.model_dump(mode="json"), ensure_ascii=False).encode("utf-8") + b"\n"
