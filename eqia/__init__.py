"""Equality impact assessments for UK councils: ask, check, print to Word and PDF, review.

For scripts: ``load``, ``check``, ``render_docx``, ``render_pdf`` and ``render_html`` (see ``eqia.api``), imported
when first used, so that ``import eqia`` stays quick.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from eqia.api import check, load, render_docx, render_html, render_pdf

__all__ = ["__version__", "check", "load", "render_docx", "render_html", "render_pdf"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module("eqia.api"), name)
