"""Word files as zip archives of parts: read with care, written so that the same parts always give the same bytes."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from eqia.errors import InputError
from eqia.wordml.archive.places import DOCUMENT, in_usual_places
from eqia.wordml.archive.vetting import refuse_contents, vet
from eqia.wordml.names import is_well_formed, parse, serialise

__all__ = ["DOCUMENT", "OF_WORD", "Member", "deflate", "look_into", "pack", "read_parts", "unpack", "write_parts"]

_FIRST: Final = ("[Content_Types].xml", "_rels/.rels", DOCUMENT)
_OLD_WORD: Final = b"\xd0\xcf\x11\xe0"
_RICH_TEXT: Final = b"{\\rtf"
OF_WORD: Final = (b"PK", _OLD_WORD, _RICH_TEXT)
"""How files begin that word processors write."""

_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_ENCODING: Final = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)""")
_USUAL_ENCODINGS: Final = (b"utf-8", b"us-ascii")
_LONGEST_HEAD: Final = 200
_DEFLATED: Final = 8
_VERSION: Final = 20
_NEW_YEAR_1980: Final = 0x21


@dataclass(frozen=True)
class Member:
    """A part as it stands in the archive: its name, the checksum and size of its bytes, and these deflated."""

    name: bytes
    checksum: int
    size: int
    deflated: bytes


def read_parts(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file by the names that Word gives them, and its XML in UTF-8, whoever wrote it.

    Raises InputError if the file is damaged or no Word file, or if it holds macros.
    """
    parts = look_into(data)
    refuse_contents(parts)
    return parts


def look_into(data: bytes) -> dict[str, bytes]:
    """What ``read_parts`` gives, also of a file that holds macros: for whoever looks at its parts and opens none."""
    parts = in_usual_places({name.replace("\\", "/"): part for name, part in unpack(data).items()})
    parts |= {name: serialise(parse(part)) for name, part in parts.items() if _is_written_otherwise(name, part)}
    if DOCUMENT not in parts:
        raise InputError(
            "This is not a Word file (.docx): it has no text in the place where Word keeps it. "
            "If another program wrote it, save it there as a Word document (.docx)."
        )
    return parts


def _is_written_otherwise(name: str, part: bytes) -> bool:
    """Whether a part is XML in another encoding than UTF-8."""
    head = part[:_LONGEST_HEAD]
    encoding = _ENCODING.search(head)
    other = encoding is not None and encoding[1].lower() not in _USUAL_ENCODINGS
    return (head.startswith(_UTF_16) or other) and name.endswith((".xml", ".rels")) and is_well_formed(part)


def unpack(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file by name, whatever they hold: for whoever looks at them and opens none.

    Raises InputError if the file is damaged, no Word file, or cannot be unpacked without harm.
    """
    _refuse_other_kinds(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            vet(archive)
            parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, ValueError):
        raise InputError(
            "This is not a Word file (.docx), or it is damaged. Open it in Word and save it again."
        ) from None
    return parts


def _refuse_other_kinds(data: bytes) -> None:
    """Raises InputError for what word processors write beside .docx."""
    if data.startswith(_OLD_WORD):
        raise InputError(
            "This is a Word file of the old kind (.doc), or protected by a password. "
            "Open it in Word and save it as a Word document (.docx) without a password."
        )
    if data.startswith(_RICH_TEXT):
        raise InputError("This is a file in Rich Text Format. Open it in Word and save it as a Word document (.docx).")


def deflate(name: str, data: bytes, level: int = 6) -> Member:
    """A part ready for the archive. Deflate what never changes once, and use it again."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Member(name.encode(), zlib.crc32(data), len(data), packer.compress(data) + packer.flush())


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """A Word file of these parts."""
    return pack(deflate(name, data) for name, data in parts.items())


def pack(members: Iterable[Member]) -> bytes:
    """A Word file of these members, in a fixed order and of one date: the same members give the same bytes."""
    written: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for member in sorted(members, key=_place):
        entry = _entry(member)
        header = struct.pack("<I", 0x04034B50) + entry
        directory.append(_directory_entry(member, entry, offset))
        written += (header, member.name, member.deflated)
        offset += len(header) + len(member.name) + len(member.deflated)
    count, size = len(directory), sum(map(len, directory))
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, size, offset, 0)
    return b"".join([*written, *directory, end])


def _place(member: Member) -> tuple[int, bytes]:
    name = member.name.decode()
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), member.name)


def _entry(member: Member) -> bytes:
    """What a member's own header and its line in the directory have in common (APPNOTE.TXT 4.3.7 and 4.3.12)."""
    sizes = (member.checksum, len(member.deflated), member.size, len(member.name), 0)
    return struct.pack("<HHHHHIIIHH", _VERSION, 0, _DEFLATED, 0, _NEW_YEAR_1980, *sizes)


def _directory_entry(member: Member, entry: bytes, offset: int) -> bytes:
    return struct.pack("<IH", 0x02014B50, _VERSION) + entry + struct.pack("<HHHII", 0, 0, 0, 0, offset) + member.name
