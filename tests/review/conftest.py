"""What the tests of review need: documents of assessments, edits of their XML, and an officer with LibreOffice."""

import json
import os
import subprocess
from pathlib import Path, PurePosixPath

import pytest
from lxml import etree

from eqia.assessment import store
from eqia.concepts.model import Concepts
from eqia.documents import Format
from eqia.form.definition import Kind, Layout
from eqia.form.loader import load_pack
from eqia.resources import folder
from eqia.wordml.archive.package import DOCUMENT, read_parts, write_parts
from eqia.wordml.names import RELATIONSHIPS, parse, serialise
from eqia.workflows import Opened, make_documents

HERE = Path(__file__).parent
IN_CI = os.environ.get("CI") == "true"
PACK = load_pack("bedford")
RELATIONS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


def text_fields():
    """Every field of the form that holds text, with its kind; two rows in each list."""
    for section in PACK.form.sections:
        for question in section.questions:
            if question.kind is Kind.MATRIX:
                for row in question.rows:
                    for column in question.columns:
                        if column.kind is not Kind.TICK:
                            yield f"{question.id}.{row}.{column.id}", column.kind
            elif section.layout is Layout.ACTIONS:
                for row in range(2):
                    for column in question.columns:
                        yield f"{question.id}.{row}.{column.id}", column.kind
            elif question.kind is Kind.RECORDS:
                for column in question.columns:
                    yield f"{question.id}.0.{column.id}", column.kind
            elif question.kind in (Kind.LINE, Kind.PROSE, Kind.WHEN):
                yield question.id, question.kind


def put(data, path, value):
    *parents, name = path.split(".")
    for place, parent in enumerate(parents):
        following = [*parents, name][place + 1]
        if isinstance(data, list):
            while len(data) <= int(parent):
                data.append({})
            data = data[int(parent)]
        else:
            data = data.setdefault(parent, [] if following.isdecimal() else {})
    data[name] = value


def full_data():
    """An assessment with words of its own in every field, bullets and blank lines among them, and ticks in turn."""
    data = {"council": "bedford", "scope": {"characteristics": ["age", "race"], "other_groups": ["carers"]}}
    for number, (path, kind) in enumerate(text_fields()):
        text = f"word{number:03} stands here"
        if kind is Kind.PROSE:
            text += f".\n\nA second paragraph, number {number}:\n- first item{number:03}\n- second item"
            text += f"\n\nAnd the end {number}."
        put(data, path, text)
    boxes = 0
    for section in PACK.form.sections:
        for question in section.questions:
            if question.kind is Kind.TICK:
                put(data, question.id, boxes % 2 == 0)
                boxes += 1
            elif question.kind is Kind.YES_NO:
                put(data, question.id, ("yes", "no", "both", None)[boxes % 4])
                boxes += 1
            elif question.kind is Kind.MATRIX:
                for row in question.rows:
                    for column in question.columns:
                        if column.kind is Kind.TICK:
                            put(data, f"{question.id}.{row}.{column.id}", boxes % 3 == 0)
                            boxes += 1
    put(data, "relevance.analysis_required", "yes")
    return data


@pytest.fixture(scope="session")
def pack():
    return PACK


@pytest.fixture(scope="session")
def full():
    """An assessment with words in every field."""
    assessment, problems = store.parse(full_data(), Concepts)
    assert assessment is not None, problems
    return assessment


@pytest.fixture(scope="session")
def sample():
    """Reads a sample by its name."""

    def read(name):
        return store.parse(store.read_json(folder("samples") / f"{name}.json"), Concepts)[0]

    return read


@pytest.fixture(scope="session")
def docx():
    """Makes the Word document of an assessment."""

    def make(assessment, draft=True):
        return make_documents(Opened(Path("a.json"), assessment, PACK), [Format.DOCX], draft)[Format.DOCX]

    return make


def relate(parts, name):
    """Says in the file's lists that the document leads to a new part, as every program does that adds one."""
    kind = PurePosixPath(name).stem.rstrip("0123456789")
    office = "http://schemas.microsoft.com/office/2011" if kind == "commentsExtended" else OFFICE
    relations = parse(parts[RELATIONS])
    known = {"Id": f"rIdNew{len(relations)}", "Type": f"{office}/relationships/{kind}", "Target": f"/{name}"}
    etree.SubElement(relations, f"{{{RELATIONSHIPS}}}Relationship", known)
    parts[RELATIONS] = serialise(relations)


@pytest.fixture(scope="session")
def edit():
    """Changes the XML of a Word document: ``edit(data, change)`` calls ``change(root, parts)``."""

    def apply(data, change):
        parts = read_parts(data)
        root = parse(parts[DOCUMENT])
        before = set(parts)
        change(root, parts)
        parts[DOCUMENT] = serialise(root)
        for name in sorted(set(parts) - before):
            relate(parts, name)
        return write_parts(parts)

    return apply


@pytest.fixture(scope="session")
def python_with_uno():
    """A Python that can talk to LibreOffice; without one the test is skipped, and in CI it fails.

    UNO_PYTHON names that of another LibreOffice than the system's.
    """
    for python in (os.environ.get("UNO_PYTHON", "/usr/bin/python3"), "python3"):
        found = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
        if found.returncode == 0 and subprocess.run(["which", "soffice"], capture_output=True).returncode == 0:
            return python
    return (pytest.fail if IN_CI else pytest.skip)("LibreOffice with python3-uno is not installed on this machine")


@pytest.fixture(scope="session")
def officer(python_with_uno, tmp_path_factory):
    """Edits a Word document in LibreOffice: ``officer(data, [["replace", "old", "new"], ...])``; see officer.py."""

    def work(data, steps):
        desk = tmp_path_factory.mktemp("desk")
        (desk / "in.docx").write_bytes(data)
        (desk / "steps.json").write_text(json.dumps(steps), encoding="utf-8")
        words = [python_with_uno, HERE / "officer.py", desk / "in.docx", desk / "out.docx", desk / "steps.json"]
        done = subprocess.run(words, capture_output=True, encoding="utf-8", timeout=240, check=False)
        assert done.returncode == 0, done.stderr
        return (desk / "out.docx").read_bytes()

    return work


@pytest.fixture
def need_in_ci():
    """Says that something is not installed: the test is skipped, and in CI it fails."""
    return pytest.fail if IN_CI else pytest.skip
