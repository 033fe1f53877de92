"""Equality impact assessments for UK councils: ask, check, print to Word and PDF, review.

For scripts: ``load``, ``check``, ``render_docx``, ``render_pdf`` and ``render_html``, and the types these take, give
and raise (see ``eqia.api``), imported when first used, so that ``import eqia`` stays quick.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False  # known to type checkers by its name; typing itself takes longer to load than all of this

if TYPE_CHECKING:
    from eqia.api import (
        EqiaError,
        Finding,
        Findings,
        Gate,
        Opened,
        Severity,
        check,
        load,
        render_docx,
        render_html,
        render_pdf,
    )

__all__ = [
    "EqiaError",
    "Finding",
    "Findings",
    "Gate",
    "Opened",
    "Severity",
    "__version__",
    "check",
    "load",
    "render_docx",
    "render_html",
    "render_pdf",
]

if not TYPE_CHECKING:  # type checkers would take any name for one of ours

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        import importlib

        return getattr(importlib.import_module("eqia.api"), name)

    def __dir__() -> list[str]:
        return __all__
