"""Fonts cut down to their used glyphs: cffi parses the C type of the lists of glyphs once, not once for each length."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import FunctionType
from typing import Any, Final

from weasyprint.pdf.fonts import Font

_LENGTH: Final = re.compile(r"\[\d+\]$")


class _Lists:
    """Stands in for cffi's interface: a list that is made with its content has a type without a length."""

    def __init__(self, ffi: Any) -> None:
        self._ffi = ffi

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ffi, name)

    def new(self, kind: str, content: Any = None) -> Any:
        """New memory of a C type."""
        return self._ffi.new(kind if content is None else _LENGTH.sub("[]", kind), content)


def _quicker(original: FunctionType) -> Callable[..., None]:
    names = {**original.__globals__, "ffi": _Lists(original.__globals__["ffi"])}
    return FunctionType(original.__code__, names, original.__name__, original.__defaults__, original.__closure__)


PARTS: Final = ((Font, "_harfbuzz_subset", _quicker),)
"""Each parse takes 1.6 ms, there are two for each font, and cffi keeps every type that it has parsed."""
