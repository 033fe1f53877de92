"""How fast eqia is, beside what a council would use instead, in one run; writes the table of the README.

    .venv/bin/python -m tests.benchmarks.run                 the whole, about a quarter of an hour
    .venv/bin/python -m tests.benchmarks.run --small         a tenth of the documents, about two minutes
    .venv/bin/python -m tests.benchmarks.run --no-readme     only print it

Figures per core are processor time, and rounds take turns, so that other work on the machine weighs on all alike; what
two processes gain is time on the clock, and wants a machine with nothing else to do.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import fmean, median
from threading import Event, Thread
from time import perf_counter

from eqia.form.loader import load_pack
from eqia.render import docx
from eqia.rules.language.words import read
from eqia.view.build import build_view
from eqia.workflows import check_assessment, open_assessment
from tests.benchmarks import peers
from tests.benchmarks.generated import ROOT, write_many
from tests.benchmarks.measure import children_of, cost_of, machine, memory_of, progress, ratio, resident, take_turns
from tests.benchmarks.word import plainly

README = ROOT / "README.md"
_BLOCK = re.compile(r"(<!-- benchmarks -->\n).*?(<!-- end of benchmarks -->)", re.DOTALL)
_LARGEST = ROOT / "samples" / "bedford-school-improvement-2018-completed.json"
_PYTHON = Path(sys.executable)
_TODAY = "1 June 2026"


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    what: str
    ours: str
    beside: str = ""


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    rounds: int
    documents: int
    assessments: int
    worker: int


WHOLE = Size(rounds=7, documents=20, assessments=1000, worker=2000)
SMALL = Size(rounds=3, documents=8, assessments=100, worker=150)


def main(arguments: list[str]) -> int:
    """Measure, print, and write the README's table."""
    size = SMALL if "--small" in arguments else WHOLE
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        rows = [
            row for measured in (word, pdf, memory, batch, start_up, checks) for row in measured(Path(folder), size)
        ]
    text = table(rows, size, load)
    print(text)
    if "--no-readme" not in arguments:
        README.write_text(_BLOCK.sub(lambda found: found[1] + text + found[2], README.read_text("utf-8")), "utf-8")
    return 0


def table(rows: list[Row], size: Size, load: float) -> str:
    """The table in Markdown, with the machine and the conditions under it."""
    lines = [
        "| what | eqia | beside |",
        "|---|---|---|",
        *(f"| {row.what} | {row.ours} | {row.beside} |" for row in rows),
    ]
    notes = (
        f"{date.today():%d %B %Y}, {machine()}, {peers.version()}. Per core: processor time, medians of rounds "
        f"in turn. Load of the machine from other work when the run began: {load:.1f}."
    )
    return "\n".join([*lines, "", notes, ""])


def word(folder: Path, size: Size) -> Iterator[Row]:
    """Word documents beside plain docxtpl, on the largest sample and the council's own template."""
    with progress("Word"):
        pack = load_pack("bedford")
        view = build_view(open_assessment(_LARGEST).assessment, pack.form, draft=True, template=pack.stamp)
        template = docx.compile_word_template(pack.read("report.docx"))
        plain = plainly(view, pack.read("report.docx"))
        ours = lambda: [docx.render_docx(view, template) for _ in range(20)]  # noqa: E731
        times = take_turns({"plain": plain, "ours": ours}, size.rounds * 4)
        each = [spent / 20 for spent in times["ours"]]
    yield Row(
        "Word, largest sample, written and read back, per core",
        f"{1 / median(each):.0f} a second, **{ratio(times['plain'], each):.1f} times** docxtpl's rate",
        f"docxtpl as its users call it: {1 / median(times['plain']):.0f} a second",
    )


def pdf(folder: Path, size: Size) -> Iterator[Row]:
    """PDF documents on one core beside LibreOffice and beside the engine without what eqia adds to it."""
    with progress("PDF"):
        place = folder / "pdf"
        (place / "largest").mkdir(parents=True)
        (place / "largest" / "sample.json").write_bytes(_LARGEST.read_bytes())
        mix = [_word_file(path, place) for path in write_many(place / "mix", 30)]
        largest = _word_file(_LARGEST, place)
        figures: dict[str, list[float]] = {}
        for _ in range(max(2, size.rounds // 2)):
            for name, words in (
                ("largest", [place / "largest", size.documents // 2]),
                ("mix", [place / "mix", 1]),
                ("plain", [place / "largest", size.documents // 2, "plain"]),
            ):
                figures.setdefault(name, []).append(fmean(_ours(*words)))
            together, alone = peers.libreoffice(largest, place, size.documents, 1)
            figures.setdefault("together", []).append(together)
            figures.setdefault("alone", []).append(alone)
            figures.setdefault("theirs", []).append(peers.LibreOffice(place).convert(mix).processor / len(mix))
        rates = {name: 1 / median(times) for name, times in figures.items()}
    yield Row(
        "PDF, largest sample, tagged, read back, warm, per core",
        f"{rates['largest']:.1f} a second, **{ratio(figures['together'], figures['largest']):.2f} times** the rate of "
        f"LibreOffice, {ratio(figures['plain'], figures['largest']):.2f} times that of WeasyPrint",
        f"LibreOffice, {size.documents} of our Word files in one call: {rates['together']:.1f} a second; a process for "
        f"each: {rates['alone']:.1f}; WeasyPrint as it comes, repaired and read back: {rates['plain']:.1f}",
    )
    yield Row(
        f"PDF, mix of {len(mix)} assessments, per core",
        f"{rates['mix']:.1f} a second, **{ratio(figures['theirs'], figures['mix']):.2f} times** LibreOffice's rate",
        f"LibreOffice, the same {len(mix)} as Word files in one call: {rates['theirs']:.1f} a second",
    )


def memory(folder: Path, size: Size) -> Iterator[Row]:
    """The memory of one worker over many documents."""
    with progress(f"memory of a worker over {size.worker} documents"):
        write_many(folder / "memory", size.worker)
        words = ["-m", "eqia", "batch", folder / "memory", "-o", folder / "made", "--pdf", "--jobs", "1"]
        _, seen = _watched([_PYTHON, *words, "--today", _TODAY], lambda pid: sum(map(resident, children_of(pid))))
        quarter = len(seen) // 4
        early, late = max(seen[:quarter]), max(seen[-quarter:])
    yield Row(
        f"Memory of a worker over {size.worker:,} mixed documents, checked and made into PDF files",
        f"at most {early / 1e6:.0f} MB in the first quarter, {late / 1e6:.0f} MB in the last "
        f"(**{late / early - 1:+.1%}**)",
    )


def batch(folder: Path, size: Size) -> Iterator[Row]:
    """A whole batch: one process beside two, and again when one in a hundred has changed."""
    few = write_many(folder / "few", max(24, size.assessments // 5))
    with progress(f"scaling on {len(few)} assessments"):
        turns = [
            [_batch(folder / "few", folder / f"few-{jobs}-{turn}", jobs) for jobs in (1, 2)]
            for turn in range(size.rounds - 2)
        ]
        gain = median(one.wall / two.wall for one, two in turns)
        extra = median(two.processor / one.processor for one, two in turns)
    yield Row(
        "Two processes beside one, batch of PDF files",
        f"**{gain:.2f} times** as fast on the clock; processor time a document {extra:.2f} times that of one process",
    )
    files = write_many(folder / "many", size.assessments)
    with progress(f"batch of {size.assessments} assessments"):
        words = ["-m", "eqia", "batch", folder / "many", "-o", folder / "out", "--jobs", "2", "--today", _TODAY]
        full, sizes = _watched([_PYTHON, *words], lambda pid: memory_of([pid, *children_of(pid)]))
        again = median(_changed(files[:: len(files) // max(1, len(files) // 100)], words) for _ in range(size.rounds))
        full = fmean([full, cost_of([_PYTHON, *words, "--force"]).wall])  # before and after: the machine is not even
    yield Row(
        f"Batch of {size.assessments:,} mixed assessments on two cores: Word, PDF and HTML",
        f"{60 * size.assessments / full:.0f} assessments a minute ({3 * 60 * size.assessments / full:.0f} documents), "
        f"at most {max(sizes) / 1e6:.0f} MB in all",
    )
    yield Row("The same batch when 99 in 100 are unchanged", f"{again:.2f} s, **1/{full / again:.0f}** of the full run")


def start_up(folder: Path, size: Size) -> Iterator[Row]:
    """How long it takes until help is there, beside an interpreter that does nothing."""
    with progress("start-up"):
        times: dict[str, list[float]] = {"nothing": [], "help": []}
        for _ in range(size.rounds * 5):
            times["nothing"].append(cost_of([_PYTHON, "-c", "pass"]).processor)
            times["help"].append(cost_of([_PYTHON, "-m", "eqia", "--help"]).processor)
    yield Row(
        "`eqia --help`",
        f"{median(times['help']) * 1000:.0f} ms, **{ratio(times['help'], times['nothing']):.1f} times** the other",
        f"`python -c pass`: {median(times['nothing']) * 1000:.0f} ms",
    )


def checks(folder: Path, size: Size) -> Iterator[Row]:
    """Assessments opened and checked by all rules, none of them read before."""
    with progress("checks"):
        paths = write_many(folder / "checks", 60)

        def check_all() -> None:
            read.cache_clear()
            for path in paths:
                check_assessment(open_assessment(path), date(2026, 6, 1))

        check_all()
        (spent,) = take_turns({"all": check_all}, size.rounds).values()
        each = median(spent) / len(paths)
    yield Row(
        "Checks, mix of 60 assessments never read before, per core", f"{1 / each:.0f} a second ({each * 1000:.1f} ms)"
    )


def _ours(*words: object) -> list[float]:
    done = subprocess.run(
        [_PYTHON, "-m", "tests.benchmarks.ours", *map(str, words)], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return list(json.loads(done.stdout))


def _word_file(assessment: Path, folder: Path) -> Path:
    opened = open_assessment(assessment)
    view = build_view(opened.assessment, opened.pack.form, draft=False, template=opened.pack.stamp)
    file = folder / f"{assessment.stem}.docx"
    file.write_bytes(docx.render_docx(view, docx.compile_word_template(opened.pack.read("report.docx"))))
    return file


def _changed(files: list[Path], words: list[object]) -> float:
    """The seconds a batch takes once more when these files have changed."""
    for path in files:
        path.write_text(path.read_text("utf-8").replace('"revision": ', '"revision": 7'), "utf-8")
    return cost_of([_PYTHON, *words]).wall  # not watched: looking at the memory takes a tenth of so short a run


def _batch(source: Path, out: Path, jobs: int):
    return cost_of([_PYTHON, "-m", "eqia", "batch", source, "-o", out, "--pdf", "--jobs", str(jobs), "--today", _TODAY])


def _watched(words: list[object], look: Callable[[int], int]) -> tuple[float, list[int]]:
    """The seconds a program takes, and what is seen of it by its number, twice a second."""
    start = perf_counter()
    program = subprocess.Popen(list(map(str, words)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seen: list[int] = []
    ended = Event()

    def watch() -> None:
        while not ended.wait(0.5):
            seen.append(look(program.pid))

    watcher = Thread(target=watch)
    watcher.start()
    code = program.wait()
    spent = perf_counter() - start
    ended.set()
    watcher.join()
    if code:
        raise RuntimeError(f"{words} ended with {code}")
    return spent, seen


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
