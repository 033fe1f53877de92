"""Tries a mutated file on all that reads such files: no traceback, no hang, and no word that is lost in silence."""

import contextlib
import json
import random
import re
import signal
import tempfile
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from lxml import etree

from eqia.assessment.store import to_json
from eqia.cli.import_text import imported_text
from eqia.cli.present import findings_text
from eqia.cli.review_text import proposals_text, returned_text
from eqia.concepts.model import Concepts
from eqia.documents import Format
from eqia.errors import EqiaError
from eqia.interview.keeping.files import draft_of, text_of
from eqia.review.forms.import_form import Imported, import_document
from eqia.review.returned.read import Returned, read_returned
from eqia.reviewing.importing import import_file
from eqia.reviewing.merging import begin_merge, review_copy
from eqia.rules.findings import Gate
from eqia.verify import State, verify
from eqia.wordml.archive.package import read_parts
from eqia.wordml.text.lines import lines_of
from eqia.workflows import Opened, check_assessment, make_documents, open_assessment, read_assessment
from tests.fuzz.mutations import CHANGES, MARK, W, damage

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "bedford-school-improvement-2018-completed.json"
TODAY = date(2026, 6, 1)
KINDS = tuple(CHANGES)
LONGEST = 30
"""Seconds that one file may take."""

SAME = (State.UNTOUCHED, State.SAVED_AGAIN)
_WORD = re.compile(r"\w+")


class Hangs(BaseException):
    """A file takes longer than anybody waits."""


@cache
def sound(kind: str) -> bytes:
    """The sound file that is mutated: of Word the review copy, with comments."""
    opened = open_assessment(SAMPLE)
    if kind == "json":
        return SAMPLE.read_bytes()
    if kind == "word":
        return review_copy(opened, "Equality officer", TODAY)[0]
    return make_documents(opened, [Format(kind)], draft=True)[Format(kind)]


def mutated(kind: str, seed: int) -> bytes:
    """The file of a seed: one in five has damaged bytes, the others another content."""
    rng = random.Random(f"{kind} {seed}")
    try:
        return (damage if rng.random() < 0.2 else CHANGES[kind])(sound(kind), rng)
    except Exception:  # what the library that mutates will not write is no case
        return damage(sound(kind), rng)


def faults_of(kind: str, seed: int) -> list[str]:
    """What goes wrong with the file of a seed, in every place that reads its kind."""
    data = mutated(kind, seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x.{ {'word': 'docx'}.get(kind, kind) }"
        path.write_bytes(data)
        return [fault for read in READERS[kind] for fault in _tried(read, path, data)]


def _tried(read: Callable[[Path, bytes], Iterator[str]], path: Path, data: bytes) -> list[str]:
    signal.signal(signal.SIGALRM, _stop)
    signal.alarm(LONGEST)
    try:
        return [f"{read.__name__}: {fault}" for fault in read(path, data)]
    except EqiaError as error:
        return [] if str(error) else [f"{read.__name__}: an error without a sentence"]
    except Hangs:
        return [f"{read.__name__}: takes longer than {LONGEST} seconds"]
    except Exception:
        return [f"{read.__name__}: {''.join(traceback.format_exc().splitlines(keepends=True)[-5:])}"]
    finally:
        signal.alarm(0)


def _stop(*_: object) -> None:
    raise Hangs


def read_json(path: Path, data: bytes) -> Iterator[str]:
    opened = read_assessment(data, path)
    findings = check_assessment(opened, TODAY)
    findings_text(opened, findings, Gate.APPROVAL, explain=True)
    kept = to_json(opened.assessment)
    yield from _lost(_strings({**json.loads(data), "interview": "", "printing": "", "$schema": ""}), kept)
    with contextlib.suppress(EqiaError):
        make_documents(opened, [Format.DOCX, Format.HTML], draft=True)


def read_interview(path: Path, data: bytes) -> Iterator[str]:
    opened = read_assessment(data, path)
    draft = draft_of(json.loads(data), opened.pack.form, str(path))
    kept = text_of(draft, opened.pack.form, saved="", where="")
    yield from _lost(_strings({**json.loads(data), "interview": "", "printing": "", "$schema": ""}), kept)


def read_review(path: Path, data: bytes) -> Iterator[str]:
    returned = read_returned(data)
    opened = Opened(path, returned.issued, open_assessment(SAMPLE).pack)
    merge = begin_merge(returned, opened, knowingly=True)
    proposals_text(merge.proposals)
    said = returned_text(returned) + "\n".join(merge.notes) + _reading(returned)
    yield from _lost(_visible(data), said)


def read_import(path: Path, data: bytes) -> Iterator[str]:
    imported = import_document(data, "bedford")
    yield from _lost(_visible(data), imported_text(imported) + _reading(imported))


def read_import_pdf(path: Path, data: bytes) -> Iterator[str]:
    import_file(path, "bedford")
    yield from ()


def read_verify(path: Path, data: bytes) -> Iterator[str]:
    """Only the very bytes are untouched; words that were put in are never the same."""
    kind = "word" if path.suffix == ".docx" else path.suffix[1:]
    state = verify(path, SAMPLE, TODAY).state
    if state is State.UNTOUCHED and data != sound(kind):
        yield "other bytes are called untouched"
    if state in SAME and kind != "pdf" and MARK in (" ".join(_visible(data)) if kind == "word" else _page_text(data)):
        yield "a word that was put in is called the same"


def _reading(reading: Returned | Imported) -> str:
    """All that a reading keeps, as words: answers, doubts, remarks, text outside the answers, tracked changes."""
    return "\n".join([to_json(reading.assessment), *map(str, reading.doubts), *map(str, reading.remarks),
                      *map(str, reading.loose), *map(str, reading.tracked)])  # fmt: skip


def _lost(texts: Iterator[str] | list[str], kept: str) -> list[str]:
    lost = {word for text in texts for word in _WORD.findall(text) if word not in kept}
    return [f"lost in silence: {', '.join(sorted(lost)[:10])}"] if lost else []


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _strings(each)


def _visible(data: bytes) -> list[str]:
    """The words that a Word file shows and that are not the form's own. None if its elements are nested as Word never
    allows: it would not open such a file.
    """
    body = etree.fromstring(read_parts(data)["word/document.xml"]).find(f"{W}body")
    texts = [] if body is None or not _would_open(body) else [text for text in body.iter(f"{W}t") if _is_shown(text)]
    return [word for text in texts for word in _WORD.findall(text.text or "") if word not in _printed()]


def _would_open(body: etree._Element) -> bool:
    """Whether what a text is made of stands where Word allows it."""
    return all(
        node.getparent().tag.removeprefix(W) in _ORDERS[kind] for kind in _ORDERS for node in body.iter(f"{W}{kind}")
    )


@cache
def _printed() -> frozenset[str]:
    """The words that are printed on every form, and those of this review copy that its reading does not take: its cover
    and its summary. No answer of the sound file says these alone.
    """
    opened = open_assessment(SAMPLE)
    empty = Opened(SAMPLE, Concepts(), opened.pack)
    bare, full = make_documents(empty, [Format.DOCX], draft=True)[Format.DOCX], sound("word")
    words = {name: _words(data) for name, data in (("bare", bare), ("full", full))}
    kept = _reading(replace(read_returned(full), remarks=()))
    cover = re.findall(r"eqia_cover_.*?</w:p>", read_parts(full)["word/document.xml"].decode())
    of_cover = {word for each in cover for word in _WORD.findall(re.sub("<[^>]*>", " ", each))}
    return frozenset(words["bare"]) | frozenset(word for word in words["full"] if word not in kept) | of_cover


def _words(data: bytes) -> list[str]:
    return _WORD.findall("\n".join(lines_of(read_parts(data))))


_BLOCKS = {"body", "tbl", "tr", "tc", "sdt", "sdtContent", "p", "r", "ins", "hyperlink", "smartTag", "document"}
_ORDERS = {
    "t": {"r"},
    "r": {"p", "ins", "del", "hyperlink", "smartTag", "sdtContent"},
    "p": {"body", "tc", "sdtContent"},
    "tc": {"tr"},
    "tr": {"tbl"},
}


def _is_shown(text: etree._Element) -> bool:
    """Whether nothing around a text hides it: no deletion, no fallback, no hidden look."""
    above = {node.tag.removeprefix(W) for node in text.iterancestors()}
    hidden = (node.find(f"{W}rPr/{W}vanish") is not None for node in text.iterancestors(f"{W}r"))
    return bool(text.text) and above <= _BLOCKS and not any(hidden)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in ("style", "script", "template", "title", "svg")

    def handle_endtag(self, tag):
        self.silent -= tag in ("style", "script", "template", "title", "svg")

    def handle_data(self, data):
        if self.silent <= 0:
            self.said.append(data)


def _page_text(data: bytes) -> str:
    parser = _Text()
    parser.feed(data.decode("utf-8", "replace"))
    return " ".join(parser.said)


READERS: dict[str, tuple[Callable[[Path, bytes], Iterator[str]], ...]] = {
    "json": (read_json, read_interview),
    "word": (read_review, read_import, read_verify),
    "pdf": (read_import_pdf, read_verify),
    "html": (read_verify,),
}
