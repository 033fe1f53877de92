"""What eqia itself does in a process of its own, run by ``tests.benchmarks.run``; prints a line of JSON.

python -m tests.benchmarks.ours FOLDER ROUNDS [plain]    processor seconds of each PDF document, warm
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import weasyprint

from eqia.documents import Format
from eqia.process import claim
from eqia.render import pdf
from eqia.render.quick import patching
from eqia.workflows import make_documents, open_assessment


def main(folder: str, rounds: str, *options: str) -> None:
    """Do it, and print the figures."""
    paths = sorted(Path(folder).rglob("*.json"))
    if "plain" in options:
        leave_as_it_is()
    render(paths[0])
    gc.collect()
    gc.freeze()
    gc.disable()
    print(json.dumps(list(times(paths * int(rounds)))))


def leave_as_it_is() -> None:
    """Have documents drawn by WeasyPrint alone, without the quicker parts."""
    patching.MODULES = ()
    pdf.PdfEngine.render = pdf.PdfEngine.render.__wrapped__
    pdf.PageReader.read = lambda self, page: page
    pdf.ReportPage = lambda page, base, fetcher, notes: weasyprint.HTML(string=page, base_url=base, url_fetcher=fetcher)


def render(path: Path) -> None:
    """A document, as a worker makes it, read back."""
    claim()
    make_documents(open_assessment(path), [Format.PDF], draft=False)
    gc.collect()


def times(paths: list[Path]) -> Iterator[float]:
    """The processor seconds of each document."""
    for path in paths:
        start = process_time()
        render(path)
        yield process_time() - start


if __name__ == "__main__":
    main(*sys.argv[1:])
