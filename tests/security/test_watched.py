"""eqia opens nothing but its own files, the input and the output; it connects to nothing and starts nothing."""

import json
import mimetypes
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from eqia.assessment.store import to_json
from eqia.packs.start import start_pack

from .conftest import fill
from .payloads import PAYLOADS

HERE = Path(__file__).parent
OWN = [HERE.parents[1] / "eqia", HERE.parents[1] / "templates", HERE / "watched.py"]
PYTHON = [Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
OF_PYTHON = {*sys.path, *mimetypes.knownfiles, os.devnull, "/dev/urandom"}


def watch(tmp_path, *words, **environment):
    """The exit code of eqia, what it opened, connected to and started besides its own files, and all that it did."""
    temporary = tmp_path / "temporary"
    temporary.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, str(HERE / "watched.py"), *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(temporary), **environment},
    )
    assert done.stdout, done.stderr
    report = json.loads(done.stdout.splitlines()[-1])
    return report["code"], [(kind, what) for kind, what in report["seen"] if not is_own(kind, what)], report["seen"]


def is_own(kind, what):
    if kind == "read" and what in {os.path.realpath(each) for each in OF_PYTHON}:
        return True
    roots = [*OWN, *PYTHON] if kind == "read" else [Path(os.devnull)]
    return any(Path(what).is_relative_to(root.resolve()) for root in roots)


@pytest.fixture
def hostile(bedford, tmp_path):
    """An assessment whose every answer is a payload."""
    path = tmp_path / "hostile.json"
    path.write_text(to_json(fill(bedford, lambda number: PAYLOADS[number % len(PAYLOADS)])), encoding="utf-8")
    return path


def test_the_watch_sees_what_it_should(tmp_path):
    script = tmp_path / "probe.py"
    script.write_text(
        (HERE / "watched.py").read_text(encoding="utf-8").partition("from eqia")[0]
        + "import socket, subprocess\nsocket.socket()\nsubprocess.run(['true'])\nopen('/etc/hostname')\n"
        + "print(json.dumps(seen))\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, encoding="utf-8", check=True)
    seen = [tuple(each) for each in json.loads(done.stdout.splitlines()[-1])]
    assert ("read", "/etc/hostname") in seen
    assert any(kind == "socket.__new__" for kind, _ in seen)
    assert any(kind == "subprocess.Popen" for kind, _ in seen)


def test_rendering_hostile_answers(hostile, tmp_path):
    out = tmp_path / "out"
    code, outside, seen = watch(tmp_path, "render", hostile, "--docx", "--pdf", "--html", "-o", out)
    assert code == 0
    assert [each for each in outside if not Path(each[1]).is_relative_to(tmp_path)] == []
    assert {path.name for path in out.iterdir()} == {"hostile.docx", "hostile.pdf", "hostile.html"}
    written = {
        Path(what) for kind, what in seen if kind == "write" and not what.startswith(str(tmp_path / "temporary"))
    }
    assert {path.parent for path in written if path.is_relative_to(tmp_path)} == {out}
    assert list((tmp_path / "temporary").iterdir()) == []


def test_checking_hostile_answers(hostile, tmp_path):
    _, outside, _ = watch(tmp_path, "check", hostile)
    assert outside == [("read", str(hostile))]


def test_checking_a_pack(tmp_path):
    pack = start_pack("shire", tmp_path)
    code, outside, _ = watch(tmp_path, "template", "check", pack)
    assert code == 0
    assert [(kind, what) for kind, what in outside if kind == "read"] == [
        ("read", str(pack / name))
        for name in ("form.toml", "pack.toml", "report.css", "report.docx", "report.html", "synonyms.toml")
    ]
    assert [what for kind, what in outside if kind != "read" and not Path(what).is_relative_to(tmp_path)] == []
