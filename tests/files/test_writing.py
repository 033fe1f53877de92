"""Files are written whole, through links, with the rights that were there, and nothing half-written stays behind."""

import json
import os
import signal
import stat
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from eqia.errors import OutputError
from eqia.files import AlreadyThere, write_atomically, write_new, write_over
from eqia.half_written import half_written, sweep
from tests.clock import fair_clock
from tests.conftest import need
from tests.programs import COMMAND, run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links, modes and pipes as other systems have them")

NOBODY = 0xFFFFFFFF
ENTRIES = [(1, 6, NOBODY), (2, 4, 4711), (4, 4, NOBODY), (16, 4, NOBODY), (32, 0, NOBODY)]
FEW = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in ENTRIES)
"""An access list by which the user 4711 may read, as Linux stores it."""


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def left_in(folder):
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_written_through_and_stays(tmp_path, there):
    (tmp_path / "team").mkdir()
    target, link = tmp_path / "team" / "a.json", tmp_path / "link.json"
    if there:
        target.write_bytes(b"old")
    link.symlink_to("team/a.json")
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert not left_in(tmp_path) + left_in(tmp_path / "team")


def test_links_in_a_circle_are_said(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OutputError):
        write_atomically(tmp_path / "a", b"x")
    with pytest.raises(OutputError):
        write_new(tmp_path / "a", b"x")


def test_mode_group_and_access_list_of_what_was_there_are_kept(tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    if os.geteuid() == 0:
        os.chown(path, 4711, 4712)
    path.chmod(0o664)
    os.setxattr(path, "user.eqia.test", b"kept")
    os.setxattr(path, "system.posix_acl_access", FEW)
    before = path.stat()
    write_atomically(path, b"new")
    after = path.stat()
    assert path.read_bytes() == b"new"
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert os.getxattr(path, "user.eqia.test") == b"kept"
    assert os.getxattr(path, "system.posix_acl_access") == FEW


def test_a_new_file_is_for_its_owner_and_a_public_one_follows_the_umask(tmp_path):
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "own", b"")
        write_atomically(tmp_path / "public", b"", public=True)
        write_new(tmp_path / "public-too", b"", public=True)
    finally:
        os.umask(before)
    assert [mode(tmp_path / name) for name in ("own", "public", "public-too")] == [0o600, 0o640, 0o640]


@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "link to a pipe"])
def test_what_is_no_regular_file_is_refused_and_stays(tmp_path, kind):
    path = tmp_path / "x"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/null")
    elif kind == "folder":
        path.mkdir()
    else:
        os.mkfifo(tmp_path / "pipe")
        path.symlink_to("pipe")
    before = path.lstat().st_ino
    for write in (write_atomically, write_new, lambda path, data: write_over(path, b"", data)):
        with pytest.raises(OutputError, match=r"device, a pipe or a socket|is a folder"):
            write(path, b"x")
    assert path.lstat().st_ino == before
    assert Path("/dev/null").is_char_device()


def test_what_may_only_be_read_is_refused(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"approved")
    path.chmod(0o444)
    with pytest.raises(OutputError, match="may only be read"):
        write_atomically(path, b"x")
    assert path.read_bytes() == b"approved"


def test_a_file_that_another_program_holds_is_tried_again_for_a_moment(tmp_path):
    """A mount point cannot be replaced: the system says that it is busy, as Windows does of a file open in Word."""
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    need("mount")
    if subprocess.run(["mount", "--bind", path, path], capture_output=True).returncode != 0:
        pytest.skip("only an administrator can mount")
    release = threading.Timer(0.4, subprocess.run, [["umount", path]])
    release.start()
    write_atomically(path, b"new")
    release.join()
    assert path.read_bytes() == b"new"


def test_a_file_that_stays_held_is_said_after_a_second(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    need("mount")
    if subprocess.run(["mount", "--bind", path, path], capture_output=True).returncode != 0:
        pytest.skip("only an administrator can mount")
    began = time.monotonic()
    try:
        with fair_clock() as clock:
            with pytest.raises(OutputError, match="open in Word or a PDF viewer"):
                write_atomically(path, b"new")
            assert clock() < 5
        assert time.monotonic() - began > 0.9
    finally:
        subprocess.run(["umount", path], check=True)
    assert path.read_bytes() == b"old"
    assert not left_in(tmp_path)


def test_a_new_file_never_takes_the_place_of_one_that_came_meanwhile(tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(b"somebody's")
    with pytest.raises(AlreadyThere):
        write_new(path, b"x")
    with pytest.raises(AlreadyThere):
        write_over(path, b"what was read", b"x")
    write_over(path, b"somebody's", b"ours")
    assert path.read_bytes() == b"ours"


COUNT = """
import sys
from pathlib import Path
from eqia.files import AlreadyThere, write_over
path, won = Path(sys.argv[1]), 0
for _ in range(60):
    before = path.read_bytes()
    try:
        write_over(path, before, b"%d" % (int(before) + 1))
        won += 1
    except AlreadyThere:
        pass
print(won)
"""


def test_of_several_who_change_one_file_none_undoes_what_another_did(tmp_path):
    path = tmp_path / "count"
    path.write_bytes(b"0")
    command = [sys.executable, "-c", COUNT, str(path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") for _ in range(4)]
    won = sum(int(process.communicate(timeout=120)[0]) for process in running)
    assert 0 < won == int(path.read_bytes())


WRITE_SLOWLY = """
import os, sys, time
from pathlib import Path
os.fsync = lambda _: (print("writing", flush=True), time.sleep(60))  # a disk that takes its time
import eqia.workflows, eqia.cli.main
eqia.cli.main.main(["render", sys.argv[1], "--html"])
"""


@pytest.mark.parametrize(("number", "left"), [("SIGTERM", 0), ("SIGHUP", 0), ("SIGINT", 0), ("SIGKILL", 1)])
def test_nothing_half_written_outlives_the_program_but_for_a_kill_which_the_next_run_sweeps_up(tmp_path, number, left):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"activity": {"title": "Secret plan"}}), encoding="utf-8")
    process = subprocess.Popen([sys.executable, "-c", WRITE_SLOWLY, str(path)], stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"writing\n"
    process.send_signal(getattr(signal, number))
    code = process.wait(timeout=30)
    assert code == {"SIGKILL": -9, "SIGINT": 130}.get(number, 128 + getattr(signal, number))
    assert len(left_in(tmp_path)) == left
    done = run([*COMMAND, "render", path, "--html"])
    assert done.returncode == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.html", "a.json"]


def test_what_somebody_is_still_writing_is_not_swept_up_nor_what_is_not_ours(tmp_path):
    for name in (".a.html.0123abcd.tmp", ".eqia-0123abcd.tmp", "notes.tmp", ".hidden.tmp"):
        (tmp_path / name).write_bytes(b"")
    with half_written(tmp_path, 0o600) as (path, _):
        sweep(tmp_path)
        assert path.exists()
        assert sorted(each.name for each in tmp_path.iterdir()) == sorted([".hidden.tmp", path.name, "notes.tmp"])


class TestShared:
    """EQIA_SHARE=group: a team's folder."""

    def run(self, *words, code=0, share="group"):
        done = run([*COMMAND, *words], encoding="utf-8", env={**os.environ, "EQIA_SHARE": share})
        assert done.returncode == code, done.stderr
        return done

    def test_new_files_and_folders_are_the_groups(self, tmp_path):
        team = tmp_path / "team"
        team.mkdir()
        if os.geteuid() == 0:
            os.chown(team, -1, 4712)
        (team / "a.json").write_text("{}", encoding="utf-8")
        self.run("render", team / "a.json", "--html", "-o", team / "out")
        self.run("batch", team, "-o", team / "all", "--html", "--today", "1 June 2026")
        made = [path for path in team.rglob("*") if path.name != "a.json"]
        assert {path.name for path in made} >= {"a.html", "summary.csv", "manifest.jsonl", "out", ".eqia-batch.made"}
        for path in made:
            assert path.stat().st_gid == team.stat().st_gid, path
            assert mode(path) == (0o2770 if path.is_dir() else 0o660), path

    def test_without_it_nothing_is_shared(self, tmp_path):
        (tmp_path / "a.json").write_text("{}", encoding="utf-8")
        self.run("render", tmp_path / "a.json", "--html", share="")
        assert mode(tmp_path / "a.html") == 0o600

    def test_a_setting_that_means_nothing_is_said_at_once(self, tmp_path):
        (tmp_path / "a.json").write_text("{}", encoding="utf-8")
        done = self.run("render", tmp_path / "a.json", "--html", share="everybody", code=2)
        assert 'EQIA_SHARE is set to "everybody"' in done.stderr
        assert not (tmp_path / "a.html").exists()
