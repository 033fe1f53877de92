"""Two independent validators judge what is written: plain, annotated, redlined and clean documents."""

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from eqia.review.annotate import Annotation, annotate
from eqia.review.publish import published_part
from eqia.review.redlined import redlined
from eqia.reviewing.publishing import clean_copy
from eqia.rules.findings import Gate
from eqia.wordml.archive.package import DOCUMENT, read_parts
from eqia.wordml.names import CELL, PARAGRAPH, parse, w
from eqia.workflows import Opened, check_assessment

ROOT = Path(__file__).resolve().parents[2]
SDK = ROOT / ".ci" / "judges" / "node_modules" / "@xarsh" / "ooxml-validator" / "dist" / "src" / "cli.js"
DAY = "2026-05-04T00:00:00Z"
PUBLISHED, COMPLETED, NOT_REQUIRED = (
    "bedford-school-improvement-2018-as-published",
    "bedford-school-improvement-2018-completed",
    "not-required",
)


@pytest.fixture(scope="module")
def documents(docx, sample, full, pack, tmp_path_factory):
    """Documents of every sort, as files on disk."""

    def reviewed(assessment):
        findings = check_assessment(Opened(None, assessment, pack), date(2026, 5, 4))
        about = Annotation(findings, Gate.APPROVAL, "Equality officer & others", "4 May 2026", DAY)
        return annotate(docx(assessment), assessment, pack, about)

    one, other, short = (sample(name) for name in (PUBLISHED, COMPLETED, NOT_REQUIRED))
    made = {
        "plain": docx(one),
        "full": docx(full),
        "annotated": reviewed(one),
        "annotated-short": reviewed(short),
        "redline": redlined(docx(one), docx(other), "Equality officer & others", DAY),
        "redline-back": redlined(docx(other), docx(one), "Equality officer", DAY),
        "redline-longer": redlined(docx(short), docx(other), "Equality officer", DAY),
        "redline-shorter": redlined(docx(other), docx(short), "Equality officer", DAY),
        "redline-full": redlined(docx(other), docx(full), "Equality officer", DAY),
        "clean": clean_copy(docx(published_part(other), draft=False), published_part(other)),
    }
    folder = tmp_path_factory.mktemp("documents")
    paths = [folder / f"{name}.docx" for name in sorted(made)]
    for path in paths:
        path.write_bytes(made[path.stem])
    return paths


def test_the_auditor_of_open_xml_has_nothing_to_say(documents):
    for path in documents:
        done = subprocess.run([Path(sys.executable).with_name("openxml-audit"), path], capture_output=True, text=True)
        assert done.returncode == 0, f"{path.name}: {done.stdout}"


def test_the_open_xml_sdk_has_nothing_to_say(documents, need_in_ci):
    node = shutil.which("node")
    if node is None or not SDK.is_file():
        need_in_ci("the Open XML SDK is not installed: npm ci --prefix .ci/judges")
    for path in documents:
        done = subprocess.run([node, SDK, path], capture_output=True, text=True)
        said = json.loads(done.stdout)
        assert said["ok"], f"{path.name}: {said['errors'][:5]}"


def test_what_no_validator_looks_for_is_in_order(documents):
    for path in documents:
        parts = read_parts(path.read_bytes())
        root = parse(parts[DOCUMENT])
        assert all(cell[-1].tag == PARAGRAPH for cell in root.iter(CELL)), path.name
        ids = [mark.get(w("id")) for mark in root.iter(w("bookmarkStart"))]
        assert len(set(ids)) == len(ids), path.name
        for start in root.iter(w("commentRangeStart")):
            number = start.get(w("id"))
            assert len(root.findall(f".//{w('commentRangeEnd')}[@{w('id')}='{number}']")) == 1
            assert len(root.findall(f".//{w('commentReference')}[@{w('id')}='{number}']")) == 1
        assert b"{{" not in parts[DOCUMENT], path.name
        assert b"{%" not in parts[DOCUMENT], path.name
