"""What is drawn on the pages of a PDF, by a digest for each page: so that two files can be compared."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Any

import pikepdf


def digests_of_pages(data: bytes) -> list[str]:
    """A digest for each page: of its content, its fonts and pictures, and the notes that lie on it.

    A program that only saves a file again leaves all of these as they are.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        known: dict[tuple[int, int], bytes] = {}
        return [_digest(page.obj, known) for page in pdf.pages]


def _digest(page: Any, known: dict[tuple[int, int], bytes]) -> str:
    found = hashlib.sha256(page.Contents.read_bytes())
    resources = page.get("/Resources", {})
    for stream in _streams(resources, set()):
        if stream.objgen not in known:
            known[stream.objgen] = hashlib.sha256(stream.read_bytes()).digest()
        found.update(known[stream.objgen])
    found.update(b"%d" % len(page.get("/Annots", ())))
    return found.hexdigest()


def _streams(thing: Any, met: set[tuple[int, int]]) -> Iterator[Any]:
    """The streams that a dictionary holds at any depth, each once, in the order of their names."""
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array) and thing.is_indirect:
        if thing.objgen in met:
            return
        met.add(thing.objgen)
    if isinstance(thing, pikepdf.Stream):
        yield thing
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for name in sorted(thing.keys()):
            yield from _streams(thing[name], met)
    elif isinstance(thing, pikepdf.Array):
        for each in thing:
            yield from _streams(each, met)
