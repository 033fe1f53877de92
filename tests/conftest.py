"""What several tests need: folders that fill up, tools that must be there."""

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI") == "true"

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what runs in its background so, and the programs that tests start would be deaf to Ctrl-C too.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def need(tool: str) -> str:
    """The path of a program the test wants. Without it the test is skipped, and in CI it fails."""
    found = shutil.which(tool)
    if not found:
        (pytest.fail if IN_CI else pytest.skip)(f"{tool} is not installed on this machine")
    return str(found)


@pytest.fixture
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture
def full_disk(tmp_path):
    """A folder on a disk of its own of 64 KiB, in a mount of this process; for root on Linux."""

    @contextlib.contextmanager
    def mounted():
        folder = tmp_path / "small"
        folder.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True)
        if done.returncode != 0:
            pytest.skip("only an administrator can mount a small disk to fill")
        try:
            yield folder
        finally:
            subprocess.run(["umount", folder], check=True)

    return mounted
