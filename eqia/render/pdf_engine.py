"""Loads WeasyPrint so that nothing of the machine or the network can come into a document."""

from __future__ import annotations

import ctypes.util
import io
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from typing import Any, Final

from eqia.characters.fonts import BOLD, SYMBOLS, TEXT, font_file
from eqia.errors import PackError, RenderError
from eqia.render.pango import missing_pango

FACES: Final = f"""
@font-face {{ font-family: "Report Sans"; src: url(bundle:///fonts/{TEXT}); }}
@font-face {{ font-family: "Report Sans"; font-weight: bold; src: url(bundle:///fonts/{BOLD}); }}
@font-face {{ font-family: "Report Symbols"; src: url(bundle:///fonts/{SYMBOLS}); }}
"""
"""The fonts a pack's style sheet can name: "Report Sans", and "Report Symbols" for boxes, arrows, signs and Arabic."""


@contextmanager
def own_fonts_only() -> Iterator[None]:
    """While this holds, Fontconfig reads a configuration without any folder of the machine."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(font_file("fonts.conf"))
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
            yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


@contextmanager
def libraries_by_name() -> Iterator[None]:
    """While this holds, libraries are loaded by the names that are tried, and no other program is asked for them.

    On Linux cffi starts the compiler for every name that is not there, which takes longer than all the rest.
    """
    before = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _find_nothing
    try:
        yield
    finally:
        ctypes.util.find_library = before


def _find_nothing(name: str) -> str | None:  # noqa: ARG001 - cffi names it
    return None


try:
    # What WeasyPrint prints when a library is missing is for its own users.
    with own_fonts_only(), libraries_by_name(), redirect_stdout(io.StringIO()):
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse
except OSError as error:
    raise missing_pango() from error


class BundleFetcher(URLFetcher):
    """Serves the bundled fonts and nothing else: no file, no address, no data. What it refused is in ``refused``."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.refused: list[str] = []

    def fetch(self, url: str, _headers: object = None) -> URLFetcherResponse:
        """The font that ``url`` names. Raises ValueError for anything else."""
        for name in (TEXT, BOLD, SYMBOLS):
            if url == f"bundle:///fonts/{name}":
                return URLFetcherResponse(url, font_file(name).read_bytes(), {"Content-Type": "font/ttf"})
        self.refused.append(url)
        raise ValueError("only the bundled fonts can be used in a report")


@contextmanager
def strict(part: str, fetcher: BundleFetcher) -> Iterator[None]:
    """While this holds, what WeasyPrint only logs is an error, and what it logs is shown to nobody.

    ``part`` names the part of the pack that is at work. Raises PackError where it asks for something outside the pack
    or cannot be made into a PDF, RenderError for characters that no bundled font has.
    """
    messages = _Messages()
    log = logging.getLogger("weasyprint")
    before = log.propagate, list(log.handlers)
    log.propagate, log.handlers = False, [messages]
    fetcher.refused.clear()
    with suppress(FatalURLFetchingError):
        try:
            yield
        except (RecursionError, SyntaxError):
            raise PackError(f"{part} is nested too deeply to be made into a PDF.") from None
        finally:
            log.propagate, log.handlers = before
    if fetcher.refused:
        asked = ", ".join(f'"{address[:80]}"' for address in fetcher.refused)
        raise PackError(f"{part} asks for something outside the pack, which is never fetched: {asked}. Take it out.")
    messages.judge(part)


class _Messages(logging.Handler):
    """Keeps what WeasyPrint says, and says it as an error of ours."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.missing: set[int] = set()
        self.faults: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Sort a message: a missing glyph, an error, or a warning about CSS that is of no account."""
        if ".notdef" in str(record.msg) and isinstance(record.args, tuple):
            _, code = record.args
            self.missing.add(int(str(code)))
        elif record.levelno >= logging.ERROR:
            self.faults.append(record.getMessage())

    def judge(self, part: str) -> None:
        """Raise what was said, if it matters."""
        if self.missing:
            named = ", ".join(f"U+{code:04X}" for code in sorted(self.missing))
            raise RenderError(f"No bundled font has a glyph for these characters: {named}. Type them another way.")
        if self.faults:
            raise PackError(f"{part} cannot be made into a PDF: {'; '.join(self.faults)}")


def new_fonts() -> Any:
    """A font configuration that knows no font of the machine."""
    with own_fonts_only():
        return FontConfiguration()


__all__ = ["FACES", "BundleFetcher", "new_fonts", "strict", "weasyprint"]
