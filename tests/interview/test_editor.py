"""The officer's own editor: what it is given, what comes back, and what happens when it fails."""

import stat
import sys
from pathlib import Path

import pytest

from eqia.interview import words
from eqia.interview.page import Page, Widget
from eqia.interview.terminal.editor import NoEditorError, edit, find_editor

PAGE = Page(
    "summary", Widget.LONG, "What should a decision maker know?", hint="Five sentences.", help=("Why: read it.",)
)


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """Make an editor of a line of Python that gets the path as ``p`` and its text as ``t``."""

    def make(line):
        program = tmp_path / "editor.py"
        program.write_text(
            f"import os, pathlib, sys, time\np = pathlib.Path(sys.argv[1])\nt = p.read_text('utf-8')\n{line}\n"
        )
        monkeypatch.setenv("EQIA_EDITOR", f'"{sys.executable}" "{program}"')

    return make


def run(text="", waited=None, kept=None):
    return edit(
        PAGE, text, (kept if kept is not None else []).append, lambda: (waited if waited is not None else []).append(1)
    )


def test_the_question_and_its_guidance_stand_above_the_line_and_the_answer_below(editor, tmp_path):
    seen = tmp_path / "seen"
    editor(f"pathlib.Path({str(seen)!r}).write_text(t); p.write_text(t + ' And more.')")
    assert run("So far.") == "So far. And more."
    above, _, below = seen.read_text().partition(words.CUT_LINE)
    assert "What should a decision maker know?" in above
    assert "Five sentences." in above
    assert "Why: read it." in above
    assert below == "\nSo far."


@pytest.mark.parametrize(
    ("name", "says", "opened"),
    [
        ("vi", "To come back here: press Esc, type :wq and press Enter.", True),
        ("vim.basic", "type :wq", True),
        ("nano", "press Ctrl-O, Enter and Ctrl-X.", True),
        ("kate", "To come back here: save, and close the editor.", False),
    ],
)
def test_the_way_back_is_said_and_the_editor_opens_at_the_answer(tmp_path, monkeypatch, name, says, opened):
    seen = tmp_path / "seen"
    program = tmp_path / name
    program.write_text(f'#!/bin/sh\necho "$@" > "{seen}.words"\nfor last; do :; done\ncp "$last" "{seen}"\n')
    program.chmod(0o700)
    monkeypatch.setenv("EQIA_EDITOR", str(program))
    assert run("So far.") == "So far."
    assert says in seen.read_text()
    assert words.CHOOSE_EDITOR not in seen.read_text()
    number, _, rest = Path(f"{seen}.words").read_text().partition(" ")
    assert (number == f"+{1 + seen.read_text().splitlines().index('So far.')}") is opened
    assert bool(rest) is opened
    assert run() == ""


def test_where_no_editor_is_set_it_is_said_how_to_set_one(tmp_path, monkeypatch):
    for name in ("EQIA_EDITOR", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    seen = tmp_path / "seen"
    program = tmp_path / "nano"
    program.write_text(f'#!/bin/sh\ncp "$2" "{seen}"\n')
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    run()
    assert words.CHOOSE_EDITOR in seen.read_text()


def test_the_editors_own_line_end_and_its_marks_are_no_part_of_the_answer(editor):
    editor("p.write_bytes(b'\\xef\\xbb\\xbf' + t.replace('\\n', '\\r\\n').encode() + b'one\\r\\n\\r\\ntwo\\r\\n')")
    assert run() == "one\n\ntwo"


def test_without_the_line_the_whole_text_is_the_answer(editor):
    editor("p.write_text('Only this.')")
    assert run("Before.") == "Only this."


def test_an_editor_that_breaks_the_file_loses_nothing(editor):
    editor("p.write_bytes(b'\\xff\\xfe')")
    assert run("Before.") == "Before."
    editor("p.unlink()")
    assert run("Before.") == "Before."


def test_what_is_saved_in_the_editor_is_kept_while_it_is_open(editor):
    kept = []
    editor("p.write_text(t + 'saved'); time.sleep(1.6); p.write_text(t + 'done')")
    assert run(kept=kept) == "done"
    assert kept == ["saved"]


def test_an_editor_that_comes_back_at_once_is_waited_for(monkeypatch):
    waited = []
    monkeypatch.setenv("EQIA_EDITOR", "true")
    run("Before.", waited=waited)
    assert waited == [1]


def test_the_file_is_private_and_gone_afterwards(editor, tmp_path):
    seen = tmp_path / "seen"
    editor(
        f"pathlib.Path({str(seen)!r}).write_text(str(p) + ' ' + str(p.parent.stat().st_mode)); p.write_text(t + 'x')"
    )
    run()
    path, mode = seen.read_text().rsplit(" ", 1)
    assert stat.S_IMODE(int(mode)) == 0o700
    assert not Path(path).parent.exists()


def test_an_editor_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setenv("EQIA_EDITOR", "no-such-editor --wait")
    with pytest.raises(NoEditorError, match="no-such-editor"):
        run()


def test_the_editor_is_the_officers_choice_before_the_systems():
    assert find_editor({"EDITOR": "nano", "VISUAL": "code --wait"}) == ["code", "--wait"]
    assert find_editor({"EDITOR": "nano", "EQIA_EDITOR": "micro"}) == ["micro"]
    assert find_editor({})[0] in ("nano", "micro", "vi")
