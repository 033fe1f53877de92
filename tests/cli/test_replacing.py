"""Every command that writes replaces only what eqia wrote last for the same purpose, through the real command line."""

import json
import os
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.cli.reviewing import COMPLETED, PUBLISHED, eqia, flat

DAY = ["--today", "4 May 2026"]
WEB = ["--who", "Web team", "--today", "24 October 2018"]


class Command:
    """A command, the file that it writes in a folder, and how a refusal says where else to write."""

    def __init__(self, target, elsewhere, *words):
        self.target, self.elsewhere, self.words = target, elsewhere, words

    def run(self, folder, *more, code=0):
        words = [str(word).replace("@", str(folder)) for word in self.words]
        return eqia(*words, *more, code=code)


COMMANDS = {
    "render-docx": Command("a.docx", '-o "@/documents"', "render", "@/a.json", "--docx", *DAY),
    "render-pdf": Command("a.pdf", '-o "@/documents"', "render", "@/a.json", "--pdf", *DAY),
    "render-html": Command("a.html", '-o "@/documents"', "render", "@/a.json", "--html", *DAY),
    "annotate": Command("a-review.docx", '-o "@/a-review-2.docx"', "review", "annotate", "@/a.json", *DAY),
    "compare": Command(*("c.docx", '--docx "@/c-2.docx"', "compare", PUBLISHED, COMPLETED, "--docx", "@/c.docx", *DAY)),
    "worksheet": Command("w.docx", 'eqia worksheet "@/w-2.docx"', "worksheet", "@/w.docx"),
    "publish": Command(*("out/p.docx", '-o "@/out/documents"', "review", "publish", "@/p.json", "-o", "@/out", *WEB)),
    "batch": Command(*("all/b.docx", '-o "@/all/documents"', "batch", "@/in", "-o", "@/all", "--docx", *DAY)),
}


@pytest.fixture(scope="module")
def approved(tmp_path_factory):
    path = tmp_path_factory.mktemp("approved") / "p.json"
    data = json.loads(COMPLETED.read_text(encoding="utf-8"))
    data["activity"]["approval_date"] = ""
    path.write_text(json.dumps(data), encoding="utf-8")
    eqia("approve", path, "--post", "Director of Children's Services", "--today", "20 October 2018")
    return path


@pytest.fixture
def folder(tmp_path, approved):
    (tmp_path / "in").mkdir()
    for name in ("a.json", "in/b.json"):
        shutil.copy(COMPLETED, tmp_path / name)
    shutil.copy(approved, tmp_path / "p.json")
    return tmp_path


def edited(path):
    """A document as somebody's program saves it who changed a word, or only saved it again."""
    if path.suffix != ".docx":
        path.write_bytes(path.read_bytes() + b"\n")
        return
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)


@pytest.mark.parametrize("name", COMMANDS)
def test_what_eqia_wrote_is_made_again_and_what_was_changed_is_left_until_it_is_forced(name, folder, approved):
    command, target = COMMANDS[name], folder / COMMANDS[name].target

    def run(*more, code=0):
        shutil.copy(approved, folder / "p.json")  # it was published meanwhile
        edit_title(folder / "in" / "b.json")  # the batch passes over what has not changed
        return command.run(folder, *more, code=code)

    run()
    first = target.read_bytes()
    run()
    edited(target)
    theirs = target.read_bytes()
    assert theirs != first
    refused = run(code=8 if name == "batch" else 6)
    assert command.elsewhere.replace("@", str(folder)) in flat(refused.stderr)
    assert "--force" in refused.stderr
    assert target.read_bytes() == theirs
    forced = run("--force")
    assert target.read_bytes() != theirs
    kept = re.search(r'kept as "([^"]*)"', flat(forced.stderr))
    assert Path(kept[1]).read_bytes() == theirs
    run()


def edit_title(path):
    data = json.loads(path.read_text(encoding="utf-8"))
    data["activity"]["title"] += " again"
    path.write_text(json.dumps(data), encoding="utf-8")


def everything(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "batch"])
@pytest.mark.parametrize("other", ["text", "empty", "report", "unsealed"])
def test_what_is_something_else_is_left(name, other, folder):
    command, target = COMMANDS[name], folder / COMMANDS[name].target
    target.parent.mkdir(exist_ok=True)
    if other == "report":  # of eqia, but for another purpose
        eqia(*(("worksheet", target) if "render" in name else ("render", folder / "in" / "b.json", "--docx", *DAY)))
    if other == "report" and "render" not in name:
        shutil.copy(folder / "in" / "b.docx", target)
    if other != "report":
        target.write_bytes({"text": b"My notes", "empty": b"", "unsealed": b"<!DOCTYPE html><p>Mine</p>"}[other])
    files = everything(folder)
    refused = command.run(folder, code=6)
    assert f'"{target}" is there already' in flat(refused.stderr)
    assert everything(folder) == files  # the assessment's history does not say that anything was issued or published


def test_of_two_documents_neither_is_written_if_one_may_not_be(folder):
    (folder / "a.pdf").write_bytes(b"mine")
    eqia("render", folder / "a.json", *DAY, code=6)
    assert not (folder / "a.docx").exists()


def test_the_names_that_a_refusal_gives_are_free_and_work(folder):
    for name in ("a-review.docx", "a-review-2.docx"):
        (folder / name).write_bytes(b"mine")
    refused = eqia("review", "annotate", folder / "a.json", *DAY, code=6)
    free = re.search(r'-o "([^"]*)"', flat(refused.stderr))[1]
    assert free == str(folder / "a-review-3.docx")
    eqia("review", "annotate", folder / "a.json", "-o", free, *DAY)
    assert Path(free).is_file()


def test_a_document_made_elsewhere_is_known_and_a_published_one_is_not_a_report(folder, tmp_path_factory):
    """A colleague's machine keeps no record that this one could read: the document knows its own bytes."""
    other = tmp_path_factory.mktemp("other")
    shutil.copy(COMPLETED, other / "a.json")
    eqia("render", other / "a.json", "--docx", *DAY)
    shutil.copy(other / "a.docx", folder / "a.docx")
    eqia("render", folder / "a.json", "--docx", *DAY)
    eqia("review", "publish", folder / "p.json", "-o", folder, *WEB)
    assert eqia("verify", folder / "p.docx").stdout.startswith("Untouched")
    assert eqia("verify", folder / "p.pdf").stdout.startswith("Untouched")
    assert "is there already" in eqia("render", folder / "p.json", *DAY, code=6).stderr


def test_documents_for_the_public_follow_the_umask(folder):
    before = os.umask(0o022)
    try:
        eqia("review", "publish", folder / "p.json", "-o", folder / "web", *WEB)
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o777 for path in (folder / "web").iterdir()} == {0o644}


def test_import_leaves_what_is_there_and_keeps_a_copy_of_what_is_forced(folder):
    eqia("render", folder / "a.json", "--docx", *DAY)
    before = (folder / "a.json").read_bytes()
    refused = eqia("import", folder / "a.docx", code=6)
    assert f'-o "{folder / "a-2.json"}"' in flat(refused.stderr)
    assert (folder / "a.json").read_bytes() == before
    forced = eqia("import", folder / "a.docx", "--force")
    kept = re.search(r'kept as "([^"]*)"', flat(forced.stderr))[1]
    assert Path(kept).read_bytes() == before != (folder / "a.json").read_bytes()


def test_a_review_copy_never_takes_the_place_of_its_assessment(folder):
    (folder / "link.docx").symlink_to("a.json")
    for target in (folder / "a.json", folder / "link.docx"):
        eqia("review", "annotate", folder / "a.json", "-o", target, "--force", *DAY, code=2)


def test_copies_are_taken_for_assessments_by_no_command(folder):
    eqia("review", "annotate", folder / "a.json", *DAY)
    eqia("review", "revise", folder / "p.json", *WEB)
    (folder / "p.before-0123456789ab.json").write_bytes((folder / "p.json").read_bytes())
    assert list((folder / ".eqia-kept").glob("p.before-*.json"))
    told = eqia("check", folder, "--json", *DAY, "--gate", "draft")
    assert sorted(Path(json.loads(line)["file"]).name for line in told.stdout.splitlines()) == [
        *("a.json", "b.json", "p.json")
    ]
    done = eqia("batch", folder, "-o", folder / "all", "--html", *DAY)
    assert "3 made, 0 up to date, 0 failed." in done.stdout


class TestSummaries:
    """summary.csv and summary.html are opened in a spreadsheet and in editors, too."""

    @pytest.mark.parametrize("name", ["summary.csv", "summary.html"])
    def test_remarks_that_somebody_put_in_are_left_until_it_is_forced(self, folder, name):
        out = folder / "all"
        eqia("batch", folder / "in", "-o", out, "--html", *DAY)
        eqia("batch", folder / "in", "-o", out, "--html", *DAY)
        (out / name).write_bytes((out / name).read_bytes() + b"Seen by the committee")
        theirs = (out / name).read_bytes()
        assert str(out / name) in flat(eqia("batch", folder / "in", "-o", out, "--html", *DAY, code=6).stderr)
        assert (out / name).read_bytes() == theirs
        forced = eqia("batch", folder / "in", "-o", out, "--html", *DAY, "--force")
        assert Path(re.search(r'kept as "([^"]*summary[^"]*)"', flat(forced.stderr))[1]).read_bytes() == theirs
        eqia("batch", folder / "in", "-o", out, "--html", *DAY)

    def test_those_of_another_program_are_left(self, folder):
        (folder / "all").mkdir()
        (folder / "all" / "summary.csv").write_text("Budget,2026", encoding="utf-8")
        eqia("batch", folder / "in", "-o", folder / "all", "--html", *DAY, code=6)
        assert (folder / "all" / "summary.csv").read_text(encoding="utf-8") == "Budget,2026"
        assert not (folder / "all" / "b.html").exists()
