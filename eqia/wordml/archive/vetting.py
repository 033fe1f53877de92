"""Refuses Word files that could harm: bombs, strange names, entities, macros, what is fetched."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from typing import Final, NoReturn
from xml.parsers import expat

from eqia.errors import InputError
from eqia.wordml.archive.relations import TYPES, read_relations, read_types

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
_XML: Final = (".xml", ".rels")
_MACRO_KINDS: Final = frozenset({"vbaproject", "wordvbadata", "control", "activexcontrolbinary"})
_EMBEDDED_KINDS: Final = frozenset({"oleobject", "package", "afchunk"})
_MACRO_TYPES: Final = ("macroenabled", "vbaproject", "activex")
_CLICKED: Final = frozenset({"hyperlink", "attachedtemplate"})
"""Links to click on, and the template that a document says it was made from, which nobody here looks at."""

_MACROS: Final = "The Word file is refused: it holds macros. Save it as a plain Word document (.docx)."
_EMBEDDED: Final = (
    "The Word file is refused: it holds macros or embedded files. Save it as a plain Word document (.docx)."
)
_FETCHED: Final = (
    "The Word file is refused: it holds something that Word fetches from elsewhere when the file is opened. "
    "Copy the text into a new document and save that."
)


def vet(archive: zipfile.ZipFile) -> None:
    """Raises InputError, saying why, if the archive cannot be unpacked and its parts read without harm."""
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
    for entry in _xml_entries(archive):
        data = archive.read(entry)
        _vet_xml(data)
        tags += data.count(b"<")
        if tags > MOST_TAGS:
            raise InputError("The Word file is refused: it is made of more pieces than any form could be.")


def _xml_entries(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The parts that hold XML by their ending or by what the file declares; first that which declares it."""
    declaring = [entry for entry in archive.infolist() if entry.filename.casefold() == TYPES.casefold()]
    yield from declaring
    types = read_types({entry.filename: archive.read(entry) for entry in declaring})
    for entry in archive.infolist():
        name = entry.filename
        if entry not in declaring and (name.casefold().endswith(_XML) or types.of(name).endswith("xml")):
            yield entry


def _vet_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if entry.flag_bits & _ENCRYPTED:
        raise InputError("The Word file is protected by a password. Remove it in Word and save the file again.")
    if name.startswith(("/", "\\")) or ":" in name or ".." in name.replace("\\", "/").split("/"):
        raise InputError("The Word file is refused: a part of it has a name that leads out of the file.")
    if entry.file_size > LARGEST_PART or _is_bomb(entry):
        raise InputError("The Word file is refused: unpacked, a part of it would be too large.")


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > _RATIO_COUNTS_FROM and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1)


def _vet_xml(data: bytes) -> None:
    """Raises InputError for a part that declares a document type or entities, or is in an encoding of its own.

    One that is not well-formed is left to whoever needs it.
    """
    reader = expat.ParserCreate()
    reader.StartDoctypeDeclHandler = _refuse_declaration
    try:
        reader.Parse(data, True)
    except expat.ExpatError:
        return
    except (LookupError, ValueError):
        raise InputError(
            "The Word file is refused: a part of it is in an encoding that Word does not write. "
            "Open it in Word and save it again."
        ) from None


def _refuse_declaration(*_declared: object) -> NoReturn:
    raise InputError("The Word file is refused: a part of it declares what no Word file needs to declare.")


def refuse_contents(parts: Mapping[str, bytes]) -> None:
    """Raises InputError, saying why, for a Word file that holds macros or embedded files, or fetches something."""
    types = read_types(parts)
    if any(any(kind in types.of(name) for kind in _MACRO_TYPES) for name in parts):
        raise InputError(_MACROS)
    for relation in read_relations(parts):
        kind = relation.kind.casefold()
        if kind in _MACRO_KINDS:
            raise InputError(_MACROS)
        if relation.external and kind not in _CLICKED:
            raise InputError(_FETCHED)
        if kind in _EMBEDDED_KINDS:
            raise InputError(_EMBEDDED)
