"""The seal of a document: by it a file knows that it is, byte for byte, what eqia wrote, and for which purpose.

So nothing has to be remembered elsewhere, and a document that was made on a colleague's machine is known too. The seal
is a digest of the purpose and of all of the file but the place of the seal itself: in the source part of a Word file,
in the second half of a PDF's ID (ISO 32000-1, 14.4), in a comment at the top of a web page. It shows accidents and
edits; it is no signature, and proves nothing about who made a file.
"""

from __future__ import annotations

import hashlib
import re
from enum import StrEnum
from typing import Final


class Purpose(StrEnum):
    """What a document was made for."""

    REPORT = "report"
    REVIEW = "review copy"
    REDLINE = "comparison"
    WORKSHEET = "worksheet"
    PUBLICATION = "public document"


_ZIP: Final = b"PK"
_PDF: Final = b"%PDF"
_IN_PDF: Final = re.compile(rb"/ID \[\([0-9a-f]{32}\) \(([0-9a-f]{32})\)\]")
_IN_PAGE: Final = re.compile(rb"<!-- seal ([0-9a-f]{64}) -->")
_DOCTYPE: Final = re.compile(rb"\s*<!doctype[^>]*>", re.IGNORECASE)
_EMPTY: Final = b"<!-- seal %b -->" % (b"0" * 64)


def sealed(data: bytes, purpose: Purpose) -> bytes:
    """A document with its seal, in the place of one that it had for another purpose."""
    if data.startswith(_ZIP):
        from eqia.wordml.archive.seal import seal_word  # here and below, so that commands without Word start quickly

        return seal_word(data, purpose)
    if not data.startswith(_PDF) and not _IN_PAGE.search(data):
        top = found.end() if (found := _DOCTYPE.match(data)) else 0
        data = data[:top] + _EMPTY + data[top:]
    place = _place(data)
    if place is None:
        return data
    start, end = place
    return data[:start] + _seal(data, place, purpose) + data[end:]


def is_made_for(data: bytes, purpose: Purpose) -> bool:
    """Whether a file is, byte for byte, what eqia wrote for this purpose. Any bytes may be asked about."""
    if data.startswith(_ZIP):
        from eqia.wordml.archive.seal import is_sealed_word

        return is_sealed_word(data, purpose)
    place = _place(data)
    return place is not None and data[slice(*place)] == _seal(data, place, purpose)


def purpose_of(data: bytes) -> Purpose | None:
    """What a file was made for; None if it is not, byte for byte, what eqia wrote."""
    return next((purpose for purpose in Purpose if is_made_for(data, purpose)), None)


def _place(data: bytes) -> tuple[int, int] | None:
    """Where the seal of a PDF or a web page begins and ends; None if it has no place for one."""
    pattern = _IN_PDF if data.startswith(_PDF) else _IN_PAGE
    found = list(pattern.finditer(data))
    return found[-1].span(1) if found else None


def _seal(data: bytes, place: tuple[int, int], purpose: Purpose) -> bytes:
    start, end = place
    digest = hashlib.sha256(purpose.encode())
    digest.update(data[:start])
    digest.update(data[end:])
    return digest.hexdigest()[: end - start].encode()
