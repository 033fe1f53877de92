"""What several tests need: folders that fill up, tools that must be there."""

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from eqia.process import processors

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI") == "true"

SLOW = (
    "batch",
    "cli",
    "files/test_writing.py",
    "fuzz",
    "guest",
    "interview/test_answers.py",
    "interview/test_closing.py",
    "interview/test_golden.py",
    "interview/test_keeping.py",
    "interview/test_order.py",
    "interview/test_pipes.py",
    "interview/test_program.py",
    "interview/test_screen.py",
    "interview/test_terminal.py",
    "packs",
    "render",
    "review",
    "rules/test_decision_open.py",
    "rules/test_language_terms.py",
    "rules/test_language_texts.py",
    "rules/test_quality.py",
    "rules/test_time.py",
    "security",
    "verify",
    "test_api.py",
    "test_same_bytes.py",
    "test_samples.py",
    "test_wheel.py",
)
"""What starts programs, draws pages, types at the pace of people, or tries hundreds of files."""

QUICK = (
    "render/test_html.py",
    "render/test_statement.py",
    "review/test_compare.py",
    "review/test_merge_text.py",
    "review/test_unusual_text.py",
    "verify/test_page_forgeries.py",
)
"""What is none of this although its folder is slow."""

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what runs in its background so, and the programs that tests start would be deaf to Ctrl-C too.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def need(tool: str) -> str:
    """The path of a program the test wants. Without it the test is skipped, and in CI it fails."""
    found = shutil.which(tool)
    if not found:
        (pytest.fail if IN_CI else pytest.skip)(f"{tool} is not installed on this machine")
    return str(found)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what ``-m "not slow"`` leaves out."""
    for item in items:
        if is_slow(item.path):
            item.add_marker(pytest.mark.slow)


def is_slow(path: Path) -> bool:
    """Whether the tests of a file are left out of the quick round."""
    place = path.relative_to(ROOT / "tests")
    return not _among(place, QUICK) and _among(place, SLOW)


def _among(place: Path, places: tuple[str, ...]) -> bool:
    return any(place.is_relative_to(each) for each in places)


def pytest_xdist_auto_num_workers() -> int:
    """Two for each processor: many tests wait, for what a person would type or for a program to end."""
    return 2 * processors()


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
