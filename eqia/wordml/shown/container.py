"""Accounts for the bytes of a Word file: its parts one behind the other, their list, and nothing else.

APPNOTE.TXT 4.3. What stands before, between or behind them no word processor shows, and another program may.
"""

from __future__ import annotations

import io
import struct
import zipfile
from typing import Final

_HEADER: Final = 30
_DESCRIBED: Final = 0x8
_DESCRIPTORS: Final = (12, 16, 20, 24)
_END: Final = 22


def has_more(data: bytes) -> bool:
    """Whether a file holds bytes that belong to none of its parts. Raises zipfile.BadZipFile if it is no archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
        place = 0
        for entry in entries:
            if entry.header_offset != place:
                return True
            place = _end_of(entry, data)
            if entry.flag_bits & _DESCRIBED:
                place = _behind_descriptor(data, place)
        size = len(data) - archive.start_dir - _END
        return archive.start_dir != place or bool(archive.comment) or _size_of_list(data) != size


def _end_of(entry: zipfile.ZipInfo, data: bytes) -> int:
    name, extra = struct.unpack_from("<HH", data, entry.header_offset + _HEADER - 4)
    end: int = entry.header_offset + _HEADER + name + extra + entry.compress_size
    return end


def _behind_descriptor(data: bytes, place: int) -> int:
    """Where the next part or the list begins, behind the sizes that some programs write after a part."""
    ends = (place + length for length in _DESCRIPTORS)
    return next((end for end in ends if data[end : end + 2] == b"PK"), place)


def _size_of_list(data: bytes) -> int:
    size: int = struct.unpack_from("<I", data, len(data) - _END + 12)[0]
    return size
