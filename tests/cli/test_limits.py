"""What one command may use of the machine, and what it says when that is used up."""

import contextlib
import signal
import subprocess
import sys
import threading
import time

import pytest

from eqia.cli import main
from eqia.errors import RenderError
from eqia.files import write_atomically
from eqia.limits import limited
from eqia.packs.start import start_pack
from tests.cli.reviewing import COMPLETED, eqia

resource = pytest.importorskip("resource", reason="this system has no limits")


def work(seconds):
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_work_that_takes_too_long_is_stopped_with_a_sentence():
    began = time.process_time()
    with (
        pytest.raises(RenderError, match="Making it took more than 1 seconds and was stopped"),
        limited("Making it", 1),
    ):
        work(30)
    assert time.process_time() - began < 3


def test_work_that_fills_the_memory_is_stopped_with_a_sentence():
    held = []
    with (
        pytest.raises(RenderError, match="Making it took more than 1024 MB of memory and was stopped"),
        limited("Making it", memory=1 << 30),
    ):
        held.extend(bytes(50_000_000) for _ in range(200))
    assert len(held) < 200


def test_everything_is_afterwards_as_it_was():
    before = resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF)
    with limited("Making it", 1):
        pass
    work(1.2)
    assert (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF)) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_a_thread_is_only_limited_in_memory():
    failures = []

    def run():
        try:
            with limited("Making it", 1):
                work(0.01)
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert failures == []


def test_other_errors_pass(tmp_path):
    with pytest.raises(ValueError, match="mine"), limited("Making it"):
        raise ValueError("mine")
    assert sys.exc_info() == (None, None, None)


def test_what_goes_on_after_any_error_does_not_go_on_after_this():
    def stubborn():
        while True:
            with contextlib.suppress(Exception):
                work(5)

    with pytest.raises(RenderError, match="was stopped"), limited("Making it", 1):
        stubborn()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_it_is_stopped_once_more_where_the_first_time_was_lost():
    class Heavy:
        def __del__(self):
            work(1.2)  # Python drops what is raised here

    def lose_the_first():
        Heavy()
        work(30)

    with pytest.raises(RenderError, match="was stopped"), limited("Making it", 1):
        lose_the_first()


def test_what_is_being_written_is_written(tmp_path):
    with limited("Making it", 1):
        work(0.7)
        write_atomically(tmp_path / "one", b"1")
        work(0.7)
        write_atomically(tmp_path / "two", b"2")
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)

    def write_and_fill_the_memory():
        write_atomically(tmp_path / "three", b"3")
        bytearray(2 << 30)

    whole = "What had been written by then is whole"
    with pytest.raises(RenderError, match=whole), limited("Making it", memory=1 << 30):
        write_and_fill_the_memory()
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir())] == [b"1", b"3", b"2"]


PROGRAM = """
import importlib, pkgutil, sys
from functools import partial
import eqia
from eqia import limits
for module in pkgutil.walk_packages(eqia.__path__, "eqia."):  # the time is over in the work, not while modules load
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
from eqia.cli import main, within
within.limited = partial(limits.limited, seconds=0.001)
main.main(sys.argv[1:])
"""
COMMANDS = {
    "check": ["FILE"],
    "render": ["FILE"],
    "import": ["DOCX", "-o", "new.json"],
    "import of a PDF": ["PDF", "-o", "new.json"],
    "compare": ["DOCX", "FILE", "--docx", "changes.docx"],
    "verify": ["DOCX", "FILE"],
    "verify of a PDF": ["PDF"],
    "verify of a page": ["HTML", "FILE"],
    "review annotate": ["FILE"],
    "review read": ["DOCX"],
    "review apply": ["DOCX", "FILE", "--take", "Summary", "--keep-all"],
    "review status": ["FILE"],
    "review submit": ["FILE", "--who", "Head"],
    "review judge": ["FILE", "Summary", "fine", "--who", "Head"],
    "review revise": ["FILE", "--who", "Head"],
    "review publish": ["FILE", "--who", "Head", "-o", "out"],
    "approve": ["FILE", "--post", "Director"],
    "template check": ["PACK"],
    "template word": ["PACK"],
    "worksheet": ["new.docx"],
}
WITHOUT = {"new", "resume", "batch", "rules", "schema", "doctor"}
"""Those that ask and wait, share the work out to processes with limits of their own, or read no file."""


def test_every_command_that_opens_a_file_is_tried_here():
    assert {words.split()[0] for words in COMMANDS} | {"review"} | WITHOUT == {*main.COMMANDS}


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    """A folder with an assessment, its documents, and a pack."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "a.json").write_bytes(COMPLETED.read_bytes())
    eqia("render", folder / "a.json", "--docx", "--pdf", "--html")
    start_pack("shire", folder)
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_needs_too_much_names_the_file_and_leaves_all_as_it_was(documents, command):
    places = {"FILE": "a.json", "DOCX": "a.docx", "PDF": "a.pdf", "HTML": "a.html", "PACK": "shire"}
    words = [*command.partition(" of ")[0].split(), *(places.get(word, word) for word in COMMANDS[command])]
    before = {path: path.read_bytes() for path in documents.rglob("*") if path.is_file()}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words], capture_output=True, encoding="utf-8", cwd=documents, timeout=60
    )
    assert done.returncode == 5, done.stderr
    assert done.stderr.startswith(f'The work on "{words[len(command.partition(" of ")[0].split())]}"')
    assert "took more than 0.001 seconds and was stopped. Nothing was written. " in done.stderr
    assert "ask whoever sent it for a clean copy" in done.stderr
    assert done.stdout == ""
    assert {path: path.read_bytes() for path in documents.rglob("*") if path.is_file()} == before
