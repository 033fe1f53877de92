"""Refuses Word files that cannot be read safely: bombs, strange names, entities, macros. Nothing is fetched."""

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
_MACRO_KINDS: Final = frozenset({"vbaproject", "wordvbadata"})
_MACRO_TYPES: Final = ("macroenabled", "vbaproject", "vbadata")
_MACROS: Final = (
    "The Word file is refused: it holds macros, which are programs. Open it in Word, choose Save As and the type "
    '"Word Document (*.docx)", and let the macros go: text, comments and changes stay. Use that file.'
)


def vet(archive: zipfile.ZipFile) -> None:
    """Raises InputError, saying why, if the archive cannot be unpacked and its parts read without harm."""
    entries = archive.infolist()
    if len(entries) > MOST_PARTS:
        raise InputError("The Word file is refused: it is made of too many parts.")
    if len({entry.filename.replace("\\", "/").casefold() for entry in entries}) < len(entries):
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
    """Raises InputError, saying what to do, for a Word file that holds macros. What else it embeds stays closed."""
    types = read_types(parts)
    declared = (types.of(name) for name in parts)
    related = (relation.kind.casefold() for relation in read_relations(parts))
    if any(kind in each for each in declared for kind in _MACRO_TYPES) or any(each in _MACRO_KINDS for each in related):
        raise InputError(_MACROS)
