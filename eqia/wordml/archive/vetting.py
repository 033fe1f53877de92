"""Refuses Word files that could harm: bombs, macros, strange names, entities. Looks before anything is parsed."""

from __future__ import annotations

import re
import zipfile
from typing import Final

from eqia.errors import InputError

MOST_PARTS: Final = 2_000
LARGEST_PART: Final = 40 << 20
"""Bytes that one part may have when unpacked."""

LARGEST_FILE: Final = 80 << 20
"""Bytes that all parts may have when unpacked."""

MOST_TAGS: Final = 1_000_000
"""Tags that all parts may have: small ones take a hundred times their size of memory, and a form has a few thousand."""

HIGHEST_RATIO: Final = 200
_RATIO_COUNTS_FROM: Final = 1 << 20
_ENCRYPTED: Final = 0x1
_ACTIVE: Final = re.compile(r"vbaProject|vbaData|activeX|word/embeddings/|afchunk", re.IGNORECASE)
_XML: Final = re.compile(r"\.(xml|rels)$", re.IGNORECASE)
_MACRO_TYPE: Final = b"macroEnabled"
_DECLARATIONS: Final = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_EXTERNAL: Final = re.compile(rb"TargetMode\s*=\s*[\"']External", re.IGNORECASE)
_CLICKED: Final = re.compile(rb"/(?:hyperlink|attachedTemplate)[\"']")
"""Links to click on, and the template that a document says it was made from, which nobody here looks at."""

_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


def vet(archive: zipfile.ZipFile) -> None:
    """Raises InputError, saying why, if the archive is not a harmless Word file."""
    entries = archive.infolist()
    if len(entries) > MOST_PARTS:
        raise InputError("The Word file is refused: it is made of too many parts.")
    if len({entry.filename.casefold() for entry in entries}) < len(entries):
        raise InputError("The Word file is refused: it holds two parts of one name.")
    if sum(entry.file_size for entry in entries) > LARGEST_FILE:
        raise InputError("The Word file is refused: unpacked, it would be too large.")
    for entry in entries:
        _vet_entry(entry)
    tags = 0
    for entry in entries:
        if _XML.search(entry.filename):
            data = archive.read(entry)
            _vet_xml(entry.filename, data)
            tags += data.count(b"<")
    if tags > MOST_TAGS:
        raise InputError("The Word file is refused: it is made of more pieces than any form could be.")


def _vet_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if entry.flag_bits & _ENCRYPTED:
        raise InputError("The Word file is protected by a password. Remove it in Word and save the file again.")
    if name.startswith(("/", "\\")) or ":" in name or ".." in name.replace("\\", "/").split("/"):
        raise InputError("The Word file is refused: a part of it has a name that leads out of the file.")
    if entry.file_size > LARGEST_PART or _is_bomb(entry):
        raise InputError("The Word file is refused: unpacked, a part of it would be too large.")
    if _ACTIVE.search(name):
        raise InputError(
            "The Word file is refused: it holds macros or embedded files. Save it as a plain Word document (.docx)."
        )


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > _RATIO_COUNTS_FROM and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1)


def _vet_xml(name: str, data: bytes) -> None:
    if data.startswith(_UTF_16) or _DECLARATIONS.search(data):
        raise InputError("The Word file is refused: a part of it declares what no Word file needs to declare.")
    if name.endswith(".rels") and any(_is_fetched(found[0]) for found in _RELATION.finditer(data)):
        raise InputError(
            "The Word file is refused: it holds something that Word fetches from elsewhere when the file is opened. "
            "Copy the text into a new document and save that."
        )
    if name == "[Content_Types].xml" and _MACRO_TYPE in data:
        raise InputError("The Word file is refused: it may hold macros. Save it as a plain Word document (.docx).")


def _is_fetched(relation: bytes) -> bool:
    """Whether a relationship leads out of the file to something that is fetched by itself: not a link to click on."""
    return _EXTERNAL.search(relation) is not None and _CLICKED.search(relation) is None
