"""The record of an output folder: which documents eqia made there, noted before each is written.

By it a document that was changed by hand is told from one that a run had just written when it was killed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from eqia.batch.manifest import Output
from eqia.batch.own_files import append, write_own
from eqia.files import read_if_there

NAME: Final = ".eqia-batch.made"

SUMMARIES: Final = ("summary.csv", "summary.html")
"""The summaries of a batch, which are noted too."""

_LINE: Final = TypeAdapter(tuple[str, str])
"""A document's path below the output folder, and its digest."""

Made = Mapping[str, frozenset[str]]
"""The digests that a document of eqia's may have, by its path below the output folder."""


def read_record(out: Path) -> Made:
    """The documents that eqia made in an output folder, or was about to make."""
    made: dict[str, set[str]] = {}
    for line in (read_if_there(out / NAME) or b"").splitlines():
        try:
            path, digest = _LINE.validate_json(line)
        except ValidationError:
            continue  # a line cut off when the program was stopped, before its document was written
        made.setdefault(path, set()).add(digest)
    return {path: frozenset(digests) for path, digests in made.items()}


def note(out: Path, outputs: Iterable[Output]) -> None:
    """Note that documents are about to be written. Raises OutputError, and then none may be."""
    append(out / NAME, [_line(output.path, output.sha256) for output in outputs], sync=True)


def rewrite_record(out: Path, outputs: Iterable[Output], made: Made) -> list[str]:
    """Write the record anew: what these outputs are, and all that was known of other documents that are still there.

    Gives the paths of those others. Raises OutputError.
    """
    now = {output.path: frozenset({output.sha256}) for output in outputs}
    documents = ((path, digests) for path, digests in made.items() if path not in {*now, *SUMMARIES})
    earlier = {path: digests for path, digests in documents if os.path.lexists(out / path)}
    known = dict(sorted({**earlier, **now}.items()))
    lines = (_line(path, digest) for path, digests in known.items() for digest in sorted(digests))
    write_own(out / NAME, b"".join(lines))
    return sorted(earlier)


def _line(path: str, digest: str) -> bytes:
    return json.dumps([path, digest]).encode("ascii") + b"\n"
