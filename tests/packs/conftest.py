"""Bedford's pack, filled in with tokens, and copies of it to spoil."""

from collections.abc import Callable
from pathlib import Path

import pytest

from eqia.form.loader import Pack, load_pack
from eqia.packs.check import token_views
from eqia.packs.faults import Fault, serious
from eqia.packs.page import page_faults, pdf_faults
from eqia.packs.start import start_pack
from eqia.packs.word import word_faults
from eqia.view.document import DocumentView
from eqia.wordml.archive.package import read_parts, write_parts

Parts = dict[str, bytes]


@pytest.fixture(scope="session")
def bedford() -> Pack:
    return load_pack("bedford")


@pytest.fixture(scope="session")
def views(bedford: Pack) -> list[DocumentView]:
    return list(token_views(bedford))


@pytest.fixture(scope="session")
def parts(bedford: Pack) -> Parts:
    """The parts of the Word template."""
    return read_parts(bedford.read("report.docx"))


@pytest.fixture(scope="session")
def word(bedford: Pack, views: list[DocumentView]) -> Callable[[Parts], list[Fault]]:
    """The faults of a Word template made of these parts."""

    def faults(parts: Parts) -> list[Fault]:
        return word_faults(write_parts(parts), bedford.form, views)

    return faults


@pytest.fixture(scope="session")
def page(bedford: Pack, views: list[DocumentView]) -> Callable[..., list[Fault]]:
    """The faults of Bedford's page template and style sheet, after the changes given."""
    texts = bedford.read("report.html").decode(), bedford.read("report.css").decode()

    def faults(old: str = "", new: str = "", style: str = "") -> list[Fault]:
        assert old in texts[0]
        page, sheet = texts[0].replace(old, new) if old else texts[0], texts[1] + style
        found = page_faults(page, sheet, bedford.form, views)
        return found if serious(found) else [*found, *pdf_faults(page, sheet, bedford.form, (views[0], views[-1]))]

    return faults


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A new pack, as "eqia template new" makes it."""
    return start_pack("shire", tmp_path)


def edit(parts: Parts, old: str, new: str, part: str = "word/document.xml") -> Parts:
    """The parts of a Word file with the first occurrence of a text changed."""
    text = parts[part].decode("utf-8")
    assert old in text, old
    return {**parts, part: text.replace(old, new, 1).encode("utf-8")}
