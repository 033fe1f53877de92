"""Puts the quicker parts in WeasyPrint's place, in the versions they were made for and in no other."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Final

import pydyf
import weasyprint

from eqia.render.quick import backgrounds, cascade, glyphs, layouts, lines, styles, subsets, tables, used

VERSIONS: Final = ("70.0", "0.13.0")
"""The versions of weasyprint and pydyf whose parts are replaced. With others, documents are made as those make them."""

Parts = Iterable[tuple[Any, str, Callable[..., Any]]]
"""Parts to replace: the module or class, the name in it, and what makes the replacement from the original."""

MODULES: Final = (cascade, styles, used, layouts, lines, backgrounds, glyphs, tables, subsets)
"""The modules that bring the parts, each with a list ``PARTS``."""


@cache
def quicken() -> bool:
    """Replace the parts, once per process. Says whether they were."""
    if (weasyprint.VERSION, pydyf.VERSION) != VERSIONS:
        return False
    for module in MODULES:
        replace_parts(module.PARTS)
    return True


def replace_parts(parts: Parts) -> None:
    """Replace parts wherever WeasyPrint's modules have them by name."""
    for owner, name, make in parts:
        original = getattr(owner, name)
        replacement = make(original)
        setattr(owner, name, replacement)
        for known in [module for key, module in sys.modules.items() if key.startswith("weasyprint.")]:
            if getattr(known, name, None) is original:
                setattr(known, name, replacement)
