"""What is made again when something has changed: the form, the look, the rules, the program, a document."""

import shutil
from pathlib import Path

import pytest

from eqia import resources
from eqia.batch import work as working
from tests.batch.conftest import eqia, run, write
from tests.conftest import ROOT

EXAMPLE = ROOT / "tests" / "packs" / "example"


@pytest.fixture
def councils(folders, tmp_path):
    """A second council with a pack of its own, and an assessment of it among the others; gives its pack."""
    inside, _ = folders
    pack = shutil.copytree(EXAMPLE, tmp_path / "packs" / "example")
    write(inside / "four.json", {"council": "example", "activity": {"title": "Four"}})
    return pack


def batch(folders, *words):
    """Run the program; gives what it made, by file, and what failed."""
    inside, out = folders
    packs = inside.parent / "packs"
    before = ["env", f"{resources.TEMPLATES_VARIABLE}={packs}"]
    process = eqia("batch", inside, "-o", out, "--html", "--today", "1/6/2026", *words, before=before)
    _, stderr = process.communicate(timeout=120)
    states = dict(
        reversed(line.split(maxsplit=1)) for line in stderr.splitlines() if line.startswith(("made", "FAILED"))
    )
    return {name for name, state in states.items() if state == "made"}, {n for n, s in states.items() if s == "FAILED"}


ALL = {"deep/three.json", "four.json", "one.json", "two.json"}


@pytest.mark.parametrize(
    ("file", "more"),
    [
        ("form.toml", "\n# another word\n"),
        ("report.css", "\n/* another look */\n"),
        ("pack.toml", "\n# another rule\n"),
    ],
)
def test_a_changed_pack_makes_the_documents_of_its_council_again(folders, councils, file, more):
    assert batch(folders) == (ALL, set())
    assert batch(folders) == (set(), set())
    path = councils / file
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert batch(folders) == ({"four.json"}, set())


def test_a_pack_that_is_gone_fails_its_files_only(folders, councils):
    batch(folders)
    shutil.rmtree(councils)
    assert batch(folders) == (set(), {"four.json"})


@pytest.mark.alone
def test_another_program_makes_everything_again(folders, monkeypatch):
    run(folders)
    monkeypatch.setattr(working, "program_digest", lambda: "another")
    assert all(entry.made for entry in run(folders).values())
    assert not any(entry.made for entry in run(folders).values())


@pytest.mark.parametrize("name", ["batch/work.py", "rules/language/data/groups.toml", "rules/sources.toml"])
def test_the_digest_of_the_program_takes_in_its_rules_and_their_words(monkeypatch, name):
    changed = (Path(working.__file__).parents[1] / name).resolve()
    assert changed.is_file()
    before, read = working.program_digest(), Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path) + b"\n" * (path == changed))
    assert working.program_digest.__wrapped__() != before


def test_a_document_changed_by_hand_is_noticed_though_its_assessment_is_the_same(folders):
    _, out = folders
    run(folders)
    document = out / "one.html"
    document.write_bytes(document.read_bytes() + b"<!-- mine -->")
    entries = run(folders)
    assert "is not what eqia wrote last as a report" in entries["one.json"].error
    assert document.read_bytes().endswith(b"<!-- mine -->")
    assert not any(entry.made for entry in entries.values())
    assert run(folders, force=True)["one.json"].made


def test_a_document_that_was_there_before_is_not_replaced(folders):
    _, out = folders
    out.mkdir()
    (out / "one.html").write_text("not of eqia", encoding="utf-8")
    assert "is not what eqia wrote last as a report" in run(folders)["one.json"].error
    assert (out / "one.html").read_text(encoding="utf-8") == "not of eqia"


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: b"\x00" * len(data),
        lambda data: data.replace(b'"sha256"', b'"sha255"'),
        lambda data: b"[]\n{}\nnull\n\xff\xfe\n" + data,
        lambda data: data + data,
        lambda data: data.replace(b"one.html", b"one\\u0000.html"),
    ],
)
@pytest.mark.parametrize("name", ["manifest.jsonl", ".eqia-batch.made"])
def test_a_damaged_manifest_or_record_loses_no_document(folders, name, damage):
    _, out = folders
    run(folders)
    path = out / name
    path.write_bytes(damage(path.read_bytes()))
    before = {path: path.read_bytes() for path in out.rglob("*.html") if path.name != "summary.html"}
    entries = run(folders)
    assert not [entry.error for entry in entries.values() if entry.error]
    assert {path: path.read_bytes() for path in before} == before
    assert not any(entry.made for entry in run(folders).values())
