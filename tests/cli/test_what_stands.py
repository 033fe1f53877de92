"""After a fault of the program it is said that files are as they were only if nothing was written."""

import pytest

from eqia import files
from eqia.cli.main import run
from tests.cli.reviewing import COMPLETED


@pytest.fixture(autouse=True)
def nothing_written(monkeypatch):
    monkeypatch.setattr(files, "_written", [])


def fail(*_, **__):
    raise KeyError("recommendation.stop")


def test_a_fault_before_anything_is_written_leaves_the_files(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("eqia.cli.commands.import_.imported_text", fail)
    case = COMPLETED.parents[1] / "tests" / "cases" / "word" / "w_column_deleted.docx"
    assert run(["import", str(case), "-o", str(tmp_path / "a.json")]) == 1
    assert "Your files are as they were." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_fault_after_a_file_was_written_names_it(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("eqia.cli.commands.import_.click.echo", fail)
    case = COMPLETED.parents[1] / "tests" / "cases" / "word" / "w_column_deleted.docx"
    assert run(["import", str(case), "-o", str(tmp_path / "a.json")]) == 1
    said = capsys.readouterr().err
    assert "as they were" not in said
    assert "a.json" in said
