"""How many PDF files a second one core makes, and where the time of one goes.

    python -m tests.benchmarks.pdf               the largest sample and a mix of all samples
    python -m tests.benchmarks.pdf --rounds 20   more rounds

Each figure is the median of the rounds, in processor time of a warm process, read-back included. Rounds of the cases
are interleaved, so that a slower moment of the machine meets all of them. Then the phases of the largest sample.
"""

from __future__ import annotations

import gc
import io
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import pikepdf

from eqia.assessment.store import parse, read_json
from eqia.concepts.model import Concepts
from eqia.form.loader import load_pack
from eqia.render.html import render_page
from eqia.render.pdf import PdfEngine, check_printed
from eqia.resources import folder
from eqia.view.build import build_view
from eqia.view.document import DocumentView


def main(arguments: list[str]) -> int:
    """Print the figures."""
    rounds = int(arguments[arguments.index("--rounds") + 1]) if "--rounds" in arguments else 7
    pack = load_pack("bedford")
    template, style = pack.read("report.html").decode(), pack.read("report.css").decode()
    paths = sorted(Path(folder("samples")).glob("*.json"), key=lambda file: file.stat().st_size)
    views = [_view(path) for path in paths]
    start = perf_counter()
    engine = PdfEngine(style)
    data = engine.render(views[-1], template)
    print(f"first report of a process, after the imports: {perf_counter() - start:.2f} s")
    gc.freeze()
    mix, largest = _times(
        [lambda: [engine.render(view, template) for view in views], lambda: engine.render(views[-1], template)], rounds
    )
    print(f"largest sample ({paths[-1].stem}, {_pages(data)} pages): {1 / largest:.2f} files a second")
    print(f"mix of {len(views)} samples: {len(views) / mix:.2f} files a second")
    page, draw, check = _times(
        [
            lambda: render_page(views[-1], template),
            lambda: engine.draw(views[-1], template),
            lambda: check_printed(data, views[-1]),
        ],
        rounds,
    )
    print(
        f"of the largest: page {page * 1000:.0f} ms, PDF {(draw - page) * 1000:.0f} ms, read-back {check * 1000:.0f} ms"
    )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(data) // 1000} kB a file, {memory} MB of memory at most")
    return 0


def _view(path: Path) -> DocumentView:
    assessment, problems = parse(read_json(path), Concepts)
    assert assessment is not None, problems
    pack = load_pack(assessment.council)
    return build_view(assessment, pack.form, draft=False, template=pack.stamp)


def _times(runs: list[Callable[[], object]], rounds: int) -> list[float]:
    """The median time of each run, in seconds of the processor."""
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(rounds):
        for run, own in zip(runs, times, strict=True):
            start = process_time()
            run()
            own.append(process_time() - start)
    return [median(own) for own in times]


def _pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
