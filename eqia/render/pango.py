"""What to tell somebody on whose machine the library is missing that lays out the text of PDF files."""

from __future__ import annotations

import sys
from typing import Final

from eqia.errors import MissingLibrary

_INSTALL: Final = {
    "linux": "sudo apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "darwin": "brew install pango",
    "win32": "pacman -S mingw-w64-ucrt-x86_64-pango   (in MSYS2, https://www.msys2.org; then set "
    "WEASYPRINT_DLL_DIRECTORIES to its bin folder)",
}


def missing_pango(platform: str = sys.platform) -> MissingLibrary:
    """The error, with the line that installs the library."""
    line = _INSTALL.get(platform, _INSTALL["linux"])
    return MissingLibrary(
        "PDF files need the library Pango, which is not installed here, or only in part. "
        f"Word documents and web pages do not. Install it with:\n\n    {line}\n"
    )
