"""What several tests of commands need."""

import json

import pytest

from tests.cli.reviewing import COMPLETED


@pytest.fixture
def file(tmp_path):
    """An assessment that nobody has approved yet."""
    path = tmp_path / "a.json"
    data = json.loads(COMPLETED.read_text(encoding="utf-8"))
    data["activity"]["approval_date"] = ""
    path.write_text(json.dumps(data), encoding="utf-8")
    return path
