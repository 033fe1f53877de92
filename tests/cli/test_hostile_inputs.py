"""What is no file as input is not waited for, and said in a sentence. Ctrl-C is heard from the first moment on."""

import os
import socket
import subprocess
import sys

import pytest

from tests.cli.reviewing import COMPLETED
from tests.programs import COMMAND, run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")

COMMANDS = {
    "check": ("check", "X"),
    "render": ("render", "X"),
    "resume": ("resume", "X", "--plain"),
    "approve": ("approve", "X", "--post", "Director"),
    "import": ("import", "X", "-o", "OUT"),
    "compare-old": ("compare", "X", COMPLETED),
    "compare-new": ("compare", COMPLETED, "X"),
    "verify": ("verify", "X.docx"),
    "verify-pdf": ("verify", "X.pdf"),
    "verify-file": ("verify", "X.html", "X"),
    "annotate": ("review", "annotate", "X", "-o", "OUT"),
    "read": ("review", "read", "X"),
    "apply": ("review", "apply", "X", "X"),
    "status": ("review", "status", "X"),
    "submit": ("review", "submit", "X", "--who", "Head"),
    "publish": ("review", "publish", "X", "-o", "OUT", "--who", "Head"),
    "pack": ("template", "check", "PACK"),
}


def make(kind, path):
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "folder":
        path.mkdir()
    else:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(path))


@pytest.mark.parametrize("kind", ["pipe", "device", "socket", "folder"])
@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_waits_for_what_is_no_file(kind, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # paths of sockets are short
    for ending in ("", ".docx", ".pdf", ".html"):
        make(kind, tmp_path.relative_to(tmp_path) / f"X{ending}")
    (tmp_path / "PACK").mkdir()
    make(kind, tmp_path.relative_to(tmp_path) / "PACK" / "pack.toml")
    done = run([*COMMAND, *COMMANDS[name]], stdin=subprocess.DEVNULL, encoding="utf-8", timeout=60)
    assert done.returncode == 5, done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "OUT").exists()


INTERRUPTED = """
import os, signal, sys

module = sys.argv.pop(1)

class AtModule:
    def find_spec(self, name, path=None, target=None):
        if name == module:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, AtModule())
from eqia.__main__ import main
main()
"""


@pytest.mark.parametrize(
    "module",
    ["eqia.cli.main", "click", "eqia.errors", "eqia.cli.commands.check", "pydantic", "eqia.workflows", "lxml.etree"],
)
def test_ctrl_c_while_modules_load_is_no_fault(module, tmp_path):
    words = ["render", str(COMPLETED), "--docx", "-o", str(tmp_path)]
    if module.endswith("check"):
        words = ["check", str(COMPLETED)]
    done = subprocess.run([sys.executable, "-c", INTERRUPTED, module, *words], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.strip() in ("", "Stopped.")
    assert not list(tmp_path.iterdir())
