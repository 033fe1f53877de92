"""What eqia itself does in a process of its own, run by ``tests.benchmarks.run``; prints a line of JSON.

python -m tests.benchmarks.ours pdf FOLDER ROUNDS [plain]    processor seconds of each document, warm
python -m tests.benchmarks.ours memory FOLDER DOCUMENTS      bytes of a worker after each document
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from time import process_time

import weasyprint

from eqia.documents import Format
from eqia.render import pdf
from eqia.render.quick import patching
from eqia.workflows import check_assessment, make_documents, open_assessment

TODAY = date(2026, 6, 1)


def main(what: str, folder: str, number: str, *options: str) -> None:
    """Do it, and print the figures."""
    paths = sorted(Path(folder).rglob("*.json"))
    if "plain" in options:
        leave_as_it_is()
    render(paths[0])
    gc.collect()
    gc.freeze()
    gc.disable()
    steps = times(paths * int(number)) if what == "pdf" else sizes(islice(cycle(paths), int(number)))
    print(json.dumps(list(steps)))


def leave_as_it_is() -> None:
    """Have documents drawn by WeasyPrint alone, without the quicker parts."""
    patching.MODULES = ()
    pdf.PdfEngine.render = pdf.PdfEngine.render.__wrapped__
    pdf.PageReader.read = lambda self, page: page
    pdf.ReportPage = lambda page, base, fetcher, notes: weasyprint.HTML(string=page, base_url=base, url_fetcher=fetcher)


def render(path: Path) -> None:
    """A document, as a worker makes it, read back."""
    make_documents(open_assessment(path), [Format.PDF], draft=False)
    gc.collect()


def times(paths: list[Path]) -> Iterator[float]:
    """The processor seconds of each document."""
    for path in paths:
        start = process_time()
        render(path)
        yield process_time() - start


def sizes(paths: Iterator[Path]) -> Iterator[int]:
    """The bytes of memory after each assessment, checked and rendered."""
    for path in paths:
        check_assessment(open_assessment(path), TODAY)
        render(path)
        with open("/proc/self/statm", encoding="ascii") as file:
            yield int(file.read().split()[1]) * 4096


if __name__ == "__main__":
    main(*sys.argv[1:])
