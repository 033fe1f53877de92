"""The programs a council would use instead, on the same content."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.measure import Cost, cost_of

_FILTER = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"3"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"}}'
)
"""Tagged, and as near to PDF/A-3 and PDF/UA-1 as LibreOffice gets."""


def version() -> str:
    """LibreOffice's name and version."""
    import subprocess

    done = subprocess.run(["soffice", "--version"], capture_output=True, encoding="utf-8", check=True)
    return " ".join(done.stdout.split()[:2])


class LibreOffice:
    """LibreOffice without a window, with a profile of its own."""

    def __init__(self, place: Path) -> None:
        self.words = ["soffice", f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless"]
        self.place = place

    def convert(self, files: list[Path]) -> Cost:
        """Turn Word files into PDF files in one call."""
        with tempfile.TemporaryDirectory(dir=self.place) as out:
            cost = cost_of([*self.words, "--convert-to", _FILTER, "--outdir", out, *files])
            made = len(list(Path(out).glob("*.pdf")))
            if made != len(files):
                raise RuntimeError(f"LibreOffice made {made} of {len(files)} files")
        return cost


def libreoffice(docx: Path, place: Path, number: int, rounds: int) -> tuple[float, float]:
    """Processor seconds of LibreOffice for a Word file: among ``number`` in one call, and in a process each."""
    office = LibreOffice(place)
    copies = [shutil.copy(docx, place / f"copy-{count}.docx") for count in range(number)]
    office.convert([docx])  # makes the profile
    together = [office.convert(list(map(Path, copies))).processor / number for _ in range(rounds)]
    alone = [office.convert([docx]).processor for _ in range(rounds)]
    return median(together), median(alone)
