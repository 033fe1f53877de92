"""Every command as Python starts it, beside the same command split off a process that has loaded it already.

Other tests start most of their programs the second way. This one proves that it makes no difference.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from eqia.cli.main import COMMANDS
from tests.cli.reviewing import COMPLETED, ROOT
from tests.programs import COMMAND, run, start

WORDS = {
    "new": ["new", "b.json", "--plain"],
    "resume": ["resume", "a.json", "--plain"],
    "check": ["check", "a.json", "--today", "1 June 2026"],
    "render": ["render", "a.json", "--docx", "--html", "--pdf", "--today", "1 June 2026"],
    "batch": ["batch", "in", "-o", "out", "--html", "--today", "1 June 2026"],
    "worksheet": ["worksheet", "w.docx"],
    "import": ["import", "form.docx", "-o", "new.json"],
    "compare": ["compare", "a.json", "b.docx"],
    "review": ["review", "status", "a.json"],
    "approve": ["approve", "a.json", "--post", "Director", "--today", "1 June 2026"],
    "verify": ["verify", "nowhere.docx"],
    "rules": ["rules", "RT04"],
    "schema": ["schema"],
    "template": ["template", "new", "shire"],
    "doctor": ["doctor"],
}


def test_every_command_is_tried_here():
    assert [*WORDS] == [*COMMANDS]


@pytest.fixture(scope="module")
def forms(tmp_path_factory):
    """A Word document to import."""
    folder = tmp_path_factory.mktemp("forms")
    shutil.copy(COMPLETED, folder / "form.json")
    run([*COMMAND, "render", folder / "form.json", "--docx"])
    return folder / "form.docx"


def tried(how, folder, name, forms):
    """What one way of starting gives: the code, both outputs, and the files that are there then."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "in").mkdir(parents=True)
    for file in ("a.json", "in/c.json"):
        shutil.copy(ROOT / "samples" / "not-required.json", folder / file)
    shutil.copy(forms, folder)
    done = how([*COMMAND, *WORDS[name]], input=b"\n/leave\n", cwd=folder)
    made = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return done.returncode, done.stdout, done.stderr, made


def cold(words, **more):
    return subprocess.run(words, capture_output=True, **more)


@pytest.mark.parametrize("name", WORDS)
def test_a_command_started_cold_does_what_it_does_elsewhere(name, tmp_path, forms):
    one, other = (tried(how, tmp_path / "x", name, forms) for how in (cold, run))
    assert one == other
    assert b"Traceback" not in one[2]


@pytest.fixture
def asking(tmp_path):
    """Starts the program, and gives it when it waits for a first answer."""
    begun = []

    def begin(way):
        name = f"{len(begun)}.json"
        program = way([*COMMAND, "new", name, "--plain"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path)
        begun.append(program)
        shown = b""
        while not shown.endswith(b"Number: "):
            shown += os.read(program.stdout.fileno(), 4096)
        assert program.poll() is None
        return program

    yield begin
    for program in begun:
        program.kill()
        program.communicate()


@pytest.mark.parametrize("way", [subprocess.Popen, start], ids=["cold", "warm"])
@pytest.mark.parametrize(("name", "code"), [("SIGKILL", -9), ("SIGTERM", 3), ("SIGINT", 3)])
def test_a_signal_ends_either(asking, way, name, code):
    program = asking(way)
    program.send_signal(getattr(signal, name))
    assert program.wait(30) == code


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere every program starts cold")
def test_what_is_split_off_has_its_own_files_open_only_and_is_in_the_group_of_who_asked_for_it(asking):
    asking(start)
    one, other = asking(start), asking(subprocess.Popen)
    opened = [{path.name for path in Path(f"/proc/{program.pid}/fd").iterdir()} for program in (one, other)]
    assert opened[0] == opened[1]
    assert os.getpgid(one.pid) == os.getpgid(0)
