"""Draws reports in a process of its own, with only some of the quicker parts in WeasyPrint's place.

    python plain_engine.py PARTS SOURCE TARGET forwards|backwards

PARTS are names of modules of eqia.render.quick, with commas between. Each JSON file of the folder SOURCE becomes a PDF
file in the folder TARGET, in the order of their names.
"""

import sys
from pathlib import Path

import weasyprint

from eqia.documents import Format
from eqia.process import claim
from eqia.render import pdf
from eqia.render.quick import patching
from eqia.workflows import make_documents, open_assessment


def main(parts: str, source: str, target: str, order: str) -> None:
    claim()
    wanted = set(parts.split(","))
    patching.MODULES = [module for module in patching.MODULES if module.__name__.rpartition(".")[2] in wanted]
    if "page" not in wanted:
        pdf.PageReader.read = lambda self, page: page
        pdf.ReportPage = lambda page, base, fetcher, notes: weasyprint.HTML(
            string=page, base_url=base, url_fetcher=fetcher
        )
    for path in sorted(Path(source).glob("*.json"), reverse=order == "backwards"):
        data = make_documents(open_assessment(path), [Format.PDF], draft=False)[Format.PDF]
        Path(target, f"{path.stem}.pdf").write_bytes(data)


if __name__ == "__main__":
    main(*sys.argv[1:])
