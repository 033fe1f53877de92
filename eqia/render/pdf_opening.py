"""Opens PDF files that may come from strangers: what they unpack to is limited."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pikepdf
from pikepdf.settings import set_qpdf_limits

LARGEST_STREAM: Final = 64 << 20
"""Bytes that one stream of a PDF may have when unpacked."""

_LIMITED: Final = ("flate_max_memory", "png_max_memory", "run_length_max_memory", "tiff_max_memory")
_LEAST_STEPS: Final = 10_000
_STEPS_TO_AN_OBJECT: Final = 20
_UNLIMITED: Final = frozenset({"/LZWDecode", "/LZW"})
"""Filters whose output nobody limits. No program has written them for many years."""


@contextmanager
def open_pdf(data: bytes) -> Iterator[pikepdf.Pdf]:
    """A PDF file, opened. What is read of it while this holds is limited in size.

    Raises what pikepdf raises: DataDecodingError for a stream that unpacks to too much.
    """
    limits: dict[str, Any] = dict.fromkeys(_LIMITED, LARGEST_STREAM)
    before: dict[str, Any] = set_qpdf_limits(**limits)
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            yield pdf
    finally:
        set_qpdf_limits(**before)


class Steps:
    """Counts the steps along the references of a file, which may lead to one object by very many ways."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.left = _LEAST_STEPS + _STEPS_TO_AN_OBJECT * len(pdf.objects)

    def take(self) -> None:
        """Go one step. Raises ValueError where a file of ours would long have been read."""
        self.left -= 1
        if self.left < 0:
            raise ValueError("too many ways")


def content_of(stream: Any) -> bytes:
    """What a stream holds, unpacked. Raises what pikepdf raises, ValueError for a filter whose output has no limit."""
    filters = stream.get("/Filter", ())
    named = {str(each) for each in (filters if isinstance(filters, pikepdf.Array) else [filters])}
    if named & _UNLIMITED:
        raise ValueError("a filter without a limit")
    content: bytes = stream.read_bytes()
    return content
