"""How many Word documents a second, beside plain docxtpl on the same template and the same answers.

    .venv/bin/python -m tests.benchmarks.word                  20 rounds on the largest sample
    .venv/bin/python -m tests.benchmarks.word --rounds 5       fewer of them

Both sides fill in the council's template and give the bytes of a file; ours also prints paragraphs, bullets and boxes
that toggle, carries the source, and reads every answer back. So that plain docxtpl prints the same ticks, its copy of
the template has an expression in each box. Processor time of one thread, rounds taking turns, so that other work on the
machine weighs on both alike. Ends with 1 if ours is less than ten times as fast.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

from docxtpl import DocxTemplate

from eqia.assessment.store import parse, read_json
from eqia.concepts.model import Concepts
from eqia.form.loader import load_pack
from eqia.render import docx
from eqia.resources import folder
from eqia.view.build import build_view
from eqia.view.document import DocumentView
from eqia.wordml import names
from eqia.wordml.archive import package

LEAST_RATIO = 10


def main(arguments: list[str]) -> int:
    """Print the figures; 1 if ours is too slow, else 0."""
    rounds = int(arguments[arguments.index("--rounds") + 1]) if "--rounds" in arguments else 20
    path = max(Path(folder("samples")).glob("*.json"), key=lambda file: file.stat().st_size)
    pack = load_pack("bedford")
    assessment, problems = parse(read_json(path), Concepts)
    assert assessment is not None, problems
    view = build_view(assessment, pack.form, draft=True, template=pack.stamp)
    template = docx.compile_word_template(pack.read("report.docx"))
    runs = {
        "plain docxtpl": plainly(view, pack.read("report.docx")),
        "eqia, read back": lambda: docx.render_docx(view, template),
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            times[name].append(mean(run, 4 if name == "plain docxtpl" else 40))
    print(f"{path.stem}: {len(view.printed)} fields, {sum(map(len, map(str, view.printed.values()))):,} characters")
    ratios = {name: median(x / y for x, y in zip(times["plain docxtpl"], times[name], strict=True)) for name in runs}
    for name, spent in times.items():
        print(f"{name:16} {median(spent) * 1000:6.2f} ms {1 / median(spent):6.0f} a second {ratios[name]:5.1f} times")
    return int(ratios["eqia, read back"] < LEAST_RATIO)


def plainly(view: DocumentView, template: bytes) -> Callable[[], bytes]:
    """docxtpl as its users call it: the template opened, filled in and saved for each document."""
    parts = package.read_parts(template)
    root = names.parse(parts[package.DOCUMENT])
    for control in root.iter(names.w("sdt")):
        (tag,) = (node.get(names.w("val")) for node in control.iter(names.w("tag")))
        for glyph in control.iter(names.w("t")):
            glyph.text = "{{ '☒' if " + str(tag) + " else '☐' }}"
    parts[package.DOCUMENT] = names.serialise(root)
    prepared = package.write_parts(parts)

    def render() -> bytes:
        document = DocxTemplate(io.BytesIO(prepared))
        document.render(dict(view.values), autoescape=True)
        file = io.BytesIO()
        document.save(file)
        return file.getvalue()

    return render


def mean(run: Callable[[], object], times: int) -> float:
    """Seconds of processor time that one run takes."""
    start = process_time()
    for _ in range(times):
        run()
    return (process_time() - start) / times


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
