"""The seal of a Word file: a digest of all of its bytes but the seal, kept with the source that travels in the file."""

from __future__ import annotations

import hashlib
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from typing import Final

from eqia.wordml.archive.package import Member, deflate, pack
from eqia.wordml.archive.store import NO_SEAL, STORE

_SEAL: Final = re.compile(rb' seal="([0-9a-f]{64})"')
_ITEM: Final = re.compile(rb"customXml/item\d+\.xml")
_LONGEST: Final = 40 << 20
"""Bytes that the source may have when unpacked."""

_QUICKLY: Final = 1
_FAULTS: Final = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, RuntimeError, EOFError, LookupError)


def pack_sealed(members: Sequence[Member], part: str, source: bytes, purpose: str) -> bytes:
    """A Word file of these members and of the part that holds the source, which ``write_source`` made, sealed."""
    seal = _digest(members, part.encode(), source, purpose)
    return pack([*members, deflate(part, source.replace(NO_SEAL, b' seal="%b"' % seal, 1), _QUICKLY)])


def seal_word(data: bytes, purpose: str) -> bytes:
    """A Word file of ours with the seal for a purpose; the file as it is if it has no source that could hold one."""
    try:
        others, part, source = _taken_apart(_members(data))
    except _FAULTS:
        return data
    return pack_sealed(others, part.decode(), _SEAL.sub(NO_SEAL, source, count=1), purpose)


def is_sealed_word(data: bytes, purpose: str) -> bool:
    """Whether a file is, byte for byte, what was sealed for this purpose. Any bytes may be asked about."""
    try:
        members = _members(data)
        others, part, source = _taken_apart(members)
        found = _SEAL.search(source)
        return (
            found is not None
            and found[1] == _digest(others, part, _SEAL.sub(NO_SEAL, source, count=1), purpose)
            and pack(members) == data
        )
    except _FAULTS:
        return False


def _digest(members: Iterable[Member], part: bytes, source: bytes, purpose: str) -> bytes:
    digest = hashlib.sha256()
    for name, content in sorted([(member.name, member.deflated) for member in members]):
        digest.update(struct.pack("<II", len(name), len(content)) + name + content)
    digest.update(struct.pack("<I", len(part)) + part + source + purpose.encode())
    return digest.hexdigest().encode()


def _taken_apart(members: Sequence[Member]) -> tuple[list[Member], bytes, bytes]:
    """The other members, and the name and the bytes of the part with the source. Raises LookupError if it has none."""
    for member in members:
        if _ITEM.fullmatch(member.name):
            part = zlib.decompressobj(-zlib.MAX_WBITS).decompress(member.deflated, _LONGEST)
            if STORE.encode() in part:
                return [other for other in members if other is not member], member.name, part
    raise LookupError


def _members(data: bytes) -> list[Member]:
    """The members of an archive as they stand in it, still deflated."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [_member(data, entry) for entry in archive.infolist()]


def _member(data: bytes, entry: zipfile.ZipInfo) -> Member:
    """A member of an archive (its own header is 30 bytes and two texts of any length: APPNOTE.TXT, 4.3.7)."""
    name, more = struct.unpack_from("<HH", data, entry.header_offset + 26)
    start = entry.header_offset + 30 + name + more
    return Member(entry.orig_filename.encode(), entry.CRC, entry.file_size, data[start : start + entry.compress_size])
